using System.Globalization;
using static Cig.Rules.Law;

namespace Cig.Rules.Procedures;

/// <summary>The facts of the information and consultation of the unions.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Sector">Sector of the firm; building and stone have a rule of their own.</param>
/// <param name="NoticeDate">Day of the notice to the unions.</param>
/// <param name="Employees">Employees of the firm; up to 50 the procedure is shorter.</param>
/// <param name="UnavoidableEvent">An objectively unavoidable event: a notice is enough, unless many hours are cut.</param>
/// <param name="HoursCutPerWeek">Hours cut a week, for unavoidable events: beyond 16 a joint examination may be asked for.</param>
/// <param name="Beyond13Weeks">Building and stone: the request extends beyond 13 weeks in a row.</param>
/// <param name="ExamRequestedOn">Day on which the joint examination was asked for, where it was.</param>
public sealed record UnionProcedureFacts(
    Scheme Scheme, Sector Sector, DateOnly NoticeDate, int Employees, bool UnavoidableEvent, Hours? HoursCutPerWeek, bool Beyond13Weeks, DateOnly? ExamRequestedOn);

/// <summary>What the procedure demands.</summary>
/// <param name="Required">Whether the unions must be informed at all.</param>
/// <param name="ExamRequestBy">Last day to ask for the joint examination; null where the law sets none or there is none.</param>
/// <param name="EndsBy">Last day of the procedure; null where a notice is all.</param>
public sealed record UnionTerms(bool Required, DateOnly? ExamRequestBy, DateOnly? EndsBy);

/// <summary>Informazione e consultazione sindacale (art. 14 for the ordinary supplement and the funds, art. 24 for the extraordinary one).</summary>
public static class UnionProcedure
{
    internal static readonly InForce<int> OrdinaryDays = new("cigo.consultation.maxDays")
    {
        { "2015-09-24", null, 25, Dlgs148.Article("14", "3"), Trust.NormTextRead },
    };

    internal static readonly InForce<int> OrdinaryDaysSmall = new("cigo.consultation.maxDays.small")
    {
        { "2015-09-24", null, 10, Dlgs148.Article("14", "3"), Trust.NormTextRead },
    };

    /// <summary>Unavoidable events: a joint examination only where more hours than this are cut in a week.</summary>
    internal static readonly InForce<Hours> UnavoidableHours = new("cigo.consultation.eone.weeklyHoursTrigger")
    {
        { "2015-09-24", null, 16.Hours, Dlgs148.Article("14", "4"), Trust.NormTextRead },
    };

    internal static readonly InForce<int> UnavoidableRequestDays = new("cigo.consultation.eone.requestDays")
    {
        { "2015-09-24", null, 3, Dlgs148.Article("14", "4"), Trust.NormTextRead },
    };

    internal static readonly InForce<int> UnavoidableExamDays = new("cigo.consultation.eone.maxDays")
    {
        { "2015-09-24", null, 5, Dlgs148.Article("14", "4"), Trust.Recalled },
    };

    internal static readonly InForce<int> ExtraordinaryRequestDays = new("cigs.consultation.requestDays")
    {
        { "2015-09-24", null, 3, Dlgs148.Article("24", "2"), Trust.NormTextRead },
    };

    internal static readonly InForce<int> ExtraordinaryDays = new("cigs.consultation.maxDays")
    {
        { "2015-09-24", null, 25, Dlgs148.Article("24", "5"), Trust.Recalled },
    };

    internal static readonly InForce<int> ExtraordinaryDaysSmall = new("cigs.consultation.maxDays.small")
    {
        { "2015-09-24", null, 10, Dlgs148.Article("24", "5"), Trust.Recalled },
    };

