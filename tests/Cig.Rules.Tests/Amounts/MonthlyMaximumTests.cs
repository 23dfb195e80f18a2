using Cig.Rules.Amounts;

namespace Cig.Rules.Tests.Amounts;

/// <summary>The published ceilings (INPS circulars 48/2016 to 4/2026) and which of them a month and the start of the suspension choose.</summary>
public sealed class MonthlyMaximumTests
{
    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd");

    private static MaximumAnswer For(string month, string start, bool badWeather = false, decimal? pay = null, int? partTime = null) =>
        MonthlyMaximum.For(new(Day(month), Day(start), badWeather, pay?.Euro, partTime?.Percent)).Value;

    [Theory]
    [InlineData("2016", "971.71", "914.96", "1167.91", "1099.70", "2102.24")]
    [InlineData("2017", "971.71", "914.96", "1167.91", "1099.70", "2102.24")]
    [InlineData("2018", "982.40", "925.03", "1180.76", "1111.80", "2125.36")]
    [InlineData("2019", "993.21", "935.21", "1193.75", "1124.04", "2148.74")]
    [InlineData("2020", "998.18", "939.89", "1199.72", "1129.66", "2159.48")]
    [InlineData("2021", "998.18", "939.89", "1199.72", "1129.66", "2159.48")]
    public void Until_2021_the_reference_pay_chooses_one_of_two_ceilings(string year, string lowGross, string lowNet, string highGross, string highNet, string threshold)
    {
        var limit = decimal.Parse(threshold, System.Globalization.CultureInfo.InvariantCulture);
        var (low, high) = (For($"{year}-12-31", $"{year}-01-01", pay: limit, partTime: 100), For($"{year}-01-01", $"{year}-01-01", pay: limit + 0.01m, partTime: 100));

        Assert.Equal((Band.Low, lowGross, lowNet), (low.Band, low.Ceiling.Gross.Plain, low.Ceiling.Net.Plain));
        Assert.Equal((Band.High, highGross, highNet), (high.Band, high.Ceiling.Gross.Plain, high.Ceiling.Net.Plain));
    }

    /// <summary>For building and stone; 2017 is read, the years after follow from it.</summary>
    [Theory]
    [InlineData("2016", "1166.05", "1097.95", "1401.49", "1319.64")]
    [InlineData("2017", "1166.05", "1097.95", "1401.49", "1319.64")]
    [InlineData("2018", "1178.88", "1110.03", "1416.91", "1334.16")]
    [InlineData("2019", "1191.85", "1122.25", "1432.50", "1348.84")]
    [InlineData("2020", "1197.82", "1127.87", "1439.66", "1355.58")]
    [InlineData("2021", "1197.82", "1127.87", "1439.66", "1355.58")]
    public void Seasonal_bad_weather_raises_both_ceilings(string year, string lowGross, string lowNet, string highGross, string highNet)
    {
        var (low, high) = (For($"{year}-06-01", $"{year}-06-01", true, 1000, 100), For($"{year}-06-01", $"{year}-06-01", true, 5000, 100));

        Assert.Equal((lowGross, lowNet, highGross, highNet), (low.Ceiling.Gross.Plain, low.Ceiling.Net.Plain, high.Ceiling.Gross.Plain, high.Ceiling.Net.Plain));
    }

    [Theory]
    [InlineData("2022", "1222.51", "1151.12", "1467.01", "1381.34")]
    [InlineData("2023", "1321.53", "1244.36", "1585.84", "1493.23")]
    [InlineData("2024", "1392.89", "1311.56", "1671.48", "1573.86")]
    [InlineData("2025", "1404.03", "1322.05", "1684.85", "1586.45")]
    [InlineData("2026", "1423.69", "1340.56", "1708.44", "1608.66")]
    public void From_2022_there_is_one_ceiling_for_everybody_and_no_pay_is_asked_for(string year, string gross, string net, string weatherGross, string weatherNet)
    {
        var (one, weather) = (For($"{year}-12-31", $"{year}-01-01"), For($"{year}-01-01", $"{year}-01-01", true));

        Assert.Equal((Band.Single, gross, net), (one.Band, one.Ceiling.Gross.Plain, one.Ceiling.Net.Plain));
        Assert.Equal((weatherGross, weatherNet), (weather.Ceiling.Gross.Plain, weather.Ceiling.Net.Plain));
    }

