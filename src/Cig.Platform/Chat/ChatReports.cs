using System.Globalization;
using Cig.Platform.Mandates;
using Cig.Platform.Settings;
using Cig.Platform.Storage;
using Cig.Rules.Access;

namespace Cig.Platform.Chat;

/// <summary>What the lines of a report are.</summary>
public enum ReportBy
{
    Day,

    /// <summary>Province of the competent office.</summary>
    Territory,
    Scheme,

    /// <summary>Who had the conversation last; only where an administrator allowed figures of single advisors.</summary>
    Advisor,
}

/// <summary>The chat over some days: line by line, all together, and the waits of the last day by quarter of an hour.</summary>
public sealed record ChatReport(DateOnly From, DateOnly To, ReportBy By, IReadOnlyList<ReportRow> Rows, ReportRow All, IReadOnlyList<(TimeOnly From, int Count, TimeSpan MeanWait)> Quarters)
{
    /// <summary>The lines as a table for other programs.</summary>
    public string ToCsv()
    {
        var name = By switch { ReportBy.Territory => "sede", ReportBy.Scheme => "trattamento", ReportBy.Advisor => "operatore", _ => "giorno" };
        return string.Concat(Rows.Select(r => r.Csv).Prepend(ReportRow.CsvHead(name)).Select(line => line + "\r\n"));
    }
}

/// <summary>Counts conversations from their logs; the counts hold nothing of a person.</summary>
public sealed class ChatReports(Database database, ChatHours hours, SettingsRegister settings)
{
    /// <summary>Longest span of a report, in days.</summary>
    public const int LongestSpan = 366;

    /// <summary>The report of some days, last day included; null for who is no supervisor, for a span that is empty or too long, and by advisor where that is not allowed.</summary>
    public async Task<ChatReport?> Of(StaffMember supervisor, DateOnly from, DateOnly to, ReportBy by, CancellationToken stop)
    {
        if (!supervisor.Is(StaffRole.Supervisor) || to < from || to.DayNumber - from.DayNumber >= LongestSpan || by == ReportBy.Advisor && !await ByAdvisorAllowed(stop))
            return null;

        var (counted, rules) = (await Count(from, to, supervisor.Office, stop), await settings.Rules(stop));
        var groups = by switch
        {
            ReportBy.Territory => counted.GroupBy(c => c.Territory ?? ""),
            ReportBy.Scheme => counted.GroupBy(c => c.Scheme),
            ReportBy.Advisor => counted.Where(c => c.Advisor is not null).GroupBy(c => c.Advisor!),
            _ => counted.GroupBy(c => Iso(ChatSchedule.DayInRome(c.OpenedAt))),
        };
        var rows = groups.ToDictionary(g => g.Key, g => ReportRow.Of(g.Key, [.. g], rules));
        var names = by == ReportBy.Day ? Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(i => Iso(from.AddDays(i))) : rows.Keys.Order(StringComparer.Ordinal);
        return new(
            from, to, by, [.. names.Select(n => rows.GetValueOrDefault(n) ?? ReportRow.Of(n, [], rules))], ReportRow.Of("", counted, rules),
            [.. counted.Where(c => ChatSchedule.DayInRome(c.OpenedAt) == to && c.Wait is not null).GroupBy(c => Quarter(c.OpenedAt)).OrderBy(g => g.Key).Select(g => (g.Key, g.Count(), TimeSpan.FromSeconds(g.Average(c => c.Wait!.Value.TotalSeconds))))]);
    }

    /// <summary>Whether an administrator allowed figures of single advisors: they are a means of remote control of work as reading along is.</summary>
    public async Task<bool> ByAdvisorAllowed(CancellationToken stop) => (await settings.Now(Listening.Setting, stop)).ByAdvisor;

    /// <summary>The conversations that were opened on some days, with their clocks: those of an office, or all.</summary>
    internal async Task<List<CountedConversation>> Count(DateOnly from, DateOnly to, string? office, CancellationToken stop)
    {
        var inForce = await hours.Past(stop);
        List<CountedConversation> counted = [];
        await using var connection = await database.Open(stop);
        await using var command = connection.Command(
            $"""
            select c.id, c.opened_at, r.scheme, r.territory, c.state, c.advisor_name, t.score, t.at, e.kind, e.sender, e.at, case when e.kind = 'Closed' then e.body end
            from conversations c join chat_events e on e.conversation_id = c.id
            left join chat_routes r on r.conversation_id = c.id left join chat_ratings t on t.conversation_id = c.id
            where c.opened_at >= @f and c.opened_at < @t and (cast(@o as text) is null or r.territory = @o)
                and e.kind in ({string.Join(", ", AnswerClocks.Kinds.Select(k => $"'{k}'"))})
            order by c.id, e.n
            """,
            ("f", Instant.ToMicroseconds(ChatSchedule.FromRome(from, TimeOnly.MinValue))), ("t", Instant.ToMicroseconds(ChatSchedule.FromRome(to.AddDays(1), TimeOnly.MinValue))), ("o", office));
        await using var reader = await command.ExecuteReaderAsync(stop);
        for (var more = await reader.ReadAsync(stop); more;)
        {
            var id = reader.GetGuid(0);
            var opened = Instant.FromMicroseconds(reader.GetInt64(1));
            var (scheme, territory, state) = (reader.IsDBNull(2) ? Route.General : reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetString(4));
            var advisor = reader.IsDBNull(5) ? null : reader.GetString(5);
            var (score, ratedAt) = reader.IsDBNull(6) ? ((int?)null, (DateTimeOffset?)null) : (reader.GetInt32(6), Instant.FromMicroseconds(reader.GetInt64(7)));
            var clocks = new AnswerClocks(inForce(territory, opened), opened);
            CloseReason? reason = null;
            for (; more && reader.GetGuid(0) == id; more = await reader.ReadAsync(stop))
            {
                clocks.See(Enum.Parse<ChatEventKind>(reader.GetString(8)), reader.GetString(9) == Participant.Person, Instant.FromMicroseconds(reader.GetInt64(10)));
                if (!reader.IsDBNull(11))
                    reason = Enum.TryParse<CloseReason>(reader.GetString(11), out var why) ? why : null;
            }

            counted.Add(new(
                opened, scheme, territory, advisor, clocks.Wait, clocks.First, clocks.Next, state == "CLOSED" && clocks.Wait is null, state == "REQUEST", reason, score, ratedAt));
        }

        return counted;
    }

    internal static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static TimeOnly Quarter(DateTimeOffset at)
    {
        var time = TimeOnly.FromDateTime(ChatSchedule.InRome(at));
        return new(time.Hour, time.Minute / 15 * 15);
    }
}
