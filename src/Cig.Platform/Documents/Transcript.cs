using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cig.Platform.Attachments;
using Cig.Platform.Chat;
using Cig.Platform.Storage;
using Cig.Rules;
using Cig.Rules.Access;

namespace Cig.Platform.Documents;

/// <summary>
/// Trascrizione: what was said in a conversation, as a PDF and as plain text. It is not signed; it carries a number made from its own words, which the platform keeps: anybody
/// who holds the transcript can have the number, or the text itself, checked.
/// </summary>
public sealed class Transcript(Database database, ConversationLog log, TimeProvider time)
{
    /// <summary>A transcript of everything up to now, with the number under which it can be checked.</summary>
    public async Task<(byte[] Pdf, string Text, string Number)> Issue(Conversation conversation, CancellationToken stop)
    {
        List<ChatEvent> events = [];
        while (await log.Since(conversation.Id, events.Count == 0 ? 0 : events[^1].N, stop) is { Count: > 0 } page)
            events.AddRange(page);

        var tongue = conversation.Tongue;
        var title = Text.Of($"Conversazione Info CIG: {conversation.TopicName}", $"Info CIG conversation: {conversation.TopicName}", $"Gespräch Info CIG: {conversation.TopicName}").In(tongue);
        var lines = events.Select(e => LineOf(e, conversation, tongue)).OfType<(string Who, string What)>().ToList();
        var words = $"{title}\n\n{conversation.Id}\n{string.Join('\n', lines.Select(l => $"[{l.Who}] {l.What}"))}".ReplaceLineEndings("\n");
        var number = NumberOf(words);
        await using var connection = await database.Open(stop);
        await using var keep = connection.Command(
            "insert into transcripts (hash, conversation_id, last_number, issued_at) values (@h, @c, @n, @a) on conflict do nothing",
            ("h", number), ("c", conversation.Id), ("n", events.Count == 0 ? 0 : events[^1].N), ("a", Instant.ToMicroseconds(time.GetUtcNow())));
        await keep.ExecuteNonQueryAsync(stop);

        var check = Text.Of(
            $"Numero di controllo: {number}. Con questo numero la piattaforma conferma che la trascrizione corrisponde al registro della conversazione. Ora di Roma. Questo documento non è un atto dell'INPS.",
            $"Check number: {number}. By this number the platform confirms that the transcript matches the log of the conversation. Time of Rome. This document is not an act of INPS.",
            $"Prüfnummer: {number}. Mit dieser Nummer bestätigt die Plattform, dass die Abschrift dem Protokoll des Gesprächs entspricht. Ortszeit Rom. Dieses Dokument ist kein Akt des INPS.").In(tongue);

        using var document = new Document(title, tongue);
        document.Heading(title);
        document.Paragraph(conversation.Id.ToString());
        foreach (var (who, what) in lines)
            document.Row(who, what);
        document.Paragraph(check);
        return (document.ToBytes(), $"{words}\n\n{check}\n", number);
    }

    /// <summary>When a transcript with this number was issued and how many events it holds; null where there is none.</summary>
    public async Task<(DateTimeOffset IssuedAt, long Events)?> Check(string number, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command("select issued_at, last_number from transcripts where hash = @h", ("h", number.Trim().ToLowerInvariant()));
        await using var reader = await command.ExecuteReaderAsync(stop);
        return await reader.ReadAsync(stop) ? (Instant.FromMicroseconds(reader.GetInt64(0)), reader.GetInt64(1)) : null;
    }

    /// <summary>The same for the words of a text transcript: null where a word of it is not as it was issued.</summary>
    public Task<(DateTimeOffset IssuedAt, long Events)?> CheckText(string transcript, CancellationToken stop)
    {
        var text = transcript.ReplaceLineEndings("\n").TrimStart('\uFEFF').TrimEnd('\n');
        var end = text.LastIndexOf("\n\n", StringComparison.Ordinal);
        return Check(NumberOf(end < 0 ? text : text[..end]), stop);
    }

    private static string NumberOf(string words) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)));

    /// <summary>A line of what both sides saw; null for what concerns staff alone.</summary>
    private static (string Who, string What)? LineOf(ChatEvent e, Conversation conversation, Tongue tongue)
    {
        var at = ChatSchedule.InRome(e.At).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);
        var who = e.Sender == Participant.Person ? conversation.PersonName : e.SenderName;
        Text? what = e.Kind switch
        {
            ChatEventKind.Message => new(e.Body, e.Body, e.Body),
            ChatEventKind.Attached => File(AttachmentNote.Read(e.Body)),
            ChatEventKind.Opened => Text.Of($"Conversazione aperta.", $"Conversation opened.", $"Gespräch eröffnet."),
            ChatEventKind.Joined => Text.Of($"Entra in conversazione.", $"Joins the conversation.", $"Kommt ins Gespräch."),
            ChatEventKind.Closed => Text.Of($"Conversazione chiusa.", $"Conversation closed.", $"Gespräch beendet."),
            ChatEventKind.Guided when GuidedPages.Read(e.Body) is { } page => Pointing(GuidedPages.Name(page)),
            ChatEventKind.Reopened => Text.Of($"Conversazione riaperta.", $"Conversation reopened.", $"Gespräch wieder aufgenommen."),
            ChatEventKind.BecameRequest => Text.Of($"La chat ha chiuso: la domanda diventa una richiesta scritta.", $"The chat closed: the question becomes a written request.", $"Der Chat schließt: die Frage wird zur schriftlichen Anfrage."),
            _ => null,
        };
        return what is null ? null : ($"{at} {who}", what.In(tongue));
    }

    private static Text Pointing(Text page) => new($"Indica la pagina: {page.Italian}", $"Points to the page: {page.English}", $"Weist auf die Seite hin: {page.German}");

    private static Text File(AttachmentNote note) => Text.Of($"Allegato: {note.Name} ({note.Kind})", $"Attachment: {note.Name} ({note.Kind})", $"Anhang: {note.Name} ({note.Kind})");
}