    /// <summary>Half-time at 1.051,12 is exactly the threshold of 2.102,24 at full time.</summary>
    [Theory]
    [InlineData("1051.12", 50, Band.Low)]
    [InlineData("1051.13", 50, Band.High)]
    [InlineData("2102.24", 100, Band.Low)]
    public void The_pay_of_part_timers_is_brought_to_full_time_for_the_band(string pay, int partTime, Band band) =>
        Assert.Equal(band, For("2016-03-01", "2016-03-01", pay: decimal.Parse(pay, System.Globalization.CultureInfo.InvariantCulture), partTime: partTime).Band);

    [Fact]
    public void A_treatment_begun_in_2021_keeps_threshold_and_low_ceiling_of_2021_and_its_high_one_is_that_of_the_year()
    {
        var facts = new MaximumFacts(new(2023, 3, 1), new(2021, 12, 31), false, 2159.48m.Euro, 100.Percent);
        var (low, high) = (MonthlyMaximum.For(facts), MonthlyMaximum.For(facts with { MonthlyPay = 2159.49m.Euro }));
        var weather = (Low: MonthlyMaximum.For(facts with { SeasonalBadWeather = true }), High: MonthlyMaximum.For(facts with { SeasonalBadWeather = true, MonthlyPay = 3000.Euro }));

        Assert.Equal(("998.18", "1321.53", "1197.82", "1585.84"), (low.Value.Ceiling.Gross.Plain, high.Value.Ceiling.Gross.Plain, weather.Low.Value.Ceiling.Gross.Plain, weather.High.Value.Ceiling.Gross.Plain));
        Assert.Equal(("circ. INPS 7/2021", "circ. INPS 14/2023"), (low.Reasons[1].Source.ToString(), high.Reasons[1].Source.ToString()));
        Assert.Single(low.Warnings);
        Assert.Empty(MonthlyMaximum.For(facts with { Month = new(2021, 12, 1), CeilingMonth = new(2021, 12, 1) }).Warnings);
        Assert.Empty(MonthlyMaximum.For(facts with { SuspensionStart = new(2022, 1, 1) }).Warnings);
    }

    /// <summary>
    /// Art. 3, c. 5: at most twelve monthly ceilings a year, accruals of additional months included. A year at zero hours with thirteenth and fourteenth accrued in the pay gives twelve times the
    /// ceiling, 17,084.28 before and 16,086.72 after the reduction, whatever the pay.
    /// </summary>
    [Fact]
    public void A_year_has_twelve_ceilings_and_the_accruals_of_additional_months_none()
    {
        var months = Enumerable.Range(1, 12).Select(m => new DateOnly(2026, m, 1)).ToArray();
        BenefitAmounts Of(DateOnly month, decimal pay) => Benefit.AmountsOf(new(Scheme.Cigs, month, new(2026, 1, 1), pay.Euro, 100.Percent, 176.Hours, 176.Hours, false));

        // 2,500 a month, and the same with two further months accrued in twelfths.
        Assert.All([2500m, 2916.67m], pay =>
            Assert.Equal((17084.28m.Euro, 16086.72m.Euro), (new Euro(months.Sum(m => Of(m, pay).Gross.Cents)), new Euro(months.Sum(m => Of(m, pay).Net.Cents)))));
        var last = MonthlyMaximum.For(new(new(2026, 12, 1), new(2026, 1, 1), false, null, null)).Reasons[^1];
        Assert.Equal("D.Lgs. 148/2015, art. 3, c. 5", last.Source.ToString());
        Assert.StartsWith("In un anno i massimali sono al più 12, ratei compresi", last.Text.Italian);
    }

    [Theory]
    [InlineData(null, 100, "monthlyPay")]
    [InlineData(2000, null, "partTimePercent")]
    public void Two_bands_cannot_be_told_without_the_pay_and_the_part_time(int? pay, int? partTime, string fact) =>
        Assert.Equal(fact, Assert.Throws<ImpossibleFactException>(() => For("2021-03-01", "2021-03-01", pay: pay, partTime: partTime)).Fact);

