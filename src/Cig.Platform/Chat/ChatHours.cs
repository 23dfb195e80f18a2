using System.Text.Json.Serialization;
using Cig.Platform.Mandates;
using Cig.Platform.Settings;
using Cig.Platform.Storage;
using Cig.Rules.Access;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Chat;

/// <summary>The hours in force: the schedule, and the trial switch that opens the chat around the clock.</summary>
/// <param name="Trial">Orario di prova: the chat is open at any hour but for a technical fault, and every page of it says so.</param>
public sealed record HoursInForce(ChatSchedule Schedule, bool Trial)
{
    public bool IsOpen(DateTimeOffset at) => Trial ? Schedule.InterruptedAt(at) is not { Fault: true } : Schedule.IsOpen(at);
}

/// <summary>The weekly hours as administrators set them: the stored form, whose names are kept even when the program's change.</summary>
/// <param name="Closings">Single days, as the hours carried them before closings had a place of their own.</param>
public sealed record WeeklyHours(IReadOnlyList<WeeklyHours.Opening> Week, bool Holidays, IReadOnlyList<WeeklyHours.Closed> Closings, bool Trial)
{
    public static Setting<WeeklyHours> Setting { get; } = new("chat-hours", Of(new(ChatSchedule.Published, Trial: false)), ChatSettingsJson.Default.WeeklyHours);

    internal static WeeklyHours Of(HoursInForce hours) => new(
        [.. hours.Schedule.Week.Select(h => new Opening((int)h.Day, h.Opens, h.Closes))],
        hours.Schedule.Holidays,
        [.. hours.Schedule.Closings.Select(c => new Closed(c.Day, c.Why.Italian, c.Why.English, c.Why.German))],
        hours.Trial);

    internal HoursInForce With(LocalDays local, ExtraordinaryClosings closings, string? province) => new(
        new(
            [.. Week.Select(o => new OpeningHours((DayOfWeek)o.Day, o.Opens, o.Closes))],
            Holidays,
            [.. Closings.Select(c => new Closing(c.Day, new(c.It, c.En, c.De)))])
        {
            LocalHolidays = [.. local.Days.Where(d => d.Province == province).Select(d => new LocalHoliday(d.Month, d.Day, new(d.It, d.En, d.De)))],
            Interruptions = [.. closings.Closings.Where(c => c.Province is null || c.Province == province).Select(c => new Interruption(c.From, c.To, new(c.It, c.En, c.De), c.Fault))],
        },
        Trial);

    public sealed record Opening(int Day, TimeOnly Opens, TimeOnly Closes);

    public sealed record Closed(DateOnly Day, string It, string En, string De);
}

/// <summary>Local holidays: on its day the office of a province does not answer. By what is published there are none.</summary>
public sealed record LocalDays(IReadOnlyList<LocalDays.Local> Days)
{
    public static Setting<LocalDays> Setting { get; } = new("chat-local-holidays", new LocalDays([]), ChatSettingsJson.Default.LocalDays);

    /// <param name="Province">Two letters.</param>
    public sealed record Local(string Province, int Month, int Day, string It, string En, string De);
}

/// <summary>Extraordinary closings and technical faults, of the whole service or of one office.</summary>
public sealed record ExtraordinaryClosings(IReadOnlyList<ExtraordinaryClosings.Span> Closings)
{
    public static Setting<ExtraordinaryClosings> Setting { get; } = new("chat-closings", new ExtraordinaryClosings([]), ChatSettingsJson.Default.ExtraordinaryClosings);

    /// <param name="Province">Two letters; null: everywhere.</param>
    public sealed record Span(Guid Id, string? Province, DateTimeOffset From, DateTimeOffset To, string It, string En, string De, bool Fault);
}

/// <summary>The opening of the chat as the administrator set it; until she does, the published hours.</summary>
public sealed class ChatHours(Database database, SettingsRegister settings, TimeProvider time)
{
    /// <summary>The chain of the audit log that holds the changes of the weekly hours.</summary>
    public const string AuditChain = "setting/chat-hours";

    /// <summary>The hours in force everywhere: local days and closings of single offices left out.</summary>
    public Task<HoursInForce> Now(CancellationToken stop) => For(null, stop);

    /// <summary>The hours in force for those whose office is in that province.</summary>
    public async Task<HoursInForce> For(string? province, CancellationToken stop) => (await settings.Now(WeeklyHours.Setting, stop)).With(
        await settings.Now(LocalDays.Setting, stop), await settings.Now(ExtraordinaryClosings.Setting, stop), province);

    /// <summary>
    /// The hours that were in force for an office at an instant, to measure the past by: the weekly hours are those of that instant; holidays and closings carry their own days, so those on
    /// record now are the ones that were.
    /// </summary>
    public async Task<Func<string?, DateTimeOffset, HoursInForce>> Past(CancellationToken stop)
    {
        var versions = (await settings.Versions(WeeklyHours.Setting, stop)).Append(new(WeeklyHours.Setting.First, DateTimeOffset.MinValue, DateTimeOffset.MinValue)).ToList();
        var (local, closings) = (await settings.Now(LocalDays.Setting, stop), await settings.Now(ExtraordinaryClosings.Setting, stop));
        Dictionary<(string?, int), HoursInForce> known = [];
        return (province, at) =>
        {
            var version = versions.FindIndex(v => v.From <= at);
            return known.TryGetValue((province, version), out var hours) ? hours : known[(province, version)] = versions[version].Value.With(local, closings, province);
        };
    }

    /// <summary>Sets the weekly hours and the trial switch from an instant on; what was in force before stays on record.</summary>
    public Task Set(StaffMember administrator, HoursInForce hours, DateTimeOffset from, CancellationToken stop) =>
        settings.Change(administrator, WeeklyHours.Setting, _ => WeeklyHours.Of(hours), from, stop);

    /// <summary>Opens the chat around the clock for the demo stories, visibly, where no hours were ever set.</summary>
    public async Task OpenForDemo(CancellationToken stop = default)
    {
        await using var db = database.Context();
        if (!await db.Set<SettingEntry>().AnyAsync(s => s.Name == WeeklyHours.Setting.Name, stop))
            await settings.Put(WeeklyHours.Setting, hours => hours with { Trial = true }, time.GetUtcNow(), "demo", "storie di prova", stop);
    }
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(WeeklyHours))]
[JsonSerializable(typeof(LocalDays))]
[JsonSerializable(typeof(ExtraordinaryClosings))]
[JsonSerializable(typeof(EnabledAreas))]
[JsonSerializable(typeof(QueueRules))]
[JsonSerializable(typeof(Notices))]
[JsonSerializable(typeof(RoutingRules))]
[JsonSerializable(typeof(AdvisorSkills))]
[JsonSerializable(typeof(Listening))]
[JsonSerializable(typeof(CannedReply))]
internal sealed partial class ChatSettingsJson : JsonSerializerContext;
