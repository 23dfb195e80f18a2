using Cig.Rules.Durations;
using CsCheck;

namespace Cig.Rules.Tests.Durations;

public sealed class CigoDurationTests
{
    private static readonly DateOnly Monday = new(2026, 11, 2);

    private static readonly Gen<IReadOnlyList<PastAuthorisation>> AnyHistory =
        Gen.Select(Gen.Int[0, 200], Gen.Int[1, 13], Gen.Bool, Gen.Int[0, 5]).Array[0, 10].Select(IReadOnlyList<PastAuthorisation> (rows) =>
        [
            .. rows.Select(r => Cigo(Monday.AddDays(-7 * (r.Item1 + r.Item2 + 1)), r.Item2, r.Item3) with
            {
                UsedDays = r.Item4 == 0 ? [.. Enumerable.Range(0, r.Item2).Select(w => Monday.AddDays(-7 * (r.Item1 + w + 2)))] : null,
            }),
        ]);

    [Theory]
    [InlineData(39, 13, 0)]
    [InlineData(40, 12, 1)]
    [InlineData(52, 0, 13)]
    public void Fifty_two_weeks_fit_in_the_rolling_two_years(int used, int granted, int refused)
    {
        var answer = Answer([Cigo(Monday.AddDays(-7 * (used + 1)), used)], 13);

        Assert.Equal((granted.Weeks, refused.Weeks), (answer.Granted, answer.Refused));
        Assert.Equal(used.Weeks, answer.Periods[0].UsedBefore);
    }

    [Fact]
    public void A_week_used_104_weeks_before_has_left_the_window_and_one_of_103_has_not()
    {
        Assert.Equal(0.Weeks, Answer([Cigo(Monday.AddDays(-7 * 104), 1)], 1).Periods[0].UsedBefore);
        Assert.Equal(1.Weeks, Answer([Cigo(Monday.AddDays(-7 * 103), 1)], 1).Periods[0].UsedBefore);
    }

    [Fact]
    public void A_declaration_of_use_replaces_what_was_authorised()
    {
        var authorised = Cigo(Monday.AddDays(-70), 4);

        Assert.Equal(4.Weeks, Answer([authorised], 1).Periods[0].UsedBefore);
        Assert.Equal(Weeks.OfDays(3, 5), Answer([authorised with { UsedDays = [.. Enumerable.Range(0, 3).Select(authorised.From.AddDays)] }], 1).Periods[0].UsedBefore);
        Assert.Equal(0.Weeks, Answer([authorised with { UsedDays = [] }], 1).Periods[0].UsedBefore);
    }

    [Fact]
    public void The_rest_of_a_week_is_granted_as_a_reduced_week_unless_the_policy_refuses_it()
    {
        var threeDays = Cigo(Monday.AddDays(-14), 1) with { UsedDays = [Monday.AddDays(-14), Monday.AddDays(-13), Monday.AddDays(-12)] };
        var facts = new DurationFacts(
            Sector.Industry, 5, [Cigo(Monday.AddDays(-7 * 80), 40), Cigo(Monday.AddDays(-7 * 20), 11), threeDays], new(false, Monday, Monday.AddDays(6)));

        Assert.Equal(Weeks.OfDays(2, 5), CigoDuration.For(facts).Value.Granted);
        Assert.Equal(0.Weeks, CigoDuration.For(facts with { PartialWeek = PartialWeek.Refuse }).Value.Granted);
    }

    [Fact]
    public void Unavoidable_events_are_outside_the_two_years_except_in_building_and_there_outside_the_heat_decrees()
    {
        PastAuthorisation[] spring = [Cigo(new(2026, 3, 2), 10, unavoidable: true)];
        PastAuthorisation[] summer = [Cigo(new(2026, 7, 6), 10, unavoidable: true)];

        Assert.Equal(0.Weeks, Answer(spring, 1).Periods[0].UsedBefore);
        Assert.Equal(10.Weeks, Answer(spring, 1, Sector.Building).Periods[0].UsedBefore);
        Assert.Equal(0.Weeks, Answer(summer, 1, Sector.Building).Periods[0].UsedBefore);
        Assert.Equal(10.Weeks, Answer([Cigo(new(2022, 7, 4), 10, unavoidable: true)], 1, Sector.Stone, new(2022, 11, 7)).Periods[0].UsedBefore);
    }

    [Fact]
    public void After_52_consecutive_weeks_the_unit_waits_for_52_weeks_of_work()
    {
        PastAuthorisation[] year = [Cigo(Monday.AddDays(-7 * 53), 52)];
        var within = Answer(year, 1, first: Monday.AddDays(7 * 49));
        var after = Answer(year, 1, first: Monday.AddDays(7 * 51));

        Assert.Equal(0.Weeks, within.Granted);
        Assert.Equal("D.Lgs. 148/2015, art. 12, c. 2", within.Periods[0].Why!.Source.ToString());
        Assert.Equal(1.Weeks, after.Granted);
    }

    [Fact]
    public void Twenty_four_months_of_extraordinary_supplement_leave_no_room_and_solidarity_counts_half()
    {
        PastAuthorisation Cigs(CigsCause cause) => new(Scheme.Cigs, cause, false, new(2024, 11, 1), new(2026, 10, 31), null, false);

        Assert.Equal(0.Weeks, Answer([Cigs(CigsCause.Reorganisation)], 13).Granted);
        var solidarity = Answer([Cigs(CigsCause.Solidarity)], 13);
        Assert.Equal(13.Weeks, solidarity.Granted);
        Assert.Equal(15 * Months.PerMonth, solidarity.FiveYears.Months.Parts);
        Assert.Equal(13.Weeks, Answer([Cigs(CigsCause.Reorganisation)], 13, Sector.Building).Granted);
    }

