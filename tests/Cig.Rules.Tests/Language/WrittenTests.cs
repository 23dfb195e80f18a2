using System.Globalization;

namespace Cig.Rules.Tests.Language;

public sealed class WrittenTests
{
    [Theory]
    [InlineData("0", "0", "0", "0")]
    [InlineData("7", "7", "7", "7")]
    [InlineData("999", "999", "999", "999")]
    [InlineData("1000", "1.000", "1,000", "1.000")]
    [InlineData("999999", "999.999", "999,999", "999.999")]
    [InlineData("1000000", "1.000.000", "1,000,000", "1.000.000")]
    [InlineData("1222.5", "1.222,5", "1,222.5", "1.222,5")]
    [InlineData("0.0500", "0,05", "0.05", "0,05")]
    [InlineData("-0.5", "-0,5", "-0.5", "-0,5")]
    [InlineData("-1234.25", "-1.234,25", "-1,234.25", "-1.234,25")]
    [InlineData("0.00005", "0,0001", "0.0001", "0,0001")]
    [InlineData("0.00004", "0", "0", "0")]
    [InlineData("-0.00005", "-0,0001", "-0.0001", "-0,0001")]
    public void A_number_has_the_separators_of_its_language_and_no_superfluous_zeros(string number, string italian, string english, string german)
    {
        var value = decimal.Parse(number, CultureInfo.InvariantCulture);

        Assert.Equal((italian, english, german), (Written.Number(Tongue.Italian, value), Written.Number(Tongue.English, value), Written.Number(Tongue.German, value)));
    }

    [Theory]
    [InlineData("2", 2, "2,00")]
    [InlineData("1.005", 2, "1,01")]
    [InlineData("1.0049", 2, "1,00")]
    [InlineData("-1.005", 2, "-1,01")]
    [InlineData("1234.5", 0, "1.235")]
    [InlineData("0.5", 3, "0,500")]
    public void So_many_decimals_as_are_asked_for_are_written_halves_away_from_zero(string number, int decimals, string written) =>
        Assert.Equal(written, Written.Number(Tongue.Italian, decimal.Parse(number, CultureInfo.InvariantCulture), decimals));

    [Fact]
    public void Anything_that_stands_in_a_sentence_is_written_in_its_language()
    {
        var day = new DateOnly(2026, 3, 1);
        object?[] values = [1.Weeks, Text.Of($"sede", $"office", $"Amt"), day, true, false, 1500, 15_000_000_000L, 0.25m, null, 'x'];

        Assert.Equal(["1 settimana", "sede", "1º marzo 2026", "sì", "no", "1.500", "15.000.000.000", "0,25", "", "x"], values.Select(v => Written.In(Tongue.Italian, v)));
        Assert.Equal(["1 week", "office", "1 March 2026", "yes", "no", "1,500", "15,000,000,000", "0.25", "", "x"], values.Select(v => Written.In(Tongue.English, v)));
        Assert.Equal(["1 Woche", "Amt", "1. März 2026", "ja", "nein", "1.500", "15.000.000.000", "0,25", "", "x"], values.Select(v => Written.In(Tongue.German, v)));
    }

    [Fact]
    public void Only_Italian_writes_the_first_of_a_month_as_an_ordinal()
    {
        Assert.Equal("1º dicembre 2026", Written.Day(Tongue.Italian, new(2026, 12, 1)));
        Assert.Equal("2 dicembre 2026", Written.Day(Tongue.Italian, new(2026, 12, 2)));
        Assert.Equal("11 dicembre 2026", Written.Day(Tongue.Italian, new(2026, 12, 11)));
        Assert.Equal("1 December 2026", Written.Day(Tongue.English, new(2026, 12, 1)));
        Assert.Equal("1. Dezember 2026", Written.Day(Tongue.German, new(2026, 12, 1)));
    }

    [Fact]
    public void Months_have_their_names_in_each_language()
    {
        string[] Names(Tongue tongue) => [.. Enumerable.Range(1, 12).Select(m => Written.Month(tongue, new(2026, m, 15)))];

        Assert.Equal(("gennaio 2026", "agosto 2026", "dicembre 2026"), (Names(Tongue.Italian)[0], Names(Tongue.Italian)[7], Names(Tongue.Italian)[11]));
        Assert.Equal(("January 2026", "August 2026", "December 2026"), (Names(Tongue.English)[0], Names(Tongue.English)[7], Names(Tongue.English)[11]));
        Assert.Equal(("Januar 2026", "August 2026", "Dezember 2026"), (Names(Tongue.German)[0], Names(Tongue.German)[7], Names(Tongue.German)[11]));
    }

    [Fact]
    public void A_text_speaks_three_languages_and_no_other()
    {
        var text = Text.Of($"sede", $"office", $"Amt");

        Assert.Equal(("sede", "office", "Amt", "sede"), (text.In(Tongue.Italian), text.In(Tongue.English), text.In(Tongue.German), text.ToString()));
        Assert.Throws<ArgumentOutOfRangeException>(() => text.In((Tongue)3));
    }

    [Theory]
    [InlineData("8", true)]
    [InlineData("80", true)]
    [InlineData("800", true)]
    [InlineData("8000", true)]
    [InlineData("11", true)]
    [InlineData("11.5", true)]
    [InlineData("1", false)]
    [InlineData("12", false)]
    [InlineData("18", false)]
    [InlineData("110", false)]
    [InlineData("119", false)]
    [InlineData("1.1", false)]
    [InlineData("1100", false)]
    public void Eight_and_eleven_begin_with_a_vowel(string number, bool vowel)
    {
        var value = decimal.Parse(number, CultureInfo.InvariantCulture);
        var written = Written.Number(Tongue.Italian, value);

        Assert.Equal(
            vowel ? $"Dall'{written} all'{written}, dell'{written}, nell'{written}, sull'{written}: l'{written}" : $"Dal {written} al {written}, del {written}, nel {written}, sul {written}: il {written}",
            Text.Of($"Dal {value} al {value}, del {value}, nel {value}, sul {value}: il {value}", $"", $"").Italian);
    }

    [Fact]
    public void Before_zero_stand_the_articles_of_a_word_with_z()
    {
        var (half, none) = (0.5m.Percent, 0);

        Assert.Equal("Dallo 0,5% allo 0,5%, dello 0,5%, nello 0,5%, sullo 0,5%: lo 0,5%", Text.Of($"Dal {half} al {half}, del {half}, nel {half}, sul {half}: il {half}", $"", $"").Italian);
        Assert.Equal("Lo 0, dallo 0, allo 0", Text.Of($"Il {none}, dal {none}, al {none}", $"", $"").Italian);
        Assert.Equal("del -0,5%, del 10%", Text.Of($"del {new Rate(-50)}, del {10.Percent}", $"", $"").Italian);
    }

    [Fact]
    public void An_article_gives_up_its_vowel_also_as_the_first_word_and_no_other_word_does()
    {
        Assert.Equal("all'8", Text.Of($"al {8}", $"", $"").Italian);
        Assert.Equal("l'8, l'8", Text.Of($"il {8}, il {8}", $"", $"").Italian);
        Assert.Equal("L'11", Text.Of($"Il {11}", $"", $"").Italian);
        Assert.Equal("portal 8, vinil 8", Text.Of($"portal {8}, vinil {8}", $"", $"").Italian);
        Assert.Equal("8 al giorno", Text.Of($"{8} al giorno", $"", $"").Italian);
        Assert.Equal("il 7 e 8", Text.Of($"il {7} e {8}", $"", $"").Italian);
        Assert.Equal("78", Text.Of($"{7}{8}", $"", $"").Italian);
    }
}
