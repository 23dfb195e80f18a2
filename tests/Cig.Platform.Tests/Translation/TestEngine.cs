using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Cig.Platform.Tests.Translation;

/// <summary>A translation engine on a real port: it gives back what it got with a mark before it, or whatever a test wants.</summary>
public sealed class TestEngine : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestEngine(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    /// <summary>What it was asked, as it came.</summary>
    public ConcurrentQueue<JsonElement> Asked { get; } = [];

    /// <summary>Answers in its place; null: it translates.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    public static async Task<TestEngine> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var engine = new TestEngine(builder.Build());
        engine._app.Run(engine.Answer);
        await engine._app.StartAsync();
        return engine;
    }

    /// <summary>What it makes of a text.</summary>
    public static string Of(string text, string from, string to) => $"[{from}>{to}] {text}";

    /// <summary>From now on it answers with this.</summary>
    public void Say(int status, string body) => Instead = http =>
    {
        http.Response.StatusCode = status;
        http.Response.Headers.Location = Address + "/altrove";
        return http.Response.WriteAsync(body);
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        var question = (await JsonDocument.ParseAsync(http.Request.Body)).RootElement;
        Asked.Enqueue(question);
        if (Instead is { } instead)
            await instead(http);
        else if (http.Request.Path == "/translate" && HttpMethods.IsPost(http.Request.Method))
            await http.Response.WriteAsJsonAsync(new { translatedText = Of(Field("q"), Field("source"), Field("target")) });
        else
            http.Response.StatusCode = StatusCodes.Status404NotFound;

        string Field(string name) => question.GetProperty(name).GetString()!;
    }
}
