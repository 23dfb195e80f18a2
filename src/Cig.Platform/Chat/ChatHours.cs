using System.Text.Json;
using System.Text.Json.Serialization;
using Cig.Platform.Audit;
using Cig.Platform.Mandates;
using Cig.Platform.Storage;
using Cig.Rules.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cig.Platform.Chat;

/// <summary>The hours in force: the schedule, and the trial switch that opens the chat around the clock.</summary>
/// <param name="Trial">Orario di prova: the chat is open at any hour, and every page of it says so.</param>
public sealed record HoursInForce(ChatSchedule Schedule, bool Trial)
{
    public bool IsOpen(DateTimeOffset at) => Trial || Schedule.IsOpen(at);
}

/// <summary>A version of the hours, as the tables keep it.</summary>
public sealed class HoursEntry
{
    public required Guid Id { get; init; }

    public required DateTimeOffset FromInstant { get; init; }

    public required string Content { get; init; }

    public required string SetBy { get; init; }

    public required DateTimeOffset SetAt { get; init; }
}

/// <summary>The opening of the chat as the administrator set it; until she does, the published hours.</summary>
public sealed class ChatHours(Database database, TimeProvider time)
{
    /// <summary>The chain of the audit log that holds the changes.</summary>
    public const string AuditChain = "chat-hours";

    public async Task<HoursInForce> Now(CancellationToken stop)
    {
        await using var db = database.Context();
        var now = time.GetUtcNow();
        var entry = await db.Set<HoursEntry>().AsNoTracking().Where(h => h.FromInstant <= now).OrderByDescending(h => h.FromInstant).ThenByDescending(h => h.SetAt).FirstOrDefaultAsync(stop);
        return entry is null ? new(ChatSchedule.Published, Trial: false) : Read(entry.Content);
    }

    /// <summary>Sets the hours from an instant on; what was in force before stays on record.</summary>
    public async Task Set(StaffMember administrator, HoursInForce hours, DateTimeOffset from, CancellationToken stop)
    {
        if (!administrator.Is(StaffRole.Administrator))
            throw new UnauthorizedAccessException("Only an administrator sets the hours of the chat.");

        await Put(hours, from, administrator.Principal.FiscalCode, administrator.DisplayName, stop);
    }

    /// <summary>Opens the chat around the clock for the demo stories, visibly, where no hours were ever set.</summary>
    public async Task OpenForDemo(CancellationToken stop = default)
    {
        await using var db = database.Context();
        if (!await db.Set<HoursEntry>().AnyAsync(stop))
            await Put(new(ChatSchedule.Published, Trial: true), time.GetUtcNow(), "demo", "storie di prova", stop);
    }

    private async Task Put(HoursInForce hours, DateTimeOffset from, string who, string onBehalfOf, CancellationToken stop)
    {
        var content = JsonSerializer.Serialize(Kept.Of(hours), KeptJson.Default.Kept);
        await Retry.OnConflict(async () =>
        {
            await using var db = database.Context();
            db.Add(new HoursEntry { Id = Guid.CreateVersion7(time.GetUtcNow()), FromInstant = from, Content = content, SetBy = who, SetAt = time.GetUtcNow() });
            await AuditLog.Record(db, AuditChain, time.GetUtcNow(), who, onBehalfOf, "set", content, stop);
            await db.SaveChangesAsync(stop);
        });
    }

    private static HoursInForce Read(string content) => JsonSerializer.Deserialize(content, KeptJson.Default.Kept)!.ToHours();

    /// <summary>The stored form; its names are kept even when the program's change.</summary>
    internal sealed record Kept(IReadOnlyList<Kept.Opening> Week, bool Holidays, IReadOnlyList<Kept.Closed> Closings, bool Trial)
    {
        public static Kept Of(HoursInForce hours) => new(
            [.. hours.Schedule.Week.Select(h => new Opening((int)h.Day, h.Opens, h.Closes))],
            hours.Schedule.Holidays,
            [.. hours.Schedule.Closings.Select(c => new Closed(c.Day, c.Why.Italian, c.Why.English, c.Why.German))],
            hours.Trial);

        public HoursInForce ToHours() => new(
            new(
                [.. Week.Select(o => new OpeningHours((DayOfWeek)o.Day, o.Opens, o.Closes))],
                Holidays,
                [.. Closings.Select(c => new Closing(c.Day, new(c.It, c.En, c.De)))]),
            Trial);

        internal sealed record Opening(int Day, TimeOnly Opens, TimeOnly Closes);

        internal sealed record Closed(DateOnly Day, string It, string En, string De);
    }
}

[JsonSerializable(typeof(ChatHours.Kept))]
internal sealed partial class KeptJson : JsonSerializerContext;

internal sealed class HoursMapping : IEntityTypeConfiguration<HoursEntry>
{
    public void Configure(EntityTypeBuilder<HoursEntry> builder) => builder.ToTable("chat_hours");
}
