using Cig.Rules.Payments;

namespace Cig.Rules.Tests.Payments;

public sealed class PaymentTests
{
    private static readonly PaymentFacts Spring = new(
        Scheme.Cigo, PaymentMode.Direct, FinancialDifficulty: true, OrderedByMinistry: false, new(2026, 3, 2), new(2026, 3, 2), new(2026, 5, 31), null, new(2026, 4, 10), new(2026, 4, 20));

    [Theory]
    [InlineData(Scheme.Cigo, PaymentMode.Direct, true, false, true, PaymentMode.Direct)]
    [InlineData(Scheme.Cigo, PaymentMode.Direct, false, true, false, PaymentMode.SetOff)]
    [InlineData(Scheme.Fis, PaymentMode.Direct, true, false, true, PaymentMode.Direct)]
    [InlineData(Scheme.Fund, PaymentMode.Direct, false, false, false, PaymentMode.SetOff)]
    [InlineData(Scheme.Cigs, PaymentMode.Direct, true, false, false, PaymentMode.SetOff)]
    [InlineData(Scheme.Cigs, PaymentMode.Direct, false, true, true, PaymentMode.Direct)]
    [InlineData(Scheme.Cigs, PaymentMode.SetOff, false, true, false, PaymentMode.Direct)]
    [InlineData(Scheme.Cigs, PaymentMode.SetOff, true, false, true, PaymentMode.SetOff)]
    [InlineData(Scheme.Cigo, PaymentMode.SetOff, true, false, true, PaymentMode.SetOff)]
    public void Difficulty_opens_direct_payment_and_for_CIGS_an_order_of_the_Ministry(Scheme scheme, PaymentMode asked, bool difficulty, bool ordered, bool admitted, PaymentMode mode)
    {
        var answer = Payment.For(Spring with { Scheme = scheme, Mode = asked, FinancialDifficulty = difficulty, OrderedByMinistry = ordered }).Value;

        Assert.Equal((admitted, mode), (answer.Admitted, answer.Mode));
    }

    [Fact]
    public void Each_month_of_a_direct_payment_has_its_data_term()
    {
        var answer = Payment.For(Spring).Value;

        // The notice of 20 April gives 60 days, to 19 June, which is later than the end of May for March only.
        Assert.Equal([new DateOnly(2026, 6, 19), new(2026, 6, 30), new(2026, 7, 31)], answer.Terms.Select(t => t.Term.Nominal));
        Assert.Equal([new DateOnly(2026, 3, 1), new(2026, 4, 1), new(2026, 5, 1)], answer.Terms.Select(t => t.PeriodMonth!.Value));
        Assert.Equal(new(2026, 5, 1), answer.ContributionFrom);
    }

    [Fact]
    public void A_set_off_has_six_months_from_the_end_of_the_pay_period_or_the_grant()
    {
        var setOff = Spring with { Mode = PaymentMode.SetOff };

        Assert.Equal(new(2026, 11, 30), Payment.For(setOff).Value.Terms.Single().Term.Nominal);
        Assert.Equal(new(2026, 12, 15), Payment.For(setOff with { PayPeriodEnds = new(2026, 6, 15) }).Value.Terms.Single().Term.Nominal);
        Assert.Empty(Payment.For(setOff with { GrantedOn = null, NotifiedOn = null }).Value.Terms);
        Assert.Null(Payment.For(setOff with { GrantedOn = null, NotifiedOn = null }).Value.ContributionFrom);
    }

    [Theory]
    [InlineData(2021, 12, 31, 0)]
    [InlineData(2022, 1, 1, 3)]
    public void The_data_of_a_suspension_begun_before_2022_have_no_term(int year, int month, int day, int terms) =>
        Assert.Equal(terms, Payment.For(Spring with { SuspensionStart = new(year, month, day) }).Value.Terms.Count);

    [Fact]
    public void Everything_that_cannot_be_is_told_at_once()
    {
        var wrong = Assert.Throws<ImpossibleFactException>(() => Payment.For(Spring with { Scheme = Scheme.Cisoa, From = new(2026, 3, 1), To = new(2026, 2, 28), PayPeriodEnds = new(2026, 2, 27), NotifiedOn = new(2026, 4, 9) }));

        Assert.Equal(["scheme", "to", "suspensionStart", "payPeriodEnds", "notifiedOn"], [wrong.Fact, .. wrong.Others.Select(o => o.Fact)]);
    }

    [Theory]
    [InlineData(-1, "to")]
    [InlineData(0, null)]
    [InlineData(1100, null)]
    [InlineData(1101, "to")]
    public void A_grant_runs_forward_and_for_about_three_years_at_most(int days, string? fact)
    {
        void Asked() => Payment.For(Spring with { To = Spring.From.AddDays(days) });

        Assert.Equal(fact, (Record.Exception(Asked) as ImpossibleFactException)?.Fact);
    }

    [Fact]
    public void Days_that_fall_together_contradict_nothing()
    {
        Assert.True(Payment.For(Spring with { PayPeriodEnds = Spring.To, NotifiedOn = Spring.GrantedOn }).Value.Admitted);
        Assert.Equal("payPeriodEnds", Assert.Throws<ImpossibleFactException>(() => Payment.For(Spring with { PayPeriodEnds = Spring.To.AddDays(-1) })).Fact);
        Assert.Equal("notifiedOn", Assert.Throws<ImpossibleFactException>(() => Payment.For(Spring with { NotifiedOn = Spring.GrantedOn!.Value.AddDays(-1) })).Fact);
        Assert.Equal("suspensionStart", Assert.Throws<ImpossibleFactException>(() => Payment.For(Spring with { SuspensionStart = Spring.From.AddDays(1) })).Fact);
    }

    [Theory]
    [InlineData(PaymentMode.Direct, true, false, "D.Lgs. 148/2015, art. 7, c. 4")]
    [InlineData(PaymentMode.Direct, false, false, "D.Lgs. 148/2015, art. 7, c. 4")]
    [InlineData(PaymentMode.SetOff, true, false, "D.Lgs. 148/2015, art. 7, c. 1")]
    public void The_first_reason_is_why_the_way_is_open_or_not(PaymentMode mode, bool difficulty, bool ordered, string source) =>
        Assert.Equal(source, Payment.For(Spring with { Mode = mode, FinancialDifficulty = difficulty, OrderedByMinistry = ordered }).Reasons[0].Source.ToString());

    [Fact]
    public void Data_of_a_grant_begun_within_a_month_are_due_for_the_whole_month_and_the_doubt_of_a_missing_notice_is_told_once()
    {
        var ruling = Payment.For(Spring with { From = new(2026, 3, 31), To = new(2026, 4, 1), NotifiedOn = null });

        Assert.Equal([new DateOnly(2026, 3, 1), new(2026, 4, 1)], ruling.Value.Terms.Select(t => t.PeriodMonth!.Value));
        Assert.Single(ruling.Warnings);
    }

    [Fact]
    public void The_explanations_read_well() => Snapshot.Matches(string.Concat(new[]
    {
        Spring, Spring with { FinancialDifficulty = false }, Spring with { Scheme = Scheme.Cigs }, Spring with { Scheme = Scheme.Cigs, OrderedByMinistry = true },
        Spring with { Scheme = Scheme.Cigs, OrderedByMinistry = true, Mode = PaymentMode.SetOff }, Spring with { SuspensionStart = new(2021, 11, 2) },
    }.Select(f => Snapshot.Of(Payment.For(f).Reasons))));
}
