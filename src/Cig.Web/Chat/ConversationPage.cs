using Cig.Platform.Chat;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Chat;

/// <summary>A conversation as a page shows it.</summary>
public sealed record ConversationView(Conversation Conversation, Participant Who, IReadOnlyList<ChatEvent> Events, string Draft)
{
    public long LastNumber => Events.Count == 0 ? 0 : Events[^1].N;

    /// <summary>What is shown of translations; null where there are none.</summary>
    public TranslationView? Translation { get; init; }
}

/// <summary>
/// The page of one conversation, the same for the person who asks and for the advisor: it shows the log, stores a message by a plain form, ends the conversation.
/// A message sent twice by a double click or a reload is one message, because the form carries its identifier.
/// </summary>
public abstract class ConversationPage(ChatDesk desk, ConversationLog log, Translations translations, Say say) : PageModel
{
    public ConversationView View { get; protected set; } = null!;

    protected Say Say => say;

    [FromRoute(Name = "id")]
    public Guid Id { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Load(null, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? testo, string? clientMessageId, string? azione, CancellationToken stop)
    {
        if (!await Load(testo, stop))
            return NotFound();
        if (azione is not null)
            return Translations.Switch(HttpContext, azione) ? Redirect($"{Request.Path}#traduzione") : await Act(azione, stop);

        if (!Receipt.Accepts(new(clientMessageId, testo)))
            return Wrong(string.IsNullOrWhiteSpace(testo) ? say["Scrivi un messaggio."] : say["Il messaggio è troppo lungo: al massimo 2000 caratteri, questo ne ha {0}.", testo.Length]);

        switch (await desk.Say(View.Who, clientMessageId!, testo!, stop))
        {
            case Appended.Stored:
                if (View.Who.IsPerson)
                    await desk.KeepDraft(View.Who, "", stop);
                return Redirect($"{Request.Path}#testo");
            case Appended.IdConflict:
                return Wrong(say["Questo messaggio era già stato inviato con un altro testo. Premi di nuovo Invia per spedire il nuovo."]);
            case Appended.NotStored:
                return Wrong(say["Il messaggio non è ancora salvato. Premi di nuovo Invia: non arriverà due volte."]);
            case Appended.NotPossible:
                // What was typed is kept for whoever opens the conversation again.
                if (View.Who.IsPerson)
                    await desk.KeepDraft(View.Who, testo!, stop);
                return await Load(null, stop) ? Wrong(say["La conversazione è chiusa: il messaggio non è stato inviato."], Closed) : NotFound();
            default:
                return NotFound();
        }
    }

    /// <summary>The place on the page that tells of the end of a conversation.</summary>
    protected const string Closed = "chiusa";

    /// <summary>Does what a button beside the message asks for.</summary>
    protected virtual Task<IActionResult> Act(string what, CancellationToken stop) => Task.FromResult<IActionResult>(NotFound());

    /// <summary>What the page shows beside the conversation.</summary>
    protected virtual Task LoadBeside(Conversation conversation, CancellationToken stop) => Task.CompletedTask;

    protected async Task<bool> Load(string? typed, CancellationToken stop)
    {
        if (await desk.Enter(User.Person!, Id, stop) is not { } entered || !Belongs(entered.Conversation, entered.Who))
            return false;

        var events = await log.After(Id, 0, stop).ToListAsync(stop);

        // A page that a script asks for in the background is not a page that somebody reads.
        if (events.Count > 0 && Request.Headers["Sec-Fetch-Dest"] != "empty")
            await log.Mark(entered.Who, events[^1].N, events[^1].N, stop);
        View = new(entered.Conversation, entered.Who, events, typed ?? (entered.Who.IsPerson ? entered.Conversation.Draft : ""));
        View = View with { Translation = await translations.Of(HttpContext, View, say.Tongue, stop) };
        await LoadBeside(entered.Conversation, stop);
        return true;
    }

    /// <summary>Whether a conversation is to be shown on this page and not on its twin.</summary>
    protected abstract bool Belongs(Conversation conversation, Participant who);

    protected PageResult Wrong(string message, string field = "testo")
    {
        ModelState.AddModelError(field, message);
        return Page();
    }
}
