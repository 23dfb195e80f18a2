using Cig.Web.SignIn;

namespace Cig.Web.Pages.Azienda.Contatti;

/// <summary>The ways to reach the institution for an employer.</summary>
public sealed class IndexModel : ForEmployer;
