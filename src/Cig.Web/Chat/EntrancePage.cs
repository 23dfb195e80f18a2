using Cig.Platform.Chat;
using Cig.Rules.Access;
using Cig.Web.Components;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Chat;

/// <summary>The entrance to the chat, the same for a worker and for a company: what it says depends on the clock, the queue and the person.</summary>
public abstract class EntrancePage(ChatDesk desk, QueuePlaces places, ChatHours hours, TimeProvider time, Say say) : ActingPage
{
    private static readonly string[] Days = ["domenica", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato"];
    private static readonly TimeSpan LastMinutes = TimeSpan.FromMinutes(10);

    public bool Open { get; private set; }

    public bool Trial { get; private set; }

    public bool Enabled { get; private set; }

    /// <summary>The state of the service in words.</summary>
    public string Words { get; private set; } = "";

    /// <summary>The weekly hours in words, as the administrator set them.</summary>
    public string Hours { get; private set; } = "";

    public Conversation? Running { get; private set; }

    public IReadOnlyList<Conversation> Earlier { get; private set; } = [];

    public IReadOnlyList<Choice> Topics { get; private set; } = [];

    protected Say Say => say;

    /// <summary>Path of the conversation pages.</summary>
    public abstract string Conversations { get; }

    protected async Task Load(Audience audience, string? province, IReadOnlyList<(Guid Id, string Name)> cases, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var inForce = await hours.Now(stop);
        Hours = say["Orario: {0}.", string.Join("; ", inForce.Schedule.Week.GroupBy(h => (h.Opens, h.Closes)).Select(g => $"{string.Join(", ", g.Select(h => say[Days[(int)h.Day]]))} {g.Key.Opens:HH\\:mm}-{g.Key.Closes:HH\\:mm}"))];
        var access = ChatAccess.At(now, audience, province, inForce.Schedule, ChatAccess.PublishedAreas);
        Enabled = access.Value.Enabled;
        Open = inForce.IsOpen(now);
        Trial = inForce.Trial && !inForce.Schedule.IsOpen(now);
        Topics = [.. cases.Select(c => new Choice(c.Id.ToString(), c.Name)), new Choice(Conversation.General, say["Un'altra domanda o informazioni generali"])];
        var mine = await desk.Mine(Actor, stop);
        Running = mine.FirstOrDefault(c => c.IsOpen);
        Earlier = [.. mine.Where(c => !c.IsOpen).Take(5)];
        Words = Running is { } running
            ? say["Hai una conversazione aperta dalle {0}.", Say.Hour(running.OpenedAt)]
            : !Enabled ? say[access.Reasons[0].Text]
            : Open ? await OpenWords(inForce, now, cases.Count == 0 && audience == Audience.Worker, stop)
            : say[access.Reasons[^1].Text] + " " + Hours;
    }

    protected async Task<IActionResult> Enter(string? topic, IReadOnlyList<(Guid Id, string Name)> cases, CancellationToken stop)
    {
        var name = topic == Conversation.General ? say["Informazioni generali"] : cases.FirstOrDefault(c => c.Id.ToString() == topic).Name;
        if (name is null)
        {
            ModelState.AddModelError("argomento", say["Scegli di che cosa vuoi parlare."]);
            return Page();
        }

        switch (await desk.Open(Actor, topic!, name, say.Tongue, stop))
        {
            case Opening.Opened opened:
                return Redirect($"{Conversations}/{opened.Conversation}");
            case Opening.ChatClosed:
                ModelState.AddModelError("argomento", say["La chat ha chiuso in questo momento: la conversazione non è iniziata."]);
                return Page();
            default:
                return NotFound();
        }
    }

    private async Task<string> OpenWords(HoursInForce inForce, DateTimeOffset now, bool noCase, CancellationToken stop)
    {
        var waiting = (await places.OfNewcomer(say.Tongue, stop)).Before;
        var words = waiting switch
        {
            0 => say["Un operatore può risponderti appena libero: non c'è nessuno prima di te."],
            1 => say["C'è una persona prima di te."],
            _ => say["Ci sono {0} persone prima di te.", waiting],
        };
        if (noCase)
            words += " " + say["Non risultano prestazioni di integrazione salariale a tuo nome. Puoi comunque chiedere informazioni generali."];
        if (!inForce.Trial && inForce.Schedule.ClosesAfter(now) is { } closes && closes - now <= LastMinutes)
            words += " " + say["La chat chiude alle {0}: se la coda non si esaurisce, la tua richiesta passa agli operatori come messaggio.", Say.Hour(closes)];
        return words;
    }
}
