namespace Cig.Rules.Tests.Schemes;

public sealed class CauseChecklistTests
{
    [Theory]
    [InlineData(Scheme.Cigo, null, 12)]
    [InlineData(Scheme.Cigs, null, 3)]
    [InlineData(Scheme.Fis, null, 15)]
    [InlineData(Scheme.Fis, 15.0, 15)]
    [InlineData(Scheme.Fis, 15.01, 12)]
    [InlineData(Scheme.Fund, 100.0, 12)]
    public void Extraordinary_causes_belong_to_FIS_and_funds_up_to_fifteen_employees(Scheme scheme, double? average, int causes) =>
        Assert.Equal(causes, CauseChecklist.Of(scheme, (decimal?)average).Value.Count);

    [Fact]
    public void Every_cause_asks_for_something_of_its_own_and_something_of_its_scheme() => Assert.All(
        new[] { Scheme.Cigo, Scheme.Cigs, Scheme.Fis }.SelectMany(s => CauseChecklist.Of(s).Value),
        c =>
        {
            Assert.NotEmpty(c.Proof);
            Assert.NotEmpty(c.Common);
            Assert.Distinct(c.Proof.Concat(c.Common));
        });

    [Fact]
    public void An_ordinary_cause_must_be_transitory_and_an_unavoidable_event_need_not_say_so()
    {
        var causes = CauseChecklist.Of(Scheme.Cigo).Value;

        Assert.All(causes, c => Assert.Equal(c.Unavoidable ? 1 : 2, c.Proof.Count));
        Assert.Equal(Cause.Cigo.Select(c => c.Key), causes.Select(c => c.Key));
    }

    [Fact]
    public void Only_reorganisation_and_crisis_have_the_limit_of_hours_and_the_minutes()
    {
        string[] With(Provision source) => [.. CauseChecklist.Of(Scheme.Cigs).Value.Where(c => c.Proof.Concat(c.Common).Any(r => r.Source == source)).Select(c => c.Key)];

        Assert.Equal(["REORGANISATION", "CRISIS"], With(Law.Dlgs148.Article("22", "4")));
        Assert.Equal(["REORGANISATION", "CRISIS"], With(Law.Dlgs148.Article("24", "3")));
        Assert.Equal(["SOLIDARITY"], With(Law.Dlgs81.Article("51")));
        Assert.Equal(["CRISIS"], With(Law.Dlgs148.Article("22", "2")));
    }

    [Fact]
    public void The_causes_of_the_CISOA_are_not_known() =>
        Assert.Equal("scheme", Assert.Throws<ImpossibleFactException>(() => CauseChecklist.Of(Scheme.Cisoa)).Fact);

    [Fact]
    public void The_checklists_read_well() => Snapshot.Matches(string.Concat(new[] { Scheme.Cigo, Scheme.Cigs }.SelectMany(s => CauseChecklist.Of(s).Value).Select(c =>
        $"{c.Key} {c.Name.Italian} / {c.Name.English} / {c.Name.German} [{c.Source}]\n" + string.Concat(c.Proof.Concat(c.Common).Select(r => $"- {r.Text.Italian}\n- {r.Text.English}\n- {r.Text.German}\n    [{r.Source}]\n")))));
}
