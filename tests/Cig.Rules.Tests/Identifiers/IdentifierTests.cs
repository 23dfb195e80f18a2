using Cig.Rules.Identifiers;
using CsCheck;

namespace Cig.Rules.Tests.Identifiers;

public sealed class IdentifierTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData("RSSMRA80A01H501U", "M", "1980-01-01", "H501")]
    [InlineData("rss mra 85t10 a562s", "M", "1985-12-10", "A562")]
    [InlineData("MRTMTT91D08F205J", "M", "1991-04-08", "F205")]
    [InlineData("RCCMNL83S18D969H", "M", "1983-11-18", "D969")]
    [InlineData("CNTCHR83T41D969D", "F", "1983-12-01", "D969")]
    [InlineData("MLLSNT82P65Z404U", "F", "1982-09-25", "Z404")]
    [InlineData("RSSMRA80A01H50MM", "M", "1980-01-01", "H501")]
    [InlineData("CNTCHR83TQMDVSVX", "F", "1983-12-01", "D969")]
    [InlineData("MLLSNTUNPSRZQLQO", "F", "1982-09-25", "Z404")]
    [InlineData("RSSMRA80B29H501Q", "M", "1980-02-29", "H501")]
    public void A_codice_fiscale_tells_sex_birth_and_place(string code, string sex, string born, string place)
    {
        var found = CodiceFiscale.Check(code, Today);

        Assert.True(found.Valid, found.Why?.English);
        Assert.Equal((sex, born, place), (found.Read["sex"], found.Read["birthDate"], found.Read["birthPlace"]));
    }

    [Theory]
    [InlineData("RSSMRA80A01F839X", "W")]
    [InlineData("VRDLCU90A01F205E", "L")]
    [InlineData("RSSMRA80S31H501I", "data di nascita")]
    [InlineData("RSSMRA81B29H501R", "data di nascita")]
    [InlineData("RSSMRA80A72H501G", "data di nascita")]
    [InlineData("RSSMRA80A40H501Z", "data di nascita")]
    [InlineData("RSSMRA80G01H501U", "data di nascita")]
    [InlineData("RSSMRA80A01H501", "16")]
    [InlineData("RSSM1A80A01H501U", "posto 5")]
    [InlineData("", "16")]
    public void A_wrong_codice_fiscale_says_what_is_wrong(string code, string word)
    {
        var found = CodiceFiscale.Check(code, Today);

        Assert.False(found.Valid);
        Assert.Contains(word, found.Why!.Italian);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 8)]
    [InlineData(12, 17)]
    [InlineData(14, 39)]
    [InlineData(35, 2)]
    public void Changing_any_one_character_of_a_good_code_is_noticed(int letters, int days) =>
        Gen.Select(Gen.Int[0, 15], Gen.Int[0, 35]).Sample((place, to) =>
        {
            var good = Code(letters, new DateOnly(1950, 1, 1).AddDays(days * 577), days % 2 == 0);
            var character = to < 10 ? (char)('0' + to) : (char)('A' + to - 10);
            var changed = good[..place] + character + good[(place + 1)..];
            return CodiceFiscale.Check(good, Today).Valid && (changed == good || !CodiceFiscale.Check(changed, Today).Valid);
        });

    [Fact]
    public void Digits_replaced_by_letters_tell_the_same_person() =>
        Gen.Select(Gen.Int[0, 127], Gen.Int[0, 20_000], Gen.Bool).Sample((which, days, female) =>
        {
            int[] places = [6, 7, 9, 10, 12, 13, 14];
            var plain = Code(7, new DateOnly(1950, 1, 1).AddDays(days), female);
            var replaced = plain[..15].ToCharArray();
            for (var i = 0; i < 7; i++)
            {
                if ((which >> i & 1) == 1)
                    replaced[places[i]] = "LMNPQRSTUV"[replaced[places[i]] - '0'];
            }

            var (one, other) = (CodiceFiscale.Check(plain, Today), CodiceFiscale.Check(WithCheck(new(replaced)), Today));
            return one.Valid && other.Valid && one.Read.OrderBy(r => r.Key).SequenceEqual(other.Read.OrderBy(r => r.Key))
                && one.Read["birthDate"] == new DateOnly(1950, 1, 1).AddDays(days).ToString("yyyy-MM-dd") && one.Read["sex"] == (female ? "F" : "M");
        });

    [Theory]
    [InlineData("2012-11-23", "2012-11-23")]
    [InlineData("2012-11-24", null)]
    [InlineData("1925-11-24", "1925-11-24")]
    [InlineData("1925-11-23", null)]
    public void A_birth_date_is_told_only_where_one_century_gives_an_age_from_14_to_100(string born, string? told)
    {
        var found = CodiceFiscale.Check(Code(3, DateOnly.Parse(born), female: true), Today);

        Assert.True(found.Valid);
        Assert.Equal(told, found.Read.GetValueOrDefault("birthDate"));
        Assert.Equal(told is null, found.Warning is not null);
        Assert.Equal("F", found.Read["sex"]);
    }

    [Fact]
    public void A_provisional_code_of_digits_is_accepted_with_a_warning()
    {
        var found = CodiceFiscale.Check("80078750587", Today);

        Assert.True(found.Valid);
        Assert.NotNull(found.Warning);
        Assert.False(CodiceFiscale.Check("80078750588", Today).Valid);
        Assert.Null(CodiceFiscale.Check("RSSMRA80A01H501U", Today).Warning);
    }

    [Theory]
    [InlineData("00743110157")]
    [InlineData("IT 02121151001")]
    [InlineData("01114601006")]
    [InlineData("01234560017")]
    public void A_good_partita_iva_is_accepted(string code) => Assert.True(PartitaIva.Check(code).Valid);

    [Theory]
    [InlineData("00743110158")]
    [InlineData("99999999999")]
    [InlineData("00000000000")]
    [InlineData("0074311015")]
    [InlineData("0074311015A")]
    [InlineData("01234561502")]
    public void A_wrong_partita_iva_is_refused(string code) => Assert.False(PartitaIva.Check(code).Valid);

    [Theory]
    [InlineData("80078750587", true)]
    [InlineData("80237250586", true)]
    [InlineData("97103880585", true)]
    [InlineData("00000000000", false)]
    [InlineData("80078750588", false)]
    public void The_tax_code_of_an_entity_has_no_office_inside(string code, bool valid) => Assert.Equal(valid, PartitaIva.CheckEntity(code).Valid);

    [Theory]
    [InlineData("6405924990", true)]
    [InlineData("5138462742", true)]
    [InlineData("7073463019", true)]
    [InlineData("4912345631", true)]
    [InlineData("7000001181", true)]
    [InlineData("1020304000", true)]
    [InlineData("1234567890", false)]
    [InlineData("9999999999", false)]
    [InlineData("5555555555", false)]
    [InlineData("0000000000", false)]
    public void The_last_two_digits_of_a_matricola_check_the_others(string code, bool valid) => Assert.Equal(valid, InpsPosition.Check(code).Valid);

    [Fact]
    public void The_reason_names_the_digits_that_a_matricola_should_end_with() =>
        Assert.Contains("60", InpsPosition.Check("1234567890").Why!.Italian);

    [Theory]
    [InlineData("IT60X0542811101000000123456", true)]
    [InlineData("IT91 G030 6909 4001 0000 0012 345", true)]
    [InlineData("IT30O0760103200000012345678", true)]
    [InlineData("SM86U0322509800000000270100", true)]
    [InlineData("DE89370400440532013000", true)]
    [InlineData("IT40S0542811101000000123456", false)]
    [InlineData("IT61X0542811101000000123456", false)]
    [InlineData("IT60X054281110100000012345", false)]
    [InlineData("US00123456789", false)]
    [InlineData("", false)]
    public void An_iban_is_checked_twice_in_Italy_and_once_elsewhere(string code, bool valid) => Assert.Equal(valid, Iban.Check(code).Valid);

    [Fact]
    public void A_wrong_cin_is_named_even_where_the_other_check_passes() =>
        Assert.Contains("X", Iban.Check("IT40S0542811101000000123456").Why!.Italian);

    [Theory]
    [InlineData("11301", true)]
    [InlineData("41301", true)]
    [InlineData("70103", true)]
    [InlineData("01301", false)]
    [InlineData("1130", false)]
    [InlineData("113011", false)]
    [InlineData("1130A", false)]
    public void A_contribution_class_has_five_digits_and_no_leading_zero(string code, bool valid) => Assert.Equal(valid, CodeForms.ContributionClass(code).Valid);

    [Fact]
    public void A_contribution_class_tells_sector_class_and_category()
    {
        var read = CodeForms.ContributionClass("11301").Read;

        Assert.Equal(("1", "13", "01"), (read["sector"], read["class"], read["category"]));
    }

    [Theory]
    [InlineData("5k", true)]
    [InlineData("0J", true)]
    [InlineData("K5", false)]
    [InlineData("55", false)]
    [InlineData("5", false)]
    public void An_authorisation_code_is_a_digit_and_a_letter(string code, bool valid) => Assert.Equal(valid, CodeForms.Authorisation(code).Valid);

    [Theory]
    [InlineData("CDIV", true)]
    [InlineData("C011", true)]
    [InlineData("H011", true)]
    [InlineData("F012", true)]
    [InlineData("CD?V", false)]
    [InlineData("011", false)]
    public void A_collective_agreement_has_four_letters_or_digits(string code, bool valid) => Assert.Equal(valid, CodeForms.CollectiveAgreement(code).Valid);

    [Theory]
    [InlineData("H501", "false")]
    [InlineData("F205", "false")]
    [InlineData("L219", "false")]
    [InlineData("F839", "false")]
    [InlineData("A944", "false")]
    [InlineData("Z404", "true")]
    public void A_municipality_code_says_whether_it_is_abroad(string code, string abroad) => Assert.Equal(abroad, CodeForms.Belfiore(code).Read["abroad"]);

    [Theory]
    [InlineData("1234")]
    [InlineData("H50")]
    [InlineData("HH01")]
    public void A_wrong_municipality_code_is_refused(string code) => Assert.False(CodeForms.Belfiore(code).Valid);

    /// <summary>A good code of an invented person, made with a table of its own.</summary>
    private static string Code(int letters, DateOnly born, bool female)
    {
        var six = string.Concat(Enumerable.Range(0, 6).Select(i => (char)('A' + (letters * (i + 3) + i) % 26)));
        return WithCheck($"{six}{born.Year % 100:00}{"ABCDEHLMPRST"[born.Month - 1]}{born.Day + (female ? 40 : 0):00}{(char)('A' + letters % 26)}{(letters * 37 + 101) % 1000:000}");
    }

    private static string WithCheck(string fifteen)
    {
        Dictionary<char, int> values = new();
        int[] letters = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
        for (var i = 0; i < 26; i++)
            values[(char)('A' + i)] = letters[i];
        for (var i = 0; i < 10; i++)
            values[(char)('0' + i)] = letters[i];
        var sum = fifteen.Take(15).Select((c, i) => i % 2 == 0 ? values[c] : char.IsAsciiDigit(c) ? c - '0' : c - 'A').Sum();
        return fifteen[..15] + (char)('A' + sum % 26);
    }
}
