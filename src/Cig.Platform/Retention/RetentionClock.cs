using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cig.Platform.Retention;

/// <summary>Applies the terms by itself, every hour. Two nodes that do it at once erase the same rows, which is no harm.</summary>
public sealed class RetentionClock(RetentionDesk desk, TimeProvider time, ILogger<RetentionClock> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var (purpose, count) in await desk.Sweep(stoppingToken))
                    log.LogInformation("Erased {Count} of {Purpose}.", count, purpose);
            }
            catch (Exception e) when (Storage.Database.Failed(e))
            {
                log.LogError(e, "The terms of retention could not be applied; it is tried again.");
            }
        }
    }
}
