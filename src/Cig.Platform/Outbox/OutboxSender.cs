using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cig.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cig.Platform.Outbox;

/// <summary>
/// Tells subscribers what happened, each in order and each by one node at a time: a lease keeps two nodes from telling the same, and where it fails the place is moved only from where it was read,
/// so that at worst a notice is repeated. Whoever does not answer 2xx is asked again after a delay that doubles; nothing is ever skipped.
/// </summary>
public sealed class OutboxSender(Database database, OutboxLog log, SubscriberDesk desk, Reach reach, TimeProvider time, ILogger<OutboxSender> logger) : BackgroundService
{
    /// <summary>The longest delay after a failure, before its random share.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Guid, Task> _telling = [];
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseProxy = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2), MaxResponseHeadersLength = 16, ConnectCallback = reach.Connect,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>How long a subscriber may take to answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Tells every subscriber that is due what it does not know yet, and waits until all that can be told is told.</summary>
    public async Task Round(CancellationToken stop)
    {
        await Begin(stop);
        await Task.WhenAll(_telling.Values);
    }

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    /// <summary>The delay after so many failures in a row: 2 seconds, doubled up to an hour, times a random number from 0.5 to 1.5.</summary>
    internal static TimeSpan Delay(int failures) => TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures), LongestDelay.TotalSeconds) * (0.5 + Random.Shared.NextDouble()));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Begin(stoppingToken);
            }
            catch (Exception e) when (Database.Failed(e))
            {
                logger.LogWarning("Subscribers could not be looked up: {Reason}", e.Message);
            }
        }
    }

    /// <summary>Begins with those that are due and not being told already: a slow one does not hold up the others.</summary>
    private async Task Begin(CancellationToken stop)
    {
        await using var db = database.Context();
        var now = time.GetUtcNow();
        foreach (var due in await db.Set<Subscriber>().AsNoTracking().Where(s => s.State == SubscriberState.Active && s.NextAt <= now && s.LeasedUntil <= now).ToListAsync(stop))
        {
            foreach (var (id, ended) in _telling.Where(t => t.Value.IsCompleted))
                _telling.TryRemove(new(id, ended));
            _ = _telling.GetOrAdd(due.Id, _ => Task.Run(() => Tell(due, stop), stop));
        }
    }

    private async Task Tell(Subscriber subscriber, CancellationToken stop)
    {
        var (place, lease) = (subscriber.ToldTo, Instant.ToMicroseconds(subscriber.LeasedUntil));
        try
        {
            while (await log.After(place, subscriber.KindList, stop) is var stretch && stretch.To > place)
            {
                // Whoever has the lease goes on; with it goes the right to say how far the subscriber was told.
                var until = Instant.ToMicroseconds(time.GetUtcNow() + Lease);
                if (!await Move(subscriber.Id, "leased_until = @l", place, lease, stop, ("l", until)))
                    return;
                lease = until;
                if (stretch.Events.Count > 0 && await Send(subscriber, stretch, stop) is { } failure)
                {
                    await Fail(subscriber, place, lease, failure, stop);
                    return;
                }

                if (!await Move(subscriber.Id, "told_to = @to, told_at = @n, failures = 0, last_error = null, failed_at = null", place, lease, stop, ("to", stretch.To), ("n", Instant.ToMicroseconds(time.GetUtcNow()))))
                    return;
                place = stretch.To;
            }
        }
        catch (Exception e) when (Database.Failed(e))
        {
            logger.LogWarning("{Subscriber} was not told: {Reason}", subscriber.Name, e.Message);
        }
        finally
        {
            if (lease != Instant.ToMicroseconds(subscriber.LeasedUntil))
                await Release(subscriber, place, lease);
        }
    }

    /// <summary>Sends a stretch; null where it was taken, otherwise what went wrong.</summary>
    private async Task<(HttpStatusCode? Status, string Words)?> Send(Subscriber subscriber, Stretch stretch, CancellationToken stop)
    {
        if (desk.Keys(subscriber) is not { Count: > 0 } keys)
            return (null, "la chiave non si può più leggere: creane una nuova");

        var body = JsonSerializer.Serialize(stretch, NoticeJson.Default.Stretch);
        using var request = new HttpRequestMessage(HttpMethod.Post, subscriber.Address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add(Signature.Header, Signature.Of(body, time.GetUtcNow(), keys));
        request.Headers.UserAgent.ParseAdd("Piattaforma-CIG");
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        enough.CancelAfter(Patience);
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, enough.Token);
            return answer.IsSuccessStatusCode ? null : (answer.StatusCode, string.Create(CultureInfo.InvariantCulture, $"risposta {(int)answer.StatusCode}"));
        }
        catch (HttpRequestException e)
        {
            return (null, e.Message);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"nessuna risposta in {Patience.TotalSeconds} secondi"));
        }
    }

    private async Task Fail(Subscriber subscriber, long place, long lease, (HttpStatusCode? Status, string Words) failure, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        logger.LogWarning("{Subscriber} did not take notices after {Place}: {Failure}.", subscriber.Name, place, failure.Words);
        await Move(
            subscriber.Id, $"failures = failures + 1, next_at = @x, last_error = @e, failed_at = @n{(failure.Status == HttpStatusCode.Gone ? ", state = 'PAUSED'" : "")}", place, lease, stop,
            ("x", Instant.ToMicroseconds(now + Delay(subscriber.Failures + 1))), ("e", failure.Words[..Math.Min(300, failure.Words.Length)]), ("n", Instant.ToMicroseconds(now)));
    }

    /// <summary>Gives the lease back, also when this node stops.</summary>
    private async Task Release(Subscriber subscriber, long place, long lease)
    {
        try
        {
            await Move(subscriber.Id, "leased_until = 0", place, lease, CancellationToken.None);
        }
        catch (Exception e) when (Database.Failed(e))
        {
            logger.LogWarning("The lease of {Subscriber} could not be given back and ends by itself: {Reason}", subscriber.Name, e.Message);
        }
    }

    /// <summary>Changes a subscriber that is still active, told so far, and leased as it was read; false where somebody else was there.</summary>
    private async Task<bool> Move(Guid id, string change, long place, long lease, CancellationToken stop, params (string Name, object? Value)[] values)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command(
            $"update outbox_subscribers set {change} where id = @id and told_to = @place and leased_until = @lease and state = 'ACTIVE'", [("id", id), ("place", place), ("lease", lease), .. values]);
        return await command.ExecuteNonQueryAsync(stop) == 1;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Stretch))]
internal sealed partial class NoticeJson : JsonSerializerContext;
