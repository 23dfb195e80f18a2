using Cig.Rules.Amounts;
using CsCheck;

namespace Cig.Rules.Tests.Amounts;

public sealed class BenefitTests
{
    private static readonly Gen<BenefitFacts> AnyFacts =
        from month in Gen.Int[0, 131]
        from pay in Gen.Long[60_000, 500_000]
        from partTime in Gen.OneOf(50, 60, 75, 90, 100)
        from workable in Gen.OneOf(152, 160, 168, 176, 184)
        from share in Gen.Int[0, 1000]
        from scheme in Gen.OneOf(Scheme.Cigo, Scheme.Cigs, Scheme.Fis)
        from weather in Gen.Bool
        let day = new DateOnly(2016, 1, 1).AddMonths(month)
        select new BenefitFacts(scheme, day, day, new(pay), partTime.Percent, workable.Hours, new(workable * partTime * share / 1000), weather);

    [Theory]
    [InlineData(2026, 1625.00, 100, 176, 64, false, 590.91, 472.73, 445.12)]
    [InlineData(2026, 2500.00, 100, 176, 176, false, 2500.00, 1423.69, 1340.56)]
    [InlineData(2021, 1900.00, 100, 184, 92, false, 950.00, 499.09, 469.95)]
    [InlineData(2026, 3000.00, 100, 176, 64, true, 1090.91, 621.25, 584.97)]
    [InlineData(2026, 900.00, 50, 176, 44, false, 450.00, 355.92, 335.14)]
    public void The_benefit_of_a_month_is_exact_to_the_cent(
        int year, decimal pay, int partTime, int workable, int hours, bool badWeather, decimal lostPay, decimal gross, decimal net)
    {
        var april = new DateOnly(year, 4, 1);

        var amounts = Benefit.For(new(Scheme.Cigo, april, april, pay.Euro, partTime.Percent, workable.Hours, hours.Hours, badWeather)).Value;

        Assert.Equal((lostPay.Euro, gross.Euro, net.Euro), (amounts.LostPay, amounts.Gross, amounts.Net));
    }

    [Theory]
    [InlineData(2016, 2102.24, 971.71, 914.96, 1167.91, 1099.70)]
    [InlineData(2017, 2102.24, 971.71, 914.96, 1167.91, 1099.70)]
    [InlineData(2018, 2125.36, 982.40, 925.03, 1180.76, 1111.80)]
    [InlineData(2019, 2148.74, 993.21, 935.21, 1193.75, 1124.04)]
    [InlineData(2020, 2159.48, 998.18, 939.89, 1199.72, 1129.66)]
    [InlineData(2021, 2159.48, 998.18, 939.89, 1199.72, 1129.66)]
    public void Until_2021_the_band_depends_on_the_threshold_which_still_belongs_to_the_low_one(
        int year, decimal threshold, decimal lowGross, decimal lowNet, decimal highGross, decimal highNet)
    {
        var low = FullMonth(year, threshold);
        var high = FullMonth(year, threshold + 0.01m);

        Assert.Equal((Band.Low, lowGross.Euro, lowNet.Euro), (low.Band, low.Gross, low.Net));
        Assert.Equal((Band.High, highGross.Euro, highNet.Euro), (high.Band, high.Gross, high.Net));
    }

    [Theory]
    [InlineData(2022, 1222.51, 1151.12, 1467.01, 1381.34)]
    [InlineData(2023, 1321.53, 1244.36, 1585.84, 1493.23)]
    [InlineData(2024, 1392.89, 1311.56, 1671.48, 1573.86)]
    [InlineData(2025, 1404.03, 1322.05, 1684.85, 1586.45)]
    [InlineData(2026, 1423.69, 1340.56, 1708.44, 1608.66)]
    public void A_full_month_at_the_ceiling_pays_the_published_figures(int year, decimal gross, decimal net, decimal weatherGross, decimal weatherNet)
    {
        var (ordinary, weather) = (FullMonth(year, 5000), FullMonth(year, 5000, badWeather: true));

        Assert.Equal((Band.Single, gross.Euro, net.Euro), (ordinary.Band, ordinary.Gross, ordinary.Net));
        Assert.Equal((weatherGross.Euro, weatherNet.Euro), (weather.Gross, weather.Net));
    }

    [Fact]
    public void Bad_weather_raises_the_ceiling_under_the_ordinary_scheme_only()
    {
        Assert.Equal(1708.44m.Euro, FullMonth(2026, 5000, badWeather: true).Gross);
        Assert.Equal(1423.69m.Euro, FullMonth(2026, 5000, badWeather: true, Scheme.Fis).Gross);
    }

