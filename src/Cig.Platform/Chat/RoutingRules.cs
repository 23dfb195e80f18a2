using Cig.Platform.Settings;
using Cig.Rules;
using Cig.Rules.Access;

namespace Cig.Platform.Chat;

/// <summary>What routing looks at to bring a conversation to an advisor. The language is looked at as well, and is never given up.</summary>
public enum Requirement
{
    Territory,
    Scheme,
    Audience,
}

/// <summary>A requirement that is given up after a wait.</summary>
public sealed record Relaxation(int AfterSeconds, Requirement Requirement);

/// <summary>How much earlier somebody is taken to have come; null stands for all.</summary>
public sealed record HeadStart(Audience? Audience, string? Scheme, int Seconds);

/// <summary>How conversations reach advisors; the administrator sets it, this is what holds until she does.</summary>
/// <param name="AcceptSeconds">How long an offer stands.</param>
/// <param name="MissesBeforeAway">Offers in a row that an advisor lets pass before she is set away.</param>
/// <param name="AgainSeconds">How long somebody who let an offer pass is not offered the same conversation.</param>
/// <param name="GraceSeconds">How long an advisor may not be seen before she counts as lost.</param>
/// <param name="PreferredSeconds">How long a conversation waits for the advisor that the person had before.</param>
/// <param name="TargetSeconds">How long a conversation waits for the colleague that it was transferred to.</param>
/// <param name="WarmUpSeconds">An advisor who has just begun takes one conversation, and one more after each of these intervals: the first of the morning does not get the whole queue.</param>
/// <param name="IdleWeight">Weight, in hundredths, of a conversation in which the person has to answer.</param>
/// <param name="IdleAfterSeconds">How long after the advisor's last word a conversation counts as waiting for the person.</param>
/// <param name="AnswerSeconds">The wait for the first answer that is aimed at.</param>
/// <param name="NextAnswerSeconds">The wait for each following answer that is aimed at.</param>
/// <param name="AlarmSeconds">A wait without anybody accepting after which the supervisors are called.</param>
public sealed record RoutingRules(
    int AcceptSeconds, int MissesBeforeAway, int AgainSeconds, int GraceSeconds, int PreferredSeconds, int TargetSeconds, int WarmUpSeconds,
    int IdleWeight, int IdleAfterSeconds, int AnswerSeconds, int NextAnswerSeconds, int AlarmSeconds,
    IReadOnlyList<Relaxation> Relaxations, IReadOnlyList<HeadStart> HeadStarts)
{
    /// <summary>Weight of a conversation in which the advisor has to answer, in hundredths.</summary>
    public const int FullWeight = 100;

    public static RoutingRules Initial { get; } = new(
        AcceptSeconds: 20, MissesBeforeAway: 2, AgainSeconds: 60, GraceSeconds: 60, PreferredSeconds: 60, TargetSeconds: 120, WarmUpSeconds: 60,
        IdleWeight: 50, IdleAfterSeconds: 120, AnswerSeconds: 300, NextAnswerSeconds: 180, AlarmSeconds: 120,
        [new(60, Requirement.Territory), new(180, Requirement.Scheme), new(300, Requirement.Audience)],
        []);

    public static Setting<RoutingRules> Setting { get; } = new("routing", Initial, ChatSettingsJson.Default.RoutingRules);

    /// <summary>The instant by which the queue is ordered. A head start is a fixed number of seconds, so nobody is overtaken for ever.</summary>
    public DateTimeOffset Rank(DateTimeOffset entered, Audience audience, string scheme) =>
        entered.AddSeconds(-HeadStarts.Where(h => (h.Audience ?? audience) == audience && (h.Scheme ?? scheme) == scheme).Select(h => h.Seconds).DefaultIfEmpty().Max());

    /// <summary>Whether a requirement still holds after a wait.</summary>
    public bool Holds(Requirement requirement, TimeSpan waited) => !Relaxations.Any(r => r.Requirement == requirement && waited >= TimeSpan.FromSeconds(r.AfterSeconds));
}

/// <summary>What an advisor can take and how much; an empty list stands for everything.</summary>
/// <param name="Schemes">Names of <see cref="Scheme"/>, or <see cref="Route.General"/>.</param>
/// <param name="Territories">Provinces of competent offices, two letters.</param>
/// <param name="Capacity">Weight, in hundredths of a conversation, up to which she is offered more.</param>
/// <param name="HardLimit">Weight that is never passed, even if everybody she talks to answers at once.</param>
public sealed record AdvisorSkills(IReadOnlyList<string> Schemes, IReadOnlyList<string> Territories, IReadOnlyList<Tongue> Tongues, IReadOnlyList<Audience> Audiences, int Capacity, int HardLimit)
{
    public static AdvisorSkills Initial { get; } = new([], [], [], [], Capacity: 300, HardLimit: 400);