    [Theory]
    [InlineData("2015-08-31", "2015-08-01", null)]
    [InlineData("2015-09-24", "2015-09-23", null)]
    [InlineData("2015-09-24", "2015-09-24", "971.71")]
    [InlineData("2015-09-30", "2015-09-24", "971.71")]
    [InlineData("2015-10-01", "2015-09-24", "971.71")]
    [InlineData("2026-12-31", "2026-01-01", "1423.69")]
    public void Ceilings_are_known_from_the_month_of_the_Decree_on(string month, string start, string? gross)
    {
        MaximumAnswer Asked() => For(month, start, pay: 1000, partTime: 100);

        if (gross is null)
            Assert.Throws<NotInForceException>(Asked);
        else
            Assert.Equal(gross, Asked().Ceiling.Gross.Plain);
    }

    [Fact]
    public void Beyond_the_last_published_month_nothing_is_guessed()
    {
        var (last, start) = (MonthlyMaximum.LastPublishedMonth, new DateOnly(2026, 1, 1));
        Ruling<MaximumAnswer> Of(DateOnly month) => MonthlyMaximum.For(new(month, start, false, null, null));

        Assert.Equal(12, last.Month);
        Assert.Equal(Of(last).Value, Of(last.AddMonths(-11)).Value);
        Assert.Throws<NotInForceException>(() => Of(last.AddMonths(1)));
    }

    [Theory]
    [InlineData("2015-08-31", "2015-09-24", "benefit.max")]
    [InlineData("2014-12-31", "2015-09-24", "benefit.max")]
    [InlineData("2021-12-31", "2022-01-01", "benefit.max.single")]
    [InlineData("2099-01-01", "2022-01-01", "benefit.max.single")]
    [InlineData("2099-01-01", "2021-12-31", "benefit.max.single")]
    public void The_ceiling_that_is_missing_is_named(string month, string start, string figure)
    {
        var missing = Assert.Throws<NotInForceException>(() => MonthlyMaximum.On(Day(month), Day(start), false));

        Assert.Equal((figure, new DateOnly(Day(month).Year, Day(month).Month, 1)), (missing.Figure, missing.Day));
    }

    [Theory]
    [InlineData("2015-10-01", "2022-01-01")]
    [InlineData("2021-12-01", "2022-01-01")]
    public void A_suspension_that_begins_after_the_month_is_refused(string month, string start) =>
        Assert.Equal("suspensionStart", Assert.Throws<ImpossibleFactException>(() => For(month, start)).Fact);

    [Fact]
    public void The_month_of_the_ceiling_may_be_another_than_that_of_the_hours() =>
        Assert.Equal("1423.69", MonthlyMaximum.For(new(new(2027, 3, 1), new(2027, 1, 1), false, null, null) { CeilingMonth = new(2026, 12, 1) }).Value.Ceiling.Gross.Plain);

    [Theory]
    [InlineData("workableHours", 0, 0, 100, 1000)]
    [InlineData("workableHours", 74_401, 0, 100, 1000)]
    [InlineData("supplementedHours", 17_600, -1, 100, 1000)]
    [InlineData("supplementedHours", 17_600, 17_601, 100, 1000)]
    [InlineData("monthlyPay", 17_600, 100, 100, -1)]
    [InlineData("partTimePercent", 17_600, 100, 0, 1000)]
    [InlineData("partTimePercent", 17_600, 100, 101, 1000)]
    [InlineData(null, 74_400, 0, 100, 0)]
    [InlineData(null, 1, 1, 100, 1000)]
    [InlineData(null, 17_600, 17_600, 100, 1000)]
    public void Facts_of_a_benefit_that_cannot_be_are_named(string? fact, int workable, int supplemented, int partTime, int pay)
    {
        void Check() => Benefit.Check(new(Scheme.Cigo, new(2026, 4, 1), new(2026, 4, 30), pay.Euro, partTime.Percent, new(workable), new(supplemented), false));

        if (fact is null)
            Check();
        else
            Assert.Equal(fact, Assert.Throws<ImpossibleFactException>(Check).Fact);
    }