    [Fact]
    public void The_ceiling_binds_from_the_pay_of_which_it_is_eighty_per_cent()
    {
        // 80 % of 1,779.60 is 1,423.68, of 1,779.61 it is 1,423.69.
        bool Alone(decimal pay) => Benefit.AmountsOf(new(Scheme.Cigo, new(2026, 4, 1), new(2026, 1, 1), pay.Euro, 100.Percent, 176.Hours, 176.Hours, false)).Capped;

        Assert.Equal((false, false), (FullMonth(2026, 1779.60m).Capped, Alone(1779.60m)));
        Assert.Equal((true, true), (FullMonth(2026, 1779.61m).Capped, Alone(1779.61m)));
    }

    [Theory]
    [InlineData("2102.24", "non supera la soglia di 2.102,24 €, quindi vale il tetto basso")]
    [InlineData("2102.25", "supera la soglia di 2.102,24 €, quindi vale il tetto alto")]
    public void The_band_is_explained_on_both_sides_of_the_threshold(string pay, string words) => Assert.Contains(
        $": la retribuzione a tempo pieno {words}",
        Benefit.For(new(Scheme.Cigo, new(2016, 4, 1), new(2016, 4, 1), decimal.Parse(pay, System.Globalization.CultureInfo.InvariantCulture).Euro, 100.Percent, 176.Hours, 176.Hours, false))
            .Reasons.Single(r => r.Step == "maximum").Text.Italian);

    [Theory]
    [InlineData(Scheme.Fund, "2022-01-01", 1)]
    [InlineData(Scheme.Fis, "2022-01-01", 0)]
    [InlineData(Scheme.Fund, "2021-12-31", 2)]
    [InlineData(Scheme.Fis, "2021-12-31", 1)]
    public void That_the_decree_of_a_fund_may_give_more_is_said_of_funds_alone(Scheme scheme, string start, int warnings) => Assert.Equal(
        warnings, Benefit.For(new(scheme, new(2022, 3, 1), DateOnly.Parse(start), 2000.Euro, 100.Percent, 184.Hours, 8.Hours, false)).Warnings.Count);

    [Fact]
    public void A_suspension_begun_in_2021_keeps_two_bands_when_it_runs_on()
    {
        var facts = new BenefitFacts(Scheme.Cigs, new(2022, 1, 1), new(2021, 12, 31), 2000.Euro, 100.Percent, 168.Hours, 168.Hours, false);

        var ruling = Benefit.For(facts);

        Assert.Equal((Band.Low, 998.18m.Euro), (ruling.Value.Band, ruling.Value.Gross));
        Assert.NotEmpty(ruling.Warnings);
        Assert.Equal(Band.Single, Benefit.For(facts with { SuspensionStart = new(2022, 1, 1) }).Value.Band);
    }

    [Theory]
    [InlineData(Scheme.Cisoa, true, "2000.00", "1883.20", null)]
    [InlineData(Scheme.Cisoa, false, "1423.69", "1340.56", "1423.69")]
    [InlineData(Scheme.Cigo, true, "1708.44", "1608.66", "1708.44")]
    [InlineData(Scheme.Cigs, true, "1423.69", "1340.56", "1423.69")]
    [InlineData(Scheme.Fis, true, "1423.69", "1340.56", "1423.69")]
    public void Agricultural_bad_weather_has_no_ceiling(Scheme scheme, bool badWeather, string gross, string net, string? maximum)
    {
        var facts = new BenefitFacts(scheme, new(2026, 4, 1), new(2026, 4, 1), 2500.Euro, 100.Percent, 176.Hours, 176.Hours, badWeather);
        var ruling = Benefit.For(facts);

        Assert.Equal((gross, net, maximum), (ruling.Value.Gross.Plain, ruling.Value.Net.Plain, ruling.Value.MaximumForHours?.Plain));
        Assert.Equal(maximum is null, ruling.Reasons.Any(r => r.Source.ToString() == "D.Lgs. 148/2015, art. 18, c. 2"));
        Assert.Equal(ruling.Value, Benefit.AmountsOf(facts));
    }

    [Fact]
    public void No_ceiling_is_guessed_for_a_year_that_has_none()
    {
        var facts = new BenefitFacts(Scheme.Cigo, MonthlyMaximum.LastPublishedMonth.AddMonths(1), new(2026, 12, 1), 2000.Euro, 100.Percent, 168.Hours, 8.Hours, false);

        Assert.Throws<NotInForceException>(() => Benefit.For(facts));
        Assert.Throws<NotInForceException>(() => Benefit.For(facts with { Month = new(2015, 9, 1), SuspensionStart = new(2015, 9, 23) }));
        Assert.Equal((12, true), (MonthlyMaximum.LastPublishedMonth.Month, MonthlyMaximum.LastPublishedMonth.Year >= 2026));
    }

