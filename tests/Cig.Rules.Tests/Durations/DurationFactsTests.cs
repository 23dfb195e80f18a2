using Cig.Rules.Durations;

namespace Cig.Rules.Tests.Durations;

/// <summary>What the counters refuse to count, and what they say beside the numbers.</summary>
public sealed class DurationFactsTests
{
    private static readonly DateOnly Monday = new(2026, 11, 2);

    private static PastAuthorisation Past(Scheme scheme, DateOnly from, DateOnly to) => new(scheme, scheme == Scheme.Cigs ? CigsCause.Crisis : null, false, from, to, null, false);

    private static DurationFacts Facts(DateOnly from, DateOnly to, params PastAuthorisation[] past) => new(Sector.Industry, 5, past, new(false, from, to));

    private static string? Refused(DurationFacts facts) => Record.Exception(() => CigoDuration.For(facts)) is ImpossibleFactException impossible ? impossible.Fact : null;

    [Theory]
    [InlineData(0, null)]
    [InlineData(3659, null)]
    [InlineData(-1, "request/to")]
    [InlineData(3660, "request/to")]
    public void A_request_runs_forward_and_less_than_ten_years(int days, string? fact) => Assert.Equal(fact, Refused(Facts(Monday, Monday.AddDays(days))));

    [Theory]
    [InlineData(0, null)]
    [InlineData(3659, null)]
    [InlineData(-1, "authorisations/1/to")]
    [InlineData(3660, "authorisations/1/to")]
    public void So_does_an_authorisation(int days, string? fact)
    {
        var first = new DateOnly(2016, 1, 4);

        Assert.Equal(fact, Refused(Facts(Monday, Monday, Past(Scheme.Cigo, first, first), Past(Scheme.Cigo, first, first.AddDays(days)))));
    }

    [Theory]
    [InlineData(4, "authorisations/0/usedDays")]
    [InlineData(5, null)]
    [InlineData(9, null)]
    [InlineData(10, "authorisations/0/usedDays")]
    public void A_declared_day_lies_in_its_period_first_and_last_included(int day, string? fact) =>
        Assert.Equal(fact, Refused(Facts(Monday, Monday, Past(Scheme.Cigo, new(2026, 10, 5), new(2026, 10, 9)) with { UsedDays = [new(2026, 10, day)] })));

    [Fact]
    public void The_readings_that_a_count_rests_on_are_said()
    {
        var unavoidable = Past(Scheme.Cigo, new(2026, 3, 2), new(2026, 3, 6)) with { UnavoidableEvent = true };
        string[] Of(DurationFacts facts) => [.. CigoDuration.For(facts).Policies.Select(p => $"{p.Name} {p.Chosen} not {p.Alternatives[0]}")];

        Assert.Equal(["partialWeek grant not refuse"], Of(Facts(Monday, Monday)));
        Assert.Equal(["partialWeek refuse not grant"], Of(Facts(Monday, Monday) with { PartialWeek = PartialWeek.Refuse }));
        Assert.Equal(["partialWeek grant not refuse", "unavoidableInFiveYears counted not notCounted"], Of(Facts(Monday, Monday, unavoidable)));
        Assert.Equal(["partialWeek grant not refuse", "unavoidableInFiveYears notCounted not counted"], Of(Facts(Monday, Monday) with { Request = new(true, Monday, Monday), UnavoidableInFiveYears = false }));
        Assert.Equal(["partialWeek grant not refuse", "consecutiveWeeks fullWeeks not anyUse"], Of(Facts(Monday, Monday) with { ConsecutiveWeeks = ConsecutiveWeeks.FullWeeks }));

        string[] OfCigs(DurationFacts facts) => [.. CigsDuration.For(facts with { Request = facts.Request with { Scheme = Scheme.Cigs, CigsCause = CigsCause.Crisis } }).Policies.Select(p => $"{p.Name} {p.Chosen} not {p.Alternatives[0]}")];
        var month = Monday.AddMonths(1).AddDays(-1);
        Assert.Empty(OfCigs(Facts(Monday, month)));
        Assert.Equal(["brokenMonth thirtieths not whole"], OfCigs(Facts(Monday, Monday)));
        Assert.Equal(["unavoidableInFiveYears counted not notCounted"], OfCigs(Facts(Monday, month, unavoidable)));
        Assert.Equal(["unavoidableInFiveYears notCounted not counted"], OfCigs(Facts(Monday, month, unavoidable) with { UnavoidableInFiveYears = false }));
    }

