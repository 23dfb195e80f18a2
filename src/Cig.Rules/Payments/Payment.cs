using Cig.Rules.Deadlines;
using static Cig.Rules.Law;

namespace Cig.Rules.Payments;

/// <summary>Who pays the workers.</summary>
public enum PaymentMode
{
    /// <summary>Anticipazione e conguaglio: the employer pays at the end of each pay period and sets the amount off against its contributions, or asks it back. The ordinary way.</summary>
    SetOff,

    /// <summary>Pagamento diretto: INPS pays the workers.</summary>
    Direct,
}

/// <summary>The facts of a way of paying.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Mode">The way asked for.</param>
/// <param name="FinancialDifficulty">Whether serious financial difficulty of the firm is documented.</param>
/// <param name="OrderedByMinistry">Whether the Ministry's decree orders the direct payment; it matters for the extraordinary supplement.</param>
/// <param name="SuspensionStart">First day of the suspension.</param>
/// <param name="From">First day of the grant.</param>
/// <param name="To">Last day of the grant.</param>
/// <param name="PayPeriodEnds">End of the pay period running on that day; null for the end of its month.</param>
/// <param name="GrantedOn">Day of the grant, for the extraordinary supplement of the decree; null where there is none yet.</param>
/// <param name="NotifiedOn">Day on which the employer was told of the grant; null where it is not known.</param>
public sealed record PaymentFacts(
    Scheme Scheme, PaymentMode Mode, bool FinancialDifficulty, bool OrderedByMinistry, DateOnly SuspensionStart, DateOnly From, DateOnly To, DateOnly? PayPeriodEnds, DateOnly? GrantedOn, DateOnly? NotifiedOn);

/// <summary>A term of the payment.</summary>
/// <param name="PeriodMonth">First day of the month whose data are due; null for the set-off.</param>
/// <param name="Term">The term.</param>
public sealed record PaymentTerm(DateOnly? PeriodMonth, Term Term);

/// <summary>How the workers are paid.</summary>
/// <param name="Admitted">Whether the way asked for is open to the employer.</param>
/// <param name="Mode">The way that holds: the one asked for, or the other where it is not admitted.</param>
/// <param name="Terms">What is due by when, as far as the days are known.</param>
/// <param name="ContributionFrom">First month whose pay period settles the additional contribution, arrears from the start included; null where there is no grant yet.</param>
public sealed record PaymentAnswer(bool Admitted, PaymentMode Mode, IReadOnlyList<PaymentTerm> Terms, DateOnly? ContributionFrom);

/// <summary>
/// Modalità di pagamento (art. 7): the employer pays and recovers by set-off or refund; INPS pays directly where the firm documents serious financial difficulty (CIGO, FIS, funds) or where the
/// Ministry orders it (CIGS). Each way has its own term, and missing it leaves the cost with the employer.
/// </summary>
public static class Payment
{
    private static readonly Provision EmployerPays = Dlgs148.Article("7", "1");
    private static readonly Provision Recovers = Dlgs148.Article("7", "2");
    private static readonly Provision OnDifficulty = Dlgs148.Article("7", "4");
    private static readonly Provision ByDecree = Dlgs148.Article("7", "5");
    private static readonly Provision Data = Dlgs148.Article("7", "5-bis");
    private static readonly Provision FirstContribution = Circular("9/2017").Whole;

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("payment", "Payments/Payment", Text.Of($"Modalità di pagamento", $"Ways of paying", $"Zahlungswege"), [EmployerPays, Recovers, OnDifficulty, ByDecree, Data, FirstContribution]);

    /// <summary>Whether the way asked for is open, and what it asks by when.</summary>
    /// <exception cref="ImpossibleFactException">A fact cannot be, or the scheme's way of paying is not in the sources.</exception>
    public static Ruling<PaymentAnswer> For(PaymentFacts facts)
    {
        ImpossibleFactException.ThrowAny(Impossible(facts));
        var (admitted, why) = Admitted(facts);
        var mode = admitted ? facts.Mode : facts.Mode == PaymentMode.SetOff ? PaymentMode.Direct : PaymentMode.SetOff;
        List<Reason> reasons = [why];
        List<Text> warnings = [];
        List<PaymentTerm> terms = [];
        foreach (var (month, ruling) in mode == PaymentMode.Direct ? DataTerms(facts, reasons) : SetOffTerm(facts, reasons))
        {
            terms.Add(new(month, ruling.Value));
            reasons.AddRange(ruling.Reasons);
            warnings.AddRange(ruling.Warnings);
        }

        DateOnly? contribution = facts.GrantedOn is { } granted ? new DateOnly(granted.Year, granted.Month, 1).AddMonths(1) : null;
        if (contribution is { } from)
        {
            reasons.Add(new(FirstContribution, Text.Of(
                $"Il contributo addizionale, dove è dovuto, si versa dal periodo di paga che segue l'autorizzazione, cioè dal {from}; il primo versamento comprende gli arretrati.",
                $"The additional contribution, where due, is paid from the pay period after the authorisation, that is from {from}; the first payment includes the arrears.",
                $"Der Zusatzbeitrag wird, wo geschuldet, ab dem Lohnzeitraum nach der Genehmigung gezahlt, also ab {from}; die erste Zahlung umfasst die Rückstände.")));
        }

        return new(new(admitted, mode, terms, contribution), [.. reasons.DistinctBy(r => (r.Source, r.Text))]) { Warnings = [.. warnings.Distinct()] };
    }

