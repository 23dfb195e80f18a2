using Cig.Rules.Durations;
using CsCheck;

namespace Cig.Rules.Tests.Durations;

public sealed class CigsDurationTests
{
    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd");

    private static PastAuthorisation Cigs(CigsCause cause, string from, string to, bool derogation = false) => new(Scheme.Cigs, cause, false, Day(from), Day(to), null, derogation);

    private static PastAuthorisation Cigo(string from, string to) => new(Scheme.Cigo, null, false, Day(from), Day(to), null, false);

    private static DurationFacts Facts(CigsCause cause, string from, string to, Sector sector = Sector.Industry, params PastAuthorisation[] past) =>
        new(sector, 5, past, new(false, Day(from), Day(to)) { Scheme = Scheme.Cigs, CigsCause = cause });

    private static (string Granted, string Refused) Of(DurationFacts facts)
    {
        var answer = CigsDuration.For(facts).Value;
        return (answer.Granted.Plain, answer.Refused.Plain);
    }

    [Theory]
    [InlineData(CigsCause.Reorganisation, "2026-12-31", "12", "0")]
    [InlineData(CigsCause.Reorganisation, "2028-01-31", "24", "1")]
    [InlineData(CigsCause.Crisis, "2026-12-31", "12", "0")]
    [InlineData(CigsCause.Crisis, "2027-01-31", "12", "1")]
    [InlineData(CigsCause.Solidarity, "2028-12-31", "36", "0")]
    [InlineData(CigsCause.Solidarity, "2029-01-31", "36", "1")]
    public void Each_cause_has_its_months(CigsCause cause, string to, string granted, string refused) =>
        Assert.Equal((granted, refused), Of(Facts(cause, "2026-01-01", to)));

    [Fact]
    public void Solidarity_of_builders_counts_in_full_and_stops_at_24() =>
        Assert.Equal(("24", "12"), Of(Facts(CigsCause.Solidarity, "2026-01-01", "2028-12-31", Sector.Building)));

    [Theory]
    [InlineData("2024-12-31", "2025-08-31", false)]
    [InlineData("2024-12-31", "2025-09-01", true)]
    public void A_new_crisis_waits_for_two_thirds_of_the_one_before(string ended, string start, bool granted)
    {
        var answer = CigsDuration.For(Facts(CigsCause.Crisis, start, Day(start).AddMonths(1).AddDays(-1).ToString("yyyy-MM-dd"), past: Cigs(CigsCause.Crisis, "2024-01-01", ended))).Value;

        Assert.Equal(granted, answer.Granted.Plain == "1");
    }

    [Fact]
    public void A_broken_month_counts_in_thirtieths_or_whole_as_the_reading_says()
    {
        var facts = Facts(CigsCause.Reorganisation, "2026-01-01", "2026-02-15");
        var whole = facts with { BrokenMonth = BrokenMonth.Whole };

        Assert.Equal("1.5", Of(facts).Granted);
        Assert.Equal("2", Of(whole).Granted);
        Assert.Equal(("thirtieths", "whole"), (CigsDuration.For(facts).Policies.Single().Chosen, CigsDuration.For(whole).Policies.Single().Chosen));
        Assert.Empty(CigsDuration.For(Facts(CigsCause.Reorganisation, "2026-01-01", "2026-02-28")).Policies);
        Assert.Single(CigsDuration.For(Facts(CigsCause.Reorganisation, "2026-01-01", "2026-02-28", past: Cigs(CigsCause.Solidarity, "2024-01-01", "2024-01-10"))).Policies);
        Assert.Empty(CigsDuration.For(Facts(CigsCause.Reorganisation, "2026-01-01", "2026-02-28", past: Cigs(CigsCause.Solidarity, "2024-01-01", "2024-01-10", derogation: true))).Policies);
        Assert.Empty(CigsDuration.For(Facts(CigsCause.Reorganisation, "2026-01-01", "2026-02-28", past: Cigo("2024-01-01", "2024-01-10"))).Policies);
        Text Doubt(DurationFacts of) => Assert.Single(CigsDuration.For(of).Warnings);
        Assert.EndsWith(": qui in trentesimi.", Doubt(facts).Italian);
        Assert.EndsWith(": here in thirtieths.", Doubt(facts).English);
        Assert.EndsWith(": hier in Dreißigsteln.", Doubt(facts).German);
        Assert.EndsWith(": qui per intero.", Doubt(whole).Italian);
        Assert.EndsWith(": here whole.", Doubt(whole).English);
        Assert.EndsWith(": hier ganz.", Doubt(whole).German);
    }

