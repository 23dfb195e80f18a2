namespace Cig.Rules.Tests.Sources;

public sealed class CoveredLawTests
{
    [Fact]
    public void Every_covered_provision_is_used_by_a_rule_or_says_why_not_and_never_both()
    {
        Assert.Empty(CoveredLaw.Decree.Where(c => c.NotUsed is null && !Exactly(c.Provision)).Select(c => $"{c.Provision} has neither a rule nor a reason"));
        Assert.Empty(CoveredLaw.Decree.Where(c => c.NotUsed is not null && Exactly(c.Provision)).Select(c => $"{c.Provision} has a rule and a reason against one"));
    }

    [Fact]
    public void Every_provision_of_the_Decree_that_a_rule_cites_is_covered()
    {
        var covered = CoveredLaw.Decree.Select(c => c.Provision).ToHashSet();

        Assert.Empty(Rulebook.All.SelectMany(r => r.Provisions).Where(p => p.Act == Law.Dlgs148 && !covered.Contains(p)).Distinct().Select(p => p.ToString()));
    }

    [Fact]
    public void Every_provision_is_listed_once() => Assert.Distinct(CoveredLaw.Decree.Select(c => c.Provision));

    private static bool Exactly(Provision provision) => Rulebook.All.Any(r => r.Provisions.Contains(provision));
}
