using System.Net;
using Cig.Platform.Demo;

namespace Cig.Web.Tests.SignIn;

/// <summary>The door of the institution's people, and what it keeps apart.</summary>
public sealed class StaffDoorTests(Site site)
{
    public static TheoryData<string> Everybody => [.. DemoPeople.Staff.Select(p => p.FiscalCode)];

    public static TheoryData<string, string> Areas => new()
    {
        { DemoPeople.Advisor.FiscalCode, "/operatore" },
        { DemoPeople.Officer.FiscalCode, "/istruttoria" },
        { DemoPeople.Supervisor.FiscalCode, "/supervisione" },
        { DemoPeople.Ministry.FiscalCode, "/ministero" },
        { DemoPeople.Administrator.FiscalCode, "/amministrazione/orari" },
    };

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Every_member_of_the_demos_staff_enters_by_the_staffs_own_provider(string code)
    {
        using var visitor = site.Visit();

        var entered = await visitor.SignInAsStaff(code);

        Assert.Equal((HttpStatusCode.OK, "/ingresso"), (entered.Status, entered.Address.AbsolutePath));
        Assert.Contains(DemoPeople.Staff.Single(p => p.FiscalCode == code).GivenName, entered.Html);
        Assert.DoesNotContain("href=\"/myinps\"", entered.Html);
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public async Task The_same_person_is_staff_by_one_door_and_a_citizen_by_the_other(string code, string area)
    {
        using var staff = site.Visit();
        using var citizen = site.Visit();
        await staff.SignInAsStaff(code);
        await citizen.SignIn(code);

        Assert.Equal(HttpStatusCode.OK, (await staff.Get(area)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await citizen.Get(area)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.Get("/myinps")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.Get("/azienda")).Status);
        Assert.Equal(HttpStatusCode.OK, (await citizen.Get("/myinps")).Status);
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public async Task Without_a_session_an_area_of_the_staff_leads_to_the_staffs_door_and_back(string code, string area)
    {
        using var visitor = site.Visit();

        var door = await visitor.Get(area);
        Assert.Equal("/accedi/personale", door.Address.AbsolutePath);
        var back = await visitor.Get(WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(door.Html, "href=\"(/accedi/personale/entra[^\"]*)\"").Groups[1].Value));

        Assert.Equal(area, (await visitor.Send(back, "client_id", ("persona", code))).Address.AbsolutePath);
    }

    [Fact]
    public async Task Who_is_not_in_the_register_is_told_so_and_has_no_session()
    {
        using var visitor = site.Visit();

        var told = await visitor.SignInAsStaff(DemoPeople.Worker.FiscalCode);

        Assert.Equal(HttpStatusCode.Forbidden, told.Status);
        Assert.Contains("non risulti nel registro del personale", WebUtility.HtmlDecode(told.Html));
        Assert.Equal("/accedi", (await visitor.Get("/ingresso")).Address.AbsolutePath);
    }

    [Fact]
    public async Task Giving_up_at_the_provider_is_no_error()
    {
        using var visitor = site.Visit();

        var told = await visitor.SignInAsStaff("");

        Assert.Equal(HttpStatusCode.Unauthorized, told.Status);
        Assert.Contains("Hai annullato", told.Html);
    }

    [Fact]
    public async Task An_answer_serves_only_the_browser_that_asked()
    {
        using var first = site.Visit();
        using var other = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        var people = await first.Get("/accedi/personale/entra");
        var (action, fields) = people.Form("client_id");
        fields["persona"] = DemoPeople.Officer.FiscalCode;
        using var content = new FormUrlEncodedContent(fields);
        var answer = (await other.PostAsync(new Uri(people.Address, action), content, TestContext.Current.CancellationToken)).Headers.Location!;

        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync(answer, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal("/ingresso", (await first.Get(answer.PathAndQuery)).Address.AbsolutePath);
    }

    [Fact]
    public async Task Signing_out_ends_both_sessions_and_comes_back()
    {
        using var officer = await site.SignIn(DemoPeople.Officer);
        var page = await officer.Get("/istruttoria");
        var token = System.Text.RegularExpressions.Regex.Match(page.Html, "action=\"/esci\".*?__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;

        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        var carrier = await (await officer.Http.PostAsync(new Uri("/esci", UriKind.Relative), content, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var onwards = WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(carrier, "data-invia href=\"([^\"]+)\"").Groups[1].Value);

        Assert.Contains("id_token_hint=", onwards);
        Assert.Equal("/esci", (await officer.Get(new Uri(onwards).PathAndQuery)).Address.AbsolutePath);
        Assert.Equal("/accedi/personale", (await officer.Get("/istruttoria")).Address.AbsolutePath);
    }
}
