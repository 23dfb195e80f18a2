using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.RegularExpressions;
using Cig.Platform.Chat;
using Cig.Platform.Storage;
using Cig.Web.DemoProvider;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.StaticAssets;

namespace Cig.Web.Tests.Access;

/// <summary>The access matrix against the running site: every endpoint and hub method, every role, her own subject and another's.</summary>
public sealed partial class AccessTests(AccessTests.Place place) : IClassFixture<AccessTests.Place>
{
    /// <summary>Tables that a request may write without touching any subject: the door's own, the life of a session, an advisor's sign of life.</summary>
    private static readonly string[] NotOfSubjects = ["sign_in", "session", "protection_key", "audit_seal", "chat_presence", "outbox", "cns", "oidc", "schemaversions", "sqlite_"];

    /// <summary>What ends the session it is tried in.</summary>
    private static readonly string[] Last = ["accedi/sessioni?handler=Tutti", "esci"];

    /// <summary>Where a redirect that refuses leads.</summary>
    private static readonly string[] Refusals = ["/accedi?", "/accedi/personale?", "/accedi/livello", "/delega-terminata/"];

    private static readonly Role[] Roles = [.. Enum.GetValues<Role>().Where(r => r != Role.None)];

    private readonly Site _site = place.Site;
    private readonly World _world = place.World;

