using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Cig.Platform.Audit;
using Cig.Platform.Mandates;
using Cig.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cig.Platform.Settings;

/// <summary>Something that administrators set, from an instant on.</summary>
/// <param name="Name">Its key in the tables and, after <c>setting/</c>, its chain in the audit log.</param>
/// <param name="First">What applies until somebody sets it: what is published, or what the product proposes.</param>
public sealed record Setting<T>(string Name, T First, JsonTypeInfo<T> Json)
    where T : class
{
    public string AuditChain => $"setting/{Name}";
}

/// <summary>A setting that there is once for each key: an advisor's skills, a reply by its code.</summary>
/// <param name="Prefix">What the names of all of them begin with.</param>
public sealed record KeyedSetting<T>(string Prefix, T First, JsonTypeInfo<T> Json)
    where T : class
{
    public Setting<T> Of(string key) => new(Prefix + key, First, Json);
}

/// <summary>A version of a setting, as the tables keep it.</summary>
public sealed class SettingEntry
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset FromInstant { get; init; }

    public required string Content { get; init; }

    public required string SetBy { get; init; }

    public required DateTimeOffset SetAt { get; init; }
}

/// <summary>A version of a setting: since when it applies, and when it was set.</summary>
public sealed record SettingVersion<T>(T Value, DateTimeOffset From, DateTimeOffset SetAt);

/// <summary>What administrators set, each with the versions before and to come. A change is recorded in the audit log in the same transaction.</summary>
public sealed class SettingsRegister(Database database, TimeProvider time)
{
    private static readonly TimeSpan Recalled = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, int Changes, IReadOnlyDictionary<string, string> Contents)> _recalled = new();

    // Changes made on this node; what was read before the last one does not count any more, also where it comes back after it.
    private int _changes;

    /// <summary>What applies now.</summary>
    public Task<T> Now<T>(Setting<T> setting, CancellationToken stop)
        where T : class => At(setting, time.GetUtcNow(), stop);

    /// <summary>What applies at an instant, by what is set today.</summary>
    public async Task<T> At<T>(Setting<T> setting, DateTimeOffset at, CancellationToken stop)
        where T : class
    {
        await using var db = database.Context();
        return await Read(db, setting, at, stop);
    }

    /// <summary>
    /// What applies now, as this node last saw it: a change made here is seen at once, one made on another node within two seconds. For who asks at every step, such as routing.
    /// </summary>
    public async Task<T> Lately<T>(Setting<T> setting, CancellationToken stop)
        where T : class => Read(setting, (await Recall(setting.Name, stop)).GetValueOrDefault(setting.Name));

    /// <summary>All that apply now of one kind, by key and as this node last saw them (<see cref="Lately{T}(Setting{T}, CancellationToken)"/>).</summary>
    public async Task<IReadOnlyDictionary<string, T>> Lately<T>(KeyedSetting<T> settings, CancellationToken stop)
        where T : class => (await Recall(settings.Prefix, stop)).ToDictionary(e => e.Key[settings.Prefix.Length..], e => Read(settings.Of(""), e.Value));

    /// <summary>The versions, the newest first; the first content of the program is none.</summary>
    public async Task<IReadOnlyList<SettingVersion<T>>> Versions<T>(Setting<T> setting, CancellationToken stop)
        where T : class
    {
        await using var db = database.Context();
        var entries = await db.Set<SettingEntry>().AsNoTracking().Where(s => s.Name == setting.Name)
            .OrderByDescending(s => s.FromInstant).ThenByDescending(s => s.SetAt).ToListAsync(stop);
        return [.. entries.Select(e => new SettingVersion<T>(Read(setting, e.Content), e.FromInstant, e.SetAt))];
    }

    /// <summary>Changes what applies from an instant on. Of two who change at once, the second changes what the first made.</summary>
    /// <exception cref="UnauthorizedAccessException">Who asks is no administrator.</exception>
    public Task Change<T>(StaffMember administrator, Setting<T> setting, Func<T, T> change, DateTimeOffset from, CancellationToken stop)
        where T : class => administrator.Is(StaffRole.Administrator)
            ? Put(setting, change, from, administrator.Principal.FiscalCode, administrator.DisplayName, stop)
            : throw new UnauthorizedAccessException($"Only an administrator sets {setting.Name}.");

    /// <summary>What applies at an instant, read on a connection, and by the transaction that decides upon it.</summary>
    internal static async Task<T> In<T>(DbConnection connection, DbTransaction? transaction, Setting<T> setting, DateTimeOffset at, CancellationToken stop)
        where T : class
    {
        await using var command = connection.Command(
            transaction, "select content from settings where name = @n and from_instant <= @a order by from_instant desc, set_at desc limit 1",
            ("n", setting.Name), ("a", Instant.ToMicroseconds(at)));
        return Read(setting, await command.ExecuteScalarAsync(stop) as string);
    }

    internal Task Put<T>(Setting<T> setting, Func<T, T> change, DateTimeOffset from, string who, string onBehalfOf, CancellationToken stop)
        where T : class => Retry.OnConflict(async () =>
        {
            await using var db = database.Context();
            var (now, content) = (time.GetUtcNow(), JsonSerializer.Serialize(change(await Read(db, setting, from, stop)), setting.Json));
            db.Add(new SettingEntry { Id = Guid.CreateVersion7(now), Name = setting.Name, FromInstant = from, Content = content, SetBy = who, SetAt = now });
            await AuditLog.Record(db, setting.AuditChain, now, who, onBehalfOf, "set", content, stop);
            await db.SaveChangesAsync(stop);
            Interlocked.Increment(ref _changes);
        });

    /// <summary>The contents in force of all settings whose names begin alike.</summary>
    private async Task<IReadOnlyDictionary<string, string>> Recall(string prefix, CancellationToken stop)
    {
        var (now, changes) = (time.GetUtcNow(), Volatile.Read(ref _changes));
        if (_recalled.TryGetValue(prefix, out var recalled) && recalled.Changes == changes && now - recalled.At < Recalled && now >= recalled.At)
            return recalled.Contents;

        await using var db = database.Context();
        var begun = await db.Set<SettingEntry>().AsNoTracking().Where(s => s.Name.StartsWith(prefix) && s.FromInstant <= now).ToListAsync(stop);
        var contents = begun.GroupBy(s => s.Name).ToDictionary(g => g.Key, g => g.OrderBy(s => s.FromInstant).ThenBy(s => s.SetAt).ThenBy(s => s.Id).Last().Content);
        _recalled[prefix] = (now, changes, contents);
        return contents;
    }

    private static async Task<T> Read<T>(CigContext db, Setting<T> setting, DateTimeOffset at, CancellationToken stop)
        where T : class
    {
        var content = await db.Set<SettingEntry>().AsNoTracking().Where(s => s.Name == setting.Name && s.FromInstant <= at)
            .OrderByDescending(s => s.FromInstant).ThenByDescending(s => s.SetAt).Select(s => s.Content).FirstOrDefaultAsync(stop);
        return Read(setting, content);
    }

    private static T Read<T>(Setting<T> setting, string? content)
        where T : class => content is null ? setting.First : JsonSerializer.Deserialize(content, setting.Json)!;
}

internal sealed class SettingMapping : IEntityTypeConfiguration<SettingEntry>
{
    public void Configure(EntityTypeBuilder<SettingEntry> builder) => builder.ToTable("settings");
}
