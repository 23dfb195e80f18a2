using System.Net;
using Cig.Platform.Demo;

[assembly: AssemblyFixture(typeof(Cig.Web.Tests.Site))]

namespace Cig.Web.Tests.SignIn;

public sealed class SignInTests(Site site)
{
    public static TheoryData<string> Everybody => [.. DemoPeople.All.Select(p => p.FiscalCode)];

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Every_demo_person_signs_in_by_a_signed_response_and_is_greeted(string code)
    {
        using var visitor = site.Visit();
        var person = DemoPeople.All.Single(p => p.FiscalCode == code);

        var entered = await visitor.SignIn(code);

        Assert.Equal((HttpStatusCode.OK, "/ingresso"), (entered.Status, entered.Address.AbsolutePath));
        Assert.Contains(person.GivenName, entered.Html);
    }

    [Fact]
    public async Task Any_other_well_formed_codice_fiscale_signs_in_a_person_without_cases()
    {
        using var visitor = site.Visit();
        var choose = await visitor.Get("/accedi/spid?ritorno=/myinps");
        var people = await visitor.Send(await visitor.Send(choose, "ritorno", ("idp", $"{site.Origin}/demo-idp")), "SAMLRequest");

        var wrong = await visitor.Send(people, "SAMLRequest", ("persona", "altra"), ("cf", "RSSMRA80A01H501X"), ("nome", "Mario"), ("cognome", ""));
        Assert.Contains("C'è un problema", WebUtility.HtmlDecode(wrong.Html));
        var answer = await visitor.Send(wrong, "SAMLRequest", ("persona", "altra"), ("cf", "rssmra80a01h501u"), ("nome", "Mario"), ("cognome", "Rossi"));
        var home = await visitor.Send(answer, "SAMLResponse");

        Assert.Equal("/myinps", home.Address.AbsolutePath);
        Assert.Contains("Mario", home.Html);
        Assert.Contains("appariranno qui", home.Html);
    }

    [Theory]
    [InlineData("19", "Troppi tentativi")]
    [InlineData("20", "Livello di sicurezza")]
    [InlineData("21", "passato troppo tempo")]
    [InlineData("22", "consenso")]
    [InlineData("23", "sospesa o revocata")]
    [InlineData("25", "annullato")]
    public async Task Each_failure_has_its_own_words_and_is_no_success(string code, string words)
    {
        using var visitor = site.Visit();

        var page = await visitor.SignIn("", error: code);

        Assert.Equal(HttpStatusCode.Unauthorized, page.Status);
        Assert.Contains(words, WebUtility.HtmlDecode(page.Html));
    }

    [Fact]
    public async Task A_response_serves_once_and_in_the_browser_that_asked()
    {
        using var first = site.Visit();
        using var other = site.Visit();
        var people = await first.Send(await first.Send(await first.Get("/accedi/spid?ritorno=/myinps"), "ritorno", ("idp", $"{site.Origin}/demo-idp")), "SAMLRequest");
        var answer = await first.Send(people, "SAMLRequest", ("persona", DemoPeople.Worker.FiscalCode));

        Assert.Equal(HttpStatusCode.Forbidden, (await other.Send(answer, "SAMLResponse")).Status);
        Assert.Equal(HttpStatusCode.OK, (await first.Send(answer, "SAMLResponse")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await first.Send(answer, "SAMLResponse")).Status);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task No_other_site_is_ever_followed(string path)
    {
        using var visitor = site.Visit();

        Assert.Equal($"{site.Origin}/ingresso", (await visitor.SignIn(DemoPeople.Worker.FiscalCode, path)).Address.AbsoluteUri);
    }

    [Theory]
    [InlineData("/myinps")]
    [InlineData("/azienda")]
    public async Task Without_a_session_a_citizens_area_leads_to_the_door(string path)
    {
        using var visitor = site.Visit();

        Assert.Equal("/accedi", (await visitor.Get(path)).Address.AbsolutePath);
    }

    [Theory]
    [InlineData("/operatore")]
    [InlineData("/istruttoria")]
    [InlineData("/supervisione")]
    [InlineData("/ministero")]
    [InlineData("/amministrazione/orari")]
    public async Task An_area_of_the_staff_is_closed_to_a_worker(string path)
    {
        using var worker = await site.SignIn(DemoPeople.Worker);

        var page = await worker.Get(path);

        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Contains("Non puoi entrare", page.Html);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        using var worker = await site.SignIn(DemoPeople.Worker);
        var page = await worker.Get("/myinps");
        var token = System.Text.RegularExpressions.Regex.Match(page.Html, "action=\"/esci\".*?__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;

        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        await worker.Http.PostAsync(new Uri("/esci", UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal("/accedi", (await worker.Get("/myinps")).Address.AbsolutePath);
    }

    [Fact]
    public async Task The_demo_provider_cannot_be_switched_on_in_production()
    {
        var builder = Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder(["--environment=Production", "--Identity:DemoProvider:Enabled=true"]);

        Assert.Throws<InvalidOperationException>(() => Web.DemoProvider.DemoProviderSetup.AddDemoProvider(builder, Path.GetTempPath()));
        await Task.CompletedTask;
    }
}
