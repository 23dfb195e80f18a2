using static Cig.Rules.Law;

namespace Cig.Rules.Deadlines;

/// <summary>
/// Conguaglio o rimborso (art. 7, c. 3): what the employer advanced is set off or refunded within six months, or the right is forfeited. The months run from the later of two days;
/// for the extraordinary supplement the grant is the Ministry's decree, not the INPS act that follows it.
/// </summary>
public static class SetOff
{
    internal static readonly InForce<int> ForfeitureMonths = new("payment.setOffForfeitureMonths")
    {
        { "2015-09-24", null, 6, Dlgs148.Article("7", "3"), Trust.Secondary },
    };

    /// <summary>For treatments that had already ended the six months began with the Decree.</summary>
    private static readonly DateOnly Decree = ForfeitureMonths[0].From;

    private static readonly Provision DecreeNotInps = Message("4746/2017").Whole;

    private static readonly Provision WrongCodes = Message("1410/2025").Whole;

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("set-off", "Deadlines/SetOff", Text.Of(
        $"Decadenza del conguaglio", $"Forfeiture of the set-off", $"Verwirkung der Verrechnung"), [.. ForfeitureMonths.Sources, DecreeNotInps, WrongCodes]);

    internal static IEnumerable<Figure> Published =>
    [
        Figure.Of(ForfeitureMonths, "months from the later of: end of pay period running when the authorised term ends; date of the grant", TimeKey.FilingDay, m => m.ToString(System.Globalization.CultureInfo.InvariantCulture)),
    ];

    /// <summary>The last day of the set-off or of the request of refund, and what acting on a day means.</summary>
    /// <param name="grantEnds">Last day of the term of the grant.</param>
    /// <param name="payPeriodEnds">End of the pay period that was running on that day.</param>
    /// <param name="grantedOn">Day of the grant: the INPS act, for the extraordinary supplement the decree.</param>
    /// <param name="setOffOn">Day of the set-off or of the request of refund.</param>
    /// <exception cref="ImpossibleFactException">The pay period ended before the grant did.</exception>
    public static Ruling<Term> For(DateOnly grantEnds, DateOnly payPeriodEnds, DateOnly grantedOn, DateOnly? setOffOn)
    {
        if (payPeriodEnds < grantEnds)
        {
            throw new ImpossibleFactException(
                "payPeriodEnds",
                Text.Of($"Il periodo di paga finisce il {payPeriodEnds}, prima della concessione ({grantEnds}).", $"The pay period ends on {payPeriodEnds}, before the grant ({grantEnds}).", $"Der Lohnzeitraum endet am {payPeriodEnds}, vor der Gewährung ({grantEnds})."),
                Text.Of($"Indica la fine del periodo di paga in corso quando la concessione scade.", $"Give the end of the pay period running when the grant expires.", $"Das Ende des Lohnzeitraums angeben, der beim Ablauf der Gewährung läuft."));
        }

        var later = DateOnly.Later(payPeriodEnds, grantedOn);
        var from = DateOnly.Later(later, Decree);
        var months = ForfeitureMonths.On(from);
        var nominal = from.AddMonths(months.Value);
        List<Reason> reasons =
        [
            new Reason(months.Source, payPeriodEnds >= grantedOn
                ? Text.Of(
                    $"Si parte dalla fine del periodo di paga in corso alla scadenza della concessione, {payPeriodEnds}, che viene dopo il provvedimento del {grantedOn}.",
                    $"One counts from the end of the pay period running when the grant expires, {payPeriodEnds}, which comes after the grant of {grantedOn}.",
                    $"Gezählt wird ab Ende des beim Ablauf laufenden Lohnzeitraums, {payPeriodEnds}, das nach dem Bescheid vom {grantedOn} liegt.")
                : Text.Of(
                    $"Si parte dal provvedimento di concessione, {grantedOn}, che viene dopo la fine del periodo di paga, {payPeriodEnds}.",
                    $"One counts from the grant, {grantedOn}, which comes after the end of the pay period, {payPeriodEnds}.",
                    $"Gezählt wird ab dem Gewährungsbescheid, {grantedOn}, der nach dem Ende des Lohnzeitraums, {payPeriodEnds}, liegt."))
                .Or(payPeriodEnds >= grantedOn ? "payPeriodEnds" : "grantedOn", later, Text.Of(
                    $"si partirebbe dall'altra data", $"one would count from the other day", $"es würde ab dem anderen Tag gezählt")),
        ];
        if (from != later)
        {
            reasons.Add(new(months.Source, Text.Of(
                $"Per i trattamenti già conclusi i mesi partono dal {Decree}.", $"For treatments already ended the months begin on {Decree}.", $"Für bereits beendete Leistungen laufen die Monate ab {Decree}.")));
        }

        reasons.Add(new(months.Source, Text.Of(
            $"Il conguaglio o la richiesta di rimborso va fatto entro {months.Value} mesi: {nominal}.",
            $"The set-off or the request of refund is due within {months.Value} months: {nominal}.",
            $"Verrechnung oder Erstattungsantrag ist binnen {months.Value} Monaten fällig: {nominal}.")));
        reasons.Add(new(DecreeNotInps, Text.Of(
            $"Per la CIGS conta la data del decreto ministeriale, non quella dell'autorizzazione INPS.",
            $"For the extraordinary supplement the day of the Ministry's decree counts, not that of the INPS authorisation.",
            $"Bei der außerordentlichen Kasse zählt der Tag des Ministerialdekrets, nicht jener der INPS-Genehmigung.")));
        var ruling = Term.Judge(nominal, setOffOn, FilingOutcome.Forfeited, months.Source, Text.Of(
            $"Il diritto è perso per decadenza, che nulla sospende o interrompe.",
            $"The right is forfeited; nothing suspends or interrupts this term.",
            $"Der Anspruch ist verwirkt; nichts hemmt oder unterbricht diese Frist."), reasons);
        return ruling.Value.Outcome != FilingOutcome.Forfeited ? ruling : ruling with
        {
            Reasons =
            [
                .. ruling.Reasons,
                new(WrongCodes, Text.Of(
                    $"Un conguaglio fatto in tempo ma con codici sbagliati non è perso.",
                    $"A set-off made in time but with wrong codes is not lost.",
                    $"Eine fristgerechte Verrechnung mit falschen Codes ist nicht verloren.")),
            ],
        };
    }
}
