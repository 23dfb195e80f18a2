using System.Data.Common;
using Cig.Platform.Chat;
using Cig.Platform.Mandates;
using Cig.Platform.Settings;
using Cig.Rules;
using Cig.Web.Components;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Chat;

/// <summary>The entrance to the chat, the same for a worker and for a company: what it says depends on the clock, the queue and the person.</summary>
public abstract class EntrancePage(ChatDesk desk, ChatEntrance entrance, SettingsRegister settings, TimeProvider time, Say say) : PageModel
{
    /// <summary>How the service stands for this person; null where not even that could be found out.</summary>
    public EntranceView? View { get; private set; }

    public bool Open => View is { IsOpen: true };

    /// <summary>The state of the service in words, and what else is to be known, a sentence each.</summary>
    public IReadOnlyList<string> Words { get; private set; } = [];

    public IReadOnlyList<Text> Notices { get; private set; } = [];

    public Conversation? Running { get; private set; }

    public IReadOnlyList<Conversation> Earlier { get; private set; } = [];

    public IReadOnlyList<Choice> Topics { get; private set; } = [];

    public IReadOnlyList<Choice> Tongues { get; private set; } = [];

    /// <summary>The case that the page before this one was about.</summary>
    [FromQuery(Name = "pratica")]
    public string? Case { get; set; }

    protected Say Say => say;

    /// <summary>Path of the conversation pages.</summary>
    public abstract string Conversations { get; }

    protected async Task Load(Actor actor, IReadOnlyList<(Guid Id, string Name)> cases, CancellationToken stop)
    {
        Topics = [.. cases.Select(c => new Choice(c.Id.ToString(), c.Name)), new Choice(Conversation.General, say["Un'altra domanda o informazioni generali"])];
        try
        {
            View = await entrance.Look(actor, stop);
            var mine = await desk.Mine(actor, stop);
            Running = mine.FirstOrDefault(c => c.IsOpen);
            Earlier = [.. mine.Where(c => !c.IsOpen).Take(5)];
            Notices = [.. (await settings.Now(Platform.Chat.Notices.Setting, stop)).At(time.GetUtcNow())];
        }
        catch (DbException)
        {
            Words = [say["La chat non è disponibile per un problema tecnico."]];
            return;
        }

        // Who lives in the province of Bolzano, or has a company there, may use German with public offices (D.P.R. 574/1988).
        Tongues = [new("it", "Italiano"), .. View.Province == "BZ" || say.Tongue == Tongue.German ? [new Choice("de", "Deutsch")] : Array.Empty<Choice>(), .. say.Tongue == Tongue.English ? [new Choice("en", "English")] : Array.Empty<Choice>()];
        Words = Running is { } running
            ? [say["Hai una conversazione aperta dalle {0}.", Say.Hour(running.OpenedAt)]]
            : [.. new[]
            {
                EntranceWords.Of(View, say),
                EntranceWords.LastCall(View, time.GetUtcNow(), say),
                Open && cases.Count == 0 && View.Audience == Rules.Access.Audience.Worker ? say["Non risultano prestazioni di integrazione salariale a tuo nome. Puoi comunque chiedere informazioni generali."] : null,
            }.OfType<string>()];
    }

    protected async Task<IActionResult> Enter(Actor actor, string? topic, string? tongue, IReadOnlyList<(Guid Id, string Name)> cases, CancellationToken stop)
    {
        var name = topic == Conversation.General ? say["Informazioni generali"] : cases.FirstOrDefault(c => c.Id.ToString() == topic).Name;
        if (name is null)
            return Wrong(say["Scegli di che cosa vuoi parlare."]);

        switch (await desk.Open(actor, topic!, name, tongue switch { "it" => Tongue.Italian, "de" => Tongue.German, "en" => Tongue.English, _ => say.Tongue }, stop))
        {
            case Opening.Opened opened:
                return Redirect($"{Conversations}/{opened.Conversation}");
            case Opening.ChatClosed:
                return Wrong(say["La chat ha chiuso in questo momento: la conversazione non è iniziata."]);
            case Opening.QueueFull:
                return Wrong(say["La coda si è riempita in questo momento: la conversazione non è iniziata."]);
            case Opening.NotEnabled:
                return Page();
            default:
                return NotFound();
        }
    }

    private PageResult Wrong(string message)
    {
        ModelState.AddModelError("argomento", message);
        return Page();
    }
}
