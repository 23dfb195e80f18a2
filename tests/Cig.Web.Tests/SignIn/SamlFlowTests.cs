using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Cig.Platform.Audit;
using Cig.Platform.Demo;
using Cig.Platform.Storage;
using Cig.Platform.Tests;
using Cig.Web.DemoProvider;
using Cig.Web.SignIn;
using Cig.Web.SignIn.Saml;

namespace Cig.Web.Tests.SignIn;

/// <summary>Sign-ins from beginning to end, through the browser, in every federation and both bindings, and what must not get through.</summary>
public sealed class SamlFlowTests(Site site)
{
    public static TheoryData<string> Attacks => [.. BrokenResponse.All.Select(b => b.Key)];

    [Theory]
    [InlineData("/accedi/spid", "/demo-idp")]
    [InlineData("/accedi/spid-private", "/demo-idp/spid-private")]
    [InlineData("/accedi/cie", "/demo-idp/cie")]
    public async Task A_sign_in_begins_by_a_plain_address_without_an_earlier_cookie_and_ends_well(string start, string provider)
    {
        using var visitor = site.Visit();

        var request = await visitor.Get($"{start}?idp={Uri.EscapeDataString(site.Origin + provider)}");
        Assert.Equal(HttpStatusCode.OK, request.Status);
        Assert.Single(Regex.Matches(request.Html, "<form"));
        Assert.Contains("<button", request.Html);
        var people = await visitor.Send(request, "SAMLRequest");
        var entered = await visitor.Send(await visitor.Send(people, "SAMLRequest", ("persona", DemoPeople.Worker.FiscalCode)), "SAMLResponse");

        Assert.Equal((HttpStatusCode.OK, "/ingresso"), (entered.Status, entered.Address.AbsolutePath));
        Assert.Contains("Elena", entered.Html);
        Assert.Contains("Identità di prova.", WebUtility.HtmlDecode(entered.Html));
    }