    [Theory]
    [InlineData(1, 103)]
    [InlineData(2, 102)]
    [InlineData(104, 0)]
    [InlineData(105, null)]
    public void A_week_used_leaves_the_window_104_weeks_later(int before, int? after)
    {
        var used = Past(Scheme.Cigo, Monday.AddDays(-7 * before), Monday.AddDays(-7 * before + 2));
        var fund = used with { Scheme = Scheme.Fis };
        FreedWeeks[] expected = after is { } weeks ? [new(Monday.AddDays(7 * weeks), Weeks.OfDays(3, 5))] : [];

        Assert.Equal(expected, CigoDuration.For(Facts(Monday.AddDays(1), Monday.AddDays(1), used)).Value.FreesUp);
        Assert.Equal(expected, FundDuration.For(Facts(Monday.AddDays(1), Monday.AddDays(1), fund) with { Request = new(false, Monday.AddDays(1), Monday.AddDays(1)) { Scheme = Scheme.Fis }, AverageEmployees = 5 }).Value.FreesUp);
    }

    [Theory]
    [InlineData(0, 5, 0)]
    [InlineData(10_000, 5, 2000)]
    [InlineData(10_000, 6, 1666)]
    public void Days_used_become_weeks_up_to_ten_thousand(int days, int perWeek, int whole) => Assert.Equal(whole, UsedWeeks.Of(days, perWeek).Value.WholeWeeks);

    [Theory]
    [InlineData(-1, 5, "daysUsed")]
    [InlineData(10_001, 5, "daysUsed")]
    [InlineData(1, 7, "daysPerWeek")]
    public void Days_that_cannot_be_are_refused(int days, int perWeek, string fact) => Assert.Equal(fact, Assert.Throws<ImpossibleFactException>(() => UsedWeeks.Of(days, perWeek)).Fact);

    [Theory]
    [InlineData(Sector.Industry, "D.Lgs. 148/2015, art. 4, c. 1")]
    [InlineData(Sector.Building, "D.Lgs. 148/2015, art. 4, c. 2")]
    [InlineData(Sector.Stone, "D.Lgs. 148/2015, art. 4, c. 2")]
    public void The_overall_cap_is_that_of_the_sector(Sector sector, string source)
    {
        var ruling = CigoDuration.For(Facts(Monday, Monday) with { Sector = sector });

        Assert.Equal(source, ruling.Reasons[^1].Source.ToString());
        Assert.Equal(sector == Sector.Industry ? "24" : "30", ruling.Value.FiveYears.Cap.Plain);
    }

    [Fact]
    public void Solidarity_is_explained_where_it_counts_half_and_where_it_does_not_and_nowhere_else()
    {
        var solidarity = new PastAuthorisation(Scheme.Cigs, CigsCause.Solidarity, false, new(2025, 1, 1), new(2025, 6, 30), null, false);
        string First(Sector sector, CigsCause cause, params PastAuthorisation[] past) => CigsDuration.For(
            new(sector, 5, past, new(false, new(2026, 1, 1), new(2026, 1, 31)) { Scheme = Scheme.Cigs, CigsCause = cause })).Reasons[0].Source.ToString();

        Assert.Equal("D.Lgs. 148/2015, art. 22, c. 5", First(Sector.Industry, CigsCause.Solidarity));
        Assert.Equal("D.Lgs. 148/2015, art. 22, c. 6", First(Sector.Stone, CigsCause.Solidarity));
        Assert.Equal("D.Lgs. 148/2015, art. 22, c. 5", First(Sector.Industry, CigsCause.Crisis, solidarity));
        Assert.Equal("D.Lgs. 148/2015, art. 22, c. 2", First(Sector.Industry, CigsCause.Crisis, solidarity with { Derogation = true }));
        Assert.Equal("D.Lgs. 148/2015, art. 22, c. 1", First(Sector.Industry, CigsCause.Reorganisation));
    }

