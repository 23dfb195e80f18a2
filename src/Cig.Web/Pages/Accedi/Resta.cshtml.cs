using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Accedi;

/// <summary>Keeps the session open: to open this page is the act, with or without a script.</summary>
[Act]
public sealed class RestaModel : PageModel;
