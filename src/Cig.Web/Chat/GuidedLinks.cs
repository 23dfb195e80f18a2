using Cig.Platform.Chat;
using Cig.Platform.Mandates;

namespace Cig.Web.Chat;

/// <summary>Where the pages are to which an advisor points: in the area of whom the conversation is about, and beside the advisor's own.</summary>
public static class GuidedLinks
{
    /// <summary>The page in the person's area, by the conversation's own mandate and case.</summary>
    public static string Of(GuidedPage page, Conversation conversation)
    {
        var home = conversation.EmployerId is { } employer ? $"/azienda/{employer}" : conversation.MandateKind == MandateKind.Self ? "/myinps" : $"/per-conto/{conversation.MandateId}";
        var contacts = conversation.EmployerId is null ? $"{home}/comunica" : $"{home}/contatti";
        var about = conversation.EmployerId is null ? $"{home}/prestazioni/{conversation.ApplicationId}" : $"{home}/domande/{conversation.ApplicationId}";
        return page switch
        {
            GuidedPage.Case => about,
            GuidedPage.Payment => $"{about}#pagamento",
            GuidedPage.Terms => $"{about}#termini",
            GuidedPage.Documents => $"{about}#documenti",
            GuidedPage.NewApplication => $"{home}/domande/nuova",
            GuidedPage.Attachments => $"{contacts}/info-cig/conversazioni/{conversation.Id}/allegati",
            GuidedPage.Requests => $"{contacts}/richieste",
            _ => throw new ArgumentOutOfRangeException(nameof(page)),
        };
    }

    /// <summary>Where the advisor finds the same beside the conversation; null for what is the person's to do.</summary>
    public static string? Beside(GuidedPage page, Conversation conversation) => page switch
    {
        GuidedPage.Case or GuidedPage.Documents => $"/operatore/conversazioni/{conversation.Id}/pratica",
        GuidedPage.Payment => $"/operatore/conversazioni/{conversation.Id}/pratica#pagamento",
        GuidedPage.Terms => $"/operatore/conversazioni/{conversation.Id}/pratica#termini",
        _ => null,
    };
}
