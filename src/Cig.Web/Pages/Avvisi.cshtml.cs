using Cig.Platform.Mail;
using Cig.Rules;
using Cig.Web.Components;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages;

/// <summary>Where a person wants to hear that something is there for her: she confirms an address, changes it, ends the notices.</summary>
public sealed class AvvisiModel(MailDesk desk, Post post, Say say) : PageModel
{
    public OwnMail Own { get; private set; } = new(null, null);

    public bool IsActive => post.Settings is not null;

    /// <summary>Whether messages are written as files, where somebody tries the program out.</summary>
    public bool IsFolder => post.Settings?.Folder is not null;

    public IReadOnlyList<Choice> Tongues { get; } = [new("it", "Italiano"), new("de", "Deutsch"), new("en", "English")];

    /// <summary>What was done just now.</summary>
    public string? Words { get; private set; }

    [BindProperty(Name = "indirizzo")]
    public string? Indirizzo { get; set; }

    [BindProperty(Name = "lingua")]
    public string? Lingua { get; set; }

    public async Task OnGetAsync(string? fatto, CancellationToken stop)
    {
        Own = await desk.Look(User.Person!, stop);
        (Indirizzo, Lingua) = (Own.Waiting?.Address ?? Own.Address?.Address, (Own.Waiting?.Tongue ?? Own.Address?.Tongue ?? say.Tongue).Code);
        Words = fatto switch
        {
            "confermato" when Own.Address is not null => "L'indirizzo è confermato.",
            "tolto" when Own.Address is null => "Gli avvisi sono finiti e l'indirizzo è cancellato.",
            "salvato" => "La lingua degli avvisi è salvata.",
            _ => null,
        };
    }

    public async Task<IActionResult> OnPostAsync(string? azione, string? codice, CancellationToken stop)
    {
        var person = User.Person!;
        Own = await desk.Look(person, stop);
        switch (azione)
        {
            case "invia" when Own is { Waiting: null, Address: { RefusedAt: null } known } && Address.Read(Indirizzo) == known.Address:
                await desk.Speak(person, Tongue.Of(Lingua) ?? Tongue.Italian, stop);
                return Redirect("/avvisi?fatto=salvato");
            case "invia":
                return Answer(await desk.Ask(person, Indirizzo, Tongue.Of(Lingua) ?? Tongue.Italian, stop));
            case "conferma":
                var typed = await desk.Confirm(person, codice, stop);
                if (typed == CodeTyped.Confirmed)
                    return Redirect("/avvisi?fatto=confermato");
                (Own, Indirizzo, Lingua) = (await desk.Look(person, stop), Own.Waiting?.Address, (Own.Waiting?.Tongue ?? say.Tongue).Code);
                return typed == CodeTyped.Wrong ? Wrong("codice", say["Il codice non è giusto. Controlla le cifre del messaggio più recente."]) : Wrong("indirizzo", say["Il codice non vale più. Chiedine un altro."]);
            case "lascia":
                await desk.Forget(person, stop);
                return Redirect("/avvisi");
            case "togli":
                await desk.Remove(person, stop);
                return Redirect("/avvisi?fatto=tolto");
            default:
                return Redirect("/avvisi");
        }
    }

    private IActionResult Answer(CodeAsked asked) => asked switch
    {
        CodeAsked.Sent => Redirect("/avvisi"),
        CodeAsked.BadAddress => Wrong("indirizzo", say["Scrivi un indirizzo di posta elettronica, per esempio nome.cognome@posta.it."]),
        CodeAsked.TooMany => Wrong("indirizzo", say["Hai chiesto {0} codici in un'ora. Riprova più tardi.", MailDesk.CodesAnHour]),
        CodeAsked.NoMailbox => Wrong("indirizzo", say["Il server di posta dice che questo indirizzo non esiste. Controllalo."]),
        CodeAsked.NotSent => Wrong("indirizzo", say["In questo momento il messaggio non parte. Riprova tra qualche minuto."]),
        _ => Wrong("indirizzo", say["Su questo sito gli avvisi per posta elettronica non sono attivi."]),
    };

    private PageResult Wrong(string field, string message)
    {
        ModelState.AddModelError(field, message);
        return Page();
    }
}