    private static (bool, Reason) Admitted(PaymentFacts facts)
    {
        if (facts.Mode == PaymentMode.SetOff)
        {
            return facts is { Scheme: Scheme.Cigs, OrderedByMinistry: true }
                ? (false, new Reason(ByDecree, Text.Of(
                    $"Il decreto dispone il pagamento diretto: paga l'INPS.",
                    $"The decree orders direct payment: INPS pays.",
                    $"Das Dekret ordnet die Direktzahlung an: das INPS zahlt."))
                    .Or("orderedByMinistry", true, Text.Of($"senza quest'ordine pagherebbe il datore di lavoro", $"without this order the employer would pay", $"ohne diese Anordnung würde der Arbeitgeber zahlen")))
                : (true, new(EmployerPays, Text.Of(
                    $"L'integrazione la paga il datore di lavoro alla fine di ogni periodo di paga.",
                    $"The employer pays the supplement at the end of each pay period.",
                    $"Den Ausgleich zahlt der Arbeitgeber am Ende jedes Lohnzeitraums.")));
        }

        if (facts.Scheme == Scheme.Cigs)
        {
            return facts.OrderedByMinistry
                ? (true, new Reason(ByDecree, Text.Of(
                    $"Per la CIGS il pagamento diretto lo dispone il Ministero con il decreto.",
                    $"For the extraordinary supplement the Ministry orders the direct payment by decree.",
                    $"Bei der außerordentlichen Kasse ordnet das Ministerium die Direktzahlung per Dekret an."))
                    .Or("orderedByMinistry", true, Text.Of($"senza quest'ordine paga il datore di lavoro", $"without this order the employer pays", $"ohne diese Anordnung zahlt der Arbeitgeber")))
                : (false, new Reason(ByDecree, Text.Of(
                    $"Per la CIGS il pagamento diretto chiede un ordine del Ministero, che qui manca: paga il datore di lavoro.",
                    $"For the extraordinary supplement direct payment takes an order of the Ministry, which is missing here: the employer pays.",
                    $"Bei der außerordentlichen Kasse setzt die Direktzahlung eine Anordnung des Ministeriums voraus, die hier fehlt: der Arbeitgeber zahlt."))
                    .Or("orderedByMinistry", false, Text.Of($"con l'ordine pagherebbe l'INPS", $"with the order INPS would pay", $"mit der Anordnung würde das INPS zahlen")));
        }

        return facts.FinancialDifficulty
            ? (true, new Reason(OnDifficulty, Text.Of(
                $"Il pagamento diretto si ammette, su richiesta, per serie e documentate difficoltà finanziarie dell'impresa.",
                $"Direct payment is admitted, on request, for serious and documented financial difficulty of the firm.",
                $"Die Direktzahlung wird auf Antrag bei ernsten und belegten finanziellen Schwierigkeiten des Unternehmens zugelassen."))
                .Or("financialDifficulty", true, Text.Of($"senza, paga il datore di lavoro", $"without it the employer pays", $"ohne sie zahlt der Arbeitgeber")))
            : (false, new Reason(OnDifficulty, Text.Of(
                $"Il pagamento diretto chiede serie e documentate difficoltà finanziarie, che qui mancano: paga il datore di lavoro.",
                $"Direct payment takes serious and documented financial difficulty, which is missing here: the employer pays.",
                $"Die Direktzahlung setzt ernste und belegte finanzielle Schwierigkeiten voraus, die hier fehlen: der Arbeitgeber zahlt."))
                .Or("financialDifficulty", false, Text.Of($"con difficoltà documentate pagherebbe l'INPS", $"with documented difficulty INPS would pay", $"mit belegten Schwierigkeiten würde das INPS zahlen")));
    }

