using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cig.Platform.Audit;
using Cig.Platform.Mandates;
using Cig.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cig.Platform.Chat;

/// <summary>A version of something that the administrator sets for the chat.</summary>
public sealed class SettingsEntry
{
    public required Guid Id { get; init; }

    /// <summary>What is set: <c>routing</c>, <c>advisor/…</c>, <c>listening</c>, <c>reply/…</c>.</summary>
    public required string Subject { get; init; }

    public required DateTimeOffset FromInstant { get; init; }

    public required string Content { get; init; }

    public required string SetBy { get; init; }

    public required DateTimeOffset SetAt { get; init; }
}

/// <summary>
/// What the administrator sets for the chat, by subject. Nothing is overwritten: each change is a version with its first instant, and an entry of the audit log.
/// What is in force is remembered for two seconds, because routing asks at every offer.
/// </summary>
public sealed class ChatSettings(Database database, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, Dictionary<string, SettingsEntry> Entries)> _known = new();

    /// <summary>The chain of the audit log that holds the changes of a subject.</summary>
    public static string AuditChain(string subject) => $"chat/{subject}";

    /// <summary>The rules of routing in force.</summary>
    public async Task<RoutingRules> Rules(CancellationToken stop) => await Now<RoutingRules>(RoutingRules.Subject, stop) ?? RoutingRules.Initial;

    /// <summary>What an advisor can take.</summary>
    public async Task<AdvisorSkills> SkillsOf(Guid advisor, CancellationToken stop) => await Now<AdvisorSkills>(AdvisorSkills.Subject(advisor), stop) ?? AdvisorSkills.Initial;

    /// <summary>What any advisor can take, in one question for all.</summary>
    public async Task<Func<Guid, AdvisorSkills>> Skills(CancellationToken stop)
    {
        var set = await All<AdvisorSkills>(AdvisorSkills.Subjects, stop);
        return advisor => set.GetValueOrDefault(AdvisorSkills.Subject(advisor)) ?? AdvisorSkills.Initial;
    }

    /// <summary>What is in force of a subject; null where it was never set.</summary>
    public async Task<T?> Now<T>(string subject, CancellationToken stop)
        where T : class => (await InForce(subject, stop)).TryGetValue(subject, out var entry) ? Read<T>(entry) : null;

    /// <summary>What is in force of all subjects that begin alike.</summary>
    public async Task<IReadOnlyDictionary<string, T>> All<T>(string prefix, CancellationToken stop)
        where T : class => (await InForce(prefix, stop)).ToDictionary(e => e.Key, e => Read<T>(e.Value));

    /// <summary>Every version of the subjects that begin alike, the newest first.</summary>
    public async Task<IReadOnlyList<SettingsEntry>> Versions(string prefix, CancellationToken stop)
    {
        await using var db = database.Context();
        return await db.Set<SettingsEntry>().AsNoTracking().Where(e => e.Subject.StartsWith(prefix)).OrderByDescending(e => e.SetAt).ToListAsync(stop);
    }

    /// <summary>Sets a subject from an instant on.</summary>
    /// <exception cref="UnauthorizedAccessException">Not an administrator.</exception>
    public async Task Set<T>(StaffMember administrator, string subject, T content, DateTimeOffset from, CancellationToken stop)
        where T : class
    {
        if (!administrator.Is(StaffRole.Administrator))
            throw new UnauthorizedAccessException("Only an administrator sets what the chat does.");

        await Put(administrator.Principal.FiscalCode, administrator.DisplayName, subject, content, from, stop);
    }

    internal async Task Put<T>(string who, string onBehalfOf, string subject, T content, DateTimeOffset from, CancellationToken stop)
        where T : class
    {
        var text = JsonSerializer.Serialize(content, Json);
        await Retry.OnConflict(async () =>
        {
            await using var db = database.Context();
            db.Add(new SettingsEntry { Id = Guid.CreateVersion7(time.GetUtcNow()), Subject = subject, FromInstant = from, Content = text, SetBy = who, SetAt = time.GetUtcNow() });
            await AuditLog.Record(db, AuditChain(subject), time.GetUtcNow(), who, onBehalfOf, "set", text, stop);
            await db.SaveChangesAsync(stop);
        });
        _known.Clear();
    }

    public static T Read<T>(SettingsEntry entry)
        where T : class => JsonSerializer.Deserialize<T>(entry.Content, Json)!;

    private async Task<Dictionary<string, SettingsEntry>> InForce(string prefix, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (_known.TryGetValue(prefix, out var known) && now - known.At < Remembered && now >= known.At)
            return known.Entries;

        await using var db = database.Context();
        var begun = await db.Set<SettingsEntry>().AsNoTracking().Where(e => e.Subject.StartsWith(prefix) && e.FromInstant <= now).ToListAsync(stop);
        var entries = begun.GroupBy(e => e.Subject).ToDictionary(g => g.Key, g => g.OrderBy(e => e.FromInstant).ThenBy(e => e.SetAt).ThenBy(e => e.Id).Last());
        _known[prefix] = (now, entries);
        return entries;
    }
}

internal sealed class SettingsMapping : IEntityTypeConfiguration<SettingsEntry>
{
    public void Configure(EntityTypeBuilder<SettingsEntry> builder) => builder.ToTable("chat_settings");
}
