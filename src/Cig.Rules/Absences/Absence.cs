using Cig.Rules.Calendar;
using static Cig.Rules.Law;

namespace Cig.Rules.Absences;

/// <summary>Why a worker would not have worked on a day of the supplement anyway.</summary>
public enum AbsenceKind
{
    /// <summary>Festività: a national holiday that falls on a working day.</summary>
    Holiday,

    /// <summary>Malattia.</summary>
    Sickness,

    /// <summary>Assenza non retribuita, or a holiday that nobody pays.</summary>
    Unpaid,
}

/// <summary>How the pay of a worker is fixed.</summary>
public enum PayBasis
{
    /// <summary>In misura fissa mensile: the month's pay is the same whatever its holidays.</summary>
    Monthly,

    /// <summary>A ore: the pay follows the hours.</summary>
    Hourly,
}

/// <summary>Who pays a day.</summary>
public enum Payer
{
    /// <summary>Datore di lavoro: the day is not supplemented.</summary>
    Employer,

    /// <summary>Integrazione salariale: the hours of the day are supplemented.</summary>
    Supplement,

    /// <summary>Indennità di malattia.</summary>
    SickPay,

    /// <summary>Nobody: the day would have brought no pay.</summary>
    Nobody,
}

/// <summary>Absences during a supplement.</summary>
/// <param name="Kind">Why the worker would not have worked.</param>
/// <param name="From">First day looked at.</param>
/// <param name="To">Last day looked at, within a year.</param>
/// <param name="SuspensionStart">First day of the suspension or reduction of this worker.</param>
/// <param name="ZeroHours">Whether no hour at all is worked (sospensione) or fewer are (riduzione).</param>
/// <param name="Pay">How the pay is fixed; it matters for holidays.</param>
/// <param name="DaysPerWeek">5 or 6, by the timetable of the firm.</param>
public sealed record AbsenceFacts(AbsenceKind Kind, DateOnly From, DateOnly To, DateOnly SuspensionStart, bool ZeroHours, PayBasis Pay, int DaysPerWeek);

/// <summary>A day and who pays it.</summary>
/// <param name="Day">The day.</param>
/// <param name="Name">The holiday's name; null on other days.</param>
/// <param name="Payer">Who pays it.</param>
public sealed record AbsentDay(DateOnly Day, Text? Name, Payer Payer);

/// <summary>
/// Festività, malattia e assenze durante l'integrazione (art. 3, c. 7 and 8): whether the hours of a day belong to the supplement, to the employer, to sick pay or to nobody.
/// </summary>
public static class Absence
{
    private static readonly Provision Holidays = Message("13552/2009").Whole;
    private static readonly Provision AlwaysPaid = L90.Article("2");
    private static readonly Provision FirstWeeks = L90.Article("3");
    private static readonly Provision Sickness = Dlgs148.Article("3", "7");
    private static readonly Provision Unpaid = Dlgs148.Article("3", "8");

    /// <summary>Liberation Day, Labour Day, Republic Day: the employer's in any case for who is paid by the hour.</summary>
    private static readonly (int Month, int Day)[] CivilHolidays = [(4, 25), (5, 1), (6, 2)];

    /// <summary>Holidays of the first two weeks of a suspension are the employer's.</summary>
    private const int FirstDays = 14;

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("absence", "Absences/Absence", Text.Of(
        $"Festività, malattia e assenze", $"Holidays, sickness and absences", $"Feiertage, Krankheit und Abwesenheiten"), [Holidays, AlwaysPaid, FirstWeeks, Sickness, Unpaid]);

