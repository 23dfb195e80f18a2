using System.Globalization;
using Cig.Rules.Training;
using CsCheck;

namespace Cig.Rules.Tests.Training;

public sealed class TrainingDutyTests
{
    private static readonly DateOnly April = new(2026, 4, 1);

    private static Rate Percent(string text) => decimal.Parse(text, CultureInfo.InvariantCulture).Percent;

    [Theory]
    [InlineData("0", TrainingEffect.None, "0")]
    [InlineData("24.99", TrainingEffect.None, "0")]
    [InlineData("25", TrainingEffect.OneThird, "1/3")]
    [InlineData("49.99", TrainingEffect.OneThird, "1/3")]
    [InlineData("50", TrainingEffect.OneThird, "1/3")]
    [InlineData("50.01", TrainingEffect.Half, "1/2")]
    [InlineData("80", TrainingEffect.Half, "1/2")]
    [InlineData("80.01", TrainingEffect.Forfeited, "1")]
    [InlineData("100", TrainingEffect.Forfeited, "1")]
    public void Missing_a_course_costs_by_classes(string absence, TrainingEffect effect, string share)
    {
        var sanction = TrainingDuty.For(Percent(absence), April).Value;

        Assert.Equal((effect, share), (sanction.Effect, sanction.Share));
    }

    [Theory]
    [InlineData("50", TrainingEffect.Half)]
    [InlineData("80", TrainingEffect.Forfeited)]
    [InlineData("25", TrainingEffect.OneThird)]
    [InlineData("49.99", TrainingEffect.OneThird)]
    [InlineData("79.99", TrainingEffect.Half)]
    public void The_exact_limits_are_a_reading(string absence, TrainingEffect effect)
    {
        var ruling = TrainingDuty.For(Percent(absence), April, ExactShare.Higher);

        Assert.Equal(effect, ruling.Value.Effect);
        Assert.Equal(absence is "50" or "80" ? "exactShare higher not lower" : null, ruling.Policies.Select(p => $"{p.Name} {p.Chosen} not {p.Alternatives.Single()}").SingleOrDefault());
        Assert.Equal(absence is "50" or "80" ? "lower" : null, TrainingDuty.For(Percent(absence), April).Policies.SingleOrDefault()?.Chosen);
    }

    [Theory]
    [InlineData(2022, 9, TrainingEffect.None)]
    [InlineData(2022, 10, TrainingEffect.Forfeited)]
    [InlineData(2022, 11, TrainingEffect.Forfeited)]
    public void The_sanctions_hold_from_29_October_2022(int year, int month, TrainingEffect effect) =>
        Assert.Equal(effect, TrainingDuty.For(90.Percent, new(year, month, 1)).Value.Effect);

    [Theory]
    [InlineData("-0.01")]
    [InlineData("100.01")]
    public void A_share_is_between_nothing_and_all(string absence) =>
        Assert.Equal("absencePercent", Assert.Throws<ImpossibleFactException>(() => TrainingDuty.For(Percent(absence), April)).Fact);

    [Fact]
    public void Missing_more_never_costs_less() =>
        Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, 10_000], Gen.Bool).Sample((one, other, higher) =>
        {
            TrainingEffect Of(int share) => TrainingDuty.For(new(share), April, higher ? ExactShare.Higher : ExactShare.Lower).Value.Effect;
            return Of(Math.Min(one, other)) <= Of(Math.Max(one, other));
        });

    [Fact]
    public void The_explanations_read_well() => Snapshot.Matches(string.Concat(
        new[] { "10", "30", "60", "90" }.Select(a => Snapshot.Of(TrainingDuty.For(Percent(a), April).Reasons)))
        + Snapshot.Of(TrainingDuty.For(90.Percent, new(2022, 9, 1)).Reasons));
}
