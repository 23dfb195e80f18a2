using Cig.Rules;
using MimeKit;
using MimeKit.Text;

namespace Cig.Platform.Mail;

/// <summary>What a person may be told of by mail.</summary>
public enum NoticeKind
{
    /// <summary>A conversation with an advisor was closed: its transcript is there.</summary>
    Closed,

    /// <summary>A written request was answered.</summary>
    Answered,

    /// <summary>An advisor wrote while the person was away.</summary>
    Reply,
}

/// <summary>
/// The words of what is sent. Whoever reads along on the way, or over a shoulder, learns that something is there and no more: no names, no subject, no words of anybody, nothing enclosed.
/// </summary>
public static class Letter
{
    private static readonly Text NoticeSubject = new("Avviso: c'è qualcosa per te nella tua area", "Notice: there is something for you in your area", "Hinweis: In deinem Bereich wartet etwas auf dich");
    private static readonly Text CodeSubject = new("Il codice per confermare il tuo indirizzo", "The code to confirm your address", "Der Code zum Bestätigen deiner Adresse");
    private static readonly Text Enter = new("Per vederlo entra nella tua area:", "To see it, sign in to your area:", "Um es zu sehen, melde dich in deinem Bereich an:");
    private static readonly Text End = new(
        "Hai chiesto tu questi avvisi. Per cambiare indirizzo o non riceverne più apri «Avvisi per posta elettronica» nella tua area. Questo messaggio è automatico: non rispondere.",
        "You asked for these notices. To change the address or stop them, open \"Notices by e-mail\" in your area. This message is automatic: please do not answer it.",
        "Du hast diese Hinweise gewünscht. Um die Adresse zu ändern oder sie abzubestellen, öffne „Hinweise per E-Mail“ in deinem Bereich. Diese Nachricht ist automatisch: bitte antworte nicht darauf.");
    private static readonly Text CodeEnd = new(
        "Vale 30 minuti e serve una volta sola. Se non l'hai chiesto tu, non devi fare nulla: senza il codice non ti scriviamo più.",
        "It is valid for 30 minutes and works once. If you did not ask for it you need do nothing: without the code we do not write to you again.",
        "Er gilt 30 Minuten und nur einmal. Wenn du ihn nicht angefordert hast, brauchst du nichts zu tun: ohne den Code schreiben wir dir nicht mehr.");

    /// <summary>Tells of a fact. The same fact makes the same message, to its identifier and date, so that a repetition can be known as one.</summary>
    public static MimeMessage Of(NoticeKind kind, string id, DateTimeOffset at, string address, Tongue tongue, MailSettings settings) =>
        Make($"{id}@{settings.From.Domain}", at, address, tongue, settings, NoticeSubject, $"{WordsOf(kind).In(tongue)}\n\n{Enter.In(tongue)}\n{settings.Site.AbsoluteUri}\n\n{End.In(tongue)}\n");

    /// <summary>Carries a code.</summary>
    public static MimeMessage WithCode(string code, Guid id, DateTimeOffset at, string address, Tongue tongue, MailSettings settings)
    {
        var words = Text.Of($"Il codice per confermare il tuo indirizzo è:", $"The code to confirm your address is:", $"Der Code zum Bestätigen deiner Adresse lautet:");
        return Make($"{id:n}@{settings.From.Domain}", at, address, tongue, settings, CodeSubject, $"{words.In(tongue)}\n\n{code}\n\n{CodeEnd.In(tongue)}\n");
    }

    private static Text WordsOf(NoticeKind kind) => kind switch
    {
        NoticeKind.Closed => new("Una tua conversazione è chiusa e la sua trascrizione è pronta.", "One of your conversations is closed and its transcript is ready.", "Eines deiner Gespräche ist geschlossen und sein Protokoll ist bereit."),
        NoticeKind.Answered => new("C'è la risposta a una tua richiesta scritta.", "One of your written requests has been answered.", "Auf eine deiner schriftlichen Anfragen gibt es eine Antwort."),
        _ => new("C'è un messaggio che non hai ancora letto in una tua conversazione aperta.", "There is a message that you have not read yet in one of your open conversations.", "In einem deiner offenen Gespräche gibt es eine Nachricht, die du noch nicht gelesen hast."),
    };

    private static MimeMessage Make(string id, DateTimeOffset at, string address, Tongue tongue, MailSettings settings, Text subject, string body)
    {
        var message = new MimeMessage { MessageId = id, Date = at, Subject = subject.In(tongue), Body = new TextPart(TextFormat.Plain) { Text = body, ContentTransferEncoding = ContentEncoding.QuotedPrintable } };
        message.From.Add(settings.From);
        message.To.Add(new MailboxAddress("", address));

        // RFC 3834: no absence notice answers to it. RFC 3282: the language.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add(HeaderId.ContentLanguage, tongue.Code);
        return message;
    }
}
