using System.Text.RegularExpressions;
using Cig.Rules;

namespace Cig.Calculators.Tests;

/// <summary>The three languages of every sentence state the same figures, dates and provisions.</summary>
public sealed partial class LanguageTests
{
    private static readonly string[][] Months =
    [
        ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"],
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
    ];

    public static TheoryData<string> Names => [.. Calculator.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_three_languages_state_the_same_figures_and_dates(string name)
    {
        var calculator = Calculator.Find(name)!;
        var replies = Variations.Of(calculator).Select(q => calculator.Ask(q.Question, q.Readings)).ToList();

        foreach (var text in replies.SelectMany(Sentences).Distinct())
        {
            var italian = Stated(text.Italian, Tongue.Italian);
            Assert.True(italian.SequenceEqual(Stated(text.English, Tongue.English)), $"{text.Italian}\n{text.English}");
            Assert.True(italian.SequenceEqual(Stated(text.German, Tongue.German)), $"{text.Italian}\n{text.German}");
        }

        // A branch not taken may be a bare amount; everything else is a sentence, and no language borrows another's.
        foreach (var text in replies.SelectMany(r => Sentences(r).Concat(r.Problems.SelectMany(p => new[] { p.Message, p.Mend }))).Where(t => t.Italian.Any(char.IsLetter)).Distinct())
        {
            Assert.NotEqual(text.Italian, text.English);
            Assert.NotEqual(text.Italian, text.German);
            Assert.NotEqual(text.English, text.German);
        }
    }

    [Fact]
    public void Every_provision_that_an_answer_cites_belongs_to_a_rule()
    {
        var known = Rulebook.All.SelectMany(r => r.Provisions).Select(p => p.ToString()).ToHashSet();
        var cited = Calculator.All.SelectMany(c => Variations.Of(c).SelectMany(q => c.Ask(q.Question, q.Readings).Answer?.Reasons ?? [])).Select(r => r.Source.ToString()).Distinct().ToList();

        Assert.All(cited, c => Assert.Contains(c, known));
        Assert.True(cited.Count > 30, cited.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static IEnumerable<Text> Sentences(Reply reply) =>
    [
        .. reply.Answer?.Warnings ?? [],
        .. reply.Answer?.Reasons.Select(r => r.Text) ?? [],
        .. reply.Answer?.Reasons.Where(r => r.Fork is not null).Select(r => r.Fork!.Otherwise) ?? [],
    ];

    /// <summary>Numbers with a point for the decimals and dates as day, month, year, in order of size; words of a unit and the order of a sentence do not matter.</summary>
    private static List<string> Stated(string text, Tongue tongue)
    {
        List<string> stated = [];
        for (var i = 0; i < 12; i++)
        {
            foreach (Match match in Regex.Matches(text, $@"(?:(\d{{1,2}})[º.]? )?{Months[(int)tongue][i]} (\d{{4}})"))
                stated.Add($"{match.Groups[2].Value}-{i + 1:00}-{match.Groups[1].Value.PadLeft(2, '0')}");
            text = Regex.Replace(text, $@"(?:(\d{{1,2}})[º.]? )?{Months[(int)tongue][i]} (\d{{4}})", "");
        }

        foreach (Match match in Number().Matches(text))
        {
            var number = match.Value.TrimEnd('.', ',');
            stated.Add(tongue == Tongue.English ? number.Replace(",", "") : number.Replace(".", "").Replace(',', '.'));
        }

        return [.. stated.Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"\d[\d.,]*")]
    private static partial Regex Number();
}