    [Fact]
    public async Task A_request_may_travel_in_the_address_instead()
    {
        await using var apart = Site.Apart(settings: ("Identity:Spid:Binding", "redirect"));
        using var visitor = apart.Visit();

        var people = await visitor.Get($"/accedi/spid?idp={Uri.EscapeDataString(apart.Origin + "/demo-idp")}&ritorno=/myinps");
        Assert.Equal("/demo-idp/sso", people.Address.AbsolutePath);
        Assert.Contains("&Signature=", people.Address.Query);
        var entered = await visitor.Send(await visitor.Send(people, "SAMLRequest", ("persona", DemoPeople.Worker.FiscalCode)), "SAMLResponse");

        Assert.Equal((HttpStatusCode.OK, "/myinps"), (entered.Status, entered.Address.AbsolutePath));
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task No_broken_answer_lets_anybody_in_and_the_page_is_no_success(string attack)
    {
        using var visitor = site.Visit();
        var people = await People(visitor, site);

        var refused = await visitor.Send(await visitor.Send(people, "SAMLRequest", ("attacco", attack)), "SAMLResponse");

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("Non riusciamo a completare l'accesso", WebUtility.HtmlDecode(refused.Html));
        Assert.Contains("/accedi\"", refused.Html);
        Assert.Equal("/accedi", (await visitor.Get("/myinps")).Address.AbsolutePath);
    }

    [Theory]
    [InlineData("24", "non ha permesso")]
    [InlineData("30", "altro tipo di identità")]
    [InlineData("8", "è stato avvisato")]
    [InlineData("16", "è stato avvisato")]
    public async Task Other_failures_have_words_and_a_way_back_too(string code, string words)
    {
        using var visitor = site.Visit();

        var page = await visitor.SignIn("", error: code);

        Assert.Equal(HttpStatusCode.Unauthorized, page.Status);
        Assert.Contains(words, WebUtility.HtmlDecode(page.Html));
        Assert.Contains("href=\"/accedi\"", page.Html);
    }

    [Fact]
    public async Task A_wrong_request_of_ours_is_an_alert_for_the_operation()
    {
        await using var apart = Site.Apart();
        using var visitor = apart.Visit();
        Assert.Empty(await apart.Get<MessageLog>().Alerts(DateTimeOffset.UnixEpoch, default));

        await visitor.SignIn("", error: "16");
        await visitor.SignIn("", error: "25");

        Assert.Equal(new Dictionary<int, long> { [16] = 1 }, await apart.Get<MessageLog>().Alerts(DateTimeOffset.UnixEpoch, default));
        Assert.Contains(await apart.Get<IdentityCheck>().Look(default), f => !f.Well && f.What.Contains("code 16 1 times", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_professional_identity_of_the_wrong_kind_is_refused_by_the_provider_and_one_of_the_right_kind_enters()
    {
        using var visitor = site.Visit();
        var people = await People(visitor, site, "&scopo=PG");
        Assert.Contains("scopo PG", people.Html);
        var wrong = await visitor.Send(await visitor.Send(people, "SAMLRequest", ("persona", DemoPeople.Consultant.FiscalCode), ("Tipo", "1")), "SAMLResponse");
        Assert.Equal((HttpStatusCode.Unauthorized, "?codice=30"), (wrong.Status, wrong.Address.Query));

        people = await People(visitor, site, "&scopo=PG");
        var right = await visitor.Send(await visitor.Send(people, "SAMLRequest", ("persona", DemoPeople.Consultant.FiscalCode), ("Tipo", "4")), "SAMLResponse");
        Assert.Equal((HttpStatusCode.OK, "/ingresso"), (right.Status, right.Address.AbsolutePath));
    }

    [Fact]
    public async Task A_session_of_level_1_is_led_to_a_higher_level_and_back()
    {
        using var visitor = site.Visit();
        var people = await People(visitor, site, "&livello=1");
        var entered = await visitor.Send(await visitor.Send(people, "SAMLRequest", ("persona", DemoPeople.Worker.FiscalCode)), "SAMLResponse");
        Assert.Equal((HttpStatusCode.OK, "/ingresso"), (entered.Status, entered.Address.AbsolutePath));

        var asked = await visitor.Get("/myinps");
        Assert.Equal((HttpStatusCode.Forbidden, "/accedi/livello"), (asked.Status, asked.Address.AbsolutePath));
        var link = WebUtility.HtmlDecode(Regex.Match(asked.Html, "href=\"(/accedi/spid\\?[^\"]+)\"").Groups[1].Value);
        var higher = await visitor.Send(await visitor.Get(link), "ritorno", ("idp", site.Origin + "/demo-idp"));
        var back = await visitor.Send(await visitor.Send(await visitor.Send(higher, "SAMLRequest"), "SAMLRequest", ("persona", DemoPeople.Worker.FiscalCode)), "SAMLResponse");

        Assert.Equal((HttpStatusCode.OK, "/myinps"), (back.Status, back.Address.AbsolutePath));
    }

    [Fact]
    public async Task An_answer_of_a_lower_level_than_asked_is_refused()
    {
        using var visitor = site.Visit();
        var people = await People(visitor, site, "&livello=3");

        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Send(await visitor.Send(people, "SAMLRequest", ("persona", DemoPeople.Worker.FiscalCode), ("Livello", "2")), "SAMLResponse")).Status);
    }

    [Fact]
    public async Task Consent_may_take_its_time_but_no_longer_than_ten_minutes()
    {
        var clock = new TestClock(TimeProvider.System.GetUtcNow());
        await using var apart = Site.Apart(time: clock);
        using var visitor = apart.Visit();
        async Task<Answered> consent(TimeSpan after)
        {
            var asked = await visitor.Send(await People(visitor, apart), "SAMLRequest", ("persona", DemoPeople.Worker.FiscalCode), ("Chiedi", "true"));
            Assert.Contains("Dai il consenso?", asked.Html);
            clock.Now += after;
            return await visitor.Send(await visitor.Send(asked, "SAMLRequest", ("persona", DemoPeople.Worker.FiscalCode)), "SAMLResponse");
        }

        Assert.Equal(HttpStatusCode.OK, (await consent(TimeSpan.FromMinutes(9))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await consent(TimeSpan.FromMinutes(11))).Status);
    }

    [Fact]
    public async Task Sign_ins_in_two_windows_of_a_browser_do_not_disturb_each_other()
    {
        using var visitor = site.Visit();
        var first = await People(visitor, site);
        var second = await People(visitor, site);

        Assert.Equal(HttpStatusCode.OK, (await visitor.Send(await visitor.Send(first, "SAMLRequest", ("persona", DemoPeople.Worker.FiscalCode)), "SAMLResponse")).Status);
        var again = await People(visitor, site);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Send(await visitor.Send(again, "SAMLRequest", ("persona", DemoPeople.Worker.FiscalCode)), "SAMLResponse")).Status);
        Assert.NotEqual(first.Form("SAMLRequest").Fields["SAMLRequest"], second.Form("SAMLRequest").Fields["SAMLRequest"]);
    }

