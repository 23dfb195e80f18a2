using Cig.Platform.Attachments;
using Cig.Platform.Chat;
using Cig.Platform.Documents;
using Cig.Web.Language;
using Cig.Web.Contacts;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Chat;

/// <summary>A page about one conversation of the person, beside the conversation itself; for anybody else it does not exist.</summary>
public abstract class TalkPage(ChatDesk desk, Say say) : ContactPage(say)
{
    public Conversation Conversation { get; private set; } = null!;

    public Participant Who { get; private set; } = null!;

    /// <summary>Path of the conversation.</summary>
    public string Talk => $"{Contacts}/info-cig/conversazioni/{Conversation.Id}";

    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (!Guid.TryParse(context.RouteData.Values["id"]?.ToString(), out var id) || await desk.Enter(Actor, id, context.HttpContext.RequestAborted) is not { } entered)
        {
            context.Result = new NotFoundResult();
            return;
        }

        (Who, Conversation) = entered;
        await next();
    }

    /// <summary>The way to this page.</summary>
    public IReadOnlyList<(string Href, string Label)> TrailTo(string label) => Trail(($"{Contacts}/info-cig", "Info CIG"), (Talk, Say["Conversazione"]), ("", label));
}

/// <summary>A rating, asked once, after the end; nobody must.</summary>
public sealed class RatingModel(ChatDesk desk, RatingDesk ratings, Say say) : TalkPage(desk, say)
{
    public Rating? Given { get; private set; }

    [BindProperty(Name = "voto")]
    public string? Score { get; set; }

    [BindProperty(Name = "commento")]
    public string? Comment { get; set; }

    public async Task OnGetAsync(CancellationToken stop) => Given = await ratings.Of(Conversation.Id, stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Given = await ratings.Of(Conversation.Id, stop);
        if (Score is not ("1" or "2" or "3" or "4" or "5"))
            ModelState.AddModelError("voto", Say["Scegli un voto da 1 a 5."]);
        if (Comment?.Length > RatingDesk.LongestComment)
            ModelState.AddModelError("commento", Say["Il testo è troppo lungo: al massimo {0} caratteri, questo ne ha {1}.", RatingDesk.LongestComment, Comment.Length]);
        if (!ModelState.IsValid)
            return Page();

        await ratings.Rate(Who, Score![0] - '0', Comment?.Trim() ?? "", stop);
        return Redirect(Request.Path);
    }
}

/// <summary>Files of a conversation: what waits for the scanner or was refused, and the form for a new one.</summary>
public sealed class AttachmentsModel(ChatDesk desk, AttachmentDesk files, Say say) : TalkPage(desk, say)
{
    public IReadOnlyList<Attachment> NotYet { get; private set; } = [];

    public bool Offered => files.Offered;

    public async Task OnGetAsync(CancellationToken stop) => NotYet = await files.NotYet(Who, stop);

    public async Task<IActionResult> OnPostAsync(IFormFile? allegato, CancellationToken stop)
    {
        NotYet = await files.NotYet(Who, stop);
        if (allegato is null)
            return Wrong(Say["Scegli un file."]);
        if (allegato.Length > AttachmentDesk.Largest)
            return Wrong(Say["Il file è troppo grande: al massimo {0} MB.", AttachmentDesk.Largest / 1024 / 1024]);

        using var copy = new MemoryStream();
        await allegato.CopyToAsync(copy, stop);
        return await files.Add(Who, allegato.FileName, copy.ToArray(), stop) switch
        {
            Attaching.Attached => Redirect(Talk),
            Attaching.Quarantined => Redirect(Request.Path),
            Attaching.NotOffered => Wrong(Say["In questo servizio non si possono allegare file: manca il controllo antivirus."]),
            Attaching.Empty => Wrong(Say["Il file è vuoto."]),
            Attaching.TooLarge => Wrong(Say["Il file è troppo grande: al massimo {0} MB.", AttachmentDesk.Largest / 1024 / 1024]),
            Attaching.WrongKind => Wrong(Say["Questo tipo di file non si può allegare. Puoi allegare PDF, immagini PNG o JPEG e testo."]),
            Attaching.Infected => Wrong(Say["Il controllo antivirus ha respinto il file: non è stato allegato."]),
            _ => Wrong(Say["La conversazione è chiusa, o ha già il massimo di file: non è stato allegato."]),
        };
    }

    private PageResult Wrong(string message)
    {
        ModelState.AddModelError("allegato", message);
        return Page();
    }
}

/// <summary>The transcript of a conversation, as a file.</summary>
public sealed class TranscriptModel(ChatDesk desk, Transcript transcripts, Say say) : TalkPage(desk, say)
{
    public async Task<IActionResult> OnGetAsync(string forma, CancellationToken stop)
    {
        if (forma is not ("pdf" or "txt"))
            return NotFound();

        var (pdf, text, _) = await transcripts.Issue(Conversation, stop);
        return forma == "pdf"
            ? File(pdf, "application/pdf", $"info-cig-{Conversation.Id}.pdf")
            : File(System.Text.Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8", $"info-cig-{Conversation.Id}.txt");
    }
}

/// <summary>A file of a conversation, for either side, always as a download: <c>GET /api/v1/conversazioni/{id}/allegati/{file}</c>.</summary>
internal static class AttachmentDownload
{
    internal static async Task<IResult> Answer(HttpContext http, Guid id, Guid file, ChatDesk desk, AttachmentDesk files, CancellationToken stop)
    {
        if (await desk.Enter(http.User.Person!, id, stop) is not { } entered || await files.Open(entered.Who, file, stop) is not { Content: { } content } found)
            return Results.NotFound();

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.File(content, "application/octet-stream", found.Name);
    }
}
