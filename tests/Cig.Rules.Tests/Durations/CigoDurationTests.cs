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

    /// <summary>Ordinary, unavoidable and extraordinary periods that end before the request, declared or not.</summary>
    private static readonly Gen<InventedPeriod> AnyPeriod =
        Gen.Select(Gen.Int[0, 1700], Gen.Int[1, 400], Gen.Int[0, 4], Gen.Int[-1, 4]).Select((back, length, kind, declared) =>
        {
            var to = Monday.AddDays(-1 - back);
            var from = to.AddDays(-length);
            CigsCause? cause = kind >= 2 ? (CigsCause)(kind - 2) : null;
            return new InventedPeriod(cause is null ? Scheme.Cigo : Scheme.Cigs, cause, kind == 1, from, to, cause is not null || declared < 0 ? null : Math.Min(declared, length / 7 * 5));
        });

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
        var within = Answer(year, 1, first: Monday.AddDays(7 * 50));
        var after = Answer(year, 1, first: Monday.AddDays(7 * 51));

        Assert.Equal(0.Weeks, within.Granted);
        Assert.Equal("D.Lgs. 148/2015, art. 12, c. 2", within.Periods[0].Why!.Source.ToString());
        Assert.Equal(1.Weeks, after.Granted);
    }

    /// <summary>A week of use, one without, and before it exactly 52 in a row: a row is looked for behind the nearest one too.</summary>
    [Theory]
    [InlineData(52, 0)]
    [InlineData(51, 1)]
    public void A_row_of_52_behind_a_shorter_one_still_makes_the_unit_wait(int row, int granted)
    {
        var days = Enumerable.Range(3, row).Append(1).Select(w => Monday.AddDays(-7 * w)).ToArray();
        var answer = Answer([Cigo(Monday.AddDays(-7 * 60), 60) with { UsedDays = days }], 1);

        Assert.Equal(granted.Weeks, answer.Granted);
        Assert.Equal(granted == 0 ? "D.Lgs. 148/2015, art. 12, c. 2" : null, answer.Periods[0].Why?.Source.ToString());
    }

    /// <summary>52 weeks in two years are 12 months of the five years; 12 of another scheme make 24.</summary>
    [Fact]
    public void Where_both_limits_are_full_the_two_years_are_named()
    {
        PastAuthorisation[] past = [Cigo(Monday.AddDays(-7 * 100), 26), Cigo(Monday.AddDays(-7 * 60), 26), new(Scheme.Cigs, CigsCause.Crisis, false, new(2023, 1, 1), new(2023, 12, 31), null, false)];

        Assert.Equal(("D.Lgs. 148/2015, art. 12, c. 3", "24"), (Answer(past, 1).Periods[0].Why!.Source.ToString(), Answer(past, 1).FiveYears.Months.Plain));
        Assert.Equal("D.Lgs. 148/2015, art. 4, c. 1", Answer([past[0], past[2] with { To = new(2024, 6, 30) }], 1).Periods[0].Why!.Source.ToString());
    }

    [Fact]
    public void A_week_of_free_days_alone_asks_for_nothing_and_is_refused_nothing()
    {
        var answer = CigoDuration.For(new(Sector.Industry, 5, [], new(false, new(2026, 10, 31), Monday))).Value;

        Assert.Equal([(0.Weeks, 0.Weeks, null), (Weeks.OfDays(1, 5), 0.Weeks, null)], answer.Periods.Select(p => (p.Granted, p.Refused, p.Why)));
    }

    [Fact]
    public void The_explanations_read_well()
    {
        DurationFacts Of(Sector sector, bool unavoidable, int used) =>
            new(sector, 5, [Cigo(Monday.AddDays(-7 * 100), 26), Cigo(Monday.AddDays(-7 * 60), used)], new(unavoidable, Monday, Monday.AddDays(13)));

        Snapshot.Matches(
            Snapshot.Of(CigoDuration.For(Of(Sector.Industry, false, 25)).Reasons)
            + Snapshot.Of(CigoDuration.For(Of(Sector.Industry, true, 25)).Reasons)
            + Snapshot.Of(CigoDuration.For(Of(Sector.Building, true, 10)).Reasons));
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
    public void The_counter_agrees_with_a_slow_and_obvious_one_on_any_history() =>
        Gen.Select(AnyPeriod.Array[0, 10], Gen.Bool, Gen.Int[5, 6], Gen.Int[1, 20], Gen.Int[1, 5]).Sample((periods, building, daysPerWeek, weeks, tail) =>
        {
            var unit = new InventedUnit(building, daysPerWeek, Monday, weeks, tail, periods);
            var slow = SlowCounter.Count(unit);
            var answer = CigoDuration.For(unit.Facts).Value;
            return (slow.Granted, slow.Refused) == (answer.Granted.Thirtieths, answer.Refused.Thirtieths);
        }, iter: 3 * Check.Iter);

    [Fact]
    public void In_a_week_that_a_heat_decree_cuts_the_exempt_days_need_no_room()
    {
        PastAuthorisation[] full = [Cigo(new(2024, 9, 2), 26), Cigo(new(2025, 6, 2), 26)];
        DurationAnswer From(DateOnly day) => CigoDuration.For(new(Sector.Building, 5, full, new(true, day, day.AddDays(6)))).Value;

        Assert.Equal(0.Weeks, From(new(2026, 6, 22)).Granted);
        var cut = From(new(2026, 6, 29));
        Assert.Equal((Weeks.OfDays(3, 5), Weeks.OfDays(2, 5)), (cut.Granted, cut.Refused));
        Assert.Equal(1.Weeks, From(new(2026, 7, 6)).Granted);
    }

    [Fact]
    public void The_2026_heat_decree_is_called_doubtful_wherever_a_day_of_it_matters()
    {
        bool Doubtful(DateOnly from, DateOnly to, Sector sector = Sector.Building) =>
            CigoDuration.For(new(sector, 5, [], new(true, from, to))).Warnings.Any(w => w.English.Contains("heat decree"));

        Assert.True(Doubtful(new(2026, 6, 29), new(2026, 7, 1)));
        Assert.False(Doubtful(new(2026, 6, 29), new(2026, 6, 30)));
        Assert.False(Doubtful(new(2026, 6, 29), new(2026, 7, 1), Sector.Industry));
        Assert.True(Doubtful(new(2026, 12, 31), new(2027, 1, 1)));
        Assert.False(Doubtful(new(2027, 1, 1), new(2027, 1, 8)));
        // A past event under that decree is as doubtful as a requested one; one under the decree of 2025 is not, nor is an ordinary cause.
        bool Past(int year, bool unavoidable) => CigoDuration.For(new(Sector.Stone, 5, [Cigo(new(year, 8, 3), 1, unavoidable)], new(false, Monday, Monday))).Warnings.Any(w => w.English.Contains("heat decree"));
        Assert.Equal((true, false, false), (Past(2026, true), Past(2025, true), Past(2026, false)));
    }

    [Fact]
    public void Unavoidable_events_meet_the_five_years_only_in_the_reading_that_counts_them()
    {
        var facts = new DurationFacts(
            Sector.Industry, 5, [new(Scheme.Cigs, CigsCause.Crisis, false, new(2024, 11, 1), new(2026, 10, 31), null, false)], new(true, Monday, Monday.AddDays(6)));

        Assert.Equal(0.Weeks, CigoDuration.For(facts).Value.Granted);
        Assert.Equal(1.Weeks, CigoDuration.For(facts with { UnavoidableInFiveYears = false }).Value.Granted);
    }

    [Fact]
    public void Whether_broken_weeks_make_a_row_of_52_is_a_reading()
    {
        var oneDayAWeek = Cigo(Monday.AddDays(-7 * 52), 52) with { UsedDays = [.. Enumerable.Range(1, 52).Select(w => Monday.AddDays(-7 * w))] };
        var facts = new DurationFacts(Sector.Industry, 5, [oneDayAWeek], new(false, Monday, Monday.AddDays(6)));
        var anyUse = CigoDuration.For(facts);
        var fullWeeks = CigoDuration.For(facts with { ConsecutiveWeeks = ConsecutiveWeeks.FullWeeks });

        Assert.Equal((0.Weeks, 1.Weeks), (anyUse.Value.Granted, fullWeeks.Value.Granted));
        Assert.Contains(anyUse.Policies, p => p is { Name: "consecutiveWeeks", Chosen: "anyUse" });
        Assert.Contains(anyUse.Warnings, w => w.English.StartsWith("Weeks are taken as consecutive", StringComparison.Ordinal));
        Assert.DoesNotContain(fullWeeks.Warnings, w => w.English.StartsWith("Weeks are taken as consecutive", StringComparison.Ordinal));
        Assert.Contains(fullWeeks.Policies, p => p is { Name: "consecutiveWeeks", Chosen: "fullWeeks" });
        Assert.Equal(1.Weeks, CigoDuration.For(facts with { Authorisations = [oneDayAWeek with { UsedDays = [.. oneDayAWeek.UsedDays!.SkipLast(1)] }] }).Value.Granted);
    }

    [Fact]
    public void A_declared_day_counts_only_inside_the_period_and_on_working_days()
    {
        var week = Cigo(new(2026, 10, 5), 1) with { UsedDays = [.. Enumerable.Range(0, 7).Select(new DateOnly(2026, 10, 5).AddDays)] };
        var five = CigoDuration.For(new(Sector.Industry, 5, [week], new(false, Monday, Monday)));

        Assert.Equal(1.Weeks, five.Value.Periods[0].UsedBefore);
        Assert.Contains(five.Warnings, w => w.English.Contains("not working days"));
        Assert.Empty(CigoDuration.For(new(Sector.Industry, 5, [week with { Derogation = true }], new(false, Monday, Monday))).Warnings);
        Assert.Empty(CigoDuration.For(new(Sector.Industry, 5, [week with { UsedDays = [new(2026, 10, 9)] }], new(false, Monday, Monday))).Warnings);
        Assert.Equal(1.Weeks, CigoDuration.For(new(Sector.Industry, 6, [week], new(false, Monday, Monday))).Value.Periods[0].UsedBefore);
        Assert.Equal("authorisations/0/usedDays", Assert.Throws<ImpossibleFactException>(() => Answer([week with { UsedDays = [new(2026, 10, 12)] }], 1)).Fact);
    }

    [Fact]
    public void An_extraordinary_authorisation_without_a_cause_is_not_guessed() =>
        Assert.Equal(
            "authorisations/0/cause",
            Assert.Throws<ImpossibleFactException>(() => Answer([new(Scheme.Cigs, null, false, new(2026, 1, 1), new(2026, 1, 31), null, false)], 1)).Fact);

    [Fact]
    public void The_first_day_of_the_Decree_has_an_answer_and_the_day_before_has_none()
    {
        DurationAnswer From(DateOnly day) => CigoDuration.For(new(Sector.Industry, 5, [], new(false, day, new(2015, 9, 27)))).Value;

        Assert.Equal(Weeks.OfDays(2, 5), From(new(2015, 9, 24)).Granted);
        Assert.Throws<NotInForceException>(() => From(new(2015, 9, 23)));
    }

    [Theory]
    [InlineData(13, 0)]
    [InlineData(14, 1)]
    [InlineData(52, 1)]
    [InlineData(53, 2)]
    public void A_request_beyond_13_weeks_needs_extensions_and_none_goes_beyond_52(int weeks, int warnings) =>
        Assert.Equal(warnings, CigoDuration.For(new(Sector.Industry, 5, [], new(true, Monday, Monday.AddDays(7 * weeks - 1)))).Warnings.Count);

    [Fact]
    public void A_page_asks_the_weeks_used_in_the_window_that_ends_at_a_day()
    {
        var ruling = CigoDuration.UsedAt(new(2026, 11, 4), new(Sector.Industry, 5, [Cigo(Monday.AddDays(-7 * 40), 34)], new(false, Monday, Monday)));

        Assert.Equal(34.Weeks, ruling.Value);
        Assert.Contains("34 settimane su 52", ruling.Reasons[0].Text.Italian);
    }

    [Fact]
    public void What_is_granted_never_exceeds_the_cap_and_the_order_of_past_periods_does_not_matter() =>
        Gen.Select(AnyHistory, Gen.Int[1, 20]).Sample((history, weeks) =>
        {
            var answer = Answer(history, weeks);
            var reversed = Answer([.. history.Reverse()], weeks);
            return answer.Periods.All(p => p.Granted == 0.Weeks || p.UsedBefore + p.Granted <= 52.Weeks)
                && answer.Granted + answer.Refused == weeks.Weeks
                && answer.Granted == reversed.Granted && answer.EarliestNewRequest == reversed.EarliestNewRequest;
        }, iter: 3 * Check.Iter);

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
}
