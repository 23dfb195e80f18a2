using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cig.Platform.Chat;

/// <summary>Looks at the clock: when the chat has closed, those who still wait become written requests.</summary>
public sealed class ClosingTime(ChatDesk desk, Requests.RequestDesk requests, TimeProvider time, ILogger<ClosingTime> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await desk.TurnWaitingIntoRequests(stoppingToken) is var turned and > 0)
                    log.LogInformation("{Count} waiting conversations became written requests at closing time.", turned);
                await requests.TakeOver(stoppingToken);
            }
            catch (Exception e) when (Storage.Database.Failed(e))
            {
                log.LogError(e, "Closing time could not be applied; it is tried again.");
            }
        }
    }
}