    [Fact]
    public void The_gap_of_broken_months_is_counted_in_days()
    {
        // Seven months and a half: five months of gap.
        PastAuthorisation before = Cigs(CigsCause.Crisis, "2025-01-01", "2025-08-15");

        Assert.Equal("0", Of(Facts(CigsCause.Crisis, "2026-01-15", "2026-02-14", past: before)).Granted);
        Assert.Equal("1", Of(Facts(CigsCause.Crisis, "2026-01-16", "2026-02-15", past: before)).Granted);
    }

    /// <summary>The last one decides; what was granted in derogation or ended before the Decree asks for no wait, and of one that ran into it only the days from then on.</summary>
    [Theory]
    [InlineData("2025-09-01", "1", "2023-01-01/2023-03-31", "2024-01-01/2024-12-31")]
    [InlineData("2025-08-31", "0", "2023-01-01/2023-03-31", "2024-01-01/2024-12-31")]
    [InlineData("2025-08-31", "0", "2024-01-01/2024-12-31", "2023-01-01/2023-03-31")]
    [InlineData("2015-09-24", "1", "2014-10-01/2015-09-23")]
    [InlineData("2015-09-25", "0", "2014-10-01/2015-09-24")]
    [InlineData("2015-09-26", "1", "2014-10-01/2015-09-24")]
    [InlineData("2025-01-01", "1", "2024-01-01/2024-12-31/derogation")]
    public void The_wait_is_that_of_the_last_crisis_that_counts(string start, string granted, params string[] crises) => Assert.Equal(granted, Of(Facts(
        CigsCause.Crisis, start, Day(start).AddMonths(1).AddDays(-1).ToString("yyyy-MM-dd"), past: [.. crises.Select(c => c.Split('/')).Select(c => Cigs(CigsCause.Crisis, c[0], c[1], c.Length == 3))])).Granted);

    [Fact]
    public void Months_of_a_request_inside_the_gap_are_refused_and_the_later_ones_granted() =>
        Assert.Equal(("4", "2"), Of(Facts(CigsCause.Crisis, "2025-07-01", "2025-12-31", past: Cigs(CigsCause.Crisis, "2024-01-01", "2024-12-31"))));

    [Fact]
    public void Other_causes_wait_for_nothing() =>
        Assert.Equal(("12", "0"), Of(Facts(CigsCause.Reorganisation, "2025-01-01", "2025-12-31", past: Cigs(CigsCause.Crisis, "2024-01-01", "2024-12-31"))));

    [Fact]
    public void After_24_months_of_solidarity_12_remain()
    {
        PastAuthorisation solidarity = Cigs(CigsCause.Solidarity, "2023-01-01", "2024-12-31");

        Assert.Equal(("12", "1"), Of(Facts(CigsCause.Reorganisation, "2025-01-01", "2026-01-31", past: solidarity)));
        var cigo = CigoDuration.For(new(Sector.Industry, 5, [solidarity], new(false, Day("2025-01-06"), Day("2026-01-11")))).Value;
        Assert.Equal((52.Weeks, 1.Weeks), (cigo.Granted, cigo.Refused));
        Assert.Equal("24", cigo.FiveYears.Months.Plain);
    }

    [Fact]
    public void Thirty_six_months_of_solidarity_exhaust_the_five_years()
    {
        var answer = CigsDuration.For(Facts(CigsCause.Reorganisation, "2026-01-01", "2026-01-31", past: Cigs(CigsCause.Solidarity, "2023-01-01", "2025-12-31"))).Value;

        Assert.Equal(("0", "24"), (answer.Granted.Plain, answer.FiveYears.Months.Plain));
        Assert.Equal(Day("2026-01-31"), answer.FiveYears.To);
    }

    [Theory]
    [InlineData(Sector.Industry, "24", "6", "24")]
    [InlineData(Sector.Stone, "24", "6", "30")]
    public void Months_of_other_causes_and_of_the_ordinary_supplement_share_the_overall_cap(Sector sector, string granted, string refused, string cap)
    {
        var answer = CigsDuration.For(Facts(CigsCause.Reorganisation, "2026-01-01", "2028-06-30", sector)).Value;

        Assert.Equal((granted, refused, cap), (answer.Granted.Plain, answer.Refused.Plain, answer.FiveYears.Cap.Plain));
        // 26 weeks of ordinary supplement are six months.
        Assert.Equal(sector == Sector.Stone ? "24" : "18", Of(Facts(CigsCause.Reorganisation, "2026-01-01", "2027-12-31", sector, Cigo("2025-06-02", "2025-11-30"))).Granted);
    }

    [Fact]
    public void What_was_granted_in_derogation_never_counts() =>
        Assert.Equal(("24", "0"), Of(Facts(CigsCause.Reorganisation, "2026-01-01", "2027-12-31", past: Cigs(CigsCause.Reorganisation, "2024-01-01", "2025-12-31", derogation: true))));

