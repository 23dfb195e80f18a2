using CsCheck;

namespace Cig.Rules.Tests.Quantities;

public sealed class QuantityTests
{
    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(30, 31)]
    [InlineData(31, 31)]
    [InlineData(32, 31)]
    public void Quantities_stand_in_the_order_of_their_numbers(int one, int other)
    {
        Euro euro = new(one), euros = new(other);
        Hours hour = new(one), hours = new(other);
        Rate rate = new(one), rates = new(other);
        Weeks week = new(one), weeks = new(other);
        (bool, bool, bool, bool, int) expected = ((one < other), (one > other), (one <= other), (one >= other), Math.Sign(one - other));

        Assert.Equal(expected, ((euro < euros), (euro > euros), (euro <= euros), (euro >= euros), Math.Sign(euro.CompareTo(euros))));
        Assert.Equal(expected, ((hour < hours), (hour > hours), (hour <= hours), (hour >= hours), Math.Sign(hour.CompareTo(hours))));
        Assert.Equal(expected, ((rate < rates), (rate > rates), (rate <= rates), (rate >= rates), Math.Sign(rate.CompareTo(rates))));
        Assert.Equal(expected, ((week < weeks), (week > weeks), (week <= weeks), (week >= weeks), Math.Sign(week.CompareTo(weeks))));
    }

    [Fact]
    public void Sums_and_differences_are_exact()
    {
        Assert.Equal(0.30m.Euro, 0.10m.Euro + 0.20m.Euro);
        Assert.Equal((-0.10m).Euro, 0.10m.Euro - 0.20m.Euro);
        Assert.Equal(new Euro(30_000), 300.Euro);
        Assert.Equal(64.25m.Hours, 64.Hours + 0.25m.Hours);
        Assert.Equal(new Weeks(18), Weeks.OfDays(2, 5) + Weeks.OfDays(1, 5));
        Assert.Equal(new Weeks(-5), Weeks.OfDays(1, 6) - Weeks.OfDays(2, 6));
    }

    /// <summary>INPS message 4653/2022: days used over the days of the working week, never rounded; three days of five are 0,6.</summary>
    [Theory]
    [InlineData(3, 5, "0.6", 0)]
    [InlineData(1, 6, "0.1667", 0)]
    [InlineData(2, 6, "0.3333", 0)]
    [InlineData(63, 5, "12.6", 12)]
    [InlineData(5, 5, "1", 1)]
    [InlineData(6, 6, "1", 1)]
    [InlineData(11, 6, "1.8333", 1)]
    public void A_week_is_the_days_used_over_the_days_of_the_working_week(int days, int perWeek, string plain, int whole)
    {
        var weeks = Weeks.OfDays(days, perWeek);

        Assert.Equal((plain, whole), (weeks.Plain, weeks.Whole));
    }

    [Fact]
    public void Programs_exchange_quantities_with_a_point_and_people_read_them_in_their_language()
    {
        ISpoken[] quantities = [1423.69m.Euro, (-0.5m).Euro, 64.5m.Hours, 1.Hours, 5.84m.Percent, 80.Percent, PartsPerMillion.Of(80.Percent), Weeks.OfDays(63, 5), 1.Weeks, new Months(9000), new Months(780)];

        Assert.Equal(
            ["1.423,69 €", "-0,50 €", "64,5 ore", "1 ora", "5,84%", "80%", "80%", "12,6 settimane", "1 settimana", "11,5385 mesi", "1 mese"],
            quantities.Select(q => q.In(Tongue.Italian)));
        Assert.Equal(
            ["€1,423.69", "€-0.50", "64.5 hours", "1 hour", "5.84%", "80%", "80%", "12.6 weeks", "1 week", "11.5385 months", "1 month"],
            quantities.Select(q => q.In(Tongue.English)));
        Assert.Equal(
            ["1.423,69 €", "-0,50 €", "64,5 Stunden", "1 Stunde", "5,84 %", "80 %", "80 %", "12,6 Wochen", "1 Woche", "11,5385 Monate", "1 Monat"],
            quantities.Select(q => q.In(Tongue.German)));
        Assert.Equal(quantities.Select(q => q.In(Tongue.Italian)), quantities.Select(q => q.ToString()));

        Assert.Equal(("1423.69", "-0.50", "64.50", "5.84", "80"), (1423.69m.Euro.Plain, (-0.5m).Euro.Plain, 64.5m.Hours.Plain, 5.84m.Percent.Plain, 80.Percent.Plain));
        Assert.Equal(("12.6", "11.5385", "0.5333"), (Weeks.OfDays(63, 5).Plain, new Months(9000).Plain, new PartsPerMillion(5333).Plain));
    }

    [Theory]
    [InlineData("0.005")]
    [InlineData("-0.001")]
    [InlineData("5.845")]
    public void What_is_finer_than_a_hundredth_is_refused_and_not_rounded(string finer)
    {
        var number = decimal.Parse(finer, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Contains(finer + " is finer", Assert.Throws<ArgumentException>(() => number.Euro).Message);
        Assert.Throws<ArgumentException>(() => number.Percent);
        Assert.Throws<ArgumentException>(() => number.Hours);
    }

    /// <summary>Article 13 and 29: two thirds by the employer and one third by the worker. 0,80 % is 0,5333 % and 0,2667 %; 0,50 % is 0,3333 % and 0,1667 %.</summary>
    [Theory]
    [InlineData(80, 5333, 2667)]
    [InlineData(50, 3333, 1667)]
    [InlineData(30, 2000, 1000)]
    [InlineData(100, 6667, 3333)]
    public void Two_thirds_and_one_third_make_the_whole(int basisPoints, int two, int one) =>
        Assert.Equal((new PartsPerMillion(two), new PartsPerMillion(one)), PartsPerMillion.TwoThirds(new(basisPoints)));

    [Fact]
    public void No_part_of_a_rate_is_lost_or_favoured_when_it_is_split_in_thirds() => Gen.Int[0, 10_000].Sample(points =>
    {
        var (two, one) = PartsPerMillion.TwoThirds(new(points));

        return two.Parts + one.Parts == points * 100 && Math.Abs(3 * two.Parts - 200 * points) <= 1;
    });
}