    /// <summary>Up to so many employees the procedure is the short one.</summary>
    private const int SmallFirm = 50;

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("union-procedure", "Procedures/UnionProcedure", Text.Of(
        $"Consultazione sindacale", $"Consultation of the unions", $"Anhörung der Gewerkschaften"),
        [
            .. OrdinaryDays.Sources, .. UnavoidableHours.Sources, .. ExtraordinaryRequestDays.Sources, .. ExtraordinaryDays.Sources,
            Dlgs148.Article("14", "1"), Dlgs148.Article("14", "5"), Dlgs148.Article("24", "1"), L457.Article("8"),
        ]);

    internal static IEnumerable<Figure> Published =>
    [
        Figure.Of(OrdinaryDays, "days", TimeKey.EventDay, Plain),
        Figure.Of(OrdinaryDaysSmall, "days, firms up to 50 employees", TimeKey.EventDay, Plain),
        Figure.Of(UnavoidableHours, "hours per week: joint examination on request only if the cut is greater", TimeKey.EventDay, h => h.Amount.ToString("0.##", CultureInfo.InvariantCulture)),
        Figure.Of(UnavoidableRequestDays, "days from the notice", TimeKey.EventDay, Plain),
        Figure.Of(UnavoidableExamDays, "days from the request", TimeKey.EventDay, Plain),
        Figure.Of(ExtraordinaryRequestDays, "days to ask for the joint examination", TimeKey.EventDay, Plain),
        Figure.Of(ExtraordinaryDays, "days", TimeKey.EventDay, Plain),
        Figure.Of(ExtraordinaryDaysSmall, "days, firms up to 50 employees", TimeKey.EventDay, Plain),
    ];

    /// <summary>Whether the unions must be informed, and by when the examination is asked for and ends.</summary>
    /// <exception cref="ImpossibleFactException">There are no employees, or the examination was asked for before the notice.</exception>
    public static Ruling<UnionTerms> For(UnionProcedureFacts facts)
    {
        Check(facts);
        return facts switch
        {
            { Scheme: Scheme.Cisoa } => None(L457.Article("8"), Text.Of(
                $"Per gli operai agricoli (CISOA) la legge non prevede questa procedura.",
                $"For agricultural workers (CISOA) the law has no such procedure.",
                $"Für landwirtschaftliche Arbeitskräfte (CISOA) sieht das Gesetz dieses Verfahren nicht vor.")),
            { Scheme: Scheme.Cigs } => Extraordinary(facts),
            { Scheme: Scheme.Cigo, Sector: Sector.Building or Sector.Stone, Beyond13Weeks: false } => None(
                Dlgs148.Article("14", "5"),
                Text.Of(
                    $"In edilizia e nei lapidei la procedura serve solo per le proroghe oltre 13 settimane continuative.",
                    $"In building and stone the procedure is needed only for extensions beyond 13 weeks in a row.",
                    $"Im Bau- und Steinsektor ist das Verfahren nur bei Verlängerungen über 13 Wochen in Folge nötig.")),
            { UnavoidableEvent: true } => Unavoidable(facts),
            _ => Ordinary(facts),
        };
    }

    private static Ruling<UnionTerms> Ordinary(UnionProcedureFacts facts)
    {
        var days = (Small(facts) ? OrdinaryDaysSmall : OrdinaryDays).On(facts.NoticeDate);
        var ends = facts.NoticeDate.AddDays(days.Value);
        return new(new(true, null, ends),
        [
            new(Dlgs148.Article("14", "1"), Text.Of(
                $"Prima di sospendere si comunicano a RSA o RSU e ai sindacati territoriali cause, entità, durata prevista e numero dei lavoratori; se una parte lo chiede si tiene un esame congiunto, anche online.",
                $"Before suspending, the works and territorial unions are told causes, size, expected duration and number of workers; a joint examination is held, also online, where a party asks.",
                $"Vor der Suspendierung werden den Gewerkschaftsvertretungen Gründe, Umfang, voraussichtliche Dauer und Zahl der Beschäftigten mitgeteilt; auf Antrag einer Seite findet eine gemeinsame Prüfung statt, auch online.")),
            Ends(facts, days, facts.NoticeDate, ends),
        ]);
    }

