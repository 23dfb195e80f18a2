using Cig.Rules.Readings;

namespace Cig.Rules.Tests.Readings;

/// <summary>A small calculation, half of a pay up to a limit, told back by the trace.</summary>
public sealed class TraceTests
{
    private static readonly Provision Norm = Law.Dlgs148.Article("3", "1");
    private static readonly Provision FigureOfLimit = Law.Circular("4/2026").Whole;

    private static readonly Fact Pay = new("pay", Unit.Euro);
    private static readonly Fact Worked = new("worked", Unit.Hours);
    private static readonly Fact Share = new("share", Unit.Percent);
    private static readonly Fact Used = new("used", Unit.Weeks);
    private static readonly Fact People = new("people", Unit.Count);
    private static readonly Fact Limit = new("limit", Unit.Euro);

    private static readonly Step Half = new("half", Unit.Euro, Norm, t => Text.Of($"Metà di {t.Euro(Pay)}.", $"", $""));
    private static readonly Step Due = new("due", Unit.Euro, null, t => Text.Of($"Spettano {t.Euro(Due!)}.", $"", $""));

    private static Explained HalfOf(long cents) => Explained.Step(Half, Explained.HalfUp(Explained.Given(Pay, cents), Explained.Of(2)));

    private static Explained DueOf(long cents) => Explained.Step(Due, Explained.Min(HalfOf(cents), Explained.Given(Limit, 80_00, FigureOfLimit)));

    [Fact]
    public void A_limit_that_bites_is_told_with_its_own_provision_and_with_what_would_have_been_due()
    {
        var trace = new Trace(DueOf(200_00));
        var reasons = trace.Reasons();

        Assert.Equal(["half", "due"], reasons.Select(r => r.Step));
        Assert.Equal([Norm, FigureOfLimit], reasons.Select(r => r.Source));
        Assert.Equal(["Metà di 200,00 €.", "Spettano 80,00 €."], reasons.Select(r => r.Text.Italian));
        Assert.Equal([("pay", "200,00 €")], reasons[0].Facts.Select(f => (f.Name, f.Value.Italian)));
        Assert.Equal([("limit", "80,00 €")], reasons[1].Facts.Select(f => (f.Name, f.Value.Italian)));
        Assert.Empty(reasons[0].Because);
        Assert.Same(reasons[0], Assert.Single(reasons[1].Because));
        Assert.Null(reasons[0].Fork);
        Assert.Equal([("half", "100,00 €"), ("limit", "80,00 €")], reasons[1].Fork!.DecidedBy.Select(d => (d.Name, d.Value.Italian)));
        Assert.Equal("100,00 €", reasons[1].Fork!.Otherwise.Italian);
        Assert.Equal((true, true, false), (trace.Has(Pay), trace.Has(Due), trace.Has(Worked)));
        Assert.Equal(["half", "due"], trace.Steps.Select(s => s.Step.ToString()));
    }

    [Fact]
    public void A_step_that_rests_on_neither_a_provision_nor_a_figure_is_a_fault() =>
        Assert.Contains("due", Assert.Throws<InvalidOperationException>(() => new Trace(DueOf(100_00)).Reasons()).Message);

    [Fact]
    public void Each_value_is_told_in_its_unit()
    {
        var all = new Trace(Explained.Given(Pay, 150), Explained.Given(Worked, 1650), Explained.Given(Share, 584), Explained.Given(Used, 18), Explained.Given(People, 15));

        Assert.Equal((1.5m.Euro, 16.5m.Hours, 5.84m.Percent, new Weeks(18), 15L), (all.Euro(Pay), all.Hours(Worked), all.Rate(Share), all.Weeks(Used), all.Number(People)));
        Assert.Empty(all.Steps);

        var sum = new Step("sum", Unit.Count, Norm, _ => Text.Of($"", $"", $""));
        var added = Explained.Given(Pay, 150) + Explained.Given(Worked, 1650) + Explained.Given(Share, 584) + Explained.Given(Used, 18) + Explained.Given(People, 15);
        var facts = new Trace(Explained.Step(sum, added)).Reasons()[0].Facts;
        Assert.Equal(["1,50 €", "16,5 ore", "5,84%", "0,6 settimane", "15"], facts.Select(f => f.Value.Italian));
    }

