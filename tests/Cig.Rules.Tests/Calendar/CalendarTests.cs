using Cig.Rules.Calendar;
using CsCheck;

namespace Cig.Rules.Tests.Calendar;

public sealed class CalendarTests
{
    [Theory]
    [InlineData(2015, 4, 5)]
    [InlineData(2016, 3, 27)]
    [InlineData(2024, 3, 31)]
    [InlineData(2026, 4, 5)]
    [InlineData(2027, 3, 28)]
    [InlineData(2038, 4, 25)]
    public void Easter_is_where_the_almanac_has_it(int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), ItalianCalendar.EasterSunday(year));

    [Fact]
    public void Saint_Francis_is_a_holiday_again_from_2026()
    {
        Assert.Null(ItalianCalendar.NationalHoliday(new(2025, 10, 4)));
        Assert.NotNull(ItalianCalendar.NationalHoliday(new(2026, 10, 4)));
        Assert.True(ItalianCalendar.IsHoliday(new(2027, 10, 4)));
    }

    [Theory]
    [InlineData(2026, 3, 19)]
    [InlineData(2026, 6, 29)]
    [InlineData(2026, 11, 4)]
    [InlineData(2026, 12, 7)]
    public void Abolished_and_local_holidays_move_nothing(int year, int month, int day) =>
        Assert.Null(ItalianCalendar.NationalHoliday(new(year, month, day)));

    [Fact]
    public void A_term_moves_past_Sundays_and_holidays_but_not_past_Saturdays()
    {
        Assert.Equal(new(2018, 1, 2), ItalianCalendar.RollForward(new(2017, 12, 31)));
        Assert.Equal(new(2026, 4, 7), ItalianCalendar.RollForward(new(2026, 4, 5)));
        Assert.Equal(new(2026, 11, 21), ItalianCalendar.RollForward(new(2026, 11, 21)));
        Assert.Equal(new(2026, 12, 28), ItalianCalendar.RollForward(new(2026, 12, 25)));
    }

    [Fact]
    public void Rolling_forward_never_goes_back_and_stops_at_the_first_working_day() =>
        Gen.Int[0, 8000].Sample(n =>
        {
            var day = new DateOnly(2015, 1, 1).AddDays(n);
            var rolled = ItalianCalendar.RollForward(day);
            return rolled >= day && !ItalianCalendar.IsHoliday(rolled) && (rolled == day || ItalianCalendar.IsHoliday(rolled.AddDays(-1)));
        });

    [Theory]
    [InlineData(2026, 4, 40, 5, 17600, 22)]
    [InlineData(2026, 2, 40, 5, 16000, 20)]
    [InlineData(2026, 7, 40, 5, 18400, 23)]
    [InlineData(2026, 4, 40, 6, 17333, 26)]
    public void Each_month_has_its_own_hours(int year, int month, int weekly, int daysPerWeek, int hundredths, int days)
    {
        var found = WorkableHours.In(new(year, month, 1), weekly.Hours, daysPerWeek).Value;

        Assert.Equal((hundredths, days), (found.Hours.Hundredths, found.Days));
    }

    [Fact]
    public void A_week_of_seven_working_days_is_refused() =>
        Assert.Equal("daysPerWeek", Assert.Throws<ImpossibleFactException>(() => WorkableHours.In(new(2026, 4, 1), 40.Hours, 7)).Fact);
}
