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

    /// <summary>Another road to the same Sunday: the anonymous algorithm of 1876, which divides where ours tabulates.</summary>
    [Fact]
    public void Easter_agrees_with_another_reckoning_for_as_long_as_a_date_can_be_written()
    {
        for (var year = 1583; year <= 9999; year++)
        {
            var (a, b, c) = (year % 19, year / 100, year % 100);
            var (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
            var h = (19 * a + b - d - (b - f + 1) / 3 + 15) % 30;
            var l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
            var m = (a + 11 * h + 22 * l) / 451;
            var sum = h + l - 7 * m + 114;

            Assert.Equal(new DateOnly(year, sum / 31, sum % 31 + 1), ItalianCalendar.EasterSunday(year));
        }
    }

    [Theory]
    [InlineData(2026, 10, 4, "L. 151/2025")]
    [InlineData(2026, 10, 5, "L. 260/1949, art. 2")]
    [InlineData(2026, 11, 4, "L. 260/1949, art. 2")]
    [InlineData(2026, 1, 6, "L. 54/1977")]
    [InlineData(2026, 2, 6, "L. 260/1949, art. 2")]
    [InlineData(2026, 12, 25, "L. 260/1949, art. 2")]
    public void Every_holiday_has_its_law(int year, int month, int day, string source) =>
        Assert.Equal(source, ItalianCalendar.SourceOf(new(year, month, day)).ToString());

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("48.01")]
    public void A_weekly_timetable_that_cannot_be_is_refused(string hours) =>
        Assert.Equal("weeklyHours", Assert.Throws<ImpossibleFactException>(
            () => WorkableHours.In(new(2026, 4, 1), decimal.Parse(hours, System.Globalization.CultureInfo.InvariantCulture).Hours, 5)).Fact);

    [Theory]
    [InlineData("0.01", 4)]
    [InlineData("48", 21120)]
    public void The_longest_and_the_shortest_timetable_are_answered(string hours, int hundredths) =>
        Assert.Equal(hundredths, WorkableHours.In(new(2026, 4, 1), decimal.Parse(hours, System.Globalization.CultureInfo.InvariantCulture).Hours, 5).Value.Hours.Hundredths);

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

    /// <summary>L. 260/1949 and what changed it: the Epiphany came back in 1986, 2 June in 2001, Saint Francis in 2026.</summary>
    [Theory]
    [InlineData("1-1", "Capodanno", 1949)]
    [InlineData("1-6", "Epifania", 1986)]
    [InlineData("4-25", "Festa della Liberazione", 1949)]
    [InlineData("5-1", "Festa del lavoro", 1949)]
    [InlineData("6-2", "Festa della Repubblica", 2001)]
    [InlineData("8-15", "Assunzione", 1949)]
    [InlineData("10-4", "San Francesco", 2026)]
    [InlineData("11-1", "Ognissanti", 1949)]
    [InlineData("12-8", "Immacolata Concezione", 1949)]
    [InlineData("12-25", "Natale", 1949)]
    [InlineData("12-26", "Santo Stefano", 1949)]
    public void A_holiday_counts_from_its_first_year_and_only_on_its_day(string day, string name, int since)
    {
        var holiday = DateOnly.Parse($"{since}-{day}", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(name, ItalianCalendar.NationalHoliday(holiday)!.Italian);
        Assert.Equal(name, ItalianCalendar.NationalHoliday(holiday.AddYears(1))!.Italian);
        Assert.NotEqual(name, ItalianCalendar.NationalHoliday(holiday.AddYears(-1))?.Italian);
        Assert.NotEqual(name, ItalianCalendar.NationalHoliday(holiday.AddMonths(1))?.Italian);
        Assert.NotEqual(name, ItalianCalendar.NationalHoliday(holiday.AddDays(1))?.Italian);
    }

    [Fact]
    public void Easter_Monday_is_a_national_holiday_and_Easter_itself_is_a_Sunday_like_the_others()
    {
        Assert.Equal("Lunedì dell'Angelo", ItalianCalendar.NationalHoliday(new(2026, 4, 6))!.Italian);
        Assert.Null(ItalianCalendar.NationalHoliday(new(2026, 4, 5)));
        Assert.True(ItalianCalendar.IsHoliday(new(2026, 4, 5)));
        Assert.False(ItalianCalendar.IsHoliday(new(2026, 4, 7)));
    }

    [Theory]
    [InlineData(22, 16)]
    [InlineData(23, 23)]
    [InlineData(24, 23)]
    [InlineData(28, 23)]
    [InlineData(29, 23)]
    public void A_week_begins_on_its_Monday(int day, int monday) => Assert.Equal(new(2026, 11, monday), ItalianCalendar.MondayOf(new(2026, 11, day)));

    /// <summary>23 November 2026 is a Monday.</summary>
    [Theory]
    [InlineData(23, true, true)]
    [InlineData(27, true, true)]
    [InlineData(28, false, true)]
    [InlineData(29, false, false)]
    public void Five_days_end_on_Friday_and_six_on_Saturday(int day, bool five, bool six) =>
        Assert.Equal((five, six), (WorkingWeek.Includes(new(2026, 11, day), 5), WorkingWeek.Includes(new(2026, 11, day), 6)));

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    public void A_working_week_has_five_or_six_days(int days)
    {
        Assert.Equal("daysPerWeek", Assert.Throws<ImpossibleFactException>(() => WorkingWeek.Check(days)).Fact);
        WorkingWeek.Check(5);
        WorkingWeek.Check(6);
    }

    /// <summary>July 2026 has 27 days from Monday to Saturday: of a hundredth of an hour a week, 4,5 hundredths.</summary>
    [Fact]
    public void Half_a_hundredth_of_an_hour_is_rounded_up() => Assert.Equal(5, WorkableHours.In(new(2026, 7, 31), 0.01m.Hours, 6).Value.Hours.Hundredths);

    [Theory]
    [InlineData("2024-12-31", null)]
    [InlineData("2025-01-01", "184")]
    [InlineData("2025-01-31", "184")]
    [InlineData("2025-02-01", "160")]
    [InlineData("2025-02-28", "160")]
    [InlineData("2026-06-30", "176")]
    [InlineData("2026-12-31", "184")]
    [InlineData("2027-01-01", null)]
    public void The_published_divisors_are_those_of_two_years(string day, string? hours)
    {
        var figure = Rules.Figures.All.Single(f => f.Name == "calendar.workableHours.40h5d");

        Assert.Equal(hours, figure.On(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))?.Value);
    }
}
