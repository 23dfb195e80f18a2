using Cig.Rules.Amounts;
using Cig.Rules.Contributions;
using Cig.Rules.Readings;

namespace Cig.Rules.Tests.Amounts;

/// <summary>
/// The workload "benefit-month": a thousand generated worker-months whose sums are known from an independent program. Its conventions: the ceiling and
/// the reduced rate go by the month of the hours, and a bracket changes when its limit is exceeded.
/// </summary>
public sealed class BenefitMonthTests
{
    private static readonly int[] Thresholds = [210224, 210224, 212536, 214874, 215948, 215948];

    [Fact]
    public void A_thousand_generated_months_agree_with_the_independent_sums()
    {
        long lostPay = 0, gross = 0, net = 0, contribution = 0;
        ulong hash = 0;
        for (ulong i = 0; i < 1000; i++)
        {
            var row = Row.Generate(i);
            var amounts = Benefit.AmountsOf(row.Facts);
            var due = AdditionalContribution<Exact, ExactCondition, Row>.Due(row).Value;
            lostPay += amounts.LostPay.Cents;
            gross += amounts.Gross.Cents;
            net += amounts.Net.Cents;
            contribution += due;
            hash += (i + 1) * (ulong)(amounts.LostPay.Cents + 3 * amounts.Gross.Cents + 5 * amounts.Net.Cents + 7 * due);
        }

        Assert.Equal((157367761L, 54845945L, 51643092L, 14805679L, 338192826331UL), (lostPay, gross, net, contribution, hash));
    }

    private readonly record struct Row(BenefitFacts Facts, int Weeks, int Since, bool Unavoidable) : IContributionCase<Exact, ExactCondition>
    {
        private AdditionalContribution.Rates Rates => Facts.Month >= new DateOnly(2025, 1, 1) && Since >= 24
            ? AdditionalContribution.Reduced.On(Facts.Month).Value
            : AdditionalContribution.Standard.On(Facts.Month).Value;

        public Exact LostPay => new(Benefit.AmountsOf(Facts).LostPay.Cents);

        public Exact WeeksUsed => new(Weeks);

        public Exact PartsOfAWeek => new(1);

        public ExactCondition HigherWhenReached => new(false);

        public ExactCondition UnavoidableEvent => new(Facts.Scheme == Scheme.Cigo && Unavoidable);

        public ExactCondition Flat => new(Facts.Scheme == Scheme.Fis);

        public Exact FlatRate => new(AdditionalContribution.Fis.On(Facts.Month).Value.BasisPoints);

        public Exact FirstRate => new(Rates.First.BasisPoints);

        public Exact SecondRate => new(Rates.Second.BasisPoints);

        public Exact ThirdRate => new(Rates.Third.BasisPoints);

        public static Row Generate(ulong i)
        {
            var month = (int)Range(Draw(i, 0), 132);
            var z = Draw(i, 1);
            var pay = z % 64 == 0 ? (month < 72 ? Thresholds[month / 12] : 210224) : 60000 + Range(z, 440001);
            int weekly = new[] { 40, 40, 40, 40, 36, 30, 24, 20 }[Range(Draw(i, 2), 8)];
            var workable = 800 * (19 + (int)Range(Draw(i, 3), 5));
            z = Draw(i, 4);
            var own = workable * weekly / 40;
            var lost = z % 8 == 0 ? own : z % 64 == 1 ? 0 : (int)Range(z, (ulong)own + 1);
            var k = Range(Draw(i, 5), 10);
            var weather = Range(Draw(i, 6), 8) == 0;
            z = Draw(i, 7);
            var weeks = z % 16 == 0 ? 52 : z % 16 == 1 ? 104 : (int)Range(z, 261);
            z = Draw(i, 8);
            var since = z % 16 == 1 ? 24 : (int)Range(z, 121);
            var day = new DateOnly(2016, 1, 1).AddMonths(month);
            var scheme = k < 6 ? Scheme.Cigo : k < 8 ? Scheme.Cigs : Scheme.Fis;
            return new(
                new(scheme, day, day, new(pay), new(weekly * 250), new(workable), new(lost), weather), weeks, since, Range(Draw(i, 9), 5) == 0);
        }

        private static ulong Draw(ulong row, ulong field)
        {
            unchecked
            {
                var z = 0x2016C16 + (16 * row + field + 1) * 0x9E3779B97F4A7C15;
                z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
                z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
                return z ^ (z >> 31);
            }
        }

        private static long Range(ulong z, ulong n) => (long)(((z >> 32) * n) >> 32);
    }
}