    [Theory]
    [InlineData("2026-01-31", 0)]
    [InlineData("2026-02-27", 1)]
    [InlineData("2026-02-28", 0)]
    [InlineData("2026-03-01", 1)]
    public void Broken_months_of_the_extraordinary_supplement_carry_a_warning(string to, int warnings) => Assert.Equal(warnings, CigsDuration.For(
        new(Sector.Industry, 5, [], new(false, new(2026, 1, 1), DateOnly.Parse(to)) { Scheme = Scheme.Cigs, CigsCause = CigsCause.Reorganisation })).Warnings.Count);

    /// <summary>90 days of 2026 are used up; Friday 1 January 2027 belongs to a new year.</summary>
    [Fact]
    public void In_a_week_over_the_year_end_each_agricultural_day_counts_in_its_own_year()
    {
        var full = Past(Scheme.Cisoa, new(2026, 1, 5), new(2026, 5, 8));
        DurationFacts Week(PartialWeek partial, params PastAuthorisation[] past) =>
            new(Sector.Other, 5, past, new(false, new(2026, 12, 28), new(2027, 1, 3)) { Scheme = Scheme.Cisoa }) { PartialWeek = partial };

        Assert.Equal((Weeks.OfDays(1, 5), Weeks.OfDays(4, 5)), (CisoaDuration.For(Week(PartialWeek.Grant, full)).Value.Granted, CisoaDuration.For(Week(PartialWeek.Grant, full)).Value.Refused));
        Assert.Equal(0.Weeks, CisoaDuration.For(Week(PartialWeek.Refuse, full)).Value.Granted);
        Assert.Equal(1.Weeks, CisoaDuration.For(Week(PartialWeek.Grant, full with { Derogation = true })).Value.Granted);
        Assert.Equal(1.Weeks, CisoaDuration.For(Week(PartialWeek.Grant, full with { Scheme = Scheme.Fis })).Value.Granted);
        // One day fewer leaves one day of the old year.
        Assert.Equal(Weeks.OfDays(2, 5), CisoaDuration.For(Week(PartialWeek.Grant, full with { To = new(2026, 5, 7) })).Value.Granted);
    }

    [Theory]
    [InlineData("2026-05-08", "2027-01-04")]
    [InlineData("2026-05-07", "2026-06-15")]
    public void Agriculture_asks_again_on_the_next_Monday_that_has_a_day_left(string usedUntil, string next)
    {
        var facts = new DurationFacts(Sector.Other, 5, [Past(Scheme.Cisoa, new(2026, 1, 5), DateOnly.Parse(usedUntil))], new(true, new(2026, 6, 8), new(2026, 6, 8)) { Scheme = Scheme.Cisoa });
        var refused = CisoaDuration.For(facts with { PartialWeek = PartialWeek.Refuse, Request = facts.Request with { To = new(2026, 6, 9) } });

        Assert.Equal(DateOnly.Parse(next), refused.Value.EarliestNewRequest);
    }

    /// <summary>Interpello 1/2019: who takes over a service counts anew, though the workers are the same.</summary>
    [Theory]
    [InlineData(Scheme.Cigo, "2025-09-01", "2026-08-30", "D.Lgs. 148/2015, art. 12, c. 3")]
    [InlineData(Scheme.Cigs, "2025-11-02", "2026-11-01", "D.Lgs. 148/2015, art. 22, c. 2")]
    [InlineData(Scheme.Fis, "2026-06-01", "2026-08-30", "D.Lgs. 148/2015, art. 29")]
    [InlineData(Scheme.Cisoa, "2026-01-05", "2026-05-08", "L. 457/1972, art. 8")]
    public void What_the_outgoing_contractor_used_leaves_the_new_one_free(Scheme scheme, string from, string to, string refusedBy)
    {
        var used = Past(scheme, DateOnly.Parse(from), DateOnly.Parse(to));
        DurationFacts With(PastAuthorisation past) => new(Sector.Industry, 5, [past], new(false, Monday, Monday.AddDays(4)) { Scheme = scheme, CigsCause = past.CigsCause }) { AverageEmployees = 5 };
        (bool Granted, IReadOnlyList<Reason> Reasons) Of(DurationFacts facts)
        {
            if (scheme == Scheme.Cigs)
            {
                var months = CigsDuration.For(facts);
                return (months.Value.Refused.Parts == 0, months.Reasons);
            }

            var weeks = scheme == Scheme.Cigo ? CigoDuration.For(facts) : scheme == Scheme.Fis ? FundDuration.For(facts) : CisoaDuration.For(facts);
            return (weeks.Value.Refused == 0.Weeks, weeks.Reasons);
        }

        var (own, taken) = (Of(With(used)), Of(With(used with { OutgoingContractor = true })));
        Assert.Equal((false, true), (own.Granted, taken.Granted));
        Assert.Contains(own.Reasons, r => r.Source.ToString().StartsWith(refusedBy, StringComparison.Ordinal));
        Assert.DoesNotContain(own.Reasons, r => r.Source.ToString() == "interpello 1/2019");
        Assert.Equal("interpello 1/2019", taken.Reasons[^1].Source.ToString());
    }