    [Fact]
    public async Task An_answer_with_another_handle_is_refused()
    {
        using var visitor = site.Visit();
        var answer = await visitor.Send(await People(visitor, site), "SAMLRequest", ("persona", DemoPeople.Worker.FiscalCode));

        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Send(answer, "SAMLResponse", ("RelayState", "/myinps"))).Status);
    }

    [Theory]
    [InlineData("/spid/acs")]
    [InlineData("/cie/acs")]
    public async Task What_is_no_answer_at_all_is_refused_without_a_fault(string endpoint)
    {
        using var visitor = site.Visit();
        foreach (var message in new[] { "", "%%%", Convert.ToBase64String("<a/>"u8), Convert.ToBase64String(new byte[300_000]) })
        {
            using var content = new FormUrlEncodedContent([new("SAMLResponse", message)]);
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Http.PostAsync(new Uri(endpoint, UriKind.Relative), content, TestContext.Current.CancellationToken)).StatusCode);
        }

        using var noForm = new StringContent("<a/>", Encoding.UTF8, "text/xml");
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Http.PostAsync(new Uri(endpoint, UriKind.Relative), noForm, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Two_nodes_share_what_is_pending_and_what_was_accepted()
    {
        var time = new TestClock(SamlParties.Now);
        var database = site.Get<Database>();
        var (one, other) = (new SignInStore(database, time), new SignInStore(database, time));
        var pending = new PendingSignIn(Guid.NewGuid().ToString(), "r", "spid", "https://gestore.example", 2, "/ingresso", time.Now);

        await one.Begin(pending, "segreto", default);
        Assert.Equal(pending, await other.Find(pending.Id, "spid", "segreto", default));
        Assert.Null(await other.Find(pending.Id, "spid", "altro", default));
        Assert.Null(await other.Find(pending.Id, "cie", "segreto", default));
        time.Now += SignInStore.Lifetime;
        Assert.Null(await other.Find(pending.Id, "spid", "segreto", default));
        time.Now -= TimeSpan.FromSeconds(1);
        Assert.True(await other.Finish(pending, default));
        Assert.False(await one.Finish(pending, default));
        Assert.Null(await one.Find(pending.Id, "spid", "segreto", default));

        var assertion = Guid.NewGuid().ToString();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? one : other).Accept("https://gestore.example", assertion, time.Now.AddMinutes(5), default)));
        Assert.Single(outcomes, o => o);
        Assert.True(await one.Accept("https://altro.example", assertion, time.Now.AddMinutes(5), default));
    }

    [Fact]
    public async Task Whoever_signs_in_at_level_1_signs_out_at_the_provider_too()
    {
        using var visitor = site.Visit();
        await visitor.Send(await visitor.Send(await People(visitor, site, "&livello=1"), "SAMLRequest", ("persona", DemoPeople.Worker.FiscalCode)), "SAMLResponse");

        var onwards = await SignOut(visitor);
        var answered = await visitor.Send(onwards, "SAMLRequest");
        var done = await visitor.Send(answered, "SAMLResponse");
        Assert.Equal((HttpStatusCode.OK, "/esci"), (done.Status, done.Address.AbsolutePath));

        // The provider's answer serves once.
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Send(answered, "SAMLResponse")).Status);
    }

    [Fact]
    public async Task At_level_2_the_session_here_was_the_only_one_and_cie_is_visited_by_a_plain_link()
    {
        using var spid = await site.SignIn(DemoPeople.Worker);
        Assert.Equal("/esci", (await SignOut(spid)).Address.AbsolutePath);
        Assert.DoesNotContain("SAMLRequest", (await spid.Get("/esci")).Html);

        using var cie = site.Visit();
        var request = await cie.Get($"/accedi/cie?idp={Uri.EscapeDataString(site.Origin + "/demo-idp/cie")}");
        await cie.Send(await cie.Send(await cie.Send(request, "SAMLRequest"), "SAMLRequest", ("persona", DemoPeople.Worker.FiscalCode)), "SAMLResponse");
        Assert.Contains($"href=\"{site.Origin}/demo-idp/esci/cie\"", (await SignOut(cie)).Html);
        Assert.Equal("/accedi", (await cie.Get("/myinps")).Address.AbsolutePath);
    }

    [Fact]
    public async Task A_provider_ends_the_session_of_a_person_and_is_answered_even_where_there_is_none()
    {
        using var visitor = site.Visit();
        var answer = await visitor.Send(await People(visitor, site, "&livello=1"), "SAMLRequest", ("persona", DemoPeople.Worker.FiscalCode));
        var name = BrokenResponse.Of(RelyingParty.New(Encoding.UTF8.GetString(Convert.FromBase64String(answer.Form("SAMLResponse").Fields["SAMLResponse"]))), "//saml:NameID").InnerText;
        await visitor.Send(answer, "SAMLResponse");
        Assert.Equal("/ingresso", (await visitor.Get("/ingresso")).Address.AbsolutePath);

        // From another browser, as a provider's page would do it without our cookie.
        using var elsewhere = site.Visit();
        var provider = site.Get<DemoProviders>().Of("spid")!;
        async Task<Answered> tell(string nameId, bool redirect)
        {
            var message = provider.LogoutRequest(nameId);
            var carrier = redirect
                ? Bindings.Redirect("SAMLRequest", message, new(provider.Service.Logout), "r", provider.Certificate)
                : Bindings.Post("SAMLRequest", message, new(provider.Service.Logout), "r", provider.Certificate);
            if (redirect)
                return await elsewhere.Get(new Uri(carrier.AsAddress).PathAndQuery);
            using var content = new FormUrlEncodedContent(carrier.Fields);
            var response = await elsewhere.Http.PostAsync(carrier.Address, content, TestContext.Current.CancellationToken);
            return new(response.StatusCode, response.RequestMessage!.RequestUri!, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        foreach (var answered in new[] { await tell(name, redirect: true), await tell("_di-nessuno", redirect: false) })
        {
            var fields = answered.Form("SAMLResponse").Fields;
            Assert.Equal("r", fields["RelayState"]);
            var response = XmlSignature.Verified(RelyingParty.New(Encoding.UTF8.GetString(Convert.FromBase64String(fields["SAMLResponse"]))).DocumentElement!, provider.Service.Certificates)!;
            Assert.Equal(("LogoutResponse", Names.Success), (response.LocalName, response.Only("Status", Names.Protocol).Only("StatusCode", Names.Protocol)!.GetAttribute("Value")));
        }

        Assert.Equal("/accedi", (await visitor.Get("/ingresso")).Address.AbsolutePath);
        Assert.Equal(HttpStatusCode.Forbidden, (await elsewhere.Get("/spid/logout?SAMLRequest=AAAA&SigAlg=x&Signature=AAAA")).Status);
    }

    [Fact]
    public async Task Requests_and_answers_are_kept_encrypted_for_24_months_and_read_only_with_a_trace()
    {
        var clock = new TestClock(TimeProvider.System.GetUtcNow());
        await using var apart = Site.Apart(time: clock);
        using var visitor = apart.Visit();
        var request = await visitor.Get($"/accedi/spid?idp={Uri.EscapeDataString(apart.Origin + "/demo-idp")}");
        var id = RelyingParty.New(Encoding.UTF8.GetString(Convert.FromBase64String(request.Form("SAMLRequest").Fields["SAMLRequest"]))).DocumentElement!.GetAttribute("ID");
        await visitor.Send(await visitor.Send(await visitor.Send(request, "SAMLRequest"), "SAMLRequest", ("persona", DemoPeople.Worker.FiscalCode)), "SAMLResponse");

        var (messages, database) = (apart.Get<MessageLog>(), apart.Get<Database>());
        await using (var connection = await database.Open())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"select content from sign_in_messages where request_id = '{id}'";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                Assert.DoesNotContain("BNCLNE", reader.GetString(0) + Encoding.UTF8.GetString(Convert.FromBase64String(reader.GetString(0))));
        }

        using var output = new StringWriter();
        Assert.Equal(0, await IdentityCommand.Run(apart.Services, ["identity", "log", id, "--reason", "richiesta dell'interessata"], output));
        Assert.Contains("AuthnRequest", output.ToString());
        Assert.Contains("accepted", output.ToString());
        Assert.Contains("TINIT-BNCLNE88C52L219D", output.ToString());
        Assert.Null(await AuditLog.FirstBroken(database, MessageLog.AuditChain, default));
        await using (var db = database.Context())
            Assert.Contains(db.Set<AuditEntry>().Where(e => e.Chain == MessageLog.AuditChain), e => e.Detail.Contains(id, StringComparison.Ordinal) && e.Detail.Contains("interessata", StringComparison.Ordinal));

        clock.Now = clock.Now.AddMonths(MessageLog.Months).AddMinutes(-1);
        Assert.Equal(0, await messages.Expire(default));
        clock.Now = clock.Now.AddMinutes(2);
        Assert.Equal(2, await messages.Expire(default));
        Assert.Empty(await messages.Read(id, "chi", "perché", default));
        Assert.Equal(2, await IdentityCommand.Run(apart.Services, ["identity", "log", id], output));
    }

    [Theory]
    [InlineData("/spid/metadata", "other")]
    [InlineData("/spid/metadata/private", "billing")]
    [InlineData("/cie/metadata", "administrative")]
    public async Task The_metadata_are_served(string path, string contact)
    {
        using var visitor = site.Visit();

        var served = await visitor.Get(path);

        Assert.Equal(HttpStatusCode.OK, served.Status);
        Assert.Contains($"contactType=\"{contact}\"", served.Html);
        Assert.Equal(site.Origin, RelyingParty.New(served.Html).DocumentElement!.GetAttribute("entityID"));
    }

    [Fact]
    public async Task The_page_that_carries_a_message_may_send_it_to_the_provider_and_no_other_page_may()
    {
        using var visitor = site.Visit();
        var carrying = await visitor.Http.GetAsync(new Uri($"/accedi/spid?idp={Uri.EscapeDataString(site.Origin + "/demo-idp")}", UriKind.Relative), TestContext.Current.CancellationToken);
        var other = await visitor.Http.GetAsync(new Uri("/accedi/spid", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains("form-action 'self' https:", carrying.Headers.GetValues("Content-Security-Policy").Single());
        Assert.DoesNotContain("form-action 'self' https:", other.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("no-store", carrying.Headers.CacheControl!.ToString());
    }

    private static async Task<Answered> People(Visitor visitor, Site at, string more = "") =>
        await visitor.Send(await visitor.Get($"/accedi/spid?idp={Uri.EscapeDataString(at.Origin + "/demo-idp")}{more}"), "SAMLRequest");

    private static async Task<Answered> SignOut(Visitor visitor)
    {
        var page = await visitor.Get("/ingresso");
        var token = Regex.Match(page.Html, "action=\"/esci\".*?__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        var response = await visitor.Http.PostAsync(new Uri("/esci", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return new(response.StatusCode, response.RequestMessage!.RequestUri!, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
