using System.Globalization;
using Cig.Rules;
using Cig.Rules.Amounts;

namespace Cig.Bench;

/// <summary>Made-up facts of the benefit, the same in every run: months of 2016-2026, both sides of the ceiling, full time and part time.</summary>
internal static class BenefitRows
{
    private static readonly int[] Timetables = [10_000, 10_000, 10_000, 9_000, 7_500, 6_000, 5_000];

    public static BenefitFacts[] Make(int rows)
    {
        // A fixed sequence: the rows must not change between runs that are compared.
        ulong state = 0x2016C16;
        var facts = new BenefitFacts[rows];
        for (var i = 0; i < rows; i++)
        {
            var month = new DateOnly(2016, 1, 1).AddMonths(Next(132));
            var partTime = new Rate(Timetables[Next(Timetables.Length)]);
            var workable = new Hours(800 * (19 + Next(5)));
            var own = (int)((long)workable.Hundredths * partTime.BasisPoints / 10_000);
            facts[i] = new((Scheme)Next(3), month, month, new(60_000 + Next(440_001)), partTime, workable, new(Next(own + 1)), Next(8) == 0);
        }

        return facts;

        int Next(int limit)
        {
            state = state * 6364136223846793005 + 1442695040888963407;
            return (int)((state >> 33) % (ulong)limit);
        }
    }

    public static string Line(BenefitFacts facts) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"scheme":"{{Name(facts.Scheme)}}","month":"{{facts.Month:yyyy-MM}}","suspensionStart":"{{facts.SuspensionStart:yyyy-MM-dd}}","monthlyPay":"{{facts.MonthlyPay.Plain}}","partTimePercent":"{{facts.PartTime.Plain}}","workableHours":"{{facts.WorkableHours.Plain}}","supplementedHours":"{{facts.SupplementedHours.Plain}}","seasonalBadWeather":{{(facts.SeasonalBadWeather ? "true" : "false")}}}""");

    private static string Name(Scheme scheme) => scheme switch { Scheme.Cigo => "CIGO", Scheme.Cigs => "CIGS", _ => "FIS" };
}
