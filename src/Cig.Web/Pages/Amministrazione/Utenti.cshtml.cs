using Cig.Platform.Staff;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Amministrazione;

/// <summary>The staff register: who is in it and what she may do now, or will, or could last.</summary>
public sealed class UtentiModel(StaffDesk desk, StaffRegister staff, TimeProvider time, Say say) : PageModel
{
    public IReadOnlyList<(StaffEntry Entry, StaffAssignment Shown, string Validity)> All { get; private set; } = [];

    public bool Saved { get; private set; }

    public async Task OnGetAsync(bool? salvato, CancellationToken stop)
    {
        Saved = salvato == true;
        var now = time.GetUtcNow();
        All = [.. (await desk.All((await staff.Find(User.Person!, stop))!, stop)).Where(e => e.Assignments.Count > 0).Select(e =>
        {
            var shown = e.Assignments.FirstOrDefault(a => a.HoldsAt(now)) ?? e.Assignments.MaxBy(a => a.FromAt)!;
            return (e, shown, Validity(say, shown, now));
        })];
    }

    /// <summary>When an assignment holds, in words.</summary>
    public static string Validity(Say say, StaffAssignment assignment, DateTimeOffset now) => assignment switch
    {
        { ToAt: { } to } when to == assignment.FromAt => say["annullata"],
        { ToAt: { } to } when to <= now => say["finita il {0}", Say.Moment(to)],
        { FromAt: var from } when from > now => say["dal {0}", Say.Moment(from)],
        { ToAt: { } to } => say["fino al {0}", Say.Moment(to)],
        { FromAt: var from } => say["in vigore dal {0}", Say.Moment(from)],
    };
}