    /// <summary>The skills of each advisor, by the number of her assignment.</summary>
    public static KeyedSetting<AdvisorSkills> Settings { get; } = new("advisor/", Initial, ChatSettingsJson.Default.AdvisorSkills);

    public static Setting<AdvisorSkills> Setting(Guid staff) => Settings.Of(staff.ToString());

    /// <summary>Whether she can take a conversation that has waited for so long.</summary>
    public bool Fits(Route route, TimeSpan waited, RoutingRules rules) =>
        Has(Tongues, route.Tongue)
        && (Has(Territories, route.Territory) || !rules.Holds(Requirement.Territory, waited))
        && (Has(Schemes, route.Scheme) || !rules.Holds(Requirement.Scheme, waited))
        && (Has(Audiences, route.Audience) || !rules.Holds(Requirement.Audience, waited));

    /// <summary>Whether she can take conversations of an office; null stands for the whole country.</summary>
    public bool Serves(string? office) => Has(Territories, office);

    private static bool Has<T>(IReadOnlyList<T> mine, T? wanted) => mine.Count == 0 || wanted is null || mine.Contains(wanted);
}

/// <summary>A conversation in the queue, as routing sees it.</summary>
/// <param name="Scheme">Name of the <see cref="Scheme"/> of the case, or <see cref="General"/>.</param>
/// <param name="Territory">Province of the competent office, taken from the case; for a general question from the subject's seat or residence; null where it is not known.</param>
/// <param name="Preferred">The advisor that the person had before.</param>
/// <param name="Target">The colleague that it was transferred to.</param>
public sealed record Route(Guid Conversation, string Scheme, string? Territory, Tongue Tongue, Audience Audience, DateTimeOffset Rank, DateTimeOffset QueuedAt, Guid? Preferred, Guid? Target)
{
    /// <summary>The scheme of a question that is about no case.</summary>
    public const string General = "General";
}

/// <summary>An advisor who can be offered something.</summary>
/// <param name="Load">Weight of what she has, by what it asks of her now, in hundredths.</param>
/// <param name="FullLoad">Weight of what she has if everybody answers at once.</param>
public sealed record Seat(Guid Staff, AdvisorSkills Skills, int Load, int FullLoad, DateTimeOffset AvailableSince, DateTimeOffset LastAssigned, bool Busy)
{
    /// <summary>Whether one more conversation fits: under the capacity now, and under the hard limit if all wake. In the warm-up the capacity grows step by step.</summary>
    public bool HasRoom(RoutingRules rules, DateTimeOffset now) =>
        !Busy && Load + RoutingRules.FullWeight <= CapacityAt(rules, now) && FullLoad + RoutingRules.FullWeight <= Skills.HardLimit;

    private long CapacityAt(RoutingRules rules, DateTimeOffset now) =>
        rules.WarmUpSeconds <= 0 ? Skills.Capacity : Math.Min(Skills.Capacity, RoutingRules.FullWeight * (1 + Math.Max(0, (long)((now - AvailableSince).TotalSeconds / rules.WarmUpSeconds))));
}

/// <summary>Who is offered what: pure, so that it can be tried on any queue.</summary>
public static class Matching
{
    /// <summary>The advisor for a conversation, or null where it waits on: for whom it was sent to or had before, for a time; then for who can take it, has most room, and was served longest ago.</summary>
    public static Seat? Choose(Route route, IReadOnlyCollection<Seat> seats, RoutingRules rules, DateTimeOffset now, Func<Guid, bool> letPass)
    {
        var waited = now - route.QueuedAt;
        if (route.Target is { } target && waited < TimeSpan.FromSeconds(rules.TargetSeconds))
            return seats.FirstOrDefault(s => s.Staff == target && s.HasRoom(rules, now) && !letPass(s.Staff));
        if (route.Preferred is { } preferred && waited < TimeSpan.FromSeconds(rules.PreferredSeconds) && seats.FirstOrDefault(s => s.Staff == preferred) is { } known && !letPass(preferred) && known.Skills.Fits(route, waited, rules))
            return known.HasRoom(rules, now) ? known : null;

        return seats.Where(s => s.HasRoom(rules, now) && s.Skills.Fits(route, waited, rules) && !letPass(s.Staff))
            .OrderBy(s => (decimal)s.Load / s.Skills.Capacity).ThenBy(s => s.LastAssigned).ThenBy(s => s.Staff).FirstOrDefault();
    }
}
