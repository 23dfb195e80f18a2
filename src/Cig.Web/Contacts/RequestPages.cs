using Cig.Platform.Requests;
using Cig.Web.Components;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Contacts;

/// <summary>A page of the ways to reach the institution: the same for a worker and for an employer.</summary>
public abstract class ContactPage(Say say) : ActingPage
{
    protected Say Say => say;

    /// <summary>Path of the contacts of whom the person acts for.</summary>
    public string Contacts => HttpContext.Acting!.Employer is null ? $"{Home}/comunica" : $"{Home}/contatti";

    /// <summary>The way from the area's first page to this one.</summary>
    public IReadOnlyList<(string Href, string Label)> Trail(params ReadOnlySpan<(string Href, string Label)> last) =>
    [
        (Home, HttpContext.Acting!.Employer?.Name ?? "MyINPS"),
        (Contacts, HttpContext.Acting!.Employer is null ? say["Comunica con l'INPS"] : say["Contatti"]),
        .. last,
    ];
}

/// <summary>The written requests of a person under a mandate.</summary>
public sealed class RequestListModel(RequestDesk desk, Say say) : ContactPage(say)
{
    public IReadOnlyList<WrittenRequest> Requests { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => Requests = await desk.Mine(Actor, stop);
}

/// <summary>One written request, with its answer once there is one.</summary>
public sealed class RequestModel(RequestDesk desk, Say say) : ContactPage(say)
{
    [FromRoute(Name = "id")]
    public Guid Id { get; set; }

    [FromQuery(Name = "inviata")]
    public bool JustSent { get; set; }

    public WrittenRequest Written { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await desk.Mine(Actor, Id, stop) is not { } found)
            return NotFound();

        Written = found;
        return Page();
    }
}

/// <summary>The form of a written request. Sent twice it is one request, because the form carries its identifier.</summary>
public sealed class NewRequestModel(RequestDesk desk, Topics topics, Say say) : ContactPage(say)
{
    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    [BindProperty(Name = "numero")]
    public Guid Number { get; set; }

    [BindProperty(Name = "argomento")]
    public string? Topic { get; set; }

    [BindProperty(Name = "testo")]
    public string? Text { get; set; }

    public async Task OnGetAsync(string? pratica, CancellationToken stop)
    {
        Choices = topics.Choices(await topics.Of(Actor, stop));
        (Number, Topic) = (Guid.CreateVersion7(), Choices.Count == 1 ? Choices[0].Value : pratica);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var cases = await topics.Of(Actor, stop);
        Choices = topics.Choices(cases);
        var name = topics.NameOf(Topic, cases);
        if (name is null)
            ModelState.AddModelError("argomento", Say["Scegli di che cosa vuoi parlare."]);
        if (string.IsNullOrWhiteSpace(Text) || Text.Contains('\0', StringComparison.Ordinal))
            ModelState.AddModelError("testo", Say["Scrivi la tua domanda."]);
        else if (Text.Length > RequestDesk.Longest)
            ModelState.AddModelError("testo", Say["Il testo è troppo lungo: al massimo {0} caratteri, questo ne ha {1}.", RequestDesk.Longest, Text.Length]);
        if (!ModelState.IsValid || Number == Guid.Empty)
            return Page();

        return await desk.Send(Actor, Number, Topic!, name!, Text!.Trim(), Say.Tongue, stop) is { } sent ? Redirect($"{Contacts}/richieste/{sent.Id}?inviata=true") : NotFound();
    }
}
