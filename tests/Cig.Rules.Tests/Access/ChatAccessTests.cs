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

    private static ChatAnswer Ask(string at, Audience audience, string? province) =>
        ChatAccess.At(DateTimeOffset.Parse(at), audience, province, ChatSchedule.Published, ChatAccess.PublishedAreas).Value;
}