    [Fact]
    public async Task Every_endpoint_and_every_hub_method_has_one_line_and_every_line_its_endpoint()
    {
        var there = await Endpoints();
        var written = AccessMatrix.Lines.Select(l => (l.Method, l.Route)).ToList();

        var missing = there.Except(written).Select(e => $"No line for {e.Method} {e.Route}. Add to AccessMatrix.Lines: new(\"{e.Method}\", \"{e.Route}\", Role.…, Refusal.NotFound{(e.Route.Contains("{id", StringComparison.Ordinal) ? ", Id.…" : "")}), or to one of its Open(…) where it belongs to nobody.");
        var dead = written.Except(there).Select(e => $"The line {e.Method} {e.Route} has no endpoint: take it away.");
        var twice = written.GroupBy(e => e).Where(g => g.Count() > 1).Select(g => $"{g.Key.Method} {g.Key.Route} has {g.Count()} lines.");
        List<string> faults = [.. missing, .. dead, .. twice];
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Everybody_reaches_her_own_and_nobody_anothers()
    {
        List<string> faults = [];
        foreach (var role in Roles)
        {
            using var visitor = await Enter(role);
            using var handler = new HttpClientHandler { CookieContainer = visitor.Cookies, AllowAutoRedirect = false };
            using var http = new HttpClient(handler) { BaseAddress = new(_site.Origin) };
            var token = Token().Match((await visitor.Get("/accedi")).Html).Groups["v"].Value;
            var cells = await Cells(role);

            var before = await Tables();
            foreach (var cell in cells.Where(c => !c.Admitted))
                await Try(role, cell, http, token, faults);
            faults.AddRange(Changes(before, await Tables(), _ => true).Select(c => $"{role}: something refused was written all the same: {c}"));

            before = await Tables();
            foreach (var cell in cells.Where(c => c.Admitted).OrderBy(c => Array.IndexOf(Last, c.Line.Route)))
                await Try(role, cell, http, token, faults);
            var foreign = _world.Foreign(role);
            faults.AddRange(Changes(before, await Tables(), row => foreign.Any(f => row.Contains(f, StringComparison.OrdinalIgnoreCase))).Select(c => $"{role}: another's row was written: {c}"));
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n{string.Join('\n', faults.Take(60))}");
    }

    [Fact]
    public async Task A_hub_method_answers_who_may_and_tells_others_nothing()
    {
        var stop = TestContext.Current.CancellationToken;
        List<string> faults = [];
        foreach (var role in Roles)
        {
            using var visitor = await Enter(role);
            await using var chat = new HubConnectionBuilder().WithUrl($"{_site.Origin}/hubs/chat", o => o.Cookies = visitor.Cookies).Build();
            await using var console = new HubConnectionBuilder().WithUrl($"{_site.Origin}/hubs/console", o => o.Cookies = visitor.Cookies).Build();
            if (role is Role.Anonymous or Role.LevelOne)
            {
                await Assert.ThrowsAnyAsync<Exception>(() => chat.StartAsync(stop));
                await Assert.ThrowsAnyAsync<Exception>(() => console.StartAsync(stop));
                continue;
            }

            await chat.StartAsync(stop);
            await console.StartAsync(stop);
            foreach (var line in AccessMatrix.Lines.Where(l => l.Method == "HUB"))
            {
                var admitted = line.Admits.HasFlag(role);
                var hub = line.Route.StartsWith("ConsoleHub", StringComparison.Ordinal) ? console : chat;
                var (own, other) = line.Id == Id.None ? (Guid.Empty, Guid.Empty) : (await _world.Own(role, line.Id), _world.Other(line.Id));
                var before = await Tables();
                foreach (var id in admitted ? new[] { other } : [own, other])
                {
                    if (line.Id != Id.None || !admitted)
                    {
                        if (await Call(hub, line.Route, id, admitted, stop) is { } answer)
                            faults.Add($"{role} {line.Route}: another's subject answered {answer}");
                    }
                }

                faults.AddRange(Changes(before, await Tables(), _ => true).Select(c => $"{role} {line.Route}: something refused was written all the same: {c}"));
                if (admitted && await Call(hub, line.Route, own, admitted, stop) is null)
                    faults.Add($"{role} {line.Route}: her own was refused");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private async Task<Visitor> Enter(Role role) => role switch
    {
        Role.Anonymous => _site.Visit(),
        Role.LevelOne => await AtLevelOne(),
        _ => await _site.SignIn(World.Person(role)),
    };

    private async Task<Visitor> AtLevelOne()
    {
        var visitor = _site.Visit();
        var people = await visitor.Send(await visitor.Get($"/accedi/spid?idp={Uri.EscapeDataString(_site.Origin + "/demo-idp")}&livello=1"), "SAMLRequest");
        await visitor.Send(await visitor.Send(people, "SAMLRequest", ("persona", World.Person(Role.LevelOne).FiscalCode)), "SAMLResponse");
        return visitor;
    }

    /// <summary>The requests of a role: to her own where she is admitted; otherwise, and besides, to another's.</summary>
    private async Task<List<Cell>> Cells(Role role)
    {
        List<Cell> cells = [];
        Dictionary<Id, Guid> next = [];
        foreach (var line in AccessMatrix.Lines.Where(l => l.Method != "HUB"))
        {
            // What belongs to nobody answers alike to all; it is tried without a session and with one.
            if (line.Refusal == Refusal.Never && role is not (Role.Anonymous or Role.Worker))
                continue;

            var subject = line.Route.Contains("{azienda", StringComparison.Ordinal) || line.Route.Contains("{mandato", StringComparison.Ordinal);
            var admitted = line.Admits.HasFlag(role);
            var own = line.Id == Id.None ? Guid.Empty
                : admitted && line.Method == "POST" ? await _world.Own(role, line.Id)
                : next.TryGetValue(line.Id, out var made) ? made : next[line.Id] = await _world.Own(role, line.Id);
            cells.Add(new(line, Path(line, role, otherSubject: false, own), admitted));
            if (line.Id is Id.Waiting or Id.Member)
                continue;

            var others = line.Id == Id.None ? Guid.Empty : _world.Other(line.Id);
            if (subject && line.Id != Id.Ended)
                cells.Add(new(line, Path(line, role, otherSubject: true, others), false));
            if (line.Id != Id.None && (admitted || !subject))
                cells.Add(new(line, Path(line, role, otherSubject: false, others), false));
            if (subject && admitted && line.Id is not (Id.None or Id.Ended))
                cells.Add(new(line, Path(line, role, otherSubject: true, own), false));
            if (line.Route.Contains("{file", StringComparison.Ordinal))
            {
                cells.Add(new(line, Path(line, role, otherSubject: false, own, file: _world.File(others)), false));
                cells.Add(new(line, Path(line, role, otherSubject: false, others, file: _world.File(own)), false));
            }
        }

        return cells;
    }

    private string Path(Line line, Role role, bool otherSubject, Guid id, Guid? file = null) => "/" + Parameters().Replace(line.Route, parameter => parameter.Groups["n"].Value switch
    {
        "azienda" => (otherSubject ? _world.OtherEmployer : _world.Employer(role)).ToString(),
        "mandato" when line.Id == Id.Ended => id.ToString(),
        "mandato" => (otherSubject ? _world.OtherMandate : _world.Mandate(role)).ToString(),
        "id" or "delega" => id.ToString(),
        "n" => "2",
        "codice" => line.Route.StartsWith("amministrazione", StringComparison.Ordinal) ? "" : "404",
        "forma" => line.Route.StartsWith("supervisione", StringComparison.Ordinal) ? "" : "txt",
        "nome" => "apprendisti",
        "anno" => "2026",
        "iscritto" => Guid.Empty.ToString(),
        "file" => (file ?? _world.File(id)).ToString(),
        "via" => "",
        "kind" => nameof(DemoCard.Good),
        "code" => World.Person(Role.Worker).FiscalCode,
        "name" when line.Route.EndsWith(".crl", StringComparison.Ordinal) => _site.Get<DemoAuthority>().RevocationName,
        var unknown => throw new InvalidOperationException($"The parameter {{{unknown}}} of {line.Route} is not known: say in AccessTests.Path what it is."),
    });

    private async Task Try(Role role, Cell cell, HttpClient http, string token, List<string> faults)
    {
        using var request = new HttpRequestMessage(new(cell.Line.Method), cell.Path);
        if (cell.Line.Method == "POST")
        {
            request.Content = cell.Line.Route.StartsWith("api/", StringComparison.Ordinal)
                ? JsonContent.Create(new { clientMessageId = Guid.NewGuid().ToString(), text = "Prova", delivered = 1, read = 1 })
                : new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var (code, to) = ((int)response.StatusCode, response.Headers.Location?.OriginalString ?? "");
        var line = cell.Line;
        var (expected, well) = (cell.Admitted, line.Refusal, role) switch
        {
            (true, Refusal.Never, _) => ("any answer of ours", code < 500),
            (true, _, _) => ("to be let in", code < 500 && code is not (401 or 403 or 404) && !Refusals.Any(r => to.Contains(r, StringComparison.Ordinal))),
            (_, Refusal.Forbidden, Role.Anonymous) => ("the door of the staff", code == 302 && to.Contains("/accedi/personale?", StringComparison.Ordinal)),
            (_, _, Role.Anonymous) => ("the door", code == 401 || code == 302 && to.Contains("/accedi?", StringComparison.Ordinal)),
            (_, _, Role.LevelOne) when !line.Admits.HasFlag(role) => ("a stronger sign-in", code == 302 && to.Contains("/accedi/livello", StringComparison.Ordinal)),
            _ when line.OfCitizens && World.IsStaff(role) => ("403", code == 403),
            (_, Refusal.Forbidden, _) when !line.Admits.HasFlag(role) => ("403", code == 403),
            _ => ("404", code == 404),
        };
        if (!well)
            faults.Add($"{role} {line.Method} {cell.Path} ({line.Route}): expected {expected}, got {code} {to}");

        // The demo's own pages offer its invented people to everybody.
        if (line.Route.StartsWith("demo-", StringComparison.Ordinal))
            return;

        // The address of a refused request may come back in it; whose it is may not.
        faults.AddRange(_world.Foreign(role).Where(f => cell.Admitted || !Guid.TryParse(f, out _)).Where(f => body.Contains(f, StringComparison.OrdinalIgnoreCase))
            .Select(f => $"{role} {line.Method} {cell.Path}: the answer holds '{f}', which is another's"));
    }

    /// <summary>Calls a hub method; null where nothing came back, otherwise what came.</summary>
    private async Task<string?> Call(HubConnection hub, string method, Guid id, bool admitted, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        switch (method)
        {
            case "ChatHub.Say":
                var receipt = await hub.InvokeAsync<Web.Chat.Receipt>("Say", id, new { clientMessageId = Guid.NewGuid().ToString(), text = "Prova" }, stop);
                return receipt.Status == "not-found" ? null : receipt.Status;
            case "ChatHub.Mark":
                var before = await Tables();
                await hub.InvokeAsync("Mark", id, 1L, (long)Random.Shared.Next(2, 1_000_000), stop);
                return Changes(before, await Tables(), _ => true).FirstOrDefault();
            case "ChatHub.Writes":
                using (var live = _site.Get<ConversationLog>().Feed.Listen(id))
                {
                    await hub.InvokeAsync("Writes", id, stop);
                    return new Participant[] { new(id, Participant.Person, ""), new(id, Participant.Staff(Guid.Empty), "") }.Any(r => live.Room.WritingTo(r) > TimeSpan.Zero) ? "told" : null;
                }

            case "ChatHub.Listen":
                await foreach (var frame in hub.StreamAsync<Web.Chat.Frame>("Listen", id, 0L, enough.Token))
                    return frame.ToString();
                return null;
            case "ConsoleHub.Queue":
                await foreach (var frame in hub.StreamAsync<Web.Chat.QueueFrame>("Queue", 0L, enough.Token))
                    return frame.ToString();
                return null;
            default:
                throw new InvalidOperationException($"Say in AccessTests.Call how {method} is called.");
        }
    }

    private async Task<List<(string Method, string Route)>> Endpoints()
    {
        List<(string, string)> all = [];
        foreach (var endpoint in _site.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && e.RoutePattern.RawText != "{**path:file}"))
        {
            var route = endpoint.RoutePattern.RawText!.TrimStart('/');
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var compiled = await _site.Get<PageLoader>().LoadAsync(page, endpoint.Metadata);
                all.Add(("GET", route));
                all.AddRange(compiled.HandlerMethods.Select(h => (h.HttpMethod.ToUpperInvariant(), h.Name is null ? route : $"{route}?handler={h.Name}")));
            }
            else if (endpoint.Metadata.GetMetadata<HubMetadata>() is { } hub)
            {
                all.Add((route.EndsWith("negotiate", StringComparison.Ordinal) ? "POST" : "GET", route));
                all.AddRange(hub.HubType.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(m => m.GetBaseDefinition().DeclaringType == hub.HubType).Select(m => ("HUB", $"{hub.HubType.Name}.{m.Name}")));
            }
            else
            {
                all.AddRange((endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(m => (m, route)));
            }
        }

        return [.. all.Distinct()];
    }

    /// <summary>Every row of every table of subjects, as text.</summary>
    private async Task<Dictionary<string, HashSet<string>>> Tables()
    {
        Dictionary<string, HashSet<string>> tables = [];
        await using var connection = await _site.Get<Database>().Open(TestContext.Current.CancellationToken);
        await using var names = connection.CreateCommand();
        names.CommandText = "select name from sqlite_master where type = 'table'";
        List<string> all = [];
        await using (var reader = await names.ExecuteReaderAsync(TestContext.Current.CancellationToken))
        {
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
                all.Add(reader.GetString(0));
        }

        foreach (var table in all.Where(t => !NotOfSubjects.Any(n => t.StartsWith(n, StringComparison.OrdinalIgnoreCase))))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"select * from {table}";
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            var rows = tables[table] = [];
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
                rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        }

        return tables;
    }

    private static IEnumerable<string> Changes(Dictionary<string, HashSet<string>> before, Dictionary<string, HashSet<string>> after, Func<string, bool> concerned) =>
        after.SelectMany(t => t.Value.Except(before[t.Key]).Select(r => $"{t.Key} has now {r}").Concat(before[t.Key].Except(t.Value).Select(r => $"{t.Key} had before {r}"))).Where(concerned);

    /// <summary>One site with its world for all tests of the matrix.</summary>
    public sealed class Place : IAsyncLifetime
    {
        internal Site Site { get; } = Site.Apart(settings: [("Identity:Cns:Port", $"{Site.FreePort()}")]);

        internal World World { get; private set; } = null!;

        public async ValueTask InitializeAsync() => World = await World.Build(Site);

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }

    private sealed record Cell(Line Line, string Path, bool Admitted);

    [GeneratedRegex("\\{(?<n>[a-z]+)[^}]*\\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameters();

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"(?<v>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
