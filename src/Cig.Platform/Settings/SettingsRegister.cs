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

    /// <summary>The versions, the newest first; the first content of the program is none.</summary>
    public async Task<IReadOnlyList<SettingVersion<T>>> Versions<T>(Setting<T> setting, CancellationToken stop)
        where T : class
    {
        await using var db = database.Context();
        var entries = await db.Set<SettingEntry>().AsNoTracking().Where(s => s.Name == setting.Name)
            .OrderByDescending(s => s.FromInstant).ThenByDescending(s => s.SetAt).Take(50).ToListAsync(stop);
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
        return await command.ExecuteScalarAsync(stop) is string content ? Read(setting, content) : setting.First;
    }

    internal Task Put<T>(Setting<T> setting, Func<T, T> change, DateTimeOffset from, string who, string onBehalfOf, CancellationToken stop)
        where T : class => Retry.OnConflict(async () =>
        {
            await using var db = database.Context();
            var (now, content) = (time.GetUtcNow(), JsonSerializer.Serialize(change(await Read(db, setting, from, stop)), setting.Json));
            db.Add(new SettingEntry { Id = Guid.CreateVersion7(now), Name = setting.Name, FromInstant = from, Content = content, SetBy = who, SetAt = now });
            await AuditLog.Record(db, setting.AuditChain, now, who, onBehalfOf, "set", content, stop);
            await db.SaveChangesAsync(stop);
        });

    private static async Task<T> Read<T>(CigContext db, Setting<T> setting, DateTimeOffset at, CancellationToken stop)
        where T : class
    {
        var content = await db.Set<SettingEntry>().AsNoTracking().Where(s => s.Name == setting.Name && s.FromInstant <= at)
            .OrderByDescending(s => s.FromInstant).ThenByDescending(s => s.SetAt).Select(s => s.Content).FirstOrDefaultAsync(stop);
        return content is null ? setting.First : Read(setting, content);
    }

    private static T Read<T>(Setting<T> setting, string content)
        where T : class => JsonSerializer.Deserialize(content, setting.Json)!;
}

internal sealed class SettingMapping : IEntityTypeConfiguration<SettingEntry>
{
    public void Configure(EntityTypeBuilder<SettingEntry> builder) => builder.ToTable("settings");
}
