namespace Cig.Rules.Tests.Sources;

public sealed class InForceTests
{
    private static readonly Provision First = Law.Dlgs148.Article("3", "5");
    private static readonly Provision Second = Law.Dlgs148.Article("3", "5-bis");

    private static InForce<int> Table => new("figure")
    {
        { "2015-09-24", "2021-12-31", 2, First, Trust.NormTextRead },
        { "2022-01-01", "2022-12-31", 1, Second, Trust.Secondary },
        { "2024-01-01", null, 3, Second, Trust.Recalled },
    };

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd");

    [Theory]
    [InlineData("2015-09-23", null)]
    [InlineData("2015-09-24", 2)]
    [InlineData("2021-12-31", 2)]
    [InlineData("2022-01-01", 1)]
    [InlineData("2022-12-31", 1)]
    [InlineData("2023-01-01", null)]
    [InlineData("2023-12-31", null)]
    [InlineData("2024-01-01", 3)]
    [InlineData("2100-01-01", 3)]
    public void The_first_and_the_last_day_of_a_validity_belong_to_it(string day, int? value)
    {
        Assert.Equal(value, Table.Find(Day(day))?.Value);
        if (value is not null)
        {
            Assert.Equal(value, Table.On(Day(day)).Value);
            return;
        }

        var nothing = Assert.Throws<NotInForceException>(() => Table.On(Day(day)));
        Assert.Equal(("figure", Day(day)), (nothing.Figure, nothing.Day));
        Assert.Contains(day, nothing.Message);
    }

    [Fact]
    public void A_table_is_read_oldest_first()
    {
        Assert.Equal(("figure", 3), (Table.Name, Table.Count));
        Assert.Equal([2, 1, 3], Table.Select(v => v.Value));
        Assert.Equal([Day("2021-12-31"), Day("2022-12-31"), null], Table.Select(v => v.To));
        Assert.Equal((Day("2022-01-01"), Second, Trust.Secondary), (Table[1].From, Table[1].Source, Table[1].Trust));
        Assert.Equal(3, ((System.Collections.IEnumerable)Table).Cast<object>().Count());
    }

    [Theory]
    [InlineData("2022-12-30", "2022-12-29", "ends before it begins")]
    [InlineData("2021-12-31", "2022-12-31", "before the one before it has ended")]
    [InlineData("2015-01-01", "2015-09-23", "before the one before it has ended")]
    public void Disorder_is_refused_and_says_where_it_is(string from, string to, string words)
    {
        var table = new InForce<int>("figure") { { "2015-09-24", "2021-12-31", 2, First, Trust.NormTextRead } };

        var refused = Assert.Throws<ArgumentException>(() => table.Add(from, to, 1, Second, Trust.Secondary));
        Assert.Contains(words, refused.Message);
        Assert.Contains("figure", refused.Message);
        Assert.Single(table);
    }

    [Fact]
    public void Nothing_follows_what_is_still_in_force()
    {
        var table = new InForce<int>("figure") { { "2015-09-24", null, 2, First, Trust.NormTextRead } };

        Assert.Throws<ArgumentException>(() => table.Add("2030-01-01", null, 1, Second, Trust.Secondary));
    }

    [Fact]
    public void A_validity_may_last_one_day()
    {
        var table = new InForce<int>("figure") { { "2022-01-01", "2022-01-01", 2, First, Trust.NormTextRead }, { "2022-01-02", "2022-01-02", 1, First, Trust.NormTextRead } };

        Assert.Equal((2, 1), (table.On(Day("2022-01-01")).Value, table.On(Day("2022-01-02")).Value));
    }
}
