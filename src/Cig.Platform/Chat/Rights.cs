using Cig.Platform.Mandates;
using Cig.Platform.Staff;

namespace Cig.Platform.Chat;

/// <summary>
/// Asks the registers again whether those who take part still may: one question for all who speak or listen in a batch, so that a right that was revoked ends with the next action
/// on any node, and asking costs next to nothing.
/// </summary>
public sealed class Rights(MandateRegister mandates, StaffRegister staff)
{
    public async Task<Standing> Of(IEnumerable<Participant> participants, CancellationToken stop)
    {
        HashSet<Actor> actors = [];
        HashSet<Guid> members = [];
        foreach (var who in participants)
        {
            if (who.Member is { } member)
                members.Add(member.Id);
            else if (who.Actor is { Mandate.Kind: not MandateKind.Self } actor)
                actors.Add(actor);
        }

        return new(
            actors.Count == 0 ? [] : await mandates.StillHolding(actors, stop),
            members.Count == 0 ? [] : await staff.RolesOf(members, stop));
    }

    /// <summary>Whether a member of staff with these roles may see a conversation that stands there.</summary>
    public static bool MaySee(IReadOnlyList<StaffRole> roles, Guid member, ConversationState state, Guid? advisor) =>
        roles.Contains(StaffRole.Advisor) && (state == ConversationState.Waiting || advisor == member);
}

/// <summary>What the registers said.</summary>
public sealed class Standing(HashSet<Actor> mandates, Dictionary<Guid, IReadOnlyList<StaffRole>> roles)
{
    /// <summary>Whether somebody may still take part in a conversation that stands there. Who asks for herself, and the system, always may.</summary>
    public bool Holds(Participant who, ConversationState state, Guid? advisor) => who switch
    {
        { Member: { } member } => roles.TryGetValue(member.Id, out var given) && Rights.MaySee(given, member.Id, state, advisor),
        { Actor: { Mandate.Kind: not MandateKind.Self } actor } => mandates.Contains(actor),
        _ => true,
    };
}
