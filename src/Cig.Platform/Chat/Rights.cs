using Cig.Platform.Mandates;
using Cig.Platform.Staff;
using Cig.Platform.Storage;

namespace Cig.Platform.Chat;

/// <summary>
/// Asks the registers again whether those who take part still may, and whether their sessions live: one question for all who speak or listen in a batch, so that what was revoked ends
/// with the next action on any node, and asking costs next to nothing.
/// </summary>
public sealed class Rights(Database database, MandateRegister mandates, StaffRegister staff, TimeProvider time)
{
    public async Task<Standing> Of(IEnumerable<Participant> participants, CancellationToken stop)
    {
        HashSet<Actor> actors = [];
        HashSet<Guid> members = [];
        HashSet<string> sessions = [];
        HashSet<Participant> asked = new(ReferenceEqualityComparer.Instance);
        foreach (var who in participants)
        {
            asked.Add(who);
            if (who.Session is { } session)
                sessions.Add(session);
            if (who.Member is { } member)
                members.Add(member.Id);
            else if (who.Actor is { Mandate.Kind: not MandateKind.Self } actor)
                actors.Add(actor);
        }

        return new(
            asked,
            actors.Count == 0 ? [] : await mandates.StillHolding(actors, stop),
            members.Count == 0 ? [] : await staff.RolesOf(members, stop),
            sessions.Count == 0 ? [] : await Living(sessions, stop));
    }

    /// <summary>
    /// Whether a member of staff with these roles may see what is said in a conversation: hers alone. Of one that waits or is offered to her the console shows the subject and
    /// initials, not the words; a supervisor has one that she took over, and reads along by <see cref="SupervisorDesk"/>.
    /// </summary>
    public static bool MaySee(IReadOnlyList<StaffRole> roles, Guid member, Guid? advisor) =>
        advisor == member && (roles.Contains(StaffRole.Advisor) || roles.Contains(StaffRole.Supervisor));

    private async Task<HashSet<string>> Living(IEnumerable<string> sessions, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command(
            Statements.LivingSessions(database.Engine), ("sessions", Statements.Json(sessions.Select(s => new SessionRow(s)))), ("now", Instant.ToMicroseconds(time.GetUtcNow())));
        await using var reader = await command.ExecuteReaderAsync(stop);
        HashSet<string> living = [];
        while (await reader.ReadAsync(stop))
            living.Add(reader.GetString(0));
        return living;
    }
}

/// <summary>What the registers said.</summary>
public sealed class Standing(HashSet<Participant> asked, HashSet<Actor> mandates, Dictionary<Guid, IReadOnlyList<StaffRole>> roles, HashSet<string> sessions)
{
    /// <summary>Whether the registers were asked about her. Of who came later, and was let in by them meanwhile, nothing is known here.</summary>
    internal bool Knows(Participant who) => asked.Contains(who);

    /// <summary>Why somebody may not take part any more in a conversation that this advisor has; null where she may. The system always may, and so does who asks for herself while she is signed in.</summary>
    public Appended? Against(Participant who, Guid? advisor) =>
        who.Session is { } session && !sessions.Contains(session) ? new Appended.SignedOut()
        : Holds(who, advisor) ? null
        : new Appended.NotAllowed();

    private bool Holds(Participant who, Guid? advisor) => who switch
    {
        { Member: { } member } => roles.TryGetValue(member.Id, out var given) && Rights.MaySee(given, member.Id, advisor),
        { Actor: { Mandate.Kind: not MandateKind.Self } actor } => mandates.Contains(actor),
        _ => true,
    };
}
