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

    [Theory]
    [InlineData(8, "dall'8 aprile 2026 all'8 aprile 2026, l'8 aprile 2026")]
    [InlineData(11, "dall'11 aprile 2026 all'11 aprile 2026, l'11 aprile 2026")]
    [InlineData(18, "dal 18 aprile 2026 al 18 aprile 2026, il 18 aprile 2026")]
    [InlineData(1, "dal 1º aprile 2026 al 1º aprile 2026, il 1º aprile 2026")]
    public void Italian_articles_give_up_their_vowel_before_eight_and_eleven(int number, string italian)
    {
        var day = new DateOnly(2026, 4, number);

        Assert.Equal(italian, Text.Of($"dal {day} al {day}, il {day}", $"", $"").Italian);
    }

    [Fact]
    public void So_they_do_before_eighty_per_cent_and_not_before_a_hundred_and_ten()
    {
        Assert.Equal("L'80% del 110% nell'11%", Text.Of($"Il {80.Percent} del {110.Percent} nel {11.Percent}", $"", $"").Italian);
        Assert.Equal("quello 8, canale 8", Text.Of($"quello {8}, canale {8}", $"", $"").Italian);
    }

    [Fact]
    public void One_month_is_one() => Assert.Equal(("1 mese", "1 month", "2 Monate"), (new Months(780).In(Tongue.Italian), new Months(780).In(Tongue.English), new Months(1560).In(Tongue.German)));
}
