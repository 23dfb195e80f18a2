namespace Cig.Rules.Tests.Language;

public sealed class TextTests
{
    [Fact]
    public void Each_language_writes_amounts_and_days_in_its_own_way()
    {
        var (maximum, day) = (1423.69m.Euro, new DateOnly(2026, 1, 1));

        var text = Text.Of($"{maximum} dal {day}", $"{maximum} from {day}", $"{maximum} ab {day}");

        Assert.Equal("1.423,69 € dal 1º gennaio 2026", text.Italian);
        Assert.Equal("€1,423.69 from 1 January 2026", text.English);
        Assert.Equal("1.423,69 € ab 1. Januar 2026", text.German);
    }

    [Fact]
    public void A_table_refuses_disorder_and_has_no_answer_where_nothing_is_in_force()
    {
        var source = Law.Circular("4/2026").Whole;
        var table = new InForce<int>("figure") { { "2026-01-01", "2026-12-31", 1, source, Trust.Secondary } };

        Assert.Throws<ArgumentException>(() => table.Add("2026-12-31", null, 2, source, Trust.Secondary));
        Assert.Equal(1, table.On(new(2026, 12, 31)).Value);
        Assert.Throws<NotInForceException>(() => table.On(new(2027, 1, 1)));
        Assert.Null(table.Find(new(2025, 12, 31)));
    }
}
