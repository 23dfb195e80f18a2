namespace Cig.Rules.Tests.Sources;

public sealed class ProvisionTests
{
    [Fact]
    public void A_provision_is_cited_as_jurists_do()
    {
        Assert.Equal("D.Lgs. 148/2015, art. 5, c. 1-ter", Law.Dlgs148.Article("5", "1-ter").ToString());
        Assert.Equal("D.Lgs. 148/2015, art. 2-bis", Law.Dlgs148.Article("2-bis").ToString());
        Assert.Equal("D.Lgs. 148/2015", Law.Dlgs148.Whole.ToString());
        Assert.Equal("circ. INPS 4/2026", Law.Circular("4/2026").Whole.ToString());
        Assert.Equal("msg. INPS 4275/2017", Law.Message("4275/2017").ToString());
        Assert.Equal("circ. Min. Lavoro 17/2017", Law.MinistryCircular("17/2017").ToString());
        Assert.Equal("Cass. 1231/2025", Law.Practice("Cass. 1231/2025").ToString());
    }

    [Fact]
    public void A_reason_says_which_fact_decided_and_what_would_have_followed()
    {
        var reason = new Reason(Law.Dlgs148.Article("1", "2"), Text.Of($"Servono 30 giorni.", $"It takes 30 days.", $"Es braucht 30 Tage."));
        var forked = reason.Or("seniorityDays", 1500, Text.Of($"con meno no", $"with fewer not", $"mit weniger nicht"));

        Assert.Null(reason.Fork);
        Assert.Equal(("", 0, 0), (reason.Step, reason.Facts.Count, reason.Because.Count));
        Assert.Equal("con meno no", forked.Fork!.Otherwise.Italian);
        var decided = Assert.Single(forked.Fork.DecidedBy);
        Assert.Equal(("seniorityDays", "1.500", "1,500"), (decided.Name, decided.Value.Italian, decided.Value.English));
    }

    [Fact]
    public void A_ruling_has_no_open_readings_and_no_doubts_unless_it_says_so()
    {
        var ruling = new Ruling<int>(1, []);

        Assert.Empty(ruling.Policies);
        Assert.Empty(ruling.Warnings);
    }

    [Fact]
    public void An_impossible_fact_says_what_is_wrong_and_what_to_do()
    {
        var impossible = new ImpossibleFactException("filedOn", Text.Of($"Presto.", $"Too early.", $"Zu früh."), Text.Of($"Controlla.", $"Check.", $"Prüfen."));

        Assert.Equal(("filedOn", "Presto.", "Controlla.", "filedOn: Too early. Check."), (impossible.Fact, impossible.Problem.Italian, impossible.Mend.Italian, impossible.Message));
    }

    [Fact]
    public void From_a_provision_one_comes_to_the_rules_that_apply_it()
    {
        Assert.Equal(["codice-fiscale"], Rulebook.Applying(Law.Dm1976.Whole).Select(r => r.Name));
        Assert.Empty(Rulebook.Applying(Law.Dm1976.Article("1")));
        Assert.Contains(CoveredLaw.RulesOf(Law.Dlgs148.Article("25", "1")), r => r.Name == "cigs-start");
        Assert.DoesNotContain(CoveredLaw.RulesOf(Law.Dlgs148.Article("25", "1")), r => r.Name == "benefit");
    }

    [Theory]
    [InlineData("25", "1", "25", "1", true)]
    [InlineData("25", null, "25", "1", true)]
    [InlineData("25", "1", "25", null, true)]
    [InlineData("25", "1", "25", "2", false)]
    [InlineData("25", "1", "24", "1", false)]
    [InlineData("25", null, "24", null, false)]
    public void A_citation_uses_the_same_place_or_the_whole_article_around_it(string article, string? paragraph, string other, string? otherParagraph, bool uses)
    {
        var (cited, provision) = (Law.Dlgs148.Article(article, paragraph), Law.Dlgs148.Article(other, otherParagraph));

        Assert.Equal(uses, CoveredLaw.Uses(cited, provision));
        Assert.False(CoveredLaw.Uses(Law.L457.Article(article, paragraph), provision));
    }
}
