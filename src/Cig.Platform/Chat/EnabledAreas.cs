using Cig.Platform.Settings;
using Cig.Rules;
using Cig.Rules.Access;

namespace Cig.Platform.Chat;

/// <summary>Aree di avvio: for whom and where the service is on, since when. Its first content is the published extension of 2021-2023.</summary>
public sealed record EnabledAreas(IReadOnlyList<EnabledAreas.Area> Areas)
{
    public static Setting<EnabledAreas> Setting { get; } = new(
        "chat-areas",
        new EnabledAreas([.. ChatAccess.PublishedAreas.Select(a => new Area(a.From, a.Audiences, a.Provinces, a.Source.ToString()))]),
        ChatSettingsJson.Default.EnabledAreas);

    /// <summary>As the rule of access reads them.</summary>
    public IReadOnlyList<ChatArea> ForRule() => [.. Areas.OrderBy(a => a.From).Select(a => new ChatArea(a.From, a.Audiences, a.Provinces, Law.Practice(a.Source).Whole))];

    /// <param name="Provinces">Two letters each; null: the whole country.</param>
    /// <param name="Source">The act that says so.</param>
    public sealed record Area(DateOnly From, IReadOnlyList<Audience> Audiences, IReadOnlyList<string>? Provinces, string Source);
}

/// <summary>How the queue and what takes its place behave. The values until somebody sets them are proposals of the product: nothing about them is published.</summary>
/// <param name="Longest">How many may wait; 0: as many as come.</param>
/// <param name="RetryMinutes">After how many minutes a person is asked to try again when the queue is full.</param>
/// <param name="ReplyDays">Working days in which a written request is answered.</param>
/// <param name="ReopenDays">For how many days a closed conversation may be reopened; 0: never.</param>
/// <param name="SlotMinutes">Length of a slot for a call back.</param>
/// <param name="SlotPlaces">Calls of one slot; 0: no calls are offered.</param>
public sealed record QueueRules(int Longest, int RetryMinutes, int ReplyDays, int ReopenDays, int SlotMinutes, int SlotPlaces)
{
    public static Setting<QueueRules> Setting { get; } = new("chat-queue", new QueueRules(0, 20, 2, 7, 30, 3), ChatSettingsJson.Default.QueueRules);
}

/// <summary>Avvisi: words that pages show for a time.</summary>
public sealed record Notices(IReadOnlyList<Notices.Notice> All)
{
    public static Setting<Notices> Setting { get; } = new("notices", new Notices([]), ChatSettingsJson.Default.Notices);

    public IEnumerable<Text> At(DateTimeOffset at) => All.Where(n => n.From <= at && at < n.To).Select(n => new Text(n.It, n.En, n.De));

    public sealed record Notice(Guid Id, DateTimeOffset From, DateTimeOffset To, string It, string En, string De);
}