    [Fact]
    public void Nothing_before_the_Decree_counts() =>
        Assert.Equal(("24", "0"), Of(Facts(CigsCause.Reorganisation, "2016-01-01", "2017-12-31", past: Cigs(CigsCause.Reorganisation, "2014-01-01", "2015-09-23"))));

    [Fact]
    public void The_window_of_a_month_is_the_five_years_that_end_with_it()
    {
        var month = CigsDuration.For(Facts(CigsCause.Crisis, "2026-03-16", "2026-04-30")).Value.Periods;

        Assert.Equal([(Day("2026-03-16"), Day("2026-04-15"), "1"), (Day("2026-04-16"), Day("2026-04-30"), "0.5")], month.Select(m => (m.From, m.To, m.Granted.Plain)));
        Assert.Equal((Day("2021-04-16"), Day("2026-04-15")), (month[0].Window.From, month[0].Window.To));
        Assert.Equal(["0", "1"], month.Select(m => m.UsedBefore.Plain));
    }

    [Fact]
    public void The_first_day_of_a_new_request_is_told()
    {
        Assert.Equal(Day("2027-09-01"), CigsDuration.For(Facts(CigsCause.Crisis, "2026-01-01", "2026-12-31")).Value.EarliestNewRequest);
        Assert.Equal(Day("2027-01-01"), CigsDuration.For(Facts(CigsCause.Reorganisation, "2026-01-01", "2026-12-31")).Value.EarliestNewRequest);
        // Two whole years leave the window month by month from five years after their start.
        Assert.Equal(Day("2031-01-01"), CigsDuration.For(Facts(CigsCause.Reorganisation, "2026-01-01", "2027-12-31")).Value.EarliestNewRequest);
    }

    [Fact]
    public void A_request_without_a_cause_is_refused() =>
        Assert.Equal("request/cause", Assert.Throws<ImpossibleFactException>(() => CigsDuration.For(
            new(Sector.Industry, 5, [], new(false, Day("2026-01-01"), Day("2026-03-31")) { Scheme = Scheme.Cigs }))).Fact);

