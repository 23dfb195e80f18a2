using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Cig.Platform.Mail;

/// <summary>What became of a message.</summary>
public abstract record Delivery
{
    private Delivery()
    {
    }

    /// <summary>The server has taken it and answers for it.</summary>
    public sealed record Taken : Delivery;

    /// <summary>The server says for good that there is no such mailbox.</summary>
    public sealed record NoMailbox : Delivery;

    /// <summary>Not now. It may have been taken all the same, where the answer was lost.</summary>
    /// <param name="Why">For administrators; what the server wrote may hold the address and is left out.</param>
    /// <param name="OfThisMessage">Whether the server said so of this message, and others may be taken.</param>
    public sealed record Later(string Why, bool OfThisMessage = false) : Delivery;
}

/// <summary>Hands a message to the mail server, or writes it into the folder.</summary>
public sealed class Post(MailSettings? settings)
{
    /// <summary>How long a message may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <summary>Where mail goes; null where there is none.</summary>
    public MailSettings? Settings => settings;

    public async Task<Delivery> Send(MimeMessage message, CancellationToken stop)
    {
        if (settings is null)
            return new Delivery.Later("posta non configurata");

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        enough.CancelAfter(Patience);
        try
        {
            if (settings.Folder is not null)
                await Write(message, settings.Folder, enough.Token);
            else
                await Hand(message, settings, enough.Token);
            return new Delivery.Taken();
        }
        catch (SmtpCommandException e)
        {
            return IsNoMailbox(e) ? new Delivery.NoMailbox() : new Delivery.Later(string.Create(CultureInfo.InvariantCulture, $"risposta {(int)e.StatusCode} del server di posta"), IsOfMessage(e));
        }
        catch (SslHandshakeException)
        {
            return new Delivery.Later("il server di posta non ha un certificato valido, o non cifra");
        }
        catch (AuthenticationException)
        {
            return new Delivery.Later("il server di posta rifiuta nome o password");
        }
        catch (ServiceNotAuthenticatedException)
        {
            return new Delivery.Later("il server di posta vuole nome e password");
        }
        catch (NotSupportedException)
        {
            return new Delivery.Later("il server di posta non cifra la linea o non conosce l'accesso con password");
        }
        catch (Exception e) when (e is ProtocolException or IOException or SocketException or UnauthorizedAccessException or TimeoutException or InvalidOperationException or FormatException or ArgumentException)
        {
            return new Delivery.Later(settings.Folder is null ? "il server di posta non risponde come deve" : "la cartella dei messaggi non si può scrivere");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new Delivery.Later(string.Create(CultureInfo.InvariantCulture, $"nessuna risposta del server di posta in {Patience.TotalSeconds} secondi"));
        }
    }

    /// <summary>
    /// Whether a refusal is about the mailbox and for good: only where the enhanced code (RFC 3463, RFC 7505) says that there is no such mailbox, system or domain, or that it moved or is disabled. Everything
    /// else may be a refusal of ours by the server's own policy, which says nothing of the mailbox.
    /// </summary>
    internal static bool IsNoMailbox(SmtpCommandException e) =>
        e.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)e.StatusCode >= 500
        && e.Message.Split(' ', 2)[0] is "5.1.1" or "5.1.2" or "5.1.3" or "5.1.6" or "5.1.10" or "5.2.1";

    private static bool IsOfMessage(SmtpCommandException e) =>
        e.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted && e.StatusCode != SmtpStatusCode.ServiceNotAvailable;

    private static async Task Hand(MimeMessage message, MailSettings settings, CancellationToken stop)
    {
        using var client = new SmtpClient();
        if (settings.Authority is { } authority)
            (client.CheckCertificateRevocation, client.ServerCertificateValidationCallback) = (false, (_, certificate, chain, errors) => Trusts(authority, certificate, chain, errors));
        await client.ConnectAsync(
            settings.Host, settings.Port, settings.Tls switch { MailTls.Tls => SecureSocketOptions.SslOnConnect, MailTls.StartTls => SecureSocketOptions.StartTls, _ => SecureSocketOptions.None }, stop);
        if (settings.Login is { } login)
            await client.AuthenticateAsync(login, stop);
        await client.SendAsync(message, stop);

        // The server has taken the message: what goes wrong with the farewell does not matter.
        try
        {
            await client.DisconnectAsync(true, stop);
        }
        catch (Exception e) when (e is ProtocolException or CommandException or IOException or SocketException or OperationCanceledException)
        {
        }
    }

    private static bool Trusts(X509Certificate2 authority, X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        if (certificate is null || errors != SslPolicyErrors.RemoteCertificateChainErrors)
            return false;

        using var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck } };
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        foreach (var between in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            chain.ChainPolicy.ExtraStore.Add(between.Certificate);
        using var theirs = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(theirs);
    }

    /// <summary>Under the name of the message, so that a repetition takes the place of the first.</summary>
    private static async Task Write(MimeMessage message, string folder, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{message.Date.UtcDateTime:yyyyMMdd-HHmmss}-{message.MessageId!.Split('@')[0]}.eml");
        await message.WriteToAsync(file + ".tmp", stop);
        File.Move(file + ".tmp", file, overwrite: true);
    }
}
