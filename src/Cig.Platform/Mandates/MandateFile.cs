using Cig.Platform.Applications;
using Cig.Rules.Identifiers;
using CsvHelper;

namespace Cig.Platform.Mandates;

/// <summary>A row of the file whose fields could be read each by itself.</summary>
/// <param name="Subject">Tax code of the employer, or codice fiscale of the person.</param>
/// <param name="Parent">For a sub-delegation, the register's identifier of its delegation.</param>
public sealed record MandateRow(
    int Row, string Evidence, MandateKind Kind, string FiscalCode, string FamilyName, string GivenName, string Subject, string SubjectFamilyName, string SubjectGivenName,
    Scope Scope, DateOnly From, DateOnly? To, DateOnly? RevokedOn, string Parent);

/// <summary>The file as it was read, with everything that is wrong with single fields, and the place of each column in it, from 0.</summary>
public sealed record MandateList(IReadOnlyList<MandateRow> Rows, IReadOnlyList<RowProblem> Problems, IReadOnlyDictionary<string, int> Columns);

/// <summary>
/// Mandates of an outside register as a CSV file with a header row. The columns are ours, in any order: <c>identificativo</c>, <c>titolo</c>, <c>cf</c>, <c>cognome</c>, <c>nome</c>,
/// <c>soggetto</c>, <c>soggetto_cognome</c>, <c>soggetto_nome</c>, <c>ambito</c>, <c>dal</c>, <c>al</c>, <c>revocata_il</c>, <c>delega_di</c>. Every error is told at once, with row and column.
/// </summary>
public static class MandateFile
{
    public static readonly IReadOnlyList<string> Columns =
        ["identificativo", "titolo", "cf", "cognome", "nome", "soggetto", "soggetto_cognome", "soggetto_nome", "ambito", "dal", "al", "revocata_il", "delega_di"];

    private static readonly string[] HolderNames = ["cognome", "nome"];

    private static readonly string[] SubjectNames = ["soggetto_cognome", "soggetto_nome"];

