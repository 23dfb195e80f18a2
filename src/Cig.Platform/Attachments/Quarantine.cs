using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cig.Platform.Attachments;

/// <summary>Asks the scanner again for what waits, until it answers.</summary>
public sealed class Quarantine(AttachmentDesk desk, TimeProvider time, ILogger<Quarantine> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(30), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await desk.LookAgain(stoppingToken);
            }
            catch (Exception e) when (Storage.Database.Failed(e))
            {
                log.LogError(e, "The quarantine could not be looked at; it is tried again.");
            }
        }
    }
}