    [Fact]
    public void Months_granted_never_exceed_a_cap_and_the_order_of_the_past_does_not_matter() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 60], Gen.Int[1, 48], Gen.Select(Gen.Int[0, 2], Gen.Int[0, 40], Gen.Int[1, 20]).Array[0, 3], Gen.Bool).Sample((cause, start, length, past, building) =>
        {
            var from = new DateOnly(2022, 1, 1).AddMonths(start);
            // One after the other, all before the request.
            List<PastAuthorisation> history = [];
            var cursor = new DateOnly(2017, 1, 1);
            foreach (var (kind, gap, months) in past)
            {
                var first = cursor.AddMonths(gap);
                var last = first.AddMonths(months).AddDays(-1);
                if (last >= from)
                    break;
                history.Add(new(Scheme.Cigs, (CigsCause)kind, false, first, last, null, false));
                cursor = last.AddDays(1);
            }

            DurationFacts With(IReadOnlyList<PastAuthorisation> a) => new(building ? Sector.Building : Sector.Industry, 5, a, new(false, from, from.AddMonths(length).AddDays(-1)) { Scheme = Scheme.Cigs, CigsCause = (CigsCause)cause });
            var answer = CigsDuration.For(With(history)).Value;
            var turned = CigsDuration.For(With([.. history.AsEnumerable().Reverse()])).Value;
            return answer.Granted == turned.Granted && answer.Granted.Parts + answer.Refused.Parts == (long)length * Months.PerMonth
                && (answer.Granted.Parts == 0 || answer.FiveYears.Months.Parts <= answer.FiveYears.Cap.Parts);
        }, iter: 2 * Check.Iter);

    [Theory]
    [InlineData("2019-07-31", "2019-11-29")]
    [InlineData("2026-01-30", "2026-05-29")]
    [InlineData("2024-02-29", "2024-06-28")]
    public void A_whole_month_is_one_also_from_the_last_day_of_a_month(string from, string to)
    {
        var answer = CigsDuration.For(Facts(CigsCause.Reorganisation, from, to)).Value;

        Assert.Equal("4", answer.Granted.Plain);
        Assert.Equal(["1", "1", "1", "1"], answer.Periods.Select(p => p.Granted.Plain));
    }

    /// <summary>Another road: calendar months in an array, everything that begins on a first and ends on a last day, and each limit asked of each month.</summary>
    [Fact]
    public void The_counter_agrees_with_an_obvious_slow_one() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[60, 110], Gen.Int[1, 45], Gen.Select(Gen.Int[0, 2], Gen.Int[0, 30], Gen.Int[1, 24]).Array[0, 4], Gen.Bool).Sample((cause, start, length, past, building) =>
        {
            var zero = new DateOnly(2016, 1, 1);
            var months = new int?[300];
            List<PastAuthorisation> history = [];
            var (cursor, lastCrisis) = (0, (End: -1, Length: 0));
            foreach (var (kind, gap, many) in past)
            {
                cursor += gap;
                if (cursor + many > start)
                    break;
                history.Add(new(Scheme.Cigs, (CigsCause)kind, false, zero.AddMonths(cursor), zero.AddMonths(cursor + many).AddDays(-1), null, false));
                for (var m = 0; m < many; m++)
                    months[cursor + m] = kind;
                cursor += many;
                if (kind == 1)
                    lastCrisis = (cursor, many);
            }

            var granted = 0;
            for (var m = start; m < start + length; m++)
            {
                // Five years back from 28 February is 28 February: where that year has a 29th, a thirtieth of the month before the sixty stays inside.
                var last = zero.AddMonths(m + 1).AddDays(-1);
                var sliver = last is { Month: 2, Day: 28 } && DateTime.IsLeapYear(last.Year - 5) && m >= 60 ? months[m - 60] : null;
                var window = Enumerable.Range(Math.Max(0, m - 59), Math.Min(60, m + 1)).Where(x => x != m).ToArray();
                int Of(int kind) => 30 * (window.Count(x => months[x] == kind) + (cause == kind ? 1 : 0)) + (sliver == kind ? 1 : 0);
                var (solidarity, cap) = (Of(2), 30 * (building ? 60 : 48));
                var half = (Of(0) + Of(1)) * 2 + (building ? solidarity * 2 : Math.Min(solidarity, 720) + Math.Max(solidarity - 720, 0) * 2);
                var own = cause switch
                {
                    0 => Of(0) <= 720,
                    1 => granted < 12 && (lastCrisis.End < 0 || 3 * (m - lastCrisis.End) >= 2 * lastCrisis.Length),
                    _ => solidarity <= (building ? 720 : 1080),
                };
                if (own && half <= cap)
                {
                    months[m] = cause;
                    granted++;
                }
            }

            var from = zero.AddMonths(start);
            var facts = new DurationFacts(building ? Sector.Building : Sector.Industry, 5, history, new(false, from, from.AddMonths(length).AddDays(-1)) { Scheme = Scheme.Cigs, CigsCause = (CigsCause)cause });
            return CigsDuration.For(facts).Value.Granted.Parts == (long)granted * Months.PerMonth;
        }, iter: 3 * Check.Iter);

    [Theory]
    [InlineData("2017-09-24", 8000, 10_000, true)]
    [InlineData("2017-09-24", 8001, 10_000, false)]
    public void Suspensions_keep_to_80_per_cent_of_the_hours(string start, int suspended, int workable, bool passes) =>
        Assert.Equal(passes, CigsDuration.WithinSuspendedHours(Day(start), suspended.Hours, workable.Hours).Value);

    [Fact]
    public void Before_24_September_2017_that_limit_did_not_apply() =>
        Assert.Throws<NotInForceException>(() => CigsDuration.WithinSuspendedHours(Day("2017-09-23"), 1.Hours, 1.Hours));

    [Fact]
    public void The_explanations_read_well() => Snapshot.Matches(
        Snapshot.Of(CigsDuration.For(Facts(CigsCause.Crisis, "2025-07-01", "2025-12-31", past: Cigs(CigsCause.Crisis, "2024-01-01", "2024-12-31"))).Reasons)
        + Snapshot.Of(CigsDuration.For(Facts(CigsCause.Crisis, "2026-01-01", "2027-01-31")).Reasons)
        + Snapshot.Of(CigsDuration.For(Facts(CigsCause.Reorganisation, "2026-01-01", "2028-01-31")).Reasons)
        + Snapshot.Of(CigsDuration.For(Facts(CigsCause.Solidarity, "2026-01-01", "2026-01-31", Sector.Building)).Reasons)
        + Snapshot.Of(CigsDuration.For(Facts(CigsCause.Reorganisation, "2026-01-01", "2026-01-31", past: Cigs(CigsCause.Solidarity, "2023-01-01", "2025-12-31"))).Reasons)
        + Snapshot.Of(CigsDuration.WithinSuspendedHours(Day("2020-01-01"), 9.Hours, 10.Hours).Reasons)
        + Snapshot.Of(CigsDuration.WithinSuspendedHours(Day("2020-01-01"), 8.Hours, 10.Hours).Reasons));
}
