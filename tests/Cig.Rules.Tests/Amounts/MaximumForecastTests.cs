using Cig.Rules.Amounts;

namespace Cig.Rules.Tests.Amounts;

public sealed class MaximumForecastTests
{
    [Theory]
    [InlineData(2023)]
    [InlineData(2024)]
    [InlineData(2025)]
    [InlineData(2026)]
    public void Each_published_amount_is_the_one_before_indexed_on_its_own(int year)
    {
        var january = new DateOnly(year, 1, 1);
        var index = decimal.Parse(Rules.Figures.All.Single(f => f.Name == "benefit.max.indexation").On(january)!.Value, System.Globalization.CultureInfo.InvariantCulture).Percent;
        Ceiling Published(bool badWeather) => MonthlyMaximum.For(new(january, january, badWeather, null, null)).Value.Ceiling;

        Assert.Equal(new ForecastCeilings(Published(false), Published(true)), MaximumForecast.For(year, index).Value);
    }

    [Fact]
    public void The_forecast_of_next_year_says_that_it_is_one()
    {
        var forecast = MaximumForecast.For(2027, 2.Percent);

        Assert.Equal((1452.16m.Euro, 1367.37m.Euro), (forecast.Value.Ordinary.Gross, forecast.Value.Ordinary.Net));
        Assert.Single(forecast.Warnings);
        Assert.Equal(1352.51m.Euro, MaximumForecast.For(2027, new(-500)).Value.Ordinary.Gross);
    }

    [Theory]
    [InlineData(-5001)]
    [InlineData(10_001)]
    public void An_index_out_of_this_world_is_refused(int basisPoints) =>
        Assert.Equal("index", Assert.Throws<ImpossibleFactException>(() => MaximumForecast.For(2027, new(basisPoints))).Fact);

    [Theory]
    [InlineData(-5000)]
    [InlineData(10_000)]
    public void The_edges_of_the_possible_are_answered(int basisPoints) => Assert.NotNull(MaximumForecast.For(2027, new(basisPoints)).Value);

    [Fact]
    public void Without_a_single_ceiling_before_there_is_no_forecast() =>
        Assert.Throws<NotInForceException>(() => MaximumForecast.For(2022, 1.9m.Percent));
}
