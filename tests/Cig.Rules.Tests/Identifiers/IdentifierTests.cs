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

    [Fact]
    public void Changing_any_one_character_of_a_good_code_is_noticed_or_leaves_a_code_that_reads_otherwise() =>
        Gen.Select(Gen.Int[0, 14], Gen.Int[0, 35]).Sample((place, to) =>
        {
            const string good = "RSSMRA80A01H501U";
            var character = to < 10 ? (char)('0' + to) : (char)('A' + to - 10);
            var changed = good[..place] + character + good[(place + 1)..];
            // In the Italian scheme a digit and its letter of the same odd value, or of the same even value, may share a check letter.
            return changed == good || !CodiceFiscale.Check(changed, Today).Valid || char.IsAsciiLetter(character) != char.IsAsciiLetter(good[place]) || place % 2 == 0;
        });

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
    [InlineData("01301", false)]
    [InlineData("1130", false)]
    public void A_contribution_class_has_five_digits_and_no_leading_zero(string code, bool valid) => Assert.Equal(valid, CodeForms.ContributionClass(code).Valid);

    [Fact]
    public void Other_codes_have_a_form()
    {
        Assert.True(CodeForms.Authorisation("5k").Valid);
        Assert.False(CodeForms.Authorisation("K5").Valid);
        Assert.True(CodeForms.CollectiveAgreement("CDIV").Valid);
        Assert.False(CodeForms.CollectiveAgreement("CD?V").Valid);
        Assert.Equal("true", CodeForms.Belfiore("Z404").Read["abroad"]);
        Assert.False(CodeForms.Belfiore("1234").Valid);
    }
}
