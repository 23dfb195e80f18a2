using Cig.Platform.Chat;
using Cig.Rules.Access;
using Cig.Web.Language;

namespace Cig.Web.Chat;

/// <summary>How the service stands, in the words of its pages.</summary>
public static class EntranceWords
{
    private static readonly string[] Days = ["domenica", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato"];
    private static readonly TimeSpan LastMinutes = TimeSpan.FromMinutes(10);

    /// <summary>The state of the service for one person.</summary>
    public static string Of(EntranceView view, Say say) => view.State switch
    {
        EntranceState.Free => say["Un operatore può risponderti ora."],
        EntranceState.Queue => view.Waiting == 1 ? say["C'è una persona prima di te."] : say["Ci sono {0} persone prima di te.", view.Waiting],
        EntranceState.QueueFull => say["In questo momento la coda è piena. Riprova tra {0} minuti oppure scrivi una richiesta.", view.Rules.RetryMinutes],
        EntranceState.BeforeOpening => say["Oggi la chat apre alle {0}.", Say.Hour(view.Next!.Value)],
        EntranceState.Holiday => say["Oggi la chat è chiusa per festività."] + Reopens(view, say),
        EntranceState.ExtraordinaryClosing => say["La chat è chiusa: {0}.", say[view.Why!]] + Reopens(view, say),
        EntranceState.Fault => say["La chat non è disponibile per un problema tecnico."],
        EntranceState.NotEnabled => (view.Audience == Audience.Worker
            ? say["Il servizio non è ancora attivo per chi risiede nella tua provincia."]
            : say["Il servizio non è ancora attivo per le aziende con sede legale nella tua provincia."])
            + (view.EnabledFrom is { } from ? " " + say["Lo sarà dal {0}.", from] : ""),
        _ => Hours(view.Hours.Schedule, say) + Reopens(view, say),
    };

    /// <summary>An honest range for the wait; null where too little was seen to say one.</summary>
    public static string? Wait(WaitRange? range, Say say) => range is { } wait
        ? say["Attesa stimata: da {0} a {1} minuti.", (int)Math.Floor(wait.From.TotalMinutes), (int)Math.Ceiling(wait.To.TotalMinutes)]
        : null;

    /// <summary>In the last minutes before closing: what becomes of who still waits; otherwise null.</summary>
    public static string? LastCall(EntranceView view, DateTimeOffset now, Say say) =>
        view.IsOpen && view.Closes is { } closes && closes - now <= LastMinutes
            ? say["La chat chiude alle {0}: se la coda non si esaurisce, la tua richiesta passa agli operatori come messaggio.", Say.Hour(closes)]
            : null;

    /// <summary>The weekly hours: <c>La chat è attiva dal lunedì al venerdì, dalle 15:00 alle 18:00.</c></summary>
    public static string Hours(ChatSchedule schedule, Say say)
    {
        var groups = schedule.Week.GroupBy(h => (h.Opens, h.Closes)).Select(g => Group([.. g.Select(h => h.Day)], g.Key.Opens, g.Key.Closes, say)).ToList();
        return groups.Count == 0 ? say["La chat non ha orari di apertura."] : say["La chat è attiva {0}.", string.Join("; ", groups)];
    }

    /// <summary>A day with its weekday: <c>lunedì 23 novembre 2026</c>.</summary>
    public static string Day(DateTimeOffset at, Say say)
    {
        var day = ChatSchedule.DayInRome(at);
        return $"{say[Days[(int)day.DayOfWeek]]} {Rules.Written.Day(say.Tongue, day)}";
    }

    private static string Reopens(EntranceView view, Say say) =>
        view.Next is { } next ? " " + say["Riapre {0} alle {1}.", Day(next, say), Say.Hour(next)] : " " + say["Non è prevista una riapertura."];

    private static string Group(IReadOnlyList<DayOfWeek> days, TimeOnly opens, TimeOnly closes, Say say)
    {
        var hours = say["dalle {0} alle {1}", Clock(opens), Clock(closes)];
        var inARow = days.Count > 2 && !days.Contains(DayOfWeek.Sunday) && days[^1] - days[0] == days.Count - 1;
        return inARow
            ? say["dal {0} al {1}, {2}", say[Days[(int)days[0]]], say[Days[(int)days[^1]]], hours]
            : $"{string.Join(", ", days.Select(d => say[Days[(int)d]]))}, {hours}";
    }

    private static string Clock(TimeOnly time) => time.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