    /// <summary>The days of the period and who pays each: for holidays those that fall on a working day, for the other kinds every working day.</summary>
    /// <exception cref="ImpossibleFactException">A fact cannot be.</exception>
    public static Ruling<IReadOnlyList<AbsentDay>> For(AbsenceFacts facts)
    {
        ImpossibleFactException.ThrowAny([.. WorkingWeek.Impossible(facts.DaysPerWeek), .. Impossible(facts)]);
        var working = Enumerable.Range(0, facts.To.DayNumber - facts.From.DayNumber + 1).Select(facts.From.AddDays).Where(d => WorkingWeek.Includes(d, facts.DaysPerWeek));
        if (facts.Kind != AbsenceKind.Holiday)
        {
            var (payer, why) = facts.Kind == AbsenceKind.Sickness ? Sick(facts) : NotPaid();
            return new([.. working.Select(d => new AbsentDay(d, null, payer))], [why])
            {
                Warnings = facts.Kind == AbsenceKind.Sickness
                    ? [Text.Of($"La regola della malattia non è stata riletta: da verificare.", $"The rule on sickness was not read again: to be checked.", $"Die Regel zur Krankheit wurde nicht erneut gelesen: zu prüfen.")]
                    : [],
            };
        }

        AbsentDay[] holidays = [.. working.Where(d => ItalianCalendar.NationalHoliday(d) is not null).Select(d => new AbsentDay(d, ItalianCalendar.NationalHoliday(d), HolidayPayer(facts, d)))];
        return new(holidays, [.. holidays.Length == 0 ? [NoHoliday(facts)] : holidays.Select(h => WhyHoliday(facts, h)).DistinctBy(r => r.Text)])
        {
            Warnings = [Text.Of($"Il santo patrono è locale e qui non si conta.", $"The patron saint's day is local and not counted here.", $"Der Patronatstag ist örtlich und zählt hier nicht.")],
        };
    }

    private static Payer HolidayPayer(AbsenceFacts facts, DateOnly day) =>
        !facts.ZeroHours ? Payer.Employer
        : facts.Pay == PayBasis.Monthly ? Payer.Supplement
        : CivilHolidays.Contains((day.Month, day.Day)) || day < facts.SuspensionStart.AddDays(FirstDays) ? Payer.Employer
        : Payer.Supplement;

    private static Reason WhyHoliday(AbsenceFacts facts, AbsentDay holiday)
    {
        if (!facts.ZeroHours)
        {
            return new Reason(Holidays, Text.Of(
                $"Con orario ridotto le festività le paga il datore di lavoro.",
                $"With reduced hours the employer pays the holidays.",
                $"Bei gekürzter Arbeitszeit zahlt der Arbeitgeber die Feiertage."))
                .Or("zeroHours", false, Text.Of($"a zero ore conterebbe come è fissata la paga", $"with no hours it would count how the pay is fixed", $"bei null Stunden würde zählen, wie der Lohn bemessen ist"));
        }

        if (facts.Pay == PayBasis.Monthly)
        {
            return new Reason(Holidays, Text.Of(
                $"A zero ore, chi è pagato a mese riceve l'integrazione anche per le festività, entro l'orario settimanale.",
                $"With no hours, who is paid by the month receives the supplement for holidays as well, within the weekly hours.",
                $"Bei null Stunden erhält, wer monatlich bezahlt wird, den Ausgleich auch für Feiertage, im Rahmen der Wochenstunden."))
                .Or("pay", Text.Of($"a mese", $"monthly", $"monatlich"), Text.Of($"a ore conterebbero il giorno e le prime due settimane", $"by the hour the day and the first two weeks would count", $"bei Stundenlohn würden der Tag und die ersten zwei Wochen zählen"));
        }

        if (CivilHolidays.Contains((holiday.Day.Month, holiday.Day.Day)))
        {
            return new(AlwaysPaid, Text.Of(
                $"Il 25 aprile, il 1º maggio e il 2 giugno a chi è pagato a ore li paga sempre il datore di lavoro.",
                $"25 April, 1 May and 2 June are always paid by the employer to who is paid by the hour.",
                $"Den 25. April, 1. Mai und 2. Juni zahlt bei Stundenlohn immer der Arbeitgeber."));
        }

        var until = facts.SuspensionStart.AddDays(FirstDays - 1);
        return holiday.Payer == Payer.Employer
            ? new Reason(FirstWeeks, Text.Of(
                $"Nelle prime due settimane di sospensione, fino al {until}, le altre festività sono del datore di lavoro.",
                $"In the first two weeks of suspension, until {until}, the other holidays are the employer's.",
                $"In den ersten zwei Wochen der Suspendierung, bis {until}, zahlt die übrigen Feiertage der Arbeitgeber."))
                .Or("suspensionStart", facts.SuspensionStart, Text.Of($"dopo sarebbero integrate", $"afterwards they would be supplemented", $"danach wären sie ausgeglichen"))
            : new Reason(FirstWeeks, Text.Of(
                $"Passate le prime due settimane di sospensione, dopo il {until}, le altre festività sono integrate.",
                $"After the first two weeks of suspension, after {until}, the other holidays are supplemented.",
                $"Nach den ersten zwei Wochen der Suspendierung, nach dem {until}, werden die übrigen Feiertage ausgeglichen."))
                .Or("suspensionStart", facts.SuspensionStart, Text.Of($"prima sarebbero del datore di lavoro", $"before they would be the employer's", $"davor wären sie Sache des Arbeitgebers"));
    }