    [Fact]
    public void Derogations_funds_and_days_before_the_Decree_never_count()
    {
        var early = new PastAuthorisation(Scheme.Cigo, null, false, new(2015, 8, 31), new(2015, 9, 27), null, false);
        var answer = Answer([early, Cigo(new(2016, 1, 4), 4) with { Derogation = true }, Cigo(new(2016, 2, 1), 4) with { Scheme = Scheme.Fis }], 1, first: new(2016, 5, 2));

        Assert.Equal(Weeks.OfDays(2, 5), answer.Periods[0].UsedBefore);
    }

    [Fact]
    public void Weeks_free_up_when_they_leave_the_window_and_the_next_request_waits_for_them()
    {
        PastAuthorisation[] history = [Cigo(Monday.AddDays(-7 * 100), 26), Cigo(Monday.AddDays(-7 * 60), 26)];
        var answer = Answer(history, 1);

        Assert.Equal(0.Weeks, answer.Granted);
        Assert.Equal(new FreedWeeks(Monday.AddDays(7 * 4), 1.Weeks), answer.FreesUp[0]);
        Assert.Equal(Monday.AddDays(7 * 4), answer.EarliestNewRequest);
    }

    [Fact]
    public void The_counter_agrees_with_a_slow_and_obvious_one() =>
        Gen.Select(AnyHistory, Gen.Int[1, 20], Gen.Bool).Sample((history, weeks, building) =>
        {
            var sector = building ? Sector.Building : Sector.Industry;
            var answer = CigoDuration.For(new(sector, 5, history, new(false, Monday, Monday.AddDays(7 * weeks - 1))));
            var days = SlowCounter.Granted(history, building, weeks);
            return answer.Value.Granted == Weeks.OfDays(days, 5) || answer.Value.Periods.Any(p => p.Why?.Source.Paragraph == "2");
        }, iter: 300);

    [Fact]
    public void What_is_granted_never_exceeds_the_cap_and_the_order_of_past_periods_does_not_matter() =>
        Gen.Select(AnyHistory, Gen.Int[1, 20]).Sample((history, weeks) =>
        {
            var answer = Answer(history, weeks);
            var reversed = Answer([.. history.Reverse()], weeks);
            return answer.Periods.All(p => p.Granted == 0.Weeks || p.UsedBefore + p.Granted <= 52.Weeks)
                && answer.Granted + answer.Refused == weeks.Weeks
                && answer.Granted == reversed.Granted && answer.EarliestNewRequest == reversed.EarliestNewRequest;
        }, iter: 300);

    [Theory]
    [InlineData(13, 5, "2.6", 2, 3)]
    [InlineData(13, 6, "2.1667", 2, 1)]
    [InlineData(0, 5, "0", 0, 0)]
    public void Weeks_used_are_never_rounded(int days, int daysPerWeek, string weeks, int whole, int remaining)
    {
        var count = UsedWeeks.Of(days, daysPerWeek).Value;

        Assert.Equal((weeks, whole, remaining), (count.Weeks.Plain, count.WholeWeeks, count.RemainingDays));
    }

    private static PastAuthorisation Cigo(DateOnly from, int weeks, bool unavoidable = false) =>
        new(Scheme.Cigo, null, unavoidable, from, from.AddDays(7 * weeks - 1), null, false);

    private static DurationAnswer Answer(IReadOnlyList<PastAuthorisation> history, int weeks, Sector sector = Sector.Industry, DateOnly? first = null)
    {
        var from = first ?? Monday;
        return CigoDuration.For(new(sector, 5, history, new(false, from, from.AddDays(7 * weeks - 1)))).Value;
    }

    /// <summary>Days as sets, every window counted anew.</summary>
    private static class SlowCounter
    {
        public static int Granted(IReadOnlyList<PastAuthorisation> history, bool building, int weeks)
        {
            IEnumerable<DateOnly> Used(PastAuthorisation a) => a.UsedDays ?? Enumerable.Range(0, a.To.DayNumber - a.From.DayNumber + 1).Select(a.From.AddDays).Where(Working).ToList();
            var all = history.SelectMany(a => Used(a).Where(Working).Select(d => (Day: d, a.UnavoidableEvent))).ToHashSet();
            var granted = new HashSet<DateOnly>();
            for (var w = 0; w < weeks; w++)
            {
                var monday = Monday.AddDays(7 * w);
                foreach (var day in Enumerable.Range(0, 5).Select(monday.AddDays))
                {
                    var (from, to) = (monday.AddDays(-721), monday.AddDays(6));
                    var two = all.Where(d => !d.UnavoidableEvent || building && !(d.Day.Year >= 2023 && d.Day.Month >= 7)).Select(d => d.Day).Union(granted).Count(d => d >= from && d <= to);
                    var five = all.Select(d => d.Day).Union(granted).Count(d => d > to.AddYears(-5) && d <= to);
                    if (two + 1 <= 260 && (five + 1) / 5m / 52 * 12 <= (building ? 30 : 24))
                        granted.Add(day);
                }
            }

            return granted.Count;
        }

        private static bool Working(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
    }
}
