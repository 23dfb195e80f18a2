using System.Numerics;
using Cig.Rules.Identifiers;

namespace Cig.Rules.Tests.Identifiers;

/// <summary>What a wrong code is told, and the edges of each form. Check characters are made here by other roads than the product's.</summary>
public sealed class IdentifierReasonTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData("0012345", "001", true)]
    [InlineData("0012345", "100", true)]
    [InlineData("0012345", "120", true)]
    [InlineData("0012345", "121", true)]
    [InlineData("0012345", "888", true)]
    [InlineData("0012345", "999", true)]
    [InlineData("0000001", "058", true)]
    [InlineData("0012345", "000", false)]
    [InlineData("0012345", "101", false)]
    [InlineData("0012345", "119", false)]
    [InlineData("0012345", "122", false)]
    [InlineData("0012345", "887", false)]
    [InlineData("0012345", "889", false)]
    [InlineData("0012345", "998", false)]
    [InlineData("0000000", "058", false)]
    public void Digits_eight_to_ten_of_a_partita_iva_name_an_office(string firm, string office, bool valid)
    {
        var code = WithCheckDigit(firm + office);
        var found = PartitaIva.Check(code);

        Assert.Equal(valid, found.Valid);
        if (!valid)
            Assert.Contains("ufficio", found.Why!.Italian);
        Assert.True(PartitaIva.CheckEntity(code).Valid);
    }

    [Theory]
    [InlineData("0212115100", "Servono 11 caratteri, qui sono 10")]
    [InlineData("021211510010", "Servono 11 caratteri, qui sono 12")]
    [InlineData("0212115100A", "solo cifre")]
    [InlineData("00000000000", "soli zeri")]
    [InlineData("02121151002", "è 2 e dovrebbe essere 1")]
    public void A_wrong_partita_iva_says_what_is_wrong(string code, string words)
    {
        Assert.Contains(words, PartitaIva.Check(code).Why!.Italian);
        Assert.Contains(words, PartitaIva.CheckEntity(code).Why!.Italian);
        Assert.Equal(code, PartitaIva.Check(code).Normalised);
    }

    [Fact]
    public void The_letters_of_the_country_are_left_out_of_a_partita_iva_but_belong_to_no_tax_code()
    {
        Assert.Equal("02121151001", PartitaIva.Check("it 02121151001").Normalised);
        Assert.False(PartitaIva.CheckEntity("IT02121151001").Valid);
    }

    [Theory]
    [InlineData("123456789", "Servono 10 caratteri, qui sono 9")]
    [InlineData("640592499A", "solo cifre")]
    [InlineData("0000000000", "soli zeri")]
    [InlineData("6405924991", "è 91 e dovrebbe essere 90")]
    [InlineData("6405924980", "è 80 e dovrebbe essere 90")]
    public void A_wrong_matricola_says_what_is_wrong(string code, string words) => Assert.Contains(words, InpsPosition.Check(code).Why!.Italian);

    [Theory]
    [InlineData("rss.mra-80a01 h501u")]
    [InlineData("RSS MRA\t80A01\u00a0H501U")]
    public void Codes_are_read_as_people_type_them(string typed) => Assert.Equal("RSSMRA80A01H501U", CodiceFiscale.Check(typed, Today).Normalised);

    [Theory]
    [InlineData("RSSMRA8OA01H501U", "Al posto 8 c'è O: lì va una cifra")]
    [InlineData("RSSMR180A01H501U", "Al posto 6 c'è 1: lì va una lettera")]
    [InlineData("RSSMRÀ80A01H501U", "Al posto 6 c'è À: lì va una lettera")]
    [InlineData("RSSMRA80A01H5013", "Al posto 16 c'è 3: lì va una lettera")]
    [InlineData("RSSMRA80A01H501X", "è X e dovrebbe essere U")]
    [InlineData("8007875058A", "Servono 16 caratteri, qui sono 11")]
    [InlineData("800787505870", "Servono 16 caratteri, qui sono 12")]
    [InlineData("80078750588", "è 8 e dovrebbe essere 7")]
    public void A_wrong_codice_fiscale_names_the_place(string code, string words)
    {
        var found = CodiceFiscale.Check(code, Today);

        Assert.False(found.Valid);
        Assert.Contains(words, found.Why!.Italian);
        Assert.Null(found.Warning);
    }

    [Theory]
    [InlineData("RSSMRA80A00H501", null, null)]
    [InlineData("RSSMRA80A01H501", "M", "1980-01-01")]
    [InlineData("RSSMRA80A31H501", "M", "1980-01-31")]
    [InlineData("RSSMRA80A32H501", null, null)]
    [InlineData("RSSMRA80A40H501", null, null)]
    [InlineData("RSSMRA80A41H501", "F", "1980-01-01")]
    [InlineData("RSSMRA80A71H501", "F", "1980-01-31")]
    [InlineData("RSSMRA80A72H501", null, null)]
    [InlineData("RSSMRA80T31H501", "M", "1980-12-31")]
    [InlineData("RSSMRA80D31H501", null, null)]
    public void Days_of_women_are_forty_more(string fifteen, string? sex, string? born)
    {
        var found = CodiceFiscale.Check(WithCheckLetter(fifteen), Today);

        Assert.Equal((sex is not null, sex, born), (found.Valid, found.Read.GetValueOrDefault("sex"), found.Read.GetValueOrDefault("birthDate")));
    }

    /// <summary>2000 had a 29 February and 1900 had none: before one is fourteen, no century is left.</summary>
    [Theory]
    [InlineData("2026-11-23", "2000-02-29")]
    [InlineData("2014-03-01", "2000-02-29")]
    [InlineData("2013-12-31", null)]
    public void A_29_February_of_the_year_00_is_of_2000_or_of_no_year(string today, string? born)
    {
        var found = CodiceFiscale.Check(WithCheckLetter("RSSMRA00B29H501"), DateOnly.Parse(today));

        Assert.True(found.Valid);
        Assert.Equal(born, found.Read.GetValueOrDefault("birthDate"));
    }

    /// <summary>The examples of the public register of IBANs, one for each country of the euro payments area.</summary>
    [Theory]
    [InlineData("AD1200012030200359100100")]
    [InlineData("AL47212110090000000235698741")]
    [InlineData("AT611904300234573201")]
    [InlineData("BE68539007547034")]
    [InlineData("BG80BNBG96611020345678")]
    [InlineData("CH9300762011623852957")]
    [InlineData("CY17002001280000001200527600")]
    [InlineData("CZ6508000000192000145399")]
    [InlineData("DE89370400440532013000")]
    [InlineData("DK5000400440116243")]
    [InlineData("EE382200221020145685")]
    [InlineData("ES9121000418450200051332")]
    [InlineData("FI2112345600000785")]
    [InlineData("FR1420041010050500013M02606")]
    [InlineData("GB82WEST12345698765432")]
    [InlineData("GI75NWBK000000007099453")]
    [InlineData("GR1601101250000000012300695")]
    [InlineData("HR1210010051863000160")]
    [InlineData("HU42117730161111101800000000")]
    [InlineData("IE29AIBK93115212345678")]
    [InlineData("IS140159260076545510730339")]
    [InlineData("LI21088100002324013AA")]
    [InlineData("LT121000011101001000")]
    [InlineData("LU280019400644750000")]
    [InlineData("LV80BANK0000435195001")]
    [InlineData("MC5811222000010123456789030")]
    [InlineData("MD24AG000225100013104168")]
    [InlineData("ME25505000012345678951")]
    [InlineData("MK07250120000058984")]
    [InlineData("MT84MALT011000012345MTLCAST001S")]
    [InlineData("NL91ABNA0417164300")]
    [InlineData("NO9386011117947")]
    [InlineData("PL61109010140000071219812874")]
    [InlineData("PT50000201231234567890154")]
    [InlineData("RO49AAAA1B31007593840000")]
    [InlineData("RS35260005601001611379")]
    [InlineData("SE4550000000058398257466")]
    [InlineData("SI56263300012039086")]
    [InlineData("SK3112000000198742637541")]
    [InlineData("VA59001123000012345678")]
    public void An_account_of_any_country_of_the_euro_payments_area_is_accepted_and_not_one_character_more(string iban)
    {
        var found = Iban.Check(iban);

        Assert.True(found.Valid, found.Why?.Italian);
        Assert.Equal([new("country", iban[..2])], found.Read);
        Assert.Contains($"Servono {iban.Length} caratteri, qui sono {iban.Length + 1}", Iban.Check(iban + "0").Why!.Italian);
    }

    [Theory]
    [InlineData("IT60", "solo lettere e cifre")]
    [InlineData("IT600", "Servono 27 caratteri, qui sono 5")]
    [InlineData("IT60X05428111010000001234_6", "solo lettere e cifre")]
    [InlineData("US64SVBKUS6S3300958879", "US non è un paese")]
    [InlineData("DE88370400440532013000", "dopo DE non tornano")]
    [InlineData("IT40S0542811101000000123456", "è S e dovrebbe essere X")]
    public void A_wrong_iban_says_what_is_wrong(string iban, string words) => Assert.Contains(words, Iban.Check(iban).Why!.Italian);

    /// <summary>A letter in the place of a check digit is two digits in the sum, and some letter always makes it come out.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_letter_is_no_check_digit_even_where_the_sum_comes_out(int place)
    {
        var checks = Enumerable.Range('A', 26).SelectMany(l => Enumerable.Range('0', 10).Select(d => place == 0 ? $"{(char)l}{(char)d}" : $"{(char)d}{(char)l}"));
        var codes = checks.SelectMany(check => Enumerable.Range(0, 10).Select(last => $"DE{check}37040044053201300{last}"));

        Assert.Contains("dopo DE non tornano", Iban.Check(codes.First(code => Remainder(code) == 1)).Why!.Italian);
    }

    [Theory]
    [InlineData("IT", "10542811101000000123456", "una lettera e dieci cifre")]
    [InlineData("IT", "X054281110A000000123456", "una lettera e dieci cifre")]
    [InlineData("SM", "XA542811101000000123456", "una lettera e dieci cifre")]
    [InlineData("SM", "A0542811101000000123456", "è A e dovrebbe essere X")]
    public void An_account_of_Italy_and_San_Marino_begins_with_a_letter_and_ten_digits(string country, string account, string words) =>
        Assert.Contains(words, Iban.Check(WithCheckDigits(country, account)).Why!.Italian);

    [Fact]
    public void An_account_of_Italy_tells_bank_branch_and_account_which_may_hold_letters()
    {
        var read = Iban.Check("IT60X0542811101000000123456").Read;
        Assert.Equal(("IT", "05428", "11101", "000000123456"), (read["country"], read["bank"], read["branch"], read["account"]));

        const string account = "0542811101CC0000123456";
        var found = Iban.Check(WithCheckDigits("IT", Letter(account) + account));
        Assert.Equal("CC0000123456", found.Read["account"]);
    }

    [Theory]
    [InlineData("91301", true)]
    [InlineData("10000", true)]
    [InlineData("1A301", false)]
    [InlineData("A1301", false)]
    public void The_sector_of_a_contribution_class_is_one_to_nine(string code, bool valid)
    {
        var found = CodeForms.ContributionClass(code);

        Assert.Equal(valid, found.Valid);
        if (!valid)
            Assert.Contains("A al posto", found.Why!.Italian);
    }

    [Theory]
    [InlineData("1A301", "A al posto 2")]
    [InlineData("0130", "Servono 5 caratteri, qui sono 4")]
    public void A_form_that_does_not_fit_names_the_place(string code, string words) => Assert.Contains(words, CodeForms.ContributionClass(code).Why!.Italian);

    private static string WithCheckDigit(string ten)
    {
        var sum = ten.Select((c, i) => (c - '0') * (i % 2 + 1)).Sum(n => n / 10 + n % 10);
        return $"{ten}{(100 - sum) % 10}";
    }

    private static int Remainder(string iban) =>
        (int)(BigInteger.Parse(string.Concat((iban[4..] + iban[..4]).Select(c => char.IsAsciiDigit(c) ? $"{c}" : $"{c - 'A' + 10}"))) % 97);

    private static string WithCheckDigits(string country, string account) => $"{country}{98 - Remainder($"{country}00{account}"):00}{account}";

    private static string WithCheckLetter(string fifteen) => fifteen + Letter(fifteen);

    /// <summary>D.M. 23 December 1976: in odd places each digit and letter has a value of its own, in even ones its number.</summary>
    private static char Letter(string text)
    {
        const string odd = "BAFHJNPRTVBAFHJNPRTVCESULDGIMOQKWZYX";
        var sum = text.Select((c, i) => i % 2 == 0 ? odd["0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".IndexOf(c)] - 'A' : char.IsAsciiDigit(c) ? c - '0' : c - 'A').Sum();
        return (char)('A' + sum % 26);
    }
}