    [Fact]
    public void What_decided_comes_before_what_was_decided_and_a_branch_not_taken_is_not_told()
    {
        var test = new Step("test", Unit.Count, Norm, _ => Text.Of($"", $"", $""));
        var taken = new Step("taken", Unit.Count, Norm, _ => Text.Of($"", $"", $""));
        var left = new Step("left", Unit.Count, Norm, _ => Text.Of($"", $"", $""));
        var choice = new Step("choice", Unit.Count, Norm, _ => Text.Of($"", $"", $""));
        var value = Explained.Step(choice, Explained.Choose(
            Explained.Step(test, Explained.Given(People, 15)) > Explained.Of(5),
            Explained.Step(taken, Explained.Given(Used, 26)),
            Explained.Step(left, Explained.Given(Worked, 13))));
        var reasons = new Trace(value).Reasons();

        Assert.Equal(["test", "taken", "choice"], reasons.Select(r => r.Step));
        Assert.Equal(["test", "taken"], reasons[2].Because.Select(b => b.Step));
        Assert.Equal(("test", "13"), (Assert.Single(reasons[2].Fork!.DecidedBy).Name, reasons[2].Fork!.Otherwise.Italian));
    }

    [Fact]
    public void A_fork_speaks_of_the_nearest_named_values_where_sums_decided()
    {
        var choice = new Step("choice", Unit.Count, Norm, _ => Text.Of($"", $"", $""));
        var value = Explained.Step(choice, Explained.Choose(
            Explained.Given(People, 3) + Explained.Given(Used, 4) > Explained.Given(Limit, 900),
            Explained.Of(1),
            Explained.Of(2)));
        Assert.Null(Assert.Single(new Trace(value).Reasons()).Fork);

        var turned = Explained.Step(choice, Explained.Choose(
            Explained.Given(People, 3) + Explained.Given(Used, 4) > Explained.Given(Limit, 900),
            Explained.Given(Pay, 500) - Explained.Of(1),
            Explained.Of(2)));
        var reason = Assert.Single(new Trace(turned).Reasons());
        Assert.Equal(["people", "used", "limit"], reason.Fork!.DecidedBy.Select(d => d.Name));
        Assert.Equal("5,00 €", reason.Fork.Otherwise.Italian);
        Assert.Equal(["people", "used", "limit"], reason.Facts.Select(f => f.Name));
    }

    [Fact]
    public void A_condition_that_compared_nothing_is_no_fork()
    {
        var choice = new Step("choice", Unit.Count, Norm, _ => Text.Of($"", $"", $""));

        Assert.Null(Assert.Single(new Trace(Explained.Step(choice, Explained.Choose(ExplainedCondition.Of(true), Explained.Given(Pay, 1), Explained.Given(Pay, 2)))).Reasons()).Fork);
    }

    [Fact]
    public void A_value_used_twice_is_told_once()
    {
        var half = HalfOf(200_00);
        var twice = new Step("twice", Unit.Euro, Norm, _ => Text.Of($"", $"", $""));
        var reasons = new Trace(half, Explained.Step(twice, half + half)).Reasons();

        Assert.Equal(["half", "twice"], reasons.Select(r => r.Step));
        Assert.Same(reasons[0], Assert.Single(reasons[1].Because));
    }

    [Fact]
    public void Joined_conditions_remember_all_that_was_compared()
    {
        var (one, other) = (Explained.Given(People, 3) > Explained.Of(2), Explained.Given(Used, 3) <= Explained.Of(2));

        Assert.Equal((4, 4, 2), ((one & other).From.Count, (one | other).From.Count, (!one).From.Count));
    }
}
