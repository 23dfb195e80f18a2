using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Cig.ChatClient;

/// <summary>A way to the log, as long as it holds. What fails is thrown; the client then opens a new one.</summary>
public interface IRoad : IAsyncDisposable
{
    /// <summary>Cancelled when the road is known to be broken.</summary>
    CancellationToken Broken { get; }

    Task Open(CancellationToken stop);

    /// <summary>What is missing after a number, then what happens. It ends where the right to listen has ended.</summary>
    IAsyncEnumerable<Frame> Listen(Guid conversation, long lastSeen, CancellationToken stop);

    Task<Receipt> Say(Guid conversation, Outgoing message, CancellationToken stop);

    Task Mark(Guid conversation, long delivered, long read, CancellationToken stop);

    /// <summary>Says that we are writing, and never what.</summary>
    Task Writes(Guid conversation, CancellationToken stop);
}

/// <summary>The fast road: one WebSocket for all conversations of a reader.</summary>
public sealed class HubRoad : IRoad
{
    private readonly HubConnection _connection;
    private readonly CancellationTokenSource _broken = new();

    /// <param name="cookies">With the session that a sign-in left.</param>
    public HubRoad(Uri origin, CookieContainer cookies)
    {
        var builder = new HubConnectionBuilder().WithUrl(new Uri(origin, "/hubs/chat"), HttpTransportType.WebSockets, options =>
        {
            options.Cookies = cookies;

            // Any node may serve any line: there is nothing to agree on beforehand.
            options.SkipNegotiation = true;
        });
        builder.AddJsonProtocol(options => options.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, MessageJson.Default));
        _connection = builder.Build();
        _connection.Closed += _ =>
        {
            _broken.Cancel();
            return Task.CompletedTask;
        };
    }

    public CancellationToken Broken => _broken.Token;

    public Task Open(CancellationToken stop) => _connection.StartAsync(stop);

    public IAsyncEnumerable<Frame> Listen(Guid conversation, long lastSeen, CancellationToken stop) => _connection.StreamAsync<Frame>("Listen", conversation, lastSeen, stop);

    public Task<Receipt> Say(Guid conversation, Outgoing message, CancellationToken stop) => _connection.InvokeAsync<Receipt>("Say", conversation, message, stop);

    public Task Mark(Guid conversation, long delivered, long read, CancellationToken stop) => _connection.SendAsync("Mark", conversation, delivered, read, stop);

    public Task Writes(Guid conversation, CancellationToken stop) => _connection.SendAsync("Writes", conversation, stop);

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _broken.CancelAsync();
        _broken.Dispose();
    }
}

/// <summary>The road without WebSocket: long polls and posts, with the same contract.</summary>
/// <param name="http">With the base address of the site and the session that a sign-in left. It is not disposed.</param>
/// <param name="wait">Seconds that a poll waits, 25 at most.</param>
public sealed class PollRoad(HttpClient http, int wait = 20) : IRoad
{
    public CancellationToken Broken => CancellationToken.None;

    public Task Open(CancellationToken stop) => Task.CompletedTask;

    public async IAsyncEnumerable<Frame> Listen(Guid conversation, long lastSeen, [EnumeratorCancellation] CancellationToken stop)
    {
        for (var first = true; ; first = false)
        {
            using var answer = await http.GetAsync(new Uri($"/api/v1/conversazioni/{conversation}/eventi?dopo={lastSeen}&attendi={(first ? 0 : wait)}", UriKind.Relative), stop);
            if (answer.StatusCode == HttpStatusCode.NotFound)
                yield break;
            var poll = await Read(answer, MessageJson.Default.Poll, stop);
            foreach (var e in poll.Events)
            {
                lastSeen = e.N;
                yield return new(e, null);
            }

            // Where more is waiting than one answer holds, the number of the heartbeat is no hole.
            yield return new(null, poll.Beat with { N = Math.Min(poll.Beat.N, lastSeen) });
        }
    }

    public async Task<Receipt> Say(Guid conversation, Outgoing message, CancellationToken stop)
    {
        using var answer = await http.PostAsJsonAsync(new Uri($"/api/v1/conversazioni/{conversation}/messaggi", UriKind.Relative), message, MessageJson.Default.Outgoing, stop);
        return answer.StatusCode == HttpStatusCode.NotFound ? new("not-found", 0) : await Read(answer, MessageJson.Default.Receipt, stop);
    }

    public async Task Mark(Guid conversation, long delivered, long read, CancellationToken stop)
    {
        using var answer = await http.PostAsJsonAsync(new Uri($"/api/v1/conversazioni/{conversation}/letture", UriKind.Relative), new Reading(delivered, read), MessageJson.Default.Reading, stop);
    }

    public async Task Writes(Guid conversation, CancellationToken stop)
    {
        using var answer = await http.PostAsync(new Uri($"/api/v1/conversazioni/{conversation}/scrive", UriKind.Relative), null, stop);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<T> Read<T>(HttpResponseMessage answer, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, CancellationToken stop) =>
        answer.Content.Headers.ContentType?.MediaType == "application/json" && await answer.Content.ReadFromJsonAsync(type, stop) is { } read
            ? read
            : throw new HttpRequestException($"The answer is none of the protocol: {answer.RequestMessage?.RequestUri} gave {(int)answer.StatusCode}.", null, answer.StatusCode);
}
