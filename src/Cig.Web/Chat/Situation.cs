using Cig.Platform.Chat;
using Cig.Platform.Requests;
using Cig.Web.Language;

namespace Cig.Web.Chat;

/// <summary>Where a conversation stands, in words for the person who asks.</summary>
public sealed record Situation(string Words, bool Trial)
{
    /// <summary>The last day on which a closed conversation may be reopened.</summary>
    public DateOnly? ReopensUntil { get; init; }

    /// <summary>Why it cannot be reopened at this moment.</summary>
    public string? NotNow { get; init; }

    public static async Task<Situation> Of(Conversation conversation, QueuePlaces places, RequestDesk requests, ChatHours hours, Say say, CancellationToken stop)
    {
        var trial = (await hours.Now(stop)).Trial;
        return new(conversation.State switch
        {
            ConversationState.Waiting => Waiting(await places.Of(conversation.Id, stop), say),
            ConversationState.Active => say["Sei in conversazione con {0}.", conversation.AdvisorName ?? ""],
            ConversationState.Request => say["La chat ha chiuso: la tua domanda è diventata una richiesta scritta."]
                + (await requests.OfConversation(conversation.Id, stop) is { } request ? " " + say["Ti rispondiamo entro il {0}.", request.DueOn] : ""),
            _ => say["La conversazione è chiusa. Puoi rileggerla qui quando vuoi."],
        }, trial);
    }

    private static string Waiting(QueuePlace? place, Say say) => string.Join(' ', new[]
    {
        say["Sei il numero {0} in coda.", (place?.Before ?? 0) + 1],
        EntranceWords.Wait(place?.Wait, say),
        say["Puoi già scrivere e puoi lasciare questa pagina aperta."],
    }.OfType<string>());
}
