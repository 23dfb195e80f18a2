using System.Data.Common;
using Cig.Platform.Chat;
using Cig.Platform.Settings;
using Cig.Platform.Sheets;
using Cig.Rules;
using Cig.Rules.Access;
using Cig.Web.Components;
using Cig.Web.Language;
using Cig.Web.Contacts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Chat;

/// <summary>
/// The entrance to the chat, the same for a worker and for a company: what it says depends on the clock, the queue and the person. What the system knows already is answered here.
/// </summary>
public sealed class EntranceModel(ChatDesk desk, ChatEntrance entrance, QueuePlaces places, SettingsRegister settings, SheetDesk sheets, Topics topics, TimeProvider time, Say say) : ContactPage(say)
{
    /// <summary>How the service stands for this person; null where not even that could be found out.</summary>
    public EntranceView? View { get; private set; }

    public bool Open => View is { IsOpen: true };

    /// <summary>The state of the service in words, and what else is to be known, a sentence each.</summary>
    public IReadOnlyList<string> Words { get; private set; } = [];

    public IReadOnlyList<Text> Notices { get; private set; } = [];

    public Conversation? Running { get; private set; }

    public IReadOnlyList<Conversation> Earlier { get; private set; } = [];

    public IReadOnlyList<CaseAnswer> Cases { get; private set; } = [];

    public IReadOnlyList<Choice> Tongues { get; private set; } = [];

    /// <summary>What was looked for, and the sheets that answer; null where nothing was looked for.</summary>
    public IReadOnlyList<Sheet>? Found { get; private set; }

    [BindProperty(Name = "domanda")]
    public string? Question { get; set; }

    /// <summary>The case that the page before this one was about.</summary>
    [BindProperty(Name = "pratica", SupportsGet = true)]
    public string? Case { get; set; }

    public IReadOnlyList<Choice> Choices => topics.Choices([.. Cases.Select(c => (c.Id, c.Name))]);

    /// <summary>Path of the conversation pages.</summary>
    public string Conversations => $"{Contacts}/info-cig/conversazioni";

    public Task OnGetAsync(CancellationToken stop) => Load(stop);

    public async Task<IActionResult> OnPostAsync(string? azione, string? argomento, string? lingua, CancellationToken stop)
    {
        await Load(stop);
        if (azione == "cerca")
        {
            Found = await sheets.Search((Question ?? "")[..Math.Min(200, Question?.Length ?? 0)], Say.Tongue, stop);
            return Page();
        }

        if (topics.NameOf(argomento, [.. Cases.Select(c => (c.Id, c.Name))]) is not { } name)
            return Wrong(Say["Scegli di che cosa vuoi parlare."]);

        return await desk.Open(Actor, argomento!, name, Tongue.Of(lingua) ?? Say.Tongue, stop) switch
        {
            Opening.Opened opened => Redirect($"{Conversations}/{opened.Conversation}"),
            Opening.ChatClosed => Wrong(Say["La chat ha chiuso in questo momento: la conversazione non è iniziata."]),
            Opening.QueueFull => Wrong(Say["La coda si è riempita in questo momento: la conversazione non è iniziata."]),
            Opening.NotEnabled => Page(),
            _ => NotFound(),
        };
    }

    private async Task Load(CancellationToken stop)
    {
        Cases = await topics.Answers(Actor, Home, stop);
        try
        {
            View = await entrance.Look(Actor, stop);
            var mine = await desk.Mine(Actor, stop);
            Running = mine.FirstOrDefault(c => c.IsOpen);
            Earlier = [.. mine.Where(c => !c.IsOpen).Take(5)];
            Notices = [.. (await settings.Now(Platform.Chat.Notices.Setting, stop)).At(time.GetUtcNow())];
        }
        catch (DbException)
        {
            Words = [Say["La chat non è disponibile per un problema tecnico."]];
            return;
        }

        // Who lives in the province of Bolzano, or has a company there, may use German with public offices (D.P.R. 574/1988).
        Tongues =
        [
            new("it", "Italiano"),
            .. View.Province == "BZ" || Say.Tongue == Tongue.German ? [new Choice("de", "Deutsch")] : Array.Empty<Choice>(),
            .. Say.Tongue == Tongue.English ? [new Choice("en", "English")] : Array.Empty<Choice>(),
        ];
        Words = Running is { } running
            ? [Say["Hai una conversazione aperta dalle {0}.", Say.Hour(running.OpenedAt)]]
            : [.. new[]
            {
                EntranceWords.Of(View, Say),
                Open ? EntranceWords.Wait((await places.OfNewcomer(Say.Tongue, stop)).Wait, Say) : null,
                EntranceWords.LastCall(View, time.GetUtcNow(), Say),
                Open && Cases.Count == 0 && View.Audience == Audience.Worker ? Say["Non risultano prestazioni di integrazione salariale a tuo nome. Puoi comunque chiedere informazioni generali."] : null,
            }.OfType<string>()];
    }

    private PageResult Wrong(string message)
    {
        ModelState.AddModelError("argomento", message);
        return Page();
    }
}
