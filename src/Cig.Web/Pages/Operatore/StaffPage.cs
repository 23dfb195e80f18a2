using Cig.Platform.Mandates;
using Cig.Platform.Staff;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Operatore;

/// <summary>A page of a member of staff, whose roles are asked of the register at every request.</summary>
public abstract class StaffPage(StaffRegister staff) : PageModel
{
    protected async Task<StaffMember> Member(CancellationToken stop) => (await staff.Find(User.Person!, stop))!;

    /// <summary>The page again, with what is wrong at a field.</summary>
    protected PageResult Wrong(string field, string message)
    {
        ModelState.AddModelError(field, message);
        return Page();
    }

    /// <summary>Back to where a form was, if that is a page of this site.</summary>
    protected RedirectResult Back(string? path, string otherwise) => Redirect(Url.IsLocalUrl(path) ? path! : otherwise);
}
