using System.Data.Common;
using Cig.Platform.Mandates;
using Cig.Platform.Registry;
using Cig.Platform.Settings;
using Cig.Platform.Storage;
using Cig.Rules.Access;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Chat;

/// <summary>How the service stands for one person at one moment.</summary>
public enum EntranceState
{
    /// <summary>Open, and nobody waits.</summary>
    Free,

    /// <summary>Open, and others wait.</summary>
    Queue,
    QueueFull,

    /// <summary>It opens later today.</summary>
    BeforeOpening,

    /// <summary>It opens on another day.</summary>
    Closed,

    /// <summary>A national or local holiday closes it today.</summary>
    Holiday,
    ExtraordinaryClosing,
    Fault,

    /// <summary>Not yet on for her audience where she lives, or where her company has its registered office.</summary>
    NotEnabled,
}

/// <summary>The service as it stands for one person, decided by the server's clock and tables.</summary>
/// <param name="Waiting">How many wait.</param>
/// <param name="Closes">When the opening that is running ends; null where it is closed or on trial.</param>
/// <param name="Next">The next opening that is hers.</param>
/// <param name="EnabledFrom">The day from which the service will be on for her, where it is not and the day is known.</param>
/// <param name="Trial">It is open only because trial hours are set.</param>
public sealed record EntranceView(
    EntranceState State, int Waiting, DateTimeOffset? Closes, DateTimeOffset? Next, DateOnly? EnabledFrom, Rules.Text? Why, Audience Audience, string? Province, HoursInForce Hours, QueueRules Rules, bool Trial)
{
    public bool IsOpen => State is EntranceState.Free or EntranceState.Queue;
}

/// <summary>
/// Whether a person may enter the queue now: for her audience, where she belongs, by the hours and by the length of the queue. What a page shows and what the entry into the
/// queue decides is the same judgement; the entry makes it again in its own transaction.
/// </summary>
public sealed class ChatEntrance(Database database, Residents residents, TimeProvider time)
{
    /// <summary>How the service stands for this person now.</summary>
    public async Task<EntranceView> Look(Actor actor, CancellationToken stop)
    {
        var (audience, province) = await Belongs(actor, stop);
        await using var connection = await database.Open(stop);
        var now = time.GetUtcNow();
        return await Decide(connection, null, audience, province, await SettingsRegister.In(connection, null, EnabledAreas.Setting, now, stop), now, stop);
    }

    /// <summary>How the service stands for anybody whom it reaches: what a public page may say.</summary>
    public async Task<EntranceView> LookForAll(CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        return await Decide(connection, null, Audience.Worker, null, areas: null, time.GetUtcNow(), stop);
    }

    /// <summary>The judgement inside the transaction that enters the queue. On PostgreSQL entries wait for one another, so that the queue never grows beyond its limit; SQLite has one writer anyway.</summary>
    internal async Task<EntranceView> DecideForEntry(
        DbConnection connection, DbTransaction transaction, (Audience Audience, string? Province) belongs, DateTimeOffset now, CancellationToken stop)
    {
        var rules = await SettingsRegister.In(connection, transaction, QueueRules.Setting, now, stop);
        if (database.Engine == Engine.PostgreSql && rules.Longest > 0)
        {
            await using var gate = connection.Command(transaction, "select pg_advisory_xact_lock(148201535)");
            await gate.ExecuteNonQueryAsync(stop);
        }

        return await Decide(connection, transaction, belongs.Audience, belongs.Province, await SettingsRegister.In(connection, transaction, EnabledAreas.Setting, now, stop), now, stop);
    }

    private static async Task<EntranceView> Decide(
        DbConnection connection, DbTransaction? transaction, Audience audience, string? province, EnabledAreas? areas, DateTimeOffset now, CancellationToken stop)
    {
        var hours = (await SettingsRegister.In(connection, transaction, WeeklyHours.Setting, now, stop)).With(
            await SettingsRegister.In(connection, transaction, LocalDays.Setting, now, stop),
            await SettingsRegister.In(connection, transaction, ExtraordinaryClosings.Setting, now, stop),
            province);
        var rules = await SettingsRegister.In(connection, transaction, QueueRules.Setting, now, stop);
        await using var count = connection.Command(transaction, "select count(*) from conversations where state = 'WAITING'");
        var waiting = Convert.ToInt32(await count.ExecuteScalarAsync(stop), System.Globalization.CultureInfo.InvariantCulture);

        var schedule = hours.Schedule;
        var access = areas is null ? null : ChatAccess.At(now, audience, province, schedule, areas.ForRule());
        var (next, why) = (access?.Value.NextOpening ?? schedule.NextOpening(now), schedule.InterruptedAt(now)?.Why);
        var today = ChatSchedule.DayInRome(now);
        var state = access is { Value.Enabled: false } ? EntranceState.NotEnabled
            : schedule.InterruptedAt(now) is { Fault: true } ? EntranceState.Fault
            : hours.IsOpen(now) ? (rules.Longest > 0 && waiting >= rules.Longest ? EntranceState.QueueFull : waiting > 0 ? EntranceState.Queue : EntranceState.Free)
            : schedule.InterruptedAt(now) is not null || schedule.Closings.Any(c => c.Day == today) ? EntranceState.ExtraordinaryClosing
            : schedule.ClosedBecause(today) is not null && schedule.Week.Any(h => h.Day == today.DayOfWeek) ? EntranceState.Holiday
            : next is { } opens && ChatSchedule.DayInRome(opens) == today ? EntranceState.BeforeOpening
            : EntranceState.Closed;
        return new(
            state, waiting, hours.Trial ? null : schedule.ClosesAfter(now), next, state == EntranceState.NotEnabled ? EnabledFrom(areas!, audience, province) : null,
            why ?? schedule.ClosedBecause(today), audience, province, hours, rules, hours.Trial && !schedule.IsOpen(now));
    }

    private static DateOnly? EnabledFrom(EnabledAreas areas, Audience audience, string? province) => areas.Areas
        .Where(a => a.Audiences.Contains(audience) && (a.Provinces is null || province is not null && a.Provinces.Contains(province)))
        .Select(a => (DateOnly?)a.From).Min();

    /// <summary>A worker belongs where she lives, who acts for an employer where it has its registered office.</summary>
    internal async Task<(Audience Audience, string? Province)> Belongs(Actor actor, CancellationToken stop)
    {
        if (actor.Mandate.EmployerId is not { } employer)
            return (Audience.Worker, await residents.ProvinceOf(actor.Mandate.PersonFiscalCode ?? actor.Principal.FiscalCode, stop));

        await using var db = database.Context();
        return (
            actor.Mandate.Kind is MandateKind.Intermediary or MandateKind.SubDelegate ? Audience.Intermediary : Audience.Company,
            await db.Set<Employer>().Where(e => e.Id == employer).Select(e => e.Province).FirstOrDefaultAsync(stop));
    }
}
