using System.Text;
using Cig.Platform.Applications;
using Cig.Rules.Eligibility;
using CsCheck;

namespace Cig.Platform.Tests.Applications;

public sealed class BeneficiaryFileTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData("CodiceFiscale;Qualifica\nBNCLNE88C52L219D;operaio\n")]
    [InlineData("BNCLNE88C52L219D;Operaio")]
    [InlineData("bncLne88c52l219d,OPERAIO\r\n")]
    [InlineData("Codice fiscale\tQualifica\r\nBNCLNE88C52L219D\toperaio\r\n\r\n")]
    [InlineData("\"BNCLNE88C52L219D\";\"operaio\";extra;altro\n")]
    [InlineData("Qualifica;CF\noperaio;BNCLNE88C52L219D\n")]
    public void Separators_headers_quotes_and_extra_columns_do_not_matter(string text)
    {
        var list = BeneficiaryFile.Read(text, Today);

        Assert.Empty(list.Problems);
        Assert.Equal(("BNCLNE88C52L219D", WorkerKind.BlueCollar), (list.Rows.Single().FiscalCode, list.Rows.Single().Kind));
    }

    [Fact]
    public void Every_error_is_told_at_once_with_row_and_column_and_nothing_is_filled_in()
    {
        var list = BeneficiaryFile.Read(
            """
            CodiceFiscale;Qualifica
            BNCLNE88C52L219D;operaio
            BNCLNE88C52L219X;operaio
            ;impiegato
            RSSNTN90A15F839G;
            BNCLNE88C52L219D;operaio
            GLLFNC82H42L219M;astronauta
            """, Today);

        Assert.Single(list.Rows);
        Assert.Equal([(3, 1), (4, 1), (5, 2), (6, 1), (7, 2)], list.Problems.Select(p => (p.Row, p.Column)));
        Assert.Contains("D", list.Problems[0].Message.Italian);
        Assert.All(list.Problems, p => Assert.True(p.Blocks));
    }

    [Fact]
    public void An_empty_file_says_what_it_should_hold() => Assert.Contains("codice fiscale", BeneficiaryFile.Read("\n\n", Today).Problems.Single().Message.Italian);

    [Fact]
    public void Both_encodings_are_read()
    {
        Assert.Equal("città", BeneficiaryFile.Decode(Encoding.UTF8.GetBytes("città")));
        Assert.Equal("città", BeneficiaryFile.Decode([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("città")]));
        Assert.Equal("città", BeneficiaryFile.Decode([0x63, 0x69, 0x74, 0x74, 0xE0]));
        Assert.Null(BeneficiaryFile.Decode(new byte[5_000_001]));
    }

    [Fact]
    public void No_text_breaks_the_reader() =>
        Gen.String[Gen.Char[";,\t\"\n\rABC0129 "], 0, 200].Sample(text =>
        {
            var list = BeneficiaryFile.Read(text, Today);
            return list.Rows.Count + list.Problems.Count > 0;
        });

    [Theory]
    [InlineData("5/10/26", "2026-10-05")]
    [InlineData("05/10/2026", "2026-10-05")]
    [InlineData(" 5-10-2026 ", "2026-10-05")]
    [InlineData("31/02/2026", null)]
    [InlineData("2026", null)]
    [InlineData("", null)]
    public void Days_are_read_as_people_type_them(string typed, string? day) => Assert.Equal(day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd"), Typed.Day(typed));

    [Theory]
    [InlineData("1.625,00", "1625.00")]
    [InlineData("1625.00", "1625.00")]
    [InlineData("1.040", "1040")]
    [InlineData("1 040,5", "1040.5")]
    [InlineData("64", "64")]
    [InlineData("molte", null)]
    [InlineData("-3", null)]
    [InlineData("", null)]
    public void Numbers_are_read_with_comma_or_point(string typed, string? number) =>
        Assert.Equal(number is null ? null : decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture), Typed.Number(typed));
}