    private static readonly Dictionary<string, MandateKind> Titles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["titolare"] = MandateKind.Owner,
        ["rappresentante legale"] = MandateKind.LegalRepresentative,
        ["dipendente abilitato"] = MandateKind.EnabledEmployee,
        ["intermediario"] = MandateKind.Intermediary,
        ["subdelega"] = MandateKind.SubDelegate,
        ["delega personale"] = MandateKind.PersonalDelegate,
        ["tutore"] = MandateKind.Guardian,
        ["amministratore di sostegno"] = MandateKind.Guardian,
    };

    /// <summary>Whether the subject of a kind is a person.</summary>
    public static bool IsForPerson(MandateKind kind) => kind is MandateKind.PersonalDelegate or MandateKind.Guardian;

    public static MandateList Read(string text, DateOnly today)
    {
        List<MandateRow> rows = [];
        List<RowProblem> problems = [];
        using var reader = CsvReader.FromText(text, new() { HasHeader = false, Separator = BeneficiaryFile.Separator(text), TrimWhitespace = true, TrackLineNumbers = true, AllowLineBreaksInQuotes = false });
        Dictionary<string, int>? at = null;
        Dictionary<string, int> seen = [];
        while (reader.Read())
        {
            var number = (int)reader.LineNumber;
            string[] cells = [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i))];
            if (cells.All(string.IsNullOrWhiteSpace))
                continue;
            if (at is null)
            {
                at = cells.Select((c, i) => (Name: c.ToLowerInvariant(), Index: i)).GroupBy(c => c.Name).ToDictionary(g => g.Key, g => g.First().Index);
                foreach (var missing in Columns.Where(c => !at.ContainsKey(c)))
                    Wrong(number, 0, $"Manca la colonna \"{missing}\": la prima riga deve nominare le colonne {string.Join(", ", Columns)}.");
                if (problems.Count > 0)
                    return new([], problems, at);
                continue;
            }

            ReadRow(number, name => at[name] < cells.Length ? cells[at[name]] : "", (name, what) => Wrong(number, at[name] + 1, what));
        }

        if (rows.Count == 0 && problems.Count == 0)
            Wrong(1, 0, $"Il file non contiene deleghe: serve una riga di intestazione con le colonne {string.Join(", ", Columns)} e una riga per ciascuna delega.");
        return new(rows, problems, at ?? []);

        void Wrong(int row, int column, string what) => problems.Add(new(row, column, true, new(what, what, what)));

        void ReadRow(int number, Func<string, string> cell, Action<string, string> wrong)
        {
            var before = problems.Count;
            var evidence = cell("identificativo");
            if (evidence.Length == 0)
                wrong("identificativo", "Manca l'identificativo che il registro dà alla delega.");
            else if (!seen.TryAdd(evidence, number))
                wrong("identificativo", $"L'identificativo {evidence} è già alla riga {seen[evidence]}: lascia una sola delle due righe.");
            if (!Titles.TryGetValue(cell("titolo"), out var kind))
                wrong("titolo", $"Il titolo \"{cell("titolo")}\" non si riconosce: scrivi uno tra {string.Join(", ", Titles.Keys)}.");
            var holder = Person("cf");
            foreach (var name in HolderNames.Where(n => cell(n).Length == 0))
                wrong(name, $"Manca il {name} di chi riceve la delega.");
            var forPerson = IsForPerson(kind);
            var subject = forPerson ? Person("soggetto") : Identified("soggetto", cell("soggetto").Length == 16 ? CodiceFiscale.Check(cell("soggetto"), today) : PartitaIva.CheckEntity(cell("soggetto")));
            if (forPerson && subject.Length > 0 && subject == holder)
                wrong("soggetto", "Chi delega e chi riceve la delega sono la stessa persona.");
            foreach (var name in SubjectNames.Where(n => forPerson && cell(n).Length == 0))
                wrong(name, "Serve il nome della persona per cui si opera.");
            var scope = Scope.Read(cell("ambito"), out var word);
            if (scope is null)
                wrong("ambito", $"\"{word}\" non si riconosce: lascia vuoto per tutto, oppure scrivi matricola=8100234549, trattamento=CIGO, atto=consultazione, atto=domande o atto=chat, con uno spazio tra l'uno e l'altro.");
            else if (!scope.IsEverything && (forPerson || kind == MandateKind.SubDelegate))
                wrong("ambito", kind == MandateKind.SubDelegate ? "Una subdelega vale per tutti i servizi della delega da cui viene: lascia vuoto." : "Una delega per una persona non ha ambito: lascia vuoto.");
            var (from, to, revoked) = (Day("dal"), Day("al"), Day("revocata_il"));
            if (cell("dal").Length == 0)
                wrong("dal", "Manca il primo giorno di validità.");
            if (to < from)
                wrong("al", $"L'ultimo giorno viene prima del primo, {Typed.Field(from!.Value)}.");
            if (revoked > today)
                wrong("revocata_il", "Una revoca non può essere nel futuro: scrivi la fine nella colonna \"al\".");
            if ((kind == MandateKind.SubDelegate) != (cell("delega_di").Length > 0) && Titles.ContainsKey(cell("titolo")))
                wrong("delega_di", kind == MandateKind.SubDelegate ? "Serve l'identificativo della delega da cui viene la subdelega." : "Solo una subdelega viene da un'altra delega: lascia vuoto.");
            if (problems.Count == before)
                rows.Add(new(number, evidence, kind, holder, cell("cognome"), cell("nome"), subject, cell("soggetto_cognome"), cell("soggetto_nome"), scope!, from!.Value, to, revoked, cell("delega_di")));

            string Person(string column) => Identified(column, CodiceFiscale.Check(cell(column), today));

            string Identified(string column, Identification code)
            {
                if (!code.Valid)
                    wrong(column, cell(column).Length == 0 ? "Manca il codice fiscale." : $"{cell(column)}: {code.Why!.Italian}");
                return code.Valid ? code.Normalised! : "";
            }

            DateOnly? Day(string column)
            {
                var day = Typed.Day(cell(column));
                if (day is null && cell(column).Length > 0)
                    wrong(column, $"\"{cell(column)}\" non è una data: scrivi per esempio 23/11/2026.");
                return day;
            }
        }
    }
}
