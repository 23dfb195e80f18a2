using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Cig.Platform.Mail;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Net;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Cig.Platform.Tests.Mail;

/// <summary>A mail server on a port of this machine, which keeps what it takes and refuses as it is told.</summary>
public sealed class MailServer : IMessageStore, IMailboxFilter, IUserAuthenticator, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public MailServer(X509Certificate2? certificate = null, bool secure = false, bool login = false)
    {
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(e =>
        {
            e.Endpoint(new(IPAddress.Loopback, 0)).IsSecure(secure).AuthenticationRequired(login).AllowUnsecureAuthentication(false);
            if (certificate is not null)
                e.Certificate(certificate);
        });
        var services = new ServiceProvider();
        services.Add((IMessageStore)this);
        services.Add((IMailboxFilter)this);
        services.Add((IUserAuthenticator)this);
        var listening = new EndpointListenerFactory();
        listening.EndpointStarted += (_, e) => Port = ((IPEndPoint)e.LocalEndPoint).Port;
        services.Add(listening);
        _serving = new SmtpServer.SmtpServer(options.Build(), services).StartAsync(_stop.Token);
    }

    public int Port { get; private set; }

    public ConcurrentQueue<MimeMessage> Taken { get; } = [];

    /// <summary>What it says to a recipient, where it does not take her.</summary>
    public SmtpResponse? Recipient { get; set; }

    /// <summary>What it says after it has kept a message, where its answer is not that it did.</summary>
    public SmtpResponse? Afterwards { get; set; }

    /// <summary>What happens once a message is kept and before it is answered.</summary>
    public Action? Kept { get; set; }

    public MailSettings Settings => new(new("Avvisi", "avvisi@ente.example"), new("https://sportello.ente.example/")) { Host = "127.0.0.1", Port = Port, Tls = MailTls.None };

    /// <summary>The code in the last message.</summary>
    public string Code => new([.. Taken.Last().TextBody!.Split("\n\n")[1].Where(char.IsAsciiDigit)]);

    public async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(buffer.ToArray());
        Taken.Enqueue(await MimeMessage.LoadAsync(stream, cancellationToken));
        Kept?.Invoke();
        return Afterwards ?? SmtpResponse.Ok;
    }

    public Task<bool> CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
        Recipient is { } refused ? throw new SmtpResponseException(refused) : Task.FromResult(true);

    public Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken) => Task.FromResult((user, password) == ("avvisi", "segreta"));

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;

        await _stop.CancelAsync();
        try
        {
            await _serving;
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }

    }
}