    /// <summary>A notice of duration and number of workers is all, unless the cut is larger than the limit.</summary>
    private static Ruling<UnionTerms> Unavoidable(UnionProcedureFacts facts)
    {
        var limit = UnavoidableHours.On(facts.NoticeDate);
        var notice = new Reason(limit.Source, Text.Of(
            $"Per un evento oggettivamente non evitabile si comunicano la durata prevedibile e il numero dei lavoratori.",
            $"For an objectively unavoidable event the expected duration and the number of workers are told.",
            $"Bei einem objektiv unvermeidbaren Ereignis werden voraussichtliche Dauer und Zahl der Beschäftigten mitgeteilt."));
        if (facts.HoursCutPerWeek is not { } cut || cut <= limit.Value)
        {
            return new(new(true, null, null),
            [
                notice,
                new Reason(limit.Source, Text.Of(
                    $"La riduzione non supera {limit.Value} a settimana: basta la comunicazione.",
                    $"The cut is not over {limit.Value} a week: the notice is enough.",
                    $"Die Kürzung übersteigt nicht {limit.Value} pro Woche: die Mitteilung genügt."))
                    .Or("hoursCutPerWeek", facts.HoursCutPerWeek is { } hours ? hours : 0.Hours, Text.Of(
                        $"oltre {limit.Value} si potrebbe chiedere l'esame congiunto", $"beyond {limit.Value} a joint examination could be asked for", $"über {limit.Value} könnte eine gemeinsame Prüfung verlangt werden")),
            ]);
        }

        var request = UnavoidableRequestDays.On(facts.NoticeDate);
        var exam = UnavoidableExamDays.On(facts.NoticeDate);
        var by = facts.NoticeDate.AddDays(request.Value);
        var from = facts.ExamRequestedOn ?? by;
        var ends = from.AddDays(exam.Value);
        return new(new(true, by, ends),
        [
            notice,
            new Reason(request.Source, Text.Of(
                $"La riduzione di {cut} a settimana supera {limit.Value}: entro {request.Value} giorni dalla comunicazione, il {by}, si può chiedere l'esame congiunto.",
                $"The cut of {cut} a week is over {limit.Value}: within {request.Value} days from the notice, by {by}, a joint examination may be asked for.",
                $"Die Kürzung von {cut} pro Woche übersteigt {limit.Value}: binnen {request.Value} Tagen ab der Mitteilung, bis {by}, kann eine gemeinsame Prüfung verlangt werden."))
                .Or("hoursCutPerWeek", cut, Text.Of($"basterebbe la comunicazione", $"the notice would be enough", $"die Mitteilung würde genügen")),
            Ends(facts, exam, from, ends),
        ]);
    }