    [Fact]
    public void Hours_beyond_the_timetable_of_the_worker_are_refused()
    {
        var facts = new BenefitFacts(Scheme.Cigo, new(2026, 4, 1), new(2026, 4, 1), 900.Euro, 50.Percent, 176.Hours, 88.Hours, false);

        Assert.NotEqual(0, Benefit.For(facts).Value.Gross.Cents);
        var refused = Assert.Throws<ImpossibleFactException>(() => Benefit.For(facts with { SupplementedHours = 88.01m.Hours }));
        Assert.Equal("supplementedHours", refused.Fact);
    }

    [Theory]
    [InlineData(HourlyRounding.None, 517.71, 487.48)]
    [InlineData(HourlyRounding.TwoDecimals, 517.76, 487.68)]
    [InlineData(HourlyRounding.FiveDecimals, 517.71, 487.48)]
    public void Rounding_the_hourly_ceiling_first_is_another_reading(HourlyRounding rounding, decimal gross, decimal net)
    {
        var facts = new BenefitFacts(Scheme.Cigo, new(2026, 4, 1), new(2026, 4, 1), 3000.Euro, 100.Percent, 176.Hours, 64.Hours, false) { HourlyRounding = rounding };

        Assert.Equal((gross.Euro, net.Euro), (Benefit.For(facts).Value.Gross, Benefit.For(facts).Value.Net));
    }

    [Fact]
    public void The_explanation_states_the_amounts_that_are_paid() =>
        AnyFacts.Sample(facts => Benefit.For(facts).Value == Benefit.AmountsOf(facts));

    [Fact]
    public void More_hours_never_pay_less() =>
        Gen.Select(AnyFacts, Gen.Int[0, 100]).Sample((facts, percent) =>
        {
            var fewer = facts with { SupplementedHours = new(facts.SupplementedHours.Hundredths * percent / 100) };
            var (some, all) = (Benefit.AmountsOf(fewer), Benefit.AmountsOf(facts));
            return some.LostPay <= all.LostPay && some.Gross <= all.Gross;
        });

    [Fact]
    public void The_net_never_exceeds_the_gross_nor_the_gross_its_two_limits() =>
        AnyFacts.Sample(facts =>
        {
            var a = Benefit.AmountsOf(facts);
            return a.Net <= a.Gross && a.Gross <= a.EightyPercent && a.Gross <= (a.MaximumForHours ?? a.Gross) && a.EightyPercent <= a.LostPay;
        });

    [Fact]
    public void The_three_languages_state_the_same_figures() =>
        AnyFacts.Sample(facts => Benefit.For(facts).Reasons.All(r =>
            FiguresIn(r.Text.Italian, ',') == FiguresIn(r.Text.English, '.') && FiguresIn(r.Text.Italian, ',') == FiguresIn(r.Text.German, ',')));

    [Fact]
    public void The_explanation_under_the_ceiling_reads_well() =>
        Snapshot.Matches(Written(new(Scheme.Cigo, new(2026, 4, 1), new(2026, 3, 2), 1625.Euro, 100.Percent, 176.Hours, 64.Hours, false)));

    [Fact]
    public void The_explanation_at_the_low_ceiling_reads_well() =>
        Snapshot.Matches(Written(new(Scheme.Cigo, new(2021, 4, 1), new(2021, 3, 1), 950.Euro, 50.Percent, 184.Hours, 92.Hours, true)));

    private static BenefitAmounts FullMonth(int year, decimal pay, bool badWeather = false, Scheme scheme = Scheme.Cigo) =>
        Benefit.For(new(scheme, new(year, 4, 1), new(year, 1, 1), pay.Euro, 100.Percent, 176.Hours, 176.Hours, badWeather)).Value;

    private static string FiguresIn(string sentence, char point) => string.Join(' ',
        System.Text.RegularExpressions.Regex.Matches(sentence, @"\d[\d.,]*").Select(m => m.Value.TrimEnd('.', ',').Replace(point == ',' ? "." : ",", "").Replace(point, '.')).Order());

    private static string Written(BenefitFacts facts) => string.Join('\n', Benefit.For(facts).Reasons.SelectMany(
        r => new[] { r.Text.Italian, r.Text.English, r.Text.German, $"    [{r.Source}]" })) + "\n";
}
