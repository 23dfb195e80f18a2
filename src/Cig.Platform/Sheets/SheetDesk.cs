using System.Data.Common;
using Cig.Platform.Audit;
using Cig.Platform.Mandates;
using Cig.Platform.Storage;
using Cig.Rules;
using Cig.Rules.Access;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Sheets;

/// <summary>A word that people looked for in a month, and how often nothing answered.</summary>
public sealed record Gap(string Month, Tongue Tongue, string Word, int Asked, int Unanswered);

/// <summary>
/// The question-and-answer sheets: found by full-text search (FTS5 on SQLite, a text-search vector in the language's own configuration on PostgreSQL), shown with source and
/// validity, changed by administrators in versions.
/// </summary>
public sealed class SheetDesk(Database database, TimeProvider time)
{
    /// <summary>A word is shown to staff only when so many asked for it in a month in vain, so that it points at nobody.</summary>
    public const int LeastAsked = 3;

    private DateOnly Today => ChatSchedule.DayInRome(time.GetUtcNow());

    /// <summary>The sheets that hold today, in the order of their titles.</summary>
    public async Task<IReadOnlyList<Sheet>> All(Tongue tongue, CancellationToken stop)
    {
        await using var db = database.Context();
        return [.. (await Latest(db).ToListAsync(stop)).Where(s => s.HoldsOn(Today)).OrderBy(s => s.Title.In(tongue), StringComparer.Ordinal)];
    }

    /// <summary>A sheet that holds today.</summary>
    public async Task<Sheet?> Find(string name, CancellationToken stop)
    {
        await using var db = database.Context();
        return await Latest(db).FirstOrDefaultAsync(s => s.Name == name, stop) is { } found && found.HoldsOn(Today) ? found : null;
    }

    /// <summary>
    /// The sheets that answer a question, the nearest first, five at most: those that hold at least half of its words. The words are counted, and whether anything answered;
    /// neither the question nor who asks is kept.
    /// </summary>
    public async Task<IReadOnlyList<Sheet>> Search(string question, Tongue tongue, CancellationToken stop)
    {
        var words = SheetWords.Of(question, tongue);
        if (words.Count == 0)
            return [];

        await using var connection = await database.Open(stop);
        var hits = await Hits(connection, words, tongue, stop);
        await using var db = database.Context();
        var names = hits.Keys.ToList();
        List<Sheet> found = [.. (await Latest(db).Where(s => names.Contains(s.Name)).ToListAsync(stop)).Where(s => s.HoldsOn(Today) && hits[s.Name].Matched * 2 >= words.Count)
            .OrderByDescending(s => hits[s.Name].Matched).ThenByDescending(s => hits[s.Name].Rank).ThenBy(s => s.Name, StringComparer.Ordinal).Take(5)];
        await Count(connection, words, tongue, found.Count > 0, stop);
        return found;
    }

    /// <summary>What administrators see: the latest version of every sheet, retired ones included.</summary>
    public async Task<IReadOnlyList<Sheet>> ForAdministrators(CancellationToken stop)
    {
        await using var db = database.Context();
        return await Latest(db).OrderBy(s => s.TitleIt).ToListAsync(stop);
    }

    /// <summary>All versions of a sheet, the newest first.</summary>
    public async Task<IReadOnlyList<Sheet>> Versions(string name, CancellationToken stop)
    {
        await using var db = database.Context();
        return await db.Set<Sheet>().AsNoTracking().Where(s => s.Name == name).OrderByDescending(s => s.N).ToListAsync(stop);
    }

    /// <summary>Adds a version; it is numbered after the last one, whatever number it carries.</summary>
    /// <exception cref="UnauthorizedAccessException">Who asks is no administrator.</exception>
    public Task Save(StaffMember administrator, Sheet sheet, CancellationToken stop) => administrator.Is(StaffRole.Administrator)
        ? Put(sheet, administrator.Principal.FiscalCode, administrator.DisplayName, stop)
        : throw new UnauthorizedAccessException("Only an administrator writes sheets.");

    /// <summary>The words that people looked for and found no sheet for, the most frequent first.</summary>
    public async Task<IReadOnlyList<Gap>> Gaps(CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command(
            "select month, tongue, word, asked, unanswered from sheet_searches where unanswered >= @l order by month desc, unanswered desc, word limit 100", ("l", LeastAsked));
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<Gap> gaps = [];
        while (await reader.ReadAsync(stop))
            gaps.Add(new(reader.GetString(0), Enum.Parse<Tongue>(reader.GetString(1)), reader.GetString(2), reader.GetInt32(3), reader.GetInt32(4)));
        return gaps;
    }

    /// <summary>Writes the first sheets into a register that holds none.</summary>
    public async Task LoadFirst(CancellationToken stop = default)
    {
        await using var db = database.Context();
        if (await db.Set<Sheet>().AnyAsync(stop))
            return;

        foreach (var sheet in FirstSheets.All(time.GetUtcNow()))
            await Put(sheet, "first", "primo contenuto", stop);
    }