    /// <summary>Hours cannot be measured with a month or a share that is none: what is wrong is told once.</summary>
    [Theory]
    [InlineData("workableHours", 0, 100)]
    [InlineData("partTimePercent", 176, 0)]
    public void Hours_are_not_refused_beside_what_they_are_measured_with(string fact, int workable, int partTime)
    {
        var wrong = Assert.Throws<ImpossibleFactException>(() => Benefit.Check(new(Scheme.Cigo, new(2026, 4, 1), new(2026, 4, 1), 1000.Euro, partTime.Percent, workable.Hours, 8.Hours, false)));

        Assert.Equal([fact], [wrong.Fact, .. wrong.Others.Select(o => o.Fact)]);
    }

    [Fact]
    public void A_suspension_may_begin_on_the_last_day_of_the_month_and_not_after_it()
    {
        BenefitFacts Begun(string start) => new(Scheme.Cigo, new(2026, 4, 10), Day(start), 1000.Euro, 100.Percent, 176.Hours, 8.Hours, false);

        Benefit.Check(Begun("2026-04-30"));
        Assert.Equal("suspensionStart", Assert.Throws<ImpossibleFactException>(() => Benefit.Check(Begun("2026-05-01"))).Fact);
    }

    [Theory]
    [InlineData(HourlyRounding.None, "none", "2, 5")]
    [InlineData(HourlyRounding.TwoDecimals, "2", "none, 5")]
    [InlineData(HourlyRounding.FiveDecimals, "5", "none, 2")]
    public void The_rounding_of_hourly_values_is_a_reading_that_is_said(HourlyRounding rounding, string chosen, string others)
    {
        var facts = new BenefitFacts(Scheme.Cigo, new(2026, 4, 1), new(2026, 4, 1), 1625.Euro, 100.Percent, 176.Hours, 64.Hours, false) { HourlyRounding = rounding };
        var policy = Assert.Single(Benefit.For(facts).Policies);

        Assert.Equal(("hourlyRounding", chosen, others), (policy.Name, policy.Chosen, string.Join(", ", policy.Alternatives)));
        Assert.Equal(policy, Assert.Single(Benefit.For(facts with { Scheme = Scheme.Cisoa, SeasonalBadWeather = true }).Policies) with { Alternatives = policy.Alternatives });
    }

    /// <summary>1.625,00 over 176 hours: 80 % of an hour is 7,38636 (7,39 to the cent, 7,38636 to five places); 64 hours give 472,96 and 472,73. Capped, 1.423,69 : 176 is 8,09 and 8,08915.</summary>
    [Theory]
    [InlineData(HourlyRounding.None, "472.73", "517.71")]
    [InlineData(HourlyRounding.TwoDecimals, "472.96", "517.76")]
    [InlineData(HourlyRounding.FiveDecimals, "472.73", "517.71")]
    public void Hourly_values_are_rounded_where_the_reading_says_also_under_the_ceiling(HourlyRounding rounding, string under, string capped)
    {
        BenefitFacts Of(decimal pay) => new(Scheme.Cigo, new(2026, 4, 1), new(2026, 4, 1), pay.Euro, 100.Percent, 176.Hours, 64.Hours, false) { HourlyRounding = rounding };

        Assert.Equal((under, capped), (Benefit.For(Of(1625)).Value.Gross.Plain, Benefit.For(Of(3000)).Value.Gross.Plain));
        Assert.Equal((under, capped), (Benefit.AmountsOf(Of(1625)).Gross.Plain, Benefit.AmountsOf(Of(3000)).Gross.Plain));
    }

    [Fact]
    public void The_two_ways_to_the_amounts_of_agricultural_bad_weather_and_of_the_bands_agree()
    {
        var facts = new BenefitFacts(Scheme.Cigs, new(2022, 3, 1), new(2021, 11, 2), 2159.48m.Euro, 100.Percent, 184.Hours, 92.Hours, false);

        foreach (var each in new[] { facts, facts with { MonthlyPay = 2159.49m.Euro }, facts with { Scheme = Scheme.Cisoa, SeasonalBadWeather = true } })
            Assert.Equal(Benefit.For(each).Value, Benefit.AmountsOf(each));
        Assert.Equal((Band.Low, Band.High), (Benefit.AmountsOf(facts).Band, Benefit.AmountsOf(facts with { MonthlyPay = 2159.49m.Euro }).Band));
    }
}
