using static Cig.Rules.Law;

namespace Cig.Rules.Deadlines;

/// <summary>How the term for the data of a direct payment is counted: months after that of the period, and days from the notice of the authorisation.</summary>
public sealed record DataTerm(int MonthsAfter, int DaysFromNotice);

/// <summary>
/// Dati per il pagamento diretto (art. 7, c. 5-bis): where INPS pays the workers, the employer sends all the data by a term, or else benefit and charges stay with it.
/// </summary>
public static class DirectPaymentData
{
    /// <summary>The later of the two counts. Chosen by the start of the suspension; the first version is that of the Covid-19 treatments alone.</summary>
    internal static readonly InForce<DataTerm> Deadline = new("payment.direct.dataDeadline")
    {
        { "2020-05-20", "2021-12-31", new(1, 30), Circular("62/2021").Whole, Trust.Secondary },
        { "2022-01-01", null, new(2, 60), Dlgs148.Article("7", "5-bis"), Trust.Secondary },
    };

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("direct-payment-data", "Deadlines/DirectPaymentData", Text.Of(
        $"Dati per il pagamento diretto", $"Data of the direct payment", $"Daten der Direktzahlung"), Deadline.Sources);

    internal static IEnumerable<Figure> Published =>
    [
        Figure.Of(Deadline, "enum, the later", TimeKey.SuspensionStart, t => t.MonthsAfter == 1
            ? "END_OF_MONTH_AFTER_PERIOD_OR_30_DAYS_FROM_NOTICE"
            : "END_OF_SECOND_MONTH_AFTER_PERIOD_OR_60_DAYS_FROM_NOTICE"),
    ];

    /// <summary>The last day for the data of one month, and what sending them on a day means.</summary>
    /// <param name="periodMonth">Any day of the month in which the period of supplement falls.</param>
    /// <param name="grantedOn">Day of the authorisation, where it is there.</param>
    /// <param name="notifiedOn">Day on which the employer was told of it; this one counts where both are known.</param>
    /// <param name="sentOn">Day on which the data were sent.</param>
    /// <exception cref="ImpossibleFactException">The notice comes before the authorisation.</exception>
    /// <exception cref="NotInForceException">The month lies before the first such term.</exception>
    public static Ruling<Term> For(DateOnly periodMonth, DateOnly? grantedOn, DateOnly? notifiedOn, DateOnly? sentOn)
    {
        if (notifiedOn < grantedOn)
        {
            throw new ImpossibleFactException(
                "notifiedOn",
                Text.Of($"La notifica del {notifiedOn!.Value} precede l'autorizzazione del {grantedOn!.Value}.", $"The notice of {notifiedOn!.Value} comes before the authorisation of {grantedOn!.Value}.", $"Die Mitteilung vom {notifiedOn!.Value} liegt vor der Genehmigung vom {grantedOn!.Value}."),
                Text.Of($"Controlla le due date.", $"Check the two dates.", $"Beide Daten prüfen."));
        }

        var first = new DateOnly(periodMonth.Year, periodMonth.Month, 1);
        var term = Deadline.On(first);
        var byMonth = first.AddMonths(term.Value.MonthsAfter + 1).AddDays(-1);
        var from = notifiedOn ?? grantedOn;
        var byNotice = from?.AddDays(term.Value.DaysFromNotice);
        List<Reason> reasons =
        [
            new(term.Source, term.Value.MonthsAfter == 1
                ? Text.Of(
                    $"I dati vanno inviati entro la fine del mese dopo quello del periodo: {byMonth}.",
                    $"The data are due by the end of the month after that of the period: {byMonth}.",
                    $"Die Daten sind bis Ende des Monats nach dem Zeitraum zu senden: {byMonth}.")
                : Text.Of(
                    $"I dati vanno inviati entro la fine del secondo mese dopo quello del periodo: {byMonth}.",
                    $"The data are due by the end of the second month after that of the period: {byMonth}.",
                    $"Die Daten sind bis Ende des zweiten Monats nach dem Zeitraum zu senden: {byMonth}.")),
        ];
        if (byNotice is { } noticed)
        {
            var later = noticed > byMonth;
            reasons.Add(new Reason(term.Source, notifiedOn is null
                ? Text.Of(
                    $"Oppure, se è più tardi, entro {term.Value.DaysFromNotice} giorni dall'autorizzazione del {from!.Value}: {noticed}.",
                    $"Or, where that is later, within {term.Value.DaysFromNotice} days from the authorisation of {from!.Value}: {noticed}.",
                    $"Oder, falls später, binnen {term.Value.DaysFromNotice} Tagen ab der Genehmigung vom {from!.Value}: {noticed}.")
                : Text.Of(
                    $"Oppure, se è più tardi, entro {term.Value.DaysFromNotice} giorni dalla notifica dell'autorizzazione, {from!.Value}: {noticed}.",
                    $"Or, where that is later, within {term.Value.DaysFromNotice} days from the notice of the authorisation, {from!.Value}: {noticed}.",
                    $"Oder, falls später, binnen {term.Value.DaysFromNotice} Tagen ab der Mitteilung der Genehmigung, {from!.Value}: {noticed}."))
                .Or(notifiedOn is null ? "grantedOn" : "notifiedOn", from!.Value, later
                    ? Text.Of($"varrebbe il {byMonth}", $"{byMonth} would apply", $"es würde der {byMonth} gelten")
                    : Text.Of($"varrebbe il {noticed}", $"{noticed} would apply", $"es würde der {noticed} gelten")));
        }

        var ruling = Term.Judge(
            byNotice > byMonth ? byNotice.Value : byMonth,
            sentOn,
            FilingOutcome.Forfeited,
            term.Source,
            Text.Of(
                $"L'azienda decade: la prestazione e i suoi oneri restano a suo carico.",
                $"The employer forfeits: benefit and charges stay with it.",
                $"Der Arbeitgeber verwirkt: Leistung und Lasten bleiben bei ihm."),
            reasons);
        return ruling with { Warnings = [.. Doubts(first, grantedOn, notifiedOn)] };
    }

    private static IEnumerable<Text> Doubts(DateOnly month, DateOnly? grantedOn, DateOnly? notifiedOn)
    {
        if (month < Deadline[^1].From)
        {
            yield return Text.Of(
                $"Prima del 2022 questo termine valeva solo per i trattamenti Covid-19.",
                $"Before 2022 this term held for Covid-19 treatments only.",
                $"Vor 2022 galt diese Frist nur für Covid-19-Leistungen.");
        }

        if (grantedOn is not null && notifiedOn is null)
        {
            yield return Text.Of(
                $"Manca il giorno della notifica: si conta dall'autorizzazione, che è più prudente.",
                $"The day of the notice is missing: one counts from the authorisation, which is safer.",
                $"Der Tag der Mitteilung fehlt: gezählt wird ab der Genehmigung, was sicherer ist.");
        }
    }
}
