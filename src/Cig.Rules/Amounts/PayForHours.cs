using Cig.Rules.Readings;
using static Cig.Rules.Law;

namespace Cig.Rules.Amounts;

/// <summary>What a case brings to the pay of the hours not worked; amounts in cents, hours in hundredths.</summary>
public interface IPayCase<Q, B>
    where Q : IQuantity<Q, B>
    where B : ICondition<B>
{
    /// <summary>Hours not worked.</summary>
    Q Hours { get; }

    /// <summary>Fixed pay of the pay period.</summary>
    Q FixedPay { get; }

    /// <summary>Normal hours of that period, more than none.</summary>
    Q NormalHours { get; }

    /// <summary>Accessory allowances of one day.</summary>
    Q DailyAllowances { get; }

    /// <summary>Piece-work and production bonuses earned in the pay period.</summary>
    Q VariablePay { get; }

    /// <summary>Hours worked to earn them, more than none.</summary>
    Q HoursWorked { get; }
}

/// <summary>
/// Retribuzione delle ore perse (art. 3, c. 2, 3 and 4): fixed pay by the normal hours of its period, daily allowances by eight hours, piece-work and bonuses by the average earning of an hour worked.
/// </summary>
public static class PayForHours<Q, B, C>
    where Q : IQuantity<Q, B>
    where B : ICondition<B>
    where C : IPayCase<Q, B>
{
    /// <summary>The pay of the hours, its parts each half up to the cent.</summary>
    public static Q Of(in C c) => Q.Step(PayForHours.Whole,
        Q.Step(PayForHours.OfFixed, Q.HalfUp(c.FixedPay * c.Hours, c.NormalHours))
        + Q.Step(PayForHours.OfDaily, Q.HalfUp(c.DailyAllowances * c.Hours, Q.Of(PayForHours.DayHours)))
        + Q.Step(PayForHours.OfVariable, Q.HalfUp(c.VariablePay * c.Hours, c.HoursWorked)));
}

/// <summary>The facts of the pay of the hours not worked.</summary>
/// <param name="Hours">Hours not worked.</param>
/// <param name="FixedPay">Fixed pay of the pay period.</param>
/// <param name="NormalHours">Normal hours of that period.</param>
/// <param name="DailyAllowances">Accessory allowances of one day; nothing where there are none.</param>
/// <param name="VariablePay">Piece-work and production bonuses of the pay period; nothing where there are none.</param>
/// <param name="HoursWorked">Hours worked to earn them; null where there are none.</param>
public sealed record PayFacts(Hours Hours, Euro FixedPay, Hours NormalHours, Euro DailyAllowances, Euro VariablePay, Hours? HoursWorked);

/// <summary>The pay of the hours not worked.</summary>
/// <param name="Fixed">Of the fixed pay.</param>
/// <param name="Daily">Of the daily allowances.</param>
/// <param name="Variable">Of piece-work and bonuses.</param>
/// <param name="Whole">All together.</param>
public sealed record PayAnswer(Euro Fixed, Euro Daily, Euro Variable, Euro Whole);

/// <summary>The sentences that tell the steps of the pay of the hours not worked.</summary>
public static class PayForHours
{
    /// <summary>Eight hours, by which an allowance of a day becomes one of an hour, in hundredths.</summary>
    internal const long DayHours = 800;

    private static readonly Fact Hours = new("hours", Unit.Hours);
    private static readonly Fact FixedPay = new("fixedPay", Unit.Euro);
    private static readonly Fact NormalHours = new("normalHours", Unit.Hours);
    private static readonly Fact DailyAllowances = new("dailyAllowances", Unit.Euro);
    private static readonly Fact VariablePay = new("variablePay", Unit.Euro);
    private static readonly Fact HoursWorked = new("hoursWorked", Unit.Hours);

    internal static readonly Step OfFixed = new("fixed", Unit.Euro, Dlgs148.Article("3", "2"), t => Text.Of(
        $"La paga fissa di {t.Euro(FixedPay)}, divisa per le {t.Hours(NormalHours).Amount} ore normali del periodo, per {t.Hours(Hours)} fa {t.Euro(OfFixed!)}.",
        $"The fixed pay of {t.Euro(FixedPay)}, divided by the {t.Hours(NormalHours).Amount} normal hours of the period, makes {t.Euro(OfFixed!)} for {t.Hours(Hours)}.",
        $"Der feste Lohn von {t.Euro(FixedPay)}, geteilt durch die {t.Hours(NormalHours).Amount} Normalstunden des Zeitraums, ergibt {t.Euro(OfFixed!)} für {t.Hours(Hours)}."));

    internal static readonly Step OfDaily = new("daily", Unit.Euro, Dlgs148.Article("3", "3"), t => Text.Of(
        $"Le indennità di {t.Euro(DailyAllowances)} al giorno si dividono per 8 ore: per {t.Hours(Hours)} fanno {t.Euro(OfDaily!)}.",
        $"The allowances of {t.Euro(DailyAllowances)} a day are divided by 8 hours: for {t.Hours(Hours)} they make {t.Euro(OfDaily!)}.",
        $"Die Zulagen von {t.Euro(DailyAllowances)} am Tag werden durch 8 Stunden geteilt: für {t.Hours(Hours)} ergeben sie {t.Euro(OfDaily!)}."));

