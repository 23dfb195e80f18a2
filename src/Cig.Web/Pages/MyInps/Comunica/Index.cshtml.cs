using Cig.Web.SignIn;

namespace Cig.Web.Pages.MyInps.Comunica;

/// <summary>The ways to reach the institution.</summary>
public sealed class IndexModel : ForPerson;
