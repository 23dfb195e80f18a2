using System.Text;
using Cig.Rules;
using Cig.Rules.Eligibility;
using Cig.Rules.Identifiers;
using CsvHelper;

namespace Cig.Platform.Applications;

/// <summary>Something about a row of the file. <see cref="Blocks"/>: the application cannot be sent with it; otherwise the office will look at it.</summary>
/// <param name="Row">Row of the file, from 1.</param>
/// <param name="Column">Column of the file, from 1; 0 where the whole row is meant.</param>
public sealed record RowProblem(int Row, int Column, bool Blocks, Text Message);

/// <summary>A worker of the file whose code and qualification could be read.</summary>
public sealed record BeneficiaryRow(int Row, string FiscalCode, WorkerKind Kind);

/// <summary>The list as it was read, with everything that is wrong with it at once.</summary>
public sealed record BeneficiaryList(IReadOnlyList<BeneficiaryRow> Rows, IReadOnlyList<RowProblem> Problems);

/// <summary>
/// Elenco dei beneficiari from a CSV file: codice fiscale and qualification. The reader takes semicolon, comma or tab, with or without a header row, quoted fields,
/// extra columns, UTF-8 or Windows-1252; it fills in nothing. INPS's own codes of qualification were not verified, so words are read.
/// </summary>
public static class BeneficiaryFile
{
    private const int LargestFile = 5_000_000;
    private static readonly char[] Separators = [';', '\t', ','];

    private static readonly Dictionary<string, WorkerKind> Qualifications = new(StringComparer.OrdinalIgnoreCase)
    {
        ["operaio"] = WorkerKind.BlueCollar,
        ["impiegato"] = WorkerKind.WhiteCollar,
        ["quadro"] = WorkerKind.Quadro,
        ["dirigente"] = WorkerKind.Executive,
        ["apprendista professionalizzante"] = WorkerKind.ApprenticeProfessional,
        ["apprendista"] = WorkerKind.ApprenticeOther,
        ["lavorante a domicilio"] = WorkerKind.HomeWorker,
        ["lavoratore a domicilio"] = WorkerKind.HomeWorker,
        ["tirocinante"] = WorkerKind.Trainee,
    };

    static BeneficiaryFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The text of an uploaded file: UTF-8 where it is, Windows-1252 otherwise.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LargestFile)
            return null;
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[3..];
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.GetEncoding(1252).GetString(bytes);
        }
    }

    public static BeneficiaryList Read(string text, DateOnly today)
    {
        List<BeneficiaryRow> rows = [];
        List<RowProblem> problems = [];
        Dictionary<string, int> seen = [];
        int codeColumn = 0, kindColumn = 1;
        using var reader = CsvReader.FromText(text, new()
        {
            HasHeader = false,
            Separator = Separator(text),
            TrimWhitespace = true,
            TrackLineNumbers = true,
            AllowLineBreaksInQuotes = false,
        });
        while (reader.Read())
        {
            var row = (int)reader.LineNumber;
            string[] cells = [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i))];
            if (cells.All(string.IsNullOrWhiteSpace))
                continue;
            if (rows.Count == 0 && problems.Count == 0 && Header(cells) is { } header)
            {
                (codeColumn, kindColumn) = header;
                continue;
            }

            ReadRow(cells, row, codeColumn, kindColumn, today, seen, rows, problems);
        }

        if (rows.Count == 0 && problems.Count == 0)
        {
            problems.Add(new(1, 0, true, Text.Of(
                $"Il file non contiene lavoratori: serve una riga per ciascuno, con codice fiscale e qualifica.",
                $"The file holds no workers: it takes a row for each, with codice fiscale and qualification.",
                $"Die Datei enthält keine Beschäftigten: je eine Zeile mit Steuernummer und Einstufung.")));
        }

        return new(rows, problems);
    }

    private static void ReadRow(
        string[] cells, int row, int codeColumn, int kindColumn, DateOnly today, Dictionary<string, int> seen, List<BeneficiaryRow> rows, List<RowProblem> problems)
    {
        var typed = codeColumn < cells.Length ? cells[codeColumn] : "";
        var code = CodiceFiscale.Check(typed, today);
        if (!code.Valid)
        {
            problems.Add(new(row, codeColumn + 1, true, typed.Length == 0
                ? Text.Of($"Manca il codice fiscale.", $"The codice fiscale is missing.", $"Die Steuernummer fehlt.")
                : Text.Of($"{typed}: {code.Why!.Italian}", $"{typed}: {code.Why.English}", $"{typed}: {code.Why.German}")));
        }
        else if (!seen.TryAdd(code.Normalised!, row))
        {
            problems.Add(new(row, codeColumn + 1, true, Text.Of(
                $"{code.Normalised} è già alla riga {seen[code.Normalised!]}: lascia una sola delle due righe.",
                $"{code.Normalised} stands already in row {seen[code.Normalised!]}: keep one of the two rows.",
                $"{code.Normalised} steht schon in Zeile {seen[code.Normalised!]}: nur eine der beiden Zeilen behalten.")));
            code = code with { Valid = false };
        }

        var qualification = kindColumn < cells.Length ? string.Join(' ', cells[kindColumn].Split(' ', StringSplitOptions.RemoveEmptyEntries)) : "";
        var known = Qualifications.TryGetValue(qualification, out var kind);
        if (!known)
        {
            var words = string.Join(", ", Qualifications.Keys);
            problems.Add(new(row, kindColumn + 1, true, qualification.Length == 0
                ? Text.Of($"Manca la qualifica: scrivi una tra {words}.", $"The qualification is missing: write one of {words}.", $"Die Einstufung fehlt: eine von {words} schreiben.")
                : Text.Of($"La qualifica \"{qualification}\" non si riconosce: scrivi una tra {words}.", $"The qualification \"{qualification}\" is not known: write one of {words}.", $"Die Einstufung \"{qualification}\" ist unbekannt: eine von {words} schreiben.")));
        }

        if (code.Valid && known)
            rows.Add(new(row, code.Normalised!, kind));
    }

    /// <summary>The columns that a header row names; null where the first row is a worker already.</summary>
    private static (int Code, int Kind)? Header(string[] cells)
    {
        string[] plain = [.. cells.Select(c => string.Concat(c.Where(char.IsLetter)).ToUpperInvariant())];
        var code = Array.FindIndex(plain, c => c is "CODICEFISCALE" or "CF" or "CODFISC");
        var kind = Array.FindIndex(plain, c => c is "QUALIFICA" or "QUALIFICAZIONE");
        return code < 0 && kind < 0 ? null : (code < 0 ? 0 : code, kind < 0 ? 1 : kind);
    }

    internal static char Separator(string text)
    {
        var line = text.Split('\n').FirstOrDefault(l => !string.IsNullOrWhiteSpace(l)) ?? "";
        return Separators.MaxBy(c => line.Count(l => l == c));
    }
}