    /// <summary>The five years end with the last day granted, or with the request where nothing is; broken weeks are cut where the request begins and ends.</summary>
    [Theory]
    [InlineData(Scheme.Cigo)]
    [InlineData(Scheme.Fis)]
    [InlineData(Scheme.Cisoa)]
    public void Weeks_are_cut_at_the_ends_of_the_request_and_the_five_years_end_with_the_last_one_granted(Scheme scheme)
    {
        DurationAnswer Of(params PastAuthorisation[] past)
        {
            // From a Wednesday to the Tuesday two weeks later.
            var facts = new DurationFacts(Sector.Other, 5, past, new(false, new(2026, 11, 4), new(2026, 11, 17)) { Scheme = scheme }) { AverageEmployees = 5 };
            return (scheme == Scheme.Cigo ? CigoDuration.For(facts) : scheme == Scheme.Fis ? FundDuration.For(facts) : CisoaDuration.For(facts)).Value;
        }

        var (free, full, oneDay) = (Of(), Of(Past(scheme, new(2025, 11, 3), new(2026, 11, 1))), Of(scheme switch
        {
            Scheme.Cigo => [Past(scheme, new(2025, 1, 6), new(2025, 7, 6)), Past(scheme, new(2025, 8, 4), new(2026, 1, 29))],
            Scheme.Fis => [Past(scheme, new(2026, 1, 5), new(2026, 4, 2))],
            _ => [Past(scheme, new(2026, 1, 5), new(2026, 5, 7))],
        }));

        Assert.Equal(
            [(new(2026, 11, 4), new(2026, 11, 8), "0.6"), (new(2026, 11, 9), new(2026, 11, 15), "1"), (new DateOnly(2026, 11, 16), new DateOnly(2026, 11, 17), "0.4")],
            free.Periods.Select(p => (p.From, p.To, p.Granted.Plain)));
        Assert.Equal((new(2021, 11, 18), new(2026, 11, 17)), (free.FiveYears.From, free.FiveYears.To));
        Assert.Equal((0.Weeks, 2.Weeks, new DateOnly(2026, 11, 17)), (full.Granted, full.Refused, full.FiveYears.To));
        Assert.Equal((Weeks.OfDays(1, 5), Weeks.OfDays(9, 5), new DateOnly(2026, 11, 8)), (oneDay.Granted, oneDay.Refused, oneDay.FiveYears.To));
    }

    [Theory]
    [InlineData(Scheme.Cigo)]
    [InlineData(Scheme.Cigs)]
    [InlineData(Scheme.Fis)]
    [InlineData(Scheme.Cisoa)]
    public void Every_counter_refuses_what_cannot_be(Scheme scheme)
    {
        var facts = new DurationFacts(Sector.Other, 7, [], new(false, new(2026, 11, 4), new(2026, 11, 3)) { Scheme = scheme, CigsCause = CigsCause.Crisis }) { AverageEmployees = 5 };
        var wrong = Assert.Throws<ImpossibleFactException>(() => scheme switch
        {
            Scheme.Cigo => (object)CigoDuration.For(facts),
            Scheme.Cigs => CigsDuration.For(facts),
            Scheme.Fis => FundDuration.For(facts),
            _ => CisoaDuration.For(facts),
        });

        Assert.Equal(["daysPerWeek", "request/to"], [wrong.Fact, .. wrong.Others.Select(o => o.Fact)]);
    }

    [Fact]
    public void Six_day_firms_have_their_90_days_in_15_weeks()
    {
        var answer = CisoaDuration.For(new(Sector.Other, 6, [], new(false, new(2026, 1, 5), new(2026, 5, 24)) { Scheme = Scheme.Cisoa })).Value;

        Assert.Equal((15.Weeks, 5.Weeks), (answer.Granted, answer.Refused));
    }
}
