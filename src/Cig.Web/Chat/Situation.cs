using Cig.Platform.Chat;
using Cig.Web.Language;

namespace Cig.Web.Chat;

/// <summary>Where a conversation stands, in words for the person who asks.</summary>
public sealed record Situation(string Words, bool Trial)
{
    public static async Task<Situation> Of(Conversation conversation, QueuePlaces places, ChatHours hours, Say say, CancellationToken stop)
    {
        var trial = (await hours.Now(stop)).Trial;
        return new(conversation.State switch
        {
            ConversationState.Waiting => say["Sei il numero {0} in coda. Puoi già scrivere e puoi lasciare questa pagina aperta.", ((await places.Of(conversation.Id, stop))?.Before ?? 0) + 1],
            ConversationState.Active => say["Sei in conversazione con {0}.", conversation.AdvisorName ?? ""],
            ConversationState.Request => say["La chat ha chiuso: la tua domanda è diventata una richiesta scritta. Ti rispondiamo entro 2 giorni lavorativi."],
            _ => say["La conversazione è chiusa. Puoi rileggerla qui quando vuoi."],
        }, trial);
    }
}
