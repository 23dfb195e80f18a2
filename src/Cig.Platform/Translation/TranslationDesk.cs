using Cig.Platform.Chat;
using Cig.Platform.Storage;
using Cig.Rules;

namespace Cig.Platform.Translation;

/// <summary>
/// Which messages of a conversation a reader may have translated, and into what. A reader is whoever <see cref="ChatDesk"/> let into the conversation a moment ago. A translation is no event: it is not
/// stored, and so it is in no log, transcript, report or notice.
/// </summary>
public sealed class TranslationDesk(Database database, Translator translator)
{
    /// <summary>Whether there is an engine.</summary>
    public bool Offered => translator.Offered;

    /// <summary>Longest message that is translated, in characters.</summary>
    public int Longest => translator.Longest;

    /// <summary>Members of staff read Italian what comes in the language of the conversation; who asks reads in her language what comes in Italian. Null where both are the same.</summary>
    /// <param name="page">The language in which who asks reads the pages now.</param>
    public static Way? WayOf(Participant reader, Conversation conversation, Tongue page)
    {
        Way way = reader.IsPerson ? new(Tongue.Italian, page) : new(conversation.Tongue, Tongue.Italian);
        return way.From == way.To ? null : way;
    }

    /// <summary>What the other side said, and nothing else: neither one's own words nor those among staff.</summary>
    public static bool IsTranslatable(ChatEvent e, Participant reader) => e.Kind == ChatEventKind.Message && e.Sender != reader.Key;

    /// <summary>One message of the log for somebody who may read it.</summary>
    public async Task<Translated> Translate(Participant reader, Conversation conversation, long n, Tongue page, CancellationToken stop)
    {
        if (!Offered)
            return new Translated.NotOffered();
        if (WayOf(reader, conversation, page) is not { } way)
            return new Translated.NotNeeded();
        return await Body(reader, n, stop) is { } body ? await translator.Translate(body, way, stop) : new Translated.NotFound();
    }

    /// <summary>A message that a page has read already.</summary>
    public Task<Translated> Translate(ChatEvent message, Way way, CancellationToken stop) => translator.Translate(message.Body, way, stop);

    /// <summary>A translation that this node has in its memory.</summary>
    public Translated? Remember(ChatEvent message, Way way) => translator.Remember(message.Body, way);

    private async Task<string?> Body(Participant reader, long n, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command(
            "select body from chat_events where conversation_id = @c and n = @n and kind = 'Message' and sender <> @r", ("c", reader.Conversation), ("n", n), ("r", reader.Key));
        return await command.ExecuteScalarAsync(stop) as string;
    }
}
