using System.Diagnostics;
using Cig.Platform.Applications;
using Cig.Platform.Documents;
using Cig.Platform.Mandates;
using Cig.Platform.Registry;
using Cig.Rules;
using PdfSharp.Pdf.IO;

namespace Cig.Platform.Tests.Documents;

public sealed class ReceiptTests
{
    [Theory]
    [InlineData(Tongue.Italian, "Ricevuta")]
    [InlineData(Tongue.English, "Receipt")]
    [InlineData(Tongue.German, "Empfangsbestätigung")]
    public void It_opens_with_title_and_language(Tongue tongue, string word)
    {
        using var document = PdfReader.Open(new MemoryStream(Write("Officine Omega S.r.l.", tongue)), PdfDocumentOpenMode.Import);

        Assert.StartsWith(word, document.Info.Title);
        Assert.Contains("CIG-2026-0000123", document.Info.Title);
        Assert.Contains("/Lang", document.Internals.Catalog.ToString());
        Assert.Equal(1, document.PageCount);
    }

    [Fact]
    public void Long_names_wrap_and_go_on_over_the_page()
    {
        var name = string.Concat(Enumerable.Repeat("Società Cooperativa Lavorazioni Meccaniche e Affini ", 60));

        using var document = PdfReader.Open(new MemoryStream(Write(name, Tongue.Italian)), PdfDocumentOpenMode.Import);

        Assert.True(document.PageCount > 1);
    }

    [Fact]
    public async Task The_text_can_be_read_by_programs()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, Write("Officine Omega S.r.l.", Tongue.Italian), TestContext.Current.CancellationToken);
        if (!File.Exists("/usr/bin/pdftotext"))
            Assert.Skip("pdftotext (poppler-utils) is not installed.");

        using var process = Process.Start(new ProcessStartInfo("pdftotext", [file, "-"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Contains("CIG-2026-0000123", text);
        Assert.Contains("Officine Omega", text);
    }

    private static byte[] Write(string name, Tongue tongue)
    {
        var (employer, unit) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var application = new Application
        {
            Id = Guid.CreateVersion7(),
            Protocol = "CIG-2026-0000123",
            EmployerId = employer,
            UnitId = unit,
            Scheme = Scheme.Cigo,
            Cause = "LACK_OF_WORK",
            Unavoidable = false,
            FirstDay = new(2026, 11, 30),
            LastDay = new(2026, 12, 27),
            Hours = 32_000,
            Payment = Payment.SetOff,
            Report = "",
            JointExamination = true,
            SubmittedAt = TestPlatform.Monday,
            State = ApplicationState.Submitted,
            Office = "TO",
            FiledBy = "RSSPLA74B18L219G",
            FiledByName = "Paolo Rossi",
            MandateId = Guid.Empty,
            MandateKind = MandateKind.Intermediary,
        };
        return Receipt.Write(
            application,
            new() { Id = employer, Name = name, TaxCode = "01234560017", Municipality = "Torino", Province = "TO" },
            new() { Id = unit, EmployerId = employer, PositionNumber = "8100234549", Name = "Stabilimento", Address = "Via dell'Officina 12", MunicipalityCode = "L219", Province = "TO", DaysPerWeek = 5 },
            tongue);
    }
}
