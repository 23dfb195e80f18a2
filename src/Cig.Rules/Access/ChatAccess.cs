using static Cig.Rules.Law;

namespace Cig.Rules.Access;

/// <summary>Who asks.</summary>
public enum Audience
{
    /// <summary>Lavoratore who receives, or should receive, a supplement.</summary>
    Worker,

    /// <summary>Owner or legal representative.</summary>
    Company,

    /// <summary>Consulente or other professional with a mandate of the employer.</summary>
    Intermediary,
}

/// <summary>A step of the service's extension: from a day on, for some audiences, in some provinces (null: the whole country).</summary>
public sealed record ChatArea(DateOnly From, IReadOnlyList<Audience> Audiences, IReadOnlyList<string>? Provinces, Provision Source);

/// <summary>Whether somebody may use the chat, whether it is open for them, and when it opens next.</summary>
/// <param name="Enabled">Whether this audience of this province may use the chat on that day.</param>
/// <param name="Open">Whether a conversation may be opened at that instant.</param>
/// <param name="NextOpening">The next opening that is theirs: for who is not reached yet the first one after the day that reaches them; null where there is none.</param>
public sealed record ChatAnswer(bool Enabled, bool Open, DateTimeOffset? NextOpening);

/// <summary>
/// Chi può usare Info CIG: workers go by their residence, companies and intermediaries by the registered office of the company. Hours and areas are arguments,
/// because the administrator edits them; what is published is their first content.
/// </summary>
public static class ChatAccess
{
    /// <summary>The extension of 2021-2023. Between May 2021 and January 2022 other cities followed for workers; their days were not found and are left out.</summary>
    public static IReadOnlyList<ChatArea> PublishedAreas { get; } =
    [
        new(new(2021, 5, 10), [Audience.Worker], ["RM"], Practice("Progetto Trasparenza CIG").Whole),
        new(new(2022, 1, 31), [Audience.Worker], null, Practice("Progetto Trasparenza CIG").Whole),
        new(new(2022, 12, 14), [Audience.Company, Audience.Intermediary], ["MI"], Message("4497/2022").Whole),
        new(new(2023, 2, 13), [Audience.Company, Audience.Intermediary], ["TO", "RM", "NA"], Message("520/2023").Whole),
        new(new(2023, 5, 22), [Audience.Company, Audience.Intermediary], null, Message("1605/2023").Whole),
    ];

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("chat-access", "Access/ChatAccess", Text.Of($"Chi può usare Info CIG", $"Who may use Info CIG", $"Wer Info CIG nutzen kann"),
    [
        .. PublishedAreas.Select(a => a.Source),
        ChatSchedule.Source,
    ]);

    /// <summary>Whether an audience of a province may use the chat at an instant, and when it opens next.</summary>
    /// <param name="at">The instant asked about.</param>
    /// <param name="audience">Who asks.</param>
    /// <param name="province">Residence of the worker, registered office of the company; null where it is not known, and then only an extension to the whole country counts.</param>
    /// <param name="schedule">Hours and closings; those of INPS where none is given.</param>
    /// <param name="areas">The areas that are enabled, with their first days.</param>
    public static Ruling<ChatAnswer> At(DateTimeOffset at, Audience audience, string? province, ChatSchedule schedule, IReadOnlyList<ChatArea> areas)
    {
        var local = ChatSchedule.InRome(at);
        var today = DateOnly.FromDateTime(local);
        bool Reaches(ChatArea area) =>
            area.Audiences.Contains(audience) && (area.Provinces is null || province is not null && area.Provinces.Contains(province));

        var area = areas.Where(Reaches).OrderBy(a => a.From).FirstOrDefault(a => a.From <= today);
        var open = schedule.IsOpen(at);
        if (area is not null)
            return new(new(true, open, schedule.NextOpening(at)), [Enabled(area), Hours(schedule, at, today, open)]);

        // Who is not reached yet waits for the first opening of the day that reaches them; the hours before it are not theirs.
        var coming = areas.Where(Reaches).OrderBy(a => a.From).FirstOrDefault();
        var opening = coming is null ? null : schedule.NextOpening(ChatSchedule.FromRome(coming.From, TimeOnly.MinValue).AddTicks(-1));
        return new(new(false, false, opening), [NotEnabled(coming), .. FirstOpening(opening)]);
    }

    private static Reason Enabled(ChatArea area) => new(area.Source, Text.Of(
        $"Il servizio è attivo per te dal {area.From}.",
        $"The service has been available to you since {area.From}.",
        $"Der Dienst steht dir seit {area.From} zur Verfügung."));

    private static Reason NotEnabled(ChatArea? next) => next is null
        ? new(ChatSchedule.Source, Text.Of(
            $"Il servizio non è attivo nella tua provincia e non c'è una data.",
            $"The service is not available in your province and there is no date.",
            $"Der Dienst ist in deiner Provinz nicht verfügbar und es gibt kein Datum."))
        : new(next.Source, Text.Of(
            $"Il servizio non è ancora attivo nella tua provincia: lo sarà dal {next.From}.",
            $"The service is not yet available in your province: it will be from {next.From}.",
            $"Der Dienst ist in deiner Provinz noch nicht verfügbar: er wird es ab {next.From}."));

    private static IEnumerable<Reason> FirstOpening(DateTimeOffset? opening)
    {
        if (opening is null)
            yield break;

        var (day, clock) = (ChatSchedule.DayInRome(opening.Value), Clock(opening.Value));
        yield return new(ChatSchedule.Source, Text.Of(
            $"La prima apertura sarà il {day} alle {clock}.", $"The first opening will be on {day} at {clock}.", $"Die erste Öffnung ist am {day} um {clock}."));
    }

    private static Reason Hours(ChatSchedule schedule, DateTimeOffset at, DateOnly today, bool open)
    {
        if (open)
        {
            var closes = Clock(schedule.ClosesAfter(at)!.Value);
            return new(ChatSchedule.Source, Text.Of($"La chat è aperta fino alle {closes}.", $"The chat is open until {closes}.", $"Der Chat ist bis {closes} geöffnet."));
        }

        if (schedule.NextOpening(at) is not { } next)
        {
            return new(ChatSchedule.Source, Text.Of(
                $"La chat è chiusa e non è prevista una riapertura.", $"The chat is closed and no reopening is planned.", $"Der Chat ist geschlossen, eine Öffnung ist nicht vorgesehen."));
        }

        var (day, clock) = (ChatSchedule.DayInRome(next), Clock(next));
        return (schedule.ClosedBecause(today) ?? schedule.InterruptedAt(at)?.Why) is { } why
            ? new(ChatSchedule.Source, Text.Of(
                $"Oggi la chat è chiusa ({why}). Riapre il {day} alle {clock}.",
                $"Today the chat is closed ({why}). It opens again on {day} at {clock}.",
                $"Heute ist der Chat geschlossen ({why}). Er öffnet wieder am {day} um {clock}."))
            : new(ChatSchedule.Source, day == today
                ? Text.Of($"Oggi la chat apre alle {clock}.", $"Today the chat opens at {clock}.", $"Heute öffnet der Chat um {clock}.")
                : Text.Of(
                    $"La chat è chiusa. Riapre il {day} alle {clock}.",
                    $"The chat is closed. It opens again on {day} at {clock}.",
                    $"Der Chat ist geschlossen. Er öffnet wieder am {day} um {clock}."));
    }

    private static string Clock(DateTimeOffset at) => ChatSchedule.InRome(at).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