    internal static readonly Step OfVariable = new("variable", Unit.Euro, Dlgs148.Article("3", "4"), t => Text.Of(
        $"Cottimi e premi di {t.Euro(VariablePay)} contano nella media oraria del periodo di paga: per {t.Hours(Hours)} fanno {t.Euro(OfVariable!)}.",
        $"Piece-work and bonuses of {t.Euro(VariablePay)} count at the average of an hour of the pay period: for {t.Hours(Hours)} they make {t.Euro(OfVariable!)}.",
        $"Akkord und Prämien von {t.Euro(VariablePay)} zählen mit dem Stundendurchschnitt des Lohnzeitraums: für {t.Hours(Hours)} ergeben sie {t.Euro(OfVariable!)}."));

    internal static readonly Step Whole = new("lostPay", Unit.Euro, Dlgs148.Article("3", "1"), t => Text.Of(
        $"La retribuzione delle ore non lavorate è {t.Euro(Whole!)}; i ratei di mensilità aggiuntive si aggiungono alla paga fissa prima del calcolo.",
        $"The pay of the hours not worked is {t.Euro(Whole!)}; accruals of additional months are added to the fixed pay before the calculation.",
        $"Der Lohn der ausgefallenen Stunden beträgt {t.Euro(Whole!)}; Raten der Zusatzmonate kommen vor der Berechnung zum festen Lohn."));

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("pay-for-hours", "Amounts/PayForHours", Text.Of($"Retribuzione delle ore perse", $"Pay of the hours not worked", $"Lohn der ausgefallenen Stunden"),
        [OfFixed.Source!, OfDaily.Source!, OfVariable.Source!, Whole.Source!]);

    /// <summary>The pay of the hours, with the reasons that lead to it.</summary>
    /// <exception cref="ImpossibleFactException">A fact cannot be.</exception>
    public static Ruling<PayAnswer> For(PayFacts facts)
    {
        ImpossibleFactException.ThrowAny(Impossible(facts));
        var trace = new Trace(PayForHours<Explained, ExplainedCondition, ExplainedPay>.Of(new(facts)));
        return new(new(trace.Euro(OfFixed), trace.Euro(OfDaily), trace.Euro(OfVariable), trace.Euro(Whole)), trace.Reasons());
    }

    /// <summary>The pay alone, without an explanation. The facts must be possible.</summary>
    public static Euro AmountOf(PayFacts facts) => new(PayForHours<Exact, ExactCondition, ExactPay>.Of(new(facts)).Value);

    private static IEnumerable<ImpossibleFactException> Impossible(PayFacts facts)
    {
        if (facts.NormalHours <= 0.Hours || facts.Hours < 0.Hours || facts.Hours > facts.NormalHours)
        {
            yield return new(
                "hours",
                Text.Of($"{facts.Hours} non stanno nelle {facts.NormalHours.Amount} ore normali del periodo.", $"{facts.Hours} do not fit the {facts.NormalHours.Amount} normal hours of the period.", $"{facts.Hours} passen nicht in die {facts.NormalHours.Amount} Normalstunden des Zeitraums."),
                Text.Of($"Indica ore da zero a quelle normali, che sono più di zero.", $"Give hours from none to the normal ones, which are more than none.", $"Stunden von null bis zu den Normalstunden angeben, die mehr als null sind."));
        }

        foreach (var (fact, amount) in new[] { ("fixedPay", facts.FixedPay), ("dailyAllowances", facts.DailyAllowances), ("variablePay", facts.VariablePay) })
        {
            if (amount < 0.Euro)
            {
                yield return new(
                    fact,
                    Text.Of($"Un importo non può essere negativo: {amount}.", $"An amount cannot be negative: {amount}.", $"Ein Betrag kann nicht negativ sein: {amount}."),
                    Text.Of($"Indica zero o di più.", $"Give zero or more.", $"Null oder mehr angeben."));
            }
        }

        if (facts.VariablePay > 0.Euro && (facts.HoursWorked is not { } worked || worked <= 0.Hours))
        {
            yield return new(
                "hoursWorked",
                Text.Of($"Servono le ore in cui cottimi e premi sono stati guadagnati.", $"The hours in which piece-work and bonuses were earned are missing.", $"Die Stunden, in denen Akkord und Prämien verdient wurden, fehlen."),
                Text.Of($"Indica le ore lavorate nel periodo di paga.", $"Give the hours worked in the pay period.", $"Die im Lohnzeitraum gearbeiteten Stunden angeben."));
        }
    }

    private readonly struct ExactPay(PayFacts facts) : IPayCase<Exact, ExactCondition>
    {
        public Exact Hours => new(facts.Hours.Hundredths);

        public Exact FixedPay => new(facts.FixedPay.Cents);

        public Exact NormalHours => new(facts.NormalHours.Hundredths);

        public Exact DailyAllowances => new(facts.DailyAllowances.Cents);

        public Exact VariablePay => new(facts.VariablePay.Cents);

        public Exact HoursWorked => new(facts.HoursWorked?.Hundredths ?? 1);
    }

    private readonly struct ExplainedPay(PayFacts facts) : IPayCase<Explained, ExplainedCondition>
    {
        public Explained Hours => Explained.Given(PayForHours.Hours, facts.Hours.Hundredths);

        public Explained FixedPay => Explained.Given(PayForHours.FixedPay, facts.FixedPay.Cents);

        public Explained NormalHours => Explained.Given(PayForHours.NormalHours, facts.NormalHours.Hundredths);

        public Explained DailyAllowances => Explained.Given(PayForHours.DailyAllowances, facts.DailyAllowances.Cents);

        public Explained VariablePay => Explained.Given(PayForHours.VariablePay, facts.VariablePay.Cents);

        public Explained HoursWorked => Explained.Given(PayForHours.HoursWorked, facts.HoursWorked?.Hundredths ?? 1);
    }
}