    private Task Put(Sheet sheet, string who, string onBehalfOf, CancellationToken stop) => Retry.OnConflict(async () =>
    {
        await using var db = database.Context();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var n = await db.Set<Sheet>().Where(s => s.Name == sheet.Name).MaxAsync(s => (int?)s.N, stop) ?? 0;
        db.Add(new Sheet
        {
            Name = sheet.Name,
            N = n + 1,
            TitleIt = sheet.TitleIt,
            TitleEn = sheet.TitleEn,
            TitleDe = sheet.TitleDe,
            BodyIt = sheet.BodyIt,
            BodyEn = sheet.BodyEn,
            BodyDe = sheet.BodyDe,
            Source = sheet.Source,
            CheckedOn = sheet.CheckedOn,
            FromDay = sheet.FromDay,
            ToDay = sheet.ToDay,
            Retired = sheet.Retired,
            SetBy = who,
            SetAt = time.GetUtcNow(),
        });
        await AuditLog.Record(db, $"sheet/{sheet.Name}", time.GetUtcNow(), who, onBehalfOf, sheet.Retired ? "retire" : "set", $"{sheet.TitleIt}\n{sheet.BodyIt}\n{sheet.Source}", stop);
        await db.SaveChangesAsync(stop);
        await db.Database.ExecuteSqlAsync($"delete from sheet_words where name = {sheet.Name}", stop);
        foreach (var tongue in sheet.Retired ? [] : Enum.GetValues<Tongue>())
        {
            var (title, body) = (SheetWords.Plain(sheet.Title.In(tongue)), SheetWords.Plain(sheet.Body.In(tongue)));
            if (database.Engine == Engine.Sqlite)
                await db.Database.ExecuteSqlAsync($"insert into sheet_words (name, tongue, title, body) values ({sheet.Name}, {tongue.ToString()}, {title}, {body})", stop);
            else
                await db.Database.ExecuteSqlAsync($"insert into sheet_words (name, tongue, words) values ({sheet.Name}, {tongue.ToString()}, setweight(to_tsvector({Configuration(tongue)}::regconfig, {title}), 'A') || setweight(to_tsvector({Configuration(tongue)}::regconfig, {body}), 'B'))", stop);
        }

        await transaction.CommitAsync(stop);
    });

    /// <summary>How many of the words each sheet holds, and how well, by the engine's own measure.</summary>
    private async Task<Dictionary<string, (int Matched, double Rank)>> Hits(DbConnection connection, IReadOnlyList<string> words, Tongue tongue, CancellationToken stop)
    {
        Dictionary<string, (int Matched, double Rank)> hits = [];
        foreach (var word in words)
        {
            // The words are letters alone, so none of them can be an operator of the search language.
            await using var command = database.Engine == Engine.Sqlite
                ? connection.Command("select name, -bm25(sheet_words, 0, 0, 4, 1) from sheet_words where sheet_words match @w and tongue = @t", ("w", $"{{title body}} : {SheetWords.Beginning(word)}*"), ("t", tongue.ToString()))
                : connection.Command("select name, ts_rank(words, plainto_tsquery(@c::regconfig, @w))::float8 from sheet_words where words @@ plainto_tsquery(@c::regconfig, @w) and tongue = @t", ("c", Configuration(tongue)), ("w", word), ("t", tongue.ToString()));
            await using var reader = await command.ExecuteReaderAsync(stop);
            while (await reader.ReadAsync(stop))
            {
                var (matched, rank) = hits.GetValueOrDefault(reader.GetString(0));
                hits[reader.GetString(0)] = (matched + 1, rank + reader.GetDouble(1));
            }
        }

        return hits;
    }

    private async Task Count(DbConnection connection, IReadOnlyList<string> words, Tongue tongue, bool answered, CancellationToken stop)
    {
        foreach (var word in words.Order(StringComparer.Ordinal))
        {
            await using var count = connection.Command(
                """
                insert into sheet_searches (month, tongue, word, asked, unanswered) values (@m, @t, @w, 1, @u)
                on conflict (month, tongue, word) do update set asked = sheet_searches.asked + 1, unanswered = sheet_searches.unanswered + excluded.unanswered
                """,
                ("m", $"{Today:yyyy-MM}"), ("t", tongue.ToString()), ("w", word), ("u", answered ? 0 : 1));
            await count.ExecuteNonQueryAsync(stop);
        }
    }

    private static IQueryable<Sheet> Latest(CigContext db) =>
        db.Set<Sheet>().AsNoTracking().Where(s => s.N == db.Set<Sheet>().Where(o => o.Name == s.Name).Max(o => o.N));

    private static string Configuration(Tongue tongue) => tongue switch { Tongue.English => "english", Tongue.German => "german", _ => "italian" };
}