    /// <summary>For each month of the grant its data; before 2022 only Covid-19 treatments had such a term.</summary>
    private static IEnumerable<(DateOnly?, Ruling<Term>)> DataTerms(PaymentFacts facts, List<Reason> reasons)
    {
        if (facts.SuspensionStart < DirectPaymentData.Deadline[^1].From)
        {
            reasons.Add(new(Data, Text.Of(
                $"Per le sospensioni iniziate prima del {DirectPaymentData.Deadline[^1].From} il termine dei dati non c'era, salvo per i trattamenti Covid-19.",
                $"For suspensions begun before {DirectPaymentData.Deadline[^1].From} there was no term for the data, except for Covid-19 treatments.",
                $"Für vor dem {DirectPaymentData.Deadline[^1].From} begonnene Suspendierungen gab es keine Frist für die Daten, außer bei Covid-19-Leistungen.")));
            yield break;
        }

        for (var month = new DateOnly(facts.From.Year, facts.From.Month, 1); month <= facts.To; month = month.AddMonths(1))
            yield return (month, DirectPaymentData.For(month, facts.GrantedOn, facts.NotifiedOn, null));
    }

    private static IEnumerable<(DateOnly?, Ruling<Term>)> SetOffTerm(PaymentFacts facts, List<Reason> reasons)
    {
        reasons.Add(new(Recovers, Text.Of(
            $"Ciò che ha anticipato lo recupera conguagliandolo con i contributi o chiedendone il rimborso.",
            $"What it paid in advance it recovers by setting it off against contributions or by asking for a refund.",
            $"Was er vorausgezahlt hat, holt er durch Verrechnung mit den Beiträgen oder durch Erstattung zurück.")));
        if (facts.GrantedOn is { } granted)
            yield return (null, SetOff.For(facts.To, facts.PayPeriodEnds ?? new(facts.To.Year, facts.To.Month, DateTime.DaysInMonth(facts.To.Year, facts.To.Month)), granted, null));
    }

    private static IEnumerable<ImpossibleFactException> Impossible(PaymentFacts facts)
    {
        if (facts.Scheme == Scheme.Cisoa)
        {
            yield return new(
                "scheme",
                Text.Of($"Come si paga la CISOA non è nelle fonti usate qui.", $"How the CISOA is paid is not in the sources used here.", $"Wie die CISOA gezahlt wird, steht nicht in den hier verwendeten Quellen."),
                Text.Of($"Scegli CIGO, CIGS, FIS o FUND.", $"Choose CIGO, CIGS, FIS or FUND.", $"CIGO, CIGS, FIS oder FUND wählen."));
        }

        if (facts.To < facts.From || facts.To.DayNumber - facts.From.DayNumber > 1100)
        {
            yield return new(
                "to",
                Text.Of($"Il periodo va dal {facts.From} al {facts.To}.", $"The period runs from {facts.From} to {facts.To}.", $"Der Zeitraum geht von {facts.From} bis {facts.To}."),
                Text.Of($"La fine deve essere uguale o successiva all'inizio, entro tre anni.", $"The end must be on or after the start, within three years.", $"Das Ende muss am oder nach dem Beginn liegen, innerhalb von drei Jahren."));
        }

        if (facts.From < facts.SuspensionStart)
        {
            yield return new(
                "suspensionStart",
                Text.Of($"La sospensione inizia il {facts.SuspensionStart}, dopo il primo giorno concesso.", $"The suspension begins on {facts.SuspensionStart}, after the first day granted.", $"Die Suspendierung beginnt am {facts.SuspensionStart}, nach dem ersten gewährten Tag."),
                Text.Of($"Indica un giorno fino al {facts.From}.", $"Give a day until {facts.From}.", $"Einen Tag bis {facts.From} angeben."));
        }

        if (facts.PayPeriodEnds < facts.To)
        {
            yield return new(
                "payPeriodEnds",
                Text.Of($"Il periodo di paga finisce il {facts.PayPeriodEnds!.Value}, prima della concessione.", $"The pay period ends on {facts.PayPeriodEnds!.Value}, before the grant does.", $"Der Lohnzeitraum endet am {facts.PayPeriodEnds!.Value}, vor der Gewährung."),
                Text.Of($"Indica la fine del periodo di paga in corso il {facts.To}.", $"Give the end of the pay period running on {facts.To}.", $"Das Ende des am {facts.To} laufenden Lohnzeitraums angeben."));
        }

        if (facts.NotifiedOn < facts.GrantedOn)
        {
            yield return new(
                "notifiedOn",
                Text.Of($"La notifica precede il provvedimento del {facts.GrantedOn!.Value}.", $"The notice comes before the grant of {facts.GrantedOn!.Value}.", $"Die Mitteilung liegt vor dem Bescheid vom {facts.GrantedOn!.Value}."),
                Text.Of($"Controlla le due date.", $"Check the two dates.", $"Beide Daten prüfen."));
        }
    }
}
