using Cig.Platform.Outbox;
using Cig.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cig.Platform.Mail;

/// <summary>
/// Sends the notices that are due, one after another. A notice is marked as sent after the server has taken it: what a crash leaves in between is sent again, as the same message to its identifier. Where the server
/// does not answer, this node waits before it asks for another one.
/// </summary>
public sealed class MailSender(MailNotices notices, Post post, TimeProvider time, ILogger<MailSender> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    private int _failures;
    private long _failedAt;
    private TimeSpan _pause;

    /// <summary>Makes the notices of what happened and sends all that are due; how many were sent.</summary>
    public async Task<int> Round(CancellationToken stop)
    {
        if (post.Settings is not { } settings)
            return 0;

        await notices.Gather(stop);
        var sent = 0;
        while (time.GetElapsedTime(_failedAt) >= _pause && await notices.Next(stop) is { } due)
        {
            switch (await post.Send(Letter.Of(due.Kind, due.Id, due.At, due.Address, due.Tongue, settings), stop))
            {
                case Delivery.Taken:
                    (sent, _failures, _pause) = (sent + 1, 0, TimeSpan.Zero);
                    await notices.Sent(due, CancellationToken.None);
                    break;
                case Delivery.NoMailbox:
                    (_failures, _pause) = (0, TimeSpan.Zero);
                    await notices.Refused(due, CancellationToken.None);
                    break;
                case Delivery.Later later:
                    logger.LogWarning("A notice could not be sent and is tried again: {Reason}", later.Why);
                    await notices.Later(due, later.Why, CancellationToken.None);
                    if (!later.OfThisMessage)
                        (_failedAt, _pause) = (time.GetTimestamp(), OutboxSender.Delay(Math.Min(++_failures, 8)));
                    break;
            }
        }

        return sent;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (post.Settings is null)
            return;

        using var timer = new PeriodicTimer(Tick);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Round(stoppingToken);
            }
            catch (Exception e) when (Database.Failed(e))
            {
                logger.LogWarning("Notices could not be looked up: {Reason}", e.Message);
            }
        }
    }
}