    /// <summary>The days run from the request of the joint examination; where it is not known yet, from its last day.</summary>
    private static Ruling<UnionTerms> Extraordinary(UnionProcedureFacts facts)
    {
        var request = ExtraordinaryRequestDays.On(facts.NoticeDate);
        var days = (Small(facts) ? ExtraordinaryDaysSmall : ExtraordinaryDays).On(facts.NoticeDate);
        var by = facts.NoticeDate.AddDays(request.Value);
        var from = facts.ExamRequestedOn ?? by;
        var ends = from.AddDays(days.Value);
        return new(new(true, by, ends),
        [
            new(Dlgs148.Article("24", "1"), Text.Of(
                $"Per riorganizzazione e crisi si comunicano ai sindacati cause, entità, durata e numero dei lavoratori; la solidarietà nasce invece da un contratto collettivo aziendale.",
                $"For reorganisation and crisis the unions are told causes, size, duration and number of workers; solidarity rests on a company collective agreement instead.",
                $"Bei Reorganisation und Krise werden den Gewerkschaften Gründe, Umfang, Dauer und Zahl der Beschäftigten mitgeteilt; die Solidarität beruht auf einem betrieblichen Kollektivvertrag.")),
            new(request.Source, Text.Of(
                $"Entro {request.Value} giorni dalla comunicazione, il {by}, si chiede l'esame congiunto alla Regione o, se le unità sono in più regioni, al Ministero.",
                $"Within {request.Value} days from the notice, by {by}, the joint examination is asked of the Region or, for units in several regions, of the Ministry.",
                $"Binnen {request.Value} Tagen ab der Mitteilung, bis {by}, wird die gemeinsame Prüfung bei der Region oder, bei Einheiten in mehreren Regionen, beim Ministerium beantragt.")),
            Ends(facts, days, from, ends),
        ])
        {
            Warnings = facts.ExamRequestedOn is not null ? [] :
            [
                Text.Of(
                    $"La procedura si conta dalla richiesta di esame, che non è indicata: qui dal suo ultimo giorno, il {by}.",
                    $"The procedure is counted from the request of the examination, which is not given: here from its last day, {by}.",
                    $"Das Verfahren zählt ab dem Antrag auf Prüfung, der nicht angegeben ist: hier ab dessen letztem Tag, {by}."),
            ],
        };
    }

    private static Reason Ends(UnionProcedureFacts facts, Version<int> days, DateOnly from, DateOnly ends) => new Reason(days.Source, Text.Of(
        $"La procedura si esaurisce entro {days.Value} giorni dal {from}: il {ends}.",
        $"The procedure ends within {days.Value} days from {from}: on {ends}.",
        $"Das Verfahren endet binnen {days.Value} Tagen ab {from}: am {ends}."))
        .Or("employees", facts.Employees, facts.UnavoidableEvent && facts.Scheme != Scheme.Cigs
            ? Text.Of($"il numero dei dipendenti qui non conta", $"the number of employees does not matter here", $"die Zahl der Beschäftigten zählt hier nicht")
            : Small(facts)
                ? Text.Of($"oltre {SmallFirm} dipendenti i giorni sarebbero di più", $"over {SmallFirm} employees there would be more days", $"über {SmallFirm} Beschäftigten wären es mehr Tage")
                : Text.Of($"fino a {SmallFirm} dipendenti i giorni sarebbero di meno", $"up to {SmallFirm} employees there would be fewer days", $"bis {SmallFirm} Beschäftigte wären es weniger Tage"));

    private static Ruling<UnionTerms> None(Provision source, Text why) => new(new(false, null, null), [new(source, why)]);

    private static bool Small(UnionProcedureFacts facts) => facts.Employees <= SmallFirm;

    private static void Check(UnionProcedureFacts facts) => ImpossibleFactException.ThrowAny(Impossible(facts));

    private static IEnumerable<ImpossibleFactException> Impossible(UnionProcedureFacts facts)
    {
        if (facts.Employees < 1)
        {
            yield return new(
                "employees",
                Text.Of($"I dipendenti non possono essere {facts.Employees}.", $"There cannot be {facts.Employees} employees.", $"Es können nicht {facts.Employees} Beschäftigte sein."),
                Text.Of($"Indica almeno 1.", $"Give at least 1.", $"Mindestens 1 angeben."));
        }

        if (facts.ExamRequestedOn < facts.NoticeDate)
        {
            yield return new(
                "examRequestedOn",
                Text.Of($"L'esame risulta chiesto il {facts.ExamRequestedOn!.Value}, prima della comunicazione.", $"The examination was asked for on {facts.ExamRequestedOn!.Value}, before the notice.", $"Die Prüfung wurde am {facts.ExamRequestedOn!.Value} beantragt, vor der Mitteilung."),
                Text.Of($"Controlla le due date.", $"Check the two dates.", $"Beide Daten prüfen."));
        }
    }

    private static string Plain(int value) => value.ToString(CultureInfo.InvariantCulture);
}
