using Cig.Platform.Mandates;
using Cig.Platform.Settings;
using Cig.Platform.Staff;

namespace Cig.Platform.Chat;

/// <summary>An advisor with what she can take.</summary>
public sealed record SkilledAdvisor(Guid Id, string Name, AdvisorSkills Skills);

/// <summary>What the administrator sets of routing: the rules, each advisor's skills and capacity, whether supervisors may read along. All of it is versioned and audited.</summary>
public sealed class RoutingAdministration(SettingsRegister settings, StaffRegister staff, TimeProvider time)
{
    public Task<RoutingRules> Rules(CancellationToken stop) => settings.Rules(stop);

    public async Task<IReadOnlyList<SkilledAdvisor>> Advisors(CancellationToken stop)
    {
        var skills = await settings.Skills(stop);
        return [.. (await staff.With(StaffRole.Advisor, stop)).Select(a => new SkilledAdvisor(a.StaffId, a.DisplayName, skills(a.StaffId)))];
    }

    /// <summary>Sets the rules from now on.</summary>
    /// <returns>False where a number cannot be: times above zero, weights between zero and one conversation.</returns>
    public async Task<bool> Set(StaffMember administrator, RoutingRules rules, CancellationToken stop)
    {
        if (rules is { AcceptSeconds: < 5 or > 600 } or { MissesBeforeAway: < 1 or > 10 } or { GraceSeconds: < 20 or > 3600 } or { IdleWeight: < 0 or > RoutingRules.FullWeight } or { WarmUpSeconds: < 0 } or { AnswerSeconds: < 1 } or { AlarmSeconds: < 10 })
            return false;
        await settings.Change(administrator, RoutingRules.Setting, _ => rules, time.GetUtcNow(), stop);
        return true;
    }

    /// <summary>Sets what an advisor can take from now on; the hard limit is never below the capacity, and both are at least one conversation.</summary>
    public async Task<bool> Set(StaffMember administrator, Guid advisor, AdvisorSkills skills, CancellationToken stop)
    {
        if (skills.Capacity < RoutingRules.FullWeight || skills.HardLimit < skills.Capacity || skills.HardLimit > 999 * RoutingRules.FullWeight || !(await Advisors(stop)).Any(a => a.Id == advisor))
            return false;
        await settings.Change(administrator, AdvisorSkills.Setting(advisor), _ => skills, time.GetUtcNow(), stop);
        return true;
    }

    /// <summary>Switches reading along, and figures of single advisors, on or off; on only with the legal basis that allows it.</summary>
    public async Task<bool> Set(StaffMember administrator, Listening listening, CancellationToken stop)
    {
        if ((listening.On || listening.ByAdvisor) && listening.LegalBasis.Trim().Length < 20)
            return false;
        await settings.Change(administrator, Listening.Setting, _ => listening, time.GetUtcNow(), stop);
        return true;
    }
}
