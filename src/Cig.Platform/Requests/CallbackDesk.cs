using Cig.Platform.Chat;
using Cig.Platform.Mandates;
using Cig.Platform.Settings;
using Cig.Platform.Storage;
using Cig.Rules;
using Cig.Rules.Access;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Requests;

/// <summary>A slot for calls back, and how many places it still has.</summary>
public sealed record Slot(DateTimeOffset From, DateTimeOffset To, int Places);

/// <summary>What became of the wish to be called back.</summary>
public enum Booking
{
    Booked,

    /// <summary>The last place went to somebody else, or the slot is not one that is offered.</summary>
    SlotTaken,
    AlreadyBooked,
    NotAllowed,
}

/// <summary>Calls back in the next opening: slots with places, booked in one transaction that counts them, cancelled by the person, made by advisors.</summary>
public sealed class CallbackDesk(Database database, SettingsRegister settings, ChatHours hours, ChatEntrance entrance, MandateRegister mandates, TimeProvider time)
{
    /// <summary>The slots of the next opening that have not begun, full ones left out.</summary>
    public async Task<IReadOnlyList<Slot>> Slots(Actor actor, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        var taken = new Dictionary<long, int>();
        await using (var count = connection.Command("select slot, count(*) from callbacks where state = 'BOOKED' and slot > @n group by slot", ("n", Instant.ToMicroseconds(time.GetUtcNow()))))
        await using (var reader = await count.ExecuteReaderAsync(stop))
        {
            while (await reader.ReadAsync(stop))
                taken[reader.GetInt64(0)] = reader.GetInt32(1);
        }

        return [.. (await Offered(actor, stop)).Select(s => s with { Places = s.Places - taken.GetValueOrDefault(Instant.ToMicroseconds(s.From)) }).Where(s => s.Places > 0)];
    }

    /// <summary>The call that the person booked under this mandate, or null.</summary>
    public async Task<Callback?> Mine(Actor actor, CancellationToken stop)
    {
        await using var db = database.Context();
        return await mandates.StillHolds(actor, stop)
            ? await db.Set<Callback>().AsNoTracking().FirstOrDefaultAsync(c => c.Person == actor.Principal.FiscalCode && c.MandateId == actor.Mandate.Id && c.State == CallbackState.Booked, stop)
            : null;
    }

    /// <summary>Books a place of a slot. However many ask at once, a slot never has more calls than places.</summary>
    public async Task<Booking> Book(Actor actor, DateTimeOffset slot, string topic, string topicName, string phone, Tongue tongue, CancellationToken stop)
    {
        if (!await mandates.StillHolds(actor, stop))
            return Booking.NotAllowed;
        if (await Mine(actor, stop) is not null)
            return Booking.AlreadyBooked;
        if ((await Offered(actor, stop)).FirstOrDefault(s => s.From == slot) is not { } offered)
            return Booking.SlotTaken;

        await using var connection = await database.Open(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (database.Engine == Engine.PostgreSql)
        {
            // Who books the same slot waits here; SQLite has one writer anyway.
            await using var gate = connection.Command(transaction, "select pg_advisory_xact_lock(@s)", ("s", Instant.ToMicroseconds(slot)));
            await gate.ExecuteNonQueryAsync(stop);
        }

        await using var book = connection.Command(
            transaction,
            """
            insert into callbacks (id, person, person_name, mandate_id, mandate_kind, employer_id, subject_name, topic, topic_name, tongue, phone, slot, booked_at, state)
            select @id, @p, @pn, @m, @mk, @e, @sn, @t, @tn, @l, @ph, @s, @n, 'BOOKED'
            where (select count(*) from callbacks where state = 'BOOKED' and slot = @s) < @places
            on conflict do nothing
            """,
            ("id", Guid.CreateVersion7(time.GetUtcNow())), ("p", actor.Principal.FiscalCode), ("pn", actor.Principal.FullName), ("m", actor.Mandate.Id), ("mk", actor.Mandate.Kind.ToString()),
            ("e", actor.Mandate.EmployerId), ("sn", actor.Mandate.Kind == MandateKind.Self ? null : actor.Mandate.SubjectName), ("t", topic), ("tn", topicName), ("l", tongue.ToString()),
            ("ph", phone), ("s", Instant.ToMicroseconds(slot)), ("n", Instant.ToMicroseconds(time.GetUtcNow())), ("places", offered.Places));
        var booked = await book.ExecuteNonQueryAsync(stop) == 1;
        await transaction.CommitAsync(stop);
        return booked ? Booking.Booked : await Mine(actor, stop) is not null ? Booking.AlreadyBooked : Booking.SlotTaken;
    }

    /// <summary>Gives the place back.</summary>
    public async Task Cancel(Actor actor, CancellationToken stop)
    {
        if (await Mine(actor, stop) is { } mine)
            await Set(mine.Id, CallbackState.Cancelled, "person", stop);
    }

    /// <summary>The calls to make, in order.</summary>
    public async Task<IReadOnlyList<Callback>> ForStaff(StaffMember advisor, CancellationToken stop)
    {
        if (!advisor.Is(StaffRole.Advisor))
            return [];

        await using var db = database.Context();
        return await db.Set<Callback>().AsNoTracking().Where(c => c.State == CallbackState.Booked).OrderBy(c => c.Slot).ThenBy(c => c.BookedAt).Take(500).ToListAsync(stop);
    }

    /// <summary>Says how a call went; false where it was cancelled or made already.</summary>
    public async Task<bool> Handle(StaffMember advisor, Guid id, bool reached, CancellationToken stop) =>
        advisor.Is(StaffRole.Advisor) && await Set(id, reached ? CallbackState.Done : CallbackState.NotReached, advisor.DisplayName, stop);

    /// <summary>What reads as a telephone number, with its digits alone and a leading plus; otherwise null.</summary>
    public static string? Phone(string? typed)
    {
        var text = new string([.. (typed ?? "").Where(c => c is not (' ' or '-' or '.' or '/' or '(' or ')'))]);
        var digits = text.StartsWith('+') ? text[1..] : text;
        return digits.Length is >= 6 and <= 15 && digits.All(char.IsAsciiDigit) ? text : null;
    }

    private async Task<bool> Set(Guid id, CallbackState state, string who, CancellationToken stop)
    {
        await using var db = database.Context();
        var now = time.GetUtcNow();
        return await db.Set<Callback>().Where(c => c.Id == id && c.State == CallbackState.Booked)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.State, state).SetProperty(x => x.HandledBy, who).SetProperty(x => x.HandledAt, now), stop) == 1;
    }

    /// <summary>The slots of the next opening for whom the person acts, with all their places.</summary>
    private async Task<IReadOnlyList<Slot>> Offered(Actor actor, CancellationToken stop)
    {
        var (now, rules) = (time.GetUtcNow(), await settings.Now(QueueRules.Setting, stop));
        var schedule = (await hours.For((await entrance.Belongs(actor, stop)).Province, stop)).Schedule;
        if (rules.SlotPlaces == 0 || schedule.NextOpening(now) is not { } next)
            return [];

        List<Slot> slots = [];
        foreach (var (opens, closes) in schedule.Openings(ChatSchedule.DayInRome(next), 1).Where(o => o.Opens >= next))
        {
            for (var from = opens; from.AddMinutes(rules.SlotMinutes) <= closes; from = from.AddMinutes(rules.SlotMinutes))
                slots.Add(new(from, from.AddMinutes(rules.SlotMinutes), rules.SlotPlaces));
        }

        return slots;
    }
}
