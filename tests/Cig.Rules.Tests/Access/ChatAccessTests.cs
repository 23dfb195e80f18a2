using Cig.Rules.Access;
using CsCheck;

namespace Cig.Rules.Tests.Access;

public sealed class ChatAccessTests
{
    [Theory]
    [InlineData("2026-11-23T14:59:59+01:00", false)]
    [InlineData("2026-11-23T15:00:00+01:00", true)]
    [InlineData("2026-11-23T17:59:59+01:00", true)]
    [InlineData("2026-11-23T18:00:00+01:00", false)]
    [InlineData("2026-11-22T16:00:00+01:00", false)]
    [InlineData("2026-11-21T16:00:00+01:00", false)]
    [InlineData("2026-12-08T16:00:00+01:00", false)]
    [InlineData("2026-12-07T16:00:00+01:00", true)]
    [InlineData("2026-04-06T16:00:00+02:00", false)]
    public void It_opens_on_working_days_from_three_to_six(string at, bool open) => Assert.Equal(open, Ask(at, Audience.Worker, null).Open);

    [Theory]
    [InlineData("2026-03-27T14:00:00Z", true)]
    [InlineData("2026-03-30T13:00:00Z", true)]
    [InlineData("2026-03-30T12:59:59Z", false)]
    [InlineData("2026-10-23T13:00:00Z", true)]
    [InlineData("2026-10-26T13:59:59Z", false)]
    [InlineData("2026-10-26T14:00:00Z", true)]
    public void The_hour_is_that_of_Rome_on_both_sides_of_the_changes_of_time(string at, bool open) => Assert.Equal(open, Ask(at, Audience.Worker, null).Open);

    [Theory]
    [InlineData("2026-03-29T12:59:59Z", false)]
    [InlineData("2026-03-29T13:00:00Z", true)]
    [InlineData("2026-03-29T15:59:59Z", true)]
    [InlineData("2026-03-29T16:00:00Z", false)]
    [InlineData("2026-10-25T13:59:59Z", false)]
    [InlineData("2026-10-25T14:00:00Z", true)]
    [InlineData("2026-10-25T16:59:59Z", true)]
    [InlineData("2026-10-25T17:00:00Z", false)]
    public void On_the_very_days_of_the_changes_of_time_three_hours_are_open(string at, bool open)
    {
        var sundays = new ChatSchedule([new(DayOfWeek.Sunday, new(15, 0), new(18, 0))], Holidays: true, []);

        Assert.Equal(open, ChatAccess.At(DateTimeOffset.Parse(at), Audience.Worker, null, sundays, ChatAccess.PublishedAreas).Value.Open);
    }

    [Fact]
    public void A_province_not_known_counts_only_once_the_whole_country_is_reached()
    {
        Assert.False(Ask("2021-06-01T16:00:00+02:00", Audience.Worker, null).Enabled);
        Assert.True(Ask("2021-06-01T16:00:00+02:00", Audience.Worker, "RM").Open);
        Assert.False(Ask("2023-05-19T16:00:00+02:00", Audience.Company, null).Enabled);
        Assert.True(Ask("2023-05-22T16:00:00+02:00", Audience.Company, null).Open);
    }

    [Fact]
    public void Who_is_not_reached_yet_is_told_the_first_opening_that_is_theirs()
    {
        var turin = Ask("2021-06-01T16:00:00+02:00", Audience.Worker, "TO");

        Assert.False(turin.Open);
        Assert.Equal(DateTimeOffset.Parse("2022-01-31T15:00:00+01:00"), turin.NextOpening);
        Assert.Null(ChatAccess.At(DateTimeOffset.Parse("2021-06-01T16:00:00+02:00"), Audience.Worker, "TO", ChatSchedule.Published, []).Value.NextOpening);
    }

