namespace Cig.Rules.Tests.Figures;

public sealed class FiguresTests
{
    private static readonly DateOnly First = new(2015, 9, 24);
    private static readonly DateOnly Last = new(2026, 12, 31);

    [Fact]
    public void No_day_is_without_a_yearly_figure_and_no_day_has_two()
    {
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            var single = day.Year >= 2022;
            foreach (var figure in Rules.Figures.All.Where(f => f.Yearly && f.Name.Contains("single") == single))
                Assert.Single(figure.Versions, v => v.Covers(day));
        }
    }

    [Fact]
    public void No_figure_has_two_versions_on_one_day_nor_a_gap_that_nobody_meant()
    {
        foreach (var figure in Rules.Figures.All)
        {
            for (var i = 1; i < figure.Versions.Count; i++)
            {
                var gap = figure.Versions[i].From.DayNumber - figure.Versions[i - 1].To!.Value.DayNumber - 1;
                Assert.True(gap >= 0, figure.Name);
                Assert.True(gap == 0 || figure.Name == "cigo.eone.construction.exemptFromDurationLimits", $"{figure.Name} has a gap.");
            }
        }
    }

    [Fact]
    public void Every_figure_names_its_source_and_no_two_share_name_and_unit()
    {
        Assert.All(Rules.Figures.All.SelectMany(f => f.Versions), v => Assert.NotEmpty(v.Source.ToString()));
        Assert.Distinct(Rules.Figures.All.Select(f => (f.Name, f.Unit)));
    }

    [Fact]
    public void The_figures_of_a_day_are_those_in_force()
    {
        var day = new DateOnly(2026, 11, 23);

        Assert.Contains(Rules.Figures.On(day), f => f.Figure.Name == "benefit.max.single.gross" && f.Version.Value == "1423.69");
        Assert.DoesNotContain(Rules.Figures.On(day), f => f.Figure.Name == "benefit.max.low.gross");
    }
}
