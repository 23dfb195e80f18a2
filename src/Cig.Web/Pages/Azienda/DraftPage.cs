using Cig.Platform.Applications;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Azienda;

/// <summary>A page of a draft: loads it with what the rules say of it; for another employer it does not exist.</summary>
public abstract class DraftPage(ApplicationDesk desk, Say say) : ForEmployer
{
    [FromRoute(Name = "id")]
    public Guid Id { get; set; }

    public DraftReview Review { get; private set; } = null!;

    public string DraftHome => $"{Home}/domande/bozze/{Id}";

    protected ApplicationDesk Desk => desk;

    protected Say Say => say;

    public string Value(string field) => Review.Draft[field];

    protected async Task<bool> Load(CancellationToken stop)
    {
        if (await desk.Review(Actor, Id, stop) is not { } review)
            return false;

        Review = review;
        return true;
    }

    /// <summary>Keeps what was typed; shows the errors of the section, or goes back to the task list.</summary>
    protected async Task<IActionResult> Keep(Section section, IEnumerable<string> fields, CancellationToken stop)
    {
        var typed = fields.Where(Request.Form.ContainsKey).ToDictionary(f => f, f => Request.Form[f].ToString());
        if (await desk.Save(Actor, Id, typed, stop) is not { } review)
            return NotFound();

        Review = review;
        foreach (var problem in review.Of(section))
            ModelState.AddModelError(problem.Field, say[problem.Message]);
        return ModelState.IsValid ? Redirect(Request.Query.ContainsKey("riepilogo") ? $"{DraftHome}/riepilogo" : DraftHome) : Page();
    }
}