    private static Reason NoHoliday(AbsenceFacts facts) => new(Holidays, Text.Of(
        $"Dal {facts.From} al {facts.To} nessuna festività nazionale cade in un giorno di lavoro.",
        $"From {facts.From} to {facts.To} no national holiday falls on a working day.",
        $"Vom {facts.From} bis {facts.To} fällt kein nationaler Feiertag auf einen Arbeitstag."));

    private static (Payer, Reason) Sick(AbsenceFacts facts) => facts.ZeroHours
        ? (Payer.Supplement, new Reason(Sickness, Text.Of(
            $"A zero ore l'integrazione sostituisce l'indennità di malattia.",
            $"With no hours the supplement takes the place of sick pay.",
            $"Bei null Stunden tritt der Ausgleich an die Stelle des Krankengelds."))
            .Or("zeroHours", true, Text.Of($"con orario ridotto resterebbe l'indennità di malattia", $"with reduced hours sick pay would stay", $"bei gekürzter Arbeitszeit bliebe das Krankengeld")))
        : (Payer.SickPay, new Reason(Sickness, Text.Of(
            $"Con orario ridotto resta l'indennità di malattia: l'integrazione la sostituisce solo a zero ore.",
            $"With reduced hours sick pay stays: the supplement takes its place only with no hours.",
            $"Bei gekürzter Arbeitszeit bleibt das Krankengeld: der Ausgleich ersetzt es nur bei null Stunden."))
            .Or("zeroHours", false, Text.Of($"a zero ore la sostituirebbe l'integrazione", $"with no hours the supplement would take its place", $"bei null Stunden würde der Ausgleich es ersetzen")));

    private static (Payer, Reason) NotPaid() => (Payer.Nobody, new(Unpaid, Text.Of(
        $"L'integrazione non spetta per le festività non retribuite e per le assenze che non danno retribuzione.",
        $"The supplement is not due for unpaid holidays and for absences that bring no pay.",
        $"Der Ausgleich steht für unbezahlte Feiertage und für Abwesenheiten ohne Lohn nicht zu.")));

    private static IEnumerable<ImpossibleFactException> Impossible(AbsenceFacts facts)
    {
        if (facts.To < facts.From || facts.To.DayNumber - facts.From.DayNumber > 366)
        {
            yield return new(
                "to",
                Text.Of($"Il periodo va dal {facts.From} al {facts.To}.", $"The period runs from {facts.From} to {facts.To}.", $"Der Zeitraum geht von {facts.From} bis {facts.To}."),
                Text.Of($"La fine deve essere uguale o successiva all'inizio, entro un anno.", $"The end must be on or after the start, within a year.", $"Das Ende muss am oder nach dem Beginn liegen, innerhalb eines Jahres."));
        }

        if (facts.From < facts.SuspensionStart)
        {
            yield return new(
                "from",
                Text.Of($"Il {facts.From} viene prima della sospensione, iniziata il {facts.SuspensionStart}.", $"{facts.From} comes before the suspension, begun on {facts.SuspensionStart}.", $"Der {facts.From} liegt vor der am {facts.SuspensionStart} begonnenen Suspendierung."),
                Text.Of($"Indica solo giorni della sospensione.", $"Give only days of the suspension.", $"Nur Tage der Suspendierung angeben."));
        }
    }
}
