using Cig.Rules.Amounts;
using CsCheck;

namespace Cig.Rules.Tests.Amounts;

public sealed class PayForHoursTests
{
    private static readonly PayFacts April = new(64.Hours, 1625.Euro, 176.Hours, 4.Euro, 220.Euro, 110.Hours);

    [Fact]
    public void Fixed_pay_goes_by_normal_hours_allowances_by_eight_and_piece_work_by_the_average()
    {
        var answer = PayForHours.For(April).Value;

        Assert.Equal((590.91m.Euro, 32.Euro, 128.Euro, 750.91m.Euro), (answer.Fixed, answer.Daily, answer.Variable, answer.Whole));
    }

    [Fact]
    public void Halves_of_a_cent_go_up() =>
        Assert.Equal(0.02m.Euro, PayForHours.For(new(50.Hours, 0.03m.Euro, 100.Hours, 0.Euro, 0.Euro, null)).Value.Fixed);

    [Theory]
    [InlineData(0, "0.00")]
    [InlineData(176, "1625.00")]
    public void From_no_hour_to_all_normal_ones(int hours, string pay) =>
        Assert.Equal(pay, PayForHours.For(new(hours.Hours, 1625.Euro, 176.Hours, 0.Euro, 0.Euro, null)).Value.Whole.Plain);

    [Fact]
    public void The_pay_alone_is_that_of_the_explanation_and_more_hours_never_pay_less() =>
        Gen.Select(Gen.Int[0, 17_600], Gen.Int[0, 17_600], Gen.Int[0, 500_000], Gen.Int[0, 5_000], Gen.Int[0, 100_000]).Sample((one, other, fix, daily, variable) =>
        {
            PayFacts Of(int hours) => new(new(hours), new(fix), 176.Hours, new(daily), new(variable), 120.Hours);
            return PayForHours.AmountOf(Of(one)) == PayForHours.For(Of(one)).Value.Whole
                && PayForHours.AmountOf(Of(Math.Min(one, other))) <= PayForHours.AmountOf(Of(Math.Max(one, other)));
        });

    [Fact]
    public void Everything_that_cannot_be_is_told_at_once()
    {
        var wrong = Assert.Throws<ImpossibleFactException>(() => PayForHours.For(new(177.Hours, new(-1), 176.Hours, new(-1), 1.Euro, 0.Hours)));

        Assert.Equal(["hours", "fixedPay", "dailyAllowances", "hoursWorked"], [wrong.Fact, .. wrong.Others.Select(o => o.Fact)]);
        Assert.Equal("hours", Assert.Throws<ImpossibleFactException>(() => PayForHours.For(new(0.Hours, 1.Euro, 0.Hours, 0.Euro, 0.Euro, null))).Fact);
    }

    [Fact]
    public void The_explanation_reads_well() => Snapshot.Matches(Snapshot.Of(PayForHours.For(April).Reasons));
}
