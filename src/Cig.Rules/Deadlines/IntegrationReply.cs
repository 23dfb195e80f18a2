using static Cig.Rules.Law;

namespace Cig.Rules.Deadlines;

/// <summary>
/// Supplemento di istruttoria (art. 11, D.M. 95442/2016): where a refusal would rest on missing elements the office first asks for them, and the employer answers within fifteen days.
/// </summary>
public static class IntegrationReply
{
    internal static readonly InForce<int> Days = new("cigo.integrationReplyDays")
    {
        { "2016-06-29", null, 15, Dm95442.Article("11", "2"), Trust.Secondary },
    };

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("integration-reply", "Deadlines/IntegrationReply", Text.Of(
        $"Risposta alla richiesta di integrazione", $"Reply to a request for integration", $"Antwort auf eine Ergänzungsanforderung"), Days.Sources);

    internal static IEnumerable<Figure> Published =>
        [Figure.Of(Days, "calendar days from receipt of the request, first day excluded", TimeKey.EventDay, d => d.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>The last day to answer a request for integration, and what answering on a day means.</summary>
    /// <param name="receivedOn">Day on which the request arrived; it is not counted.</param>
    /// <param name="repliedOn">Day of the reply.</param>
    /// <exception cref="NotInForceException">The request arrived before the decree was in force.</exception>
    public static Ruling<Term> For(DateOnly receivedOn, DateOnly? repliedOn)
    {
        var days = Days.On(receivedOn);
        var nominal = receivedOn.AddDays(days.Value);
        return Term.Judge(nominal, repliedOn, FilingOutcome.Late, days.Source, Text.Of(
            $"La sede può decidere con quello che ha.", $"The office may decide with what it has.", $"Das Amt kann mit dem entscheiden, was ihm vorliegt."),
            Term.Counted(days.Source, receivedOn, days.Value, nominal));
    }
}
