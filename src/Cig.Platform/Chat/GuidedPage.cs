using Cig.Platform.Mandates;
using Cig.Rules;

namespace Cig.Platform.Chat;

/// <summary>
/// A page of the person's own area to which an advisor can point in a conversation. There are these and no others, and each is about the conversation's own subject: no address is ever written. The name is
/// what the log keeps.
/// </summary>
public enum GuidedPage
{
    /// <summary>Where the case stands.</summary>
    Case,

    /// <summary>How the money of the case comes.</summary>
    Payment,

    /// <summary>The terms of a company's case.</summary>
    Terms,

    /// <summary>The documents of a company's case.</summary>
    Documents,

    /// <summary>A new application of a company.</summary>
    NewApplication,

    /// <summary>The files of this conversation.</summary>
    Attachments,

    /// <summary>The written requests and their answers.</summary>
    Requests,
}

/// <summary>What the pages are called, and which of them a conversation has.</summary>
public static class GuidedPages
{
    /// <summary>The name under which both sides know a page.</summary>
    public static Text Name(GuidedPage page) => page switch
    {
        GuidedPage.Case => Text.Of($"Stato della pratica", $"State of the case", $"Stand des Falles"),
        GuidedPage.Payment => Text.Of($"Pagamento della pratica", $"Payment of the case", $"Zahlung des Falles"),
        GuidedPage.Terms => Text.Of($"Termini della pratica", $"Terms of the case", $"Fristen des Falles"),
        GuidedPage.Documents => Text.Of($"Documenti della pratica", $"Documents of the case", $"Unterlagen des Falles"),
        GuidedPage.NewApplication => Text.Of($"Nuova domanda", $"New application", $"Neuer Antrag"),
        GuidedPage.Attachments => Text.Of($"Allegati della conversazione", $"Attachments of the conversation", $"Anhänge des Gesprächs"),
        GuidedPage.Requests => Text.Of($"Richieste scritte", $"Written requests", $"Schriftliche Anfragen"),
        _ => throw new ArgumentOutOfRangeException(nameof(page)),
    };

    /// <summary>The page that an event points to; null where its words were erased.</summary>
    public static GuidedPage? Read(string body) => Enum.TryParse<GuidedPage>(body, out var page) && page.ToString() == body ? page : null;

    /// <summary>The pages that a conversation has: those of a case only with one, those of a company only for one, a new application only where the mandate covers it.</summary>
    /// <param name="scope">What the mandate of the person covers; null where it has ended.</param>
    public static IReadOnlyList<GuidedPage> Of(Conversation conversation, Scope? scope)
    {
        var (company, hasCase) = (conversation.EmployerId is not null, conversation.ApplicationId is not null);
        return scope is null ? [] :
        [
            .. hasCase ? new[] { GuidedPage.Case, GuidedPage.Payment } : [],
            .. hasCase && company ? new[] { GuidedPage.Terms, GuidedPage.Documents } : [],
            .. company && scope.Allows(Operation.Apply) ? new[] { GuidedPage.NewApplication } : [],
            GuidedPage.Attachments,
            GuidedPage.Requests,
        ];
    }
}