    [Theory]
    [InlineData("2026-11-20T18:00:00+01:00", "2026-11-23T15:00:00+01:00")]
    [InlineData("2026-12-07T18:00:00+01:00", "2026-12-09T15:00:00+01:00")]
    [InlineData("2026-11-23T10:00:00+01:00", "2026-11-23T15:00:00+01:00")]
    [InlineData("2026-03-27T18:00:00+01:00", "2026-03-30T15:00:00+02:00")]
    public void The_next_opening_skips_weekends_and_holidays(string at, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next), Ask(at, Audience.Worker, null).NextOpening);

    [Theory]
    [InlineData("2021-05-09", Audience.Worker, "RM", false)]
    [InlineData("2021-05-10", Audience.Worker, "RM", true)]
    [InlineData("2022-01-30", Audience.Worker, "TO", false)]
    [InlineData("2022-01-31", Audience.Worker, "TO", true)]
    [InlineData("2022-01-30", Audience.Worker, null, false)]
    [InlineData("2022-01-31", Audience.Worker, null, true)]
    [InlineData("2022-12-14", Audience.Company, "MI", true)]
    [InlineData("2023-02-12", Audience.Intermediary, "TO", false)]
    [InlineData("2023-02-13", Audience.Intermediary, "TO", true)]
    [InlineData("2023-05-21", Audience.Company, "BZ", false)]
    [InlineData("2023-05-22", Audience.Company, "BZ", true)]
    public void The_service_grew_by_audience_and_province(string day, Audience audience, string? province, bool enabled) =>
        Assert.Equal(enabled, Ask(day + "T12:00:00+01:00", audience, province).Enabled);

    [Fact]
    public void An_extraordinary_closing_closes()
    {
        var schedule = ChatSchedule.Published with { Closings = [new(new(2026, 11, 23), Text.Of($"Assemblea", $"Assembly", $"Versammlung"))] };
        var answer = ChatAccess.At(DateTimeOffset.Parse("2026-11-23T16:00:00+01:00"), Audience.Worker, null, schedule, ChatAccess.PublishedAreas);

        Assert.False(answer.Value.Open);
        Assert.Contains("Assemblea", answer.Reasons[^1].Text.Italian);
    }

    [Fact]
    public void The_next_opening_is_open_and_the_moment_before_it_is_not() =>
        Gen.Int[0, 60 * 24 * 700].Sample(minutes =>
        {
            var at = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes);
            var next = ChatSchedule.Published.NextOpening(at)!.Value;
            return next > at && ChatSchedule.Published.IsOpen(next) && !ChatSchedule.Published.IsOpen(next.AddTicks(-1));
        });

    [Fact]
    public void Of_extensions_that_overlap_the_first_one_counts_in_whatever_order_they_are_listed()
    {
        IReadOnlyList<ChatArea> turned = [.. ChatAccess.PublishedAreas.Reverse()];
        var rome = ChatAccess.At(DateTimeOffset.Parse("2026-11-23T16:00:00+01:00"), Audience.Worker, "RM", ChatSchedule.Published, turned);
        var milan = ChatAccess.At(DateTimeOffset.Parse("2022-12-01T16:00:00+01:00"), Audience.Company, "MI", ChatSchedule.Published, turned);

        Assert.Contains("dal 10 maggio 2021", rome.Reasons[0].Text.Italian);
        Assert.Contains("dal 14 dicembre 2022", milan.Reasons[0].Text.Italian);
        Assert.Equal(DateTimeOffset.Parse("2022-12-14T15:00:00+01:00"), milan.Value.NextOpening);
        Assert.Contains("14 dicembre 2022 alle 15:00", milan.Reasons[1].Text.Italian);
    }

    [Fact]
    public void Who_is_never_reached_is_told_that_there_is_no_date()
    {
        var never = ChatAccess.At(DateTimeOffset.Parse("2026-11-23T16:00:00+01:00"), Audience.Company, "BZ", ChatSchedule.Published, [ChatAccess.PublishedAreas[2]]);

        Assert.Equal(new(false, false, null), never.Value);
        Assert.Contains("non c'è una data", Assert.Single(never.Reasons).Text.Italian);
    }

    /// <summary>The first opening may be the very first moment of the day that reaches them.</summary>
    [Fact]
    public void An_opening_at_midnight_of_the_first_day_is_theirs()
    {
        var night = new ChatSchedule([new(DayOfWeek.Monday, TimeOnly.MinValue, new(1, 0))], Holidays: true, []);
        var turin = ChatAccess.At(DateTimeOffset.Parse("2021-06-01T16:00:00+02:00"), Audience.Worker, "TO", night, ChatAccess.PublishedAreas);

        Assert.Equal(DateTimeOffset.Parse("2022-01-31T00:00:00+01:00"), turin.Value.NextOpening);
    }

    [Theory]
    [InlineData("2026-11-23T16:00:00+01:00", "aperta fino alle 18:00")]
    [InlineData("2026-11-23T14:59:59+01:00", "Oggi la chat apre alle 15:00")]
    [InlineData("2026-11-23T18:00:00+01:00", "Riapre il 24 novembre 2026 alle 15:00")]
    [InlineData("2026-12-08T16:00:00+01:00", "Oggi la chat è chiusa (Immacolata Concezione). Riapre il 9 dicembre 2026 alle 15:00")]
    [InlineData("2026-11-22T16:00:00+01:00", "La chat è chiusa. Riapre il 23 novembre 2026 alle 15:00")]
    public void The_answer_says_when_it_closes_or_opens_again(string at, string words) =>
        Assert.Contains(words, ChatAccess.At(DateTimeOffset.Parse(at), Audience.Worker, null, ChatSchedule.Published, ChatAccess.PublishedAreas).Reasons[1].Text.Italian);

    [Fact]
    public void Without_any_opening_no_reopening_is_promised()
    {
        var answer = ChatAccess.At(DateTimeOffset.Parse("2026-11-23T16:00:00+01:00"), Audience.Worker, null, new([], Holidays: true, []), ChatAccess.PublishedAreas);

        Assert.Equal(new(true, false, null), answer.Value);
        Assert.Contains("non è prevista una riapertura", answer.Reasons[1].Text.Italian);
    }

    [Theory]
    [InlineData("2026-11-23T08:59:59+01:00", "2026-11-23T09:00:00+01:00", null)]
    [InlineData("2026-11-23T09:00:00+01:00", "2026-11-23T15:00:00+01:00", "2026-11-23T12:00:00+01:00")]
    [InlineData("2026-11-23T11:59:59+01:00", "2026-11-23T15:00:00+01:00", "2026-11-23T12:00:00+01:00")]
    [InlineData("2026-11-23T12:00:00+01:00", "2026-11-23T15:00:00+01:00", null)]
    [InlineData("2026-11-23T15:00:00+01:00", "2026-11-30T09:00:00+01:00", "2026-11-23T18:00:00+01:00")]
    [InlineData("2026-11-23T18:00:00+01:00", "2026-11-30T09:00:00+01:00", null)]
    public void A_day_may_open_twice(string at, string next, string? closes)
    {
        var twice = new ChatSchedule([new(DayOfWeek.Monday, new(15, 0), new(18, 0)), new(DayOfWeek.Monday, new(9, 0), new(12, 0))], Holidays: true, []);

        Assert.Equal(DateTimeOffset.Parse(next), twice.NextOpening(DateTimeOffset.Parse(at)));
        Assert.Equal(closes is null ? null : DateTimeOffset.Parse(closes), twice.ClosesAfter(DateTimeOffset.Parse(at)));
    }

    /// <summary>Every Wednesday of a year is closed, and the first open one is 366 days after a Monday.</summary>
    [Fact]
    public void An_opening_is_sought_for_a_year_and_a_day()
    {
        var closed = Enumerable.Range(0, 52).Select(w => new Closing(new DateOnly(2026, 11, 25).AddDays(7 * w), Text.Of($"Lavori", $"Works", $"Arbeiten")));
        var wednesdays = new ChatSchedule([new(DayOfWeek.Wednesday, new(9, 0), new(12, 0))], Holidays: true, [.. closed]);

        Assert.Equal(DateTimeOffset.Parse("2027-11-24T09:00:00+01:00"), wednesdays.NextOpening(DateTimeOffset.Parse("2026-11-23T08:00:00+01:00")));
        Assert.Null(wednesdays.NextOpening(DateTimeOffset.Parse("2026-11-22T08:00:00+01:00")));
    }

    [Fact]
    public void Of_the_hour_that_comes_twice_the_first_one_is_meant()
    {
        Assert.Equal(DateTimeOffset.Parse("2026-10-25T00:30:00Z"), ChatSchedule.FromRome(new(2026, 10, 25), new(2, 30)));
        Assert.Equal(DateTimeOffset.Parse("2026-10-25T02:30:00Z"), ChatSchedule.FromRome(new(2026, 10, 25), new(3, 30)));
        Assert.Equal(DateTimeOffset.Parse("2026-07-01T00:30:00Z"), ChatSchedule.FromRome(new(2026, 7, 1), new(2, 30)));
    }

    [Fact]
    public void Holidays_close_only_where_the_schedule_says_so_and_a_closing_of_its_own_is_told_first()
    {
        var immaculate = new DateOnly(2026, 12, 8);
        var works = ChatSchedule.Published with { Closings = [new(immaculate, Text.Of($"Lavori", $"Works", $"Arbeiten"))] };

        Assert.True((ChatSchedule.Published with { Holidays = false }).IsOpen(DateTimeOffset.Parse("2026-12-08T16:00:00+01:00")));
        Assert.Equal("Immacolata Concezione", ChatSchedule.Published.ClosedBecause(immaculate)!.Italian);
        Assert.Equal("Lavori", works.ClosedBecause(immaculate)!.Italian);
        Assert.Null(works.ClosedBecause(new(2026, 12, 9)));
    }

    private static readonly Text Works = Text.Of($"Lavori", $"Works", $"Arbeiten");

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-11-{time}+01:00");

    /// <summary>Monday 23 November 2026, open from 15 to 18, with an interruption of an hour, of the first or the last, of all, or of none of it.</summary>
    [Theory]
    [InlineData("16:00", "17:00", "15:00-16:00, 17:00-18:00")]
    [InlineData("14:00", "16:00", "16:00-18:00")]
    [InlineData("15:00", "16:00", "16:00-18:00")]
    [InlineData("17:00", "18:00", "15:00-17:00")]
    [InlineData("17:00", "19:00", "15:00-17:00")]
    [InlineData("15:00", "18:00", "")]
    [InlineData("14:00", "19:00", "")]
    [InlineData("13:00", "15:00", "15:00-18:00")]
    [InlineData("18:00", "19:00", "15:00-18:00")]
    [InlineData("19:00", "20:00", "15:00-18:00")]
    [InlineData("12:00", "13:00", "15:00-18:00")]
    public void An_interruption_cuts_the_hours_it_covers(string from, string to, string open)
    {
        var schedule = ChatSchedule.Published with { Interruptions = [new(At($"23T{from}"), At($"23T{to}"), Works, Fault: true)] };

        Assert.Equal(open, string.Join(", ", schedule.Openings(new(2026, 11, 23), 1).Select(o => $"{o.Opens:HH:mm}-{o.Closes:HH:mm}")));
    }

    [Fact]
    public void Of_two_interruptions_each_cuts_what_the_other_left()
    {
        var schedule = ChatSchedule.Published with { Interruptions = [new(At("23T17:00"), At("23T17:30"), Works, false), new(At("23T15:30"), At("23T16:00"), Works, false)] };

        Assert.Equal("15:00, 16:00, 17:30", string.Join(", ", schedule.Openings(new(2026, 11, 23), 1).Select(o => $"{o.Opens:HH:mm}")));
        Assert.Equal(At("23T15:30"), schedule.ClosesAfter(At("23T15:00")));
        Assert.Equal(At("23T16:00"), schedule.NextOpening(At("23T15:00")));
    }

    [Theory]
    [InlineData("15:59", false)]
    [InlineData("16:00", true)]
    [InlineData("16:59", true)]
    [InlineData("17:00", false)]
    public void An_interruption_holds_from_its_first_moment_to_the_last_excluded_and_is_told(string time, bool interrupted)
    {
        var schedule = ChatSchedule.Published with { Interruptions = [new(At("23T16:00"), At("23T17:00"), Works, Fault: false)] };
        var told = ChatAccess.At(At($"23T{time}"), Audience.Worker, null, schedule, ChatAccess.PublishedAreas).Reasons[1].Text.Italian;

        Assert.Equal(interrupted, schedule.InterruptedAt(At($"23T{time}")) is not null);
        Assert.Equal(interrupted, told == "Oggi la chat è chiusa (Lavori). Riapre il 23 novembre 2026 alle 17:00.");
    }

    [Fact]
    public void A_holiday_is_told_before_an_interruption_of_the_same_day()
    {
        var schedule = ChatSchedule.Published with { Interruptions = [new(DateTimeOffset.Parse("2026-12-08T00:00+01:00"), DateTimeOffset.Parse("2026-12-09T00:00+01:00"), Works, Fault: false)] };

        Assert.Contains("Immacolata Concezione", ChatAccess.At(DateTimeOffset.Parse("2026-12-08T16:00:00+01:00"), Audience.Worker, null, schedule, ChatAccess.PublishedAreas).Reasons[1].Text.Italian);
    }

    /// <summary>Milan's patron saint, 7 December, a Monday in 2026.</summary>
    [Theory]
    [InlineData("2026-12-07", "Sant'Ambrogio")]
    [InlineData("2027-12-07", "Sant'Ambrogio")]
    [InlineData("2026-11-07", null)]
    [InlineData("2026-12-09", null)]
    [InlineData("2026-12-08", "Immacolata Concezione")]
    public void A_local_holiday_comes_every_year_on_its_day(string day, string? why)
    {
        var milan = ChatSchedule.Published with { LocalHolidays = [new(12, 7, Text.Of($"Sant'Ambrogio", $"Saint Ambrose", $"Sankt Ambrosius")), new(12, 8, Works)] };

        Assert.Equal(why, milan.ClosedBecause(DateOnly.Parse(day))?.Italian);
    }

    [Theory]
    [InlineData("23T10:00", 60, "23T16:00")]
    [InlineData("23T15:00", 60, "23T16:00")]
    [InlineData("23T17:00", 60, "23T18:00")]
    [InlineData("23T17:30", 60, "24T15:30")]
    [InlineData("23T18:00", 60, "24T16:00")]
    [InlineData("23T17:30", 420, "26T15:30")]
    [InlineData("27T18:00", 1, "30T15:01")]
    [InlineData("23T16:00", 0, "23T16:00")]
    [InlineData("23T18:00", 0, "24T15:00")]
    public void A_wait_runs_only_while_the_chat_is_open(string from, int minutes, string until) =>
        Assert.Equal(At(until), ChatSchedule.Published.AfterOpenTime(At(from), TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void A_wait_longer_than_a_year_of_opening_never_ends() => Assert.Null(ChatSchedule.Published.AfterOpenTime(At("23T10:00"), TimeSpan.FromHours(1000)));

    private static ChatAnswer Ask(string at, Audience audience, string? province) =>
        ChatAccess.At(DateTimeOffset.Parse(at), audience, province, ChatSchedule.Published, ChatAccess.PublishedAreas).Value;
}
