using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cig.Platform.Settings;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace Cig.Platform.Mail;

/// <summary>How the line to the mail server is encrypted.</summary>
public enum MailTls
{
    /// <summary>The line begins in plain and is encrypted before anything is said; a server that cannot is not used.</summary>
    StartTls,

    /// <summary>Encrypted from its first byte.</summary>
    Tls,

    /// <summary>Not at all.</summary>
    None,
}

/// <summary>Where mail goes: to a server, or as files into a folder, where somebody tries the program out.</summary>
/// <param name="From">Whom it comes from.</param>
/// <param name="Site">The public address of the site, which each notice names.</param>
public sealed record MailSettings(MailboxAddress From, Uri Site)
{
    public string? Folder { get; init; }

    public string Host { get; init; } = "";

    public int Port { get; init; }

    public MailTls Tls { get; init; }

    /// <summary>Name and password for the server, where it wants them.</summary>
    public NetworkCredential? Login { get; init; }

    /// <summary>An authority of the institution's own that may have issued the server's certificate, beside those of the machine.</summary>
    public X509Certificate2? Authority { get; init; }

    /// <summary>Whether mail, and the password with it, would go through a network in plain.</summary>
    public bool IsPlain => Folder is null && Tls == MailTls.None && !(Host == "localhost" || IPAddress.TryParse(Host, out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>Reads <c>Cig:Mail:*</c>. No settings and no fault: there is no mail here.</summary>
    public static (MailSettings? Settings, IReadOnlyList<SettingFault> Faults) Read(IConfiguration? configuration)
    {
        if (configuration is null)
            return (null, []);

        string? of(string key) => configuration[$"Cig:Mail:{key}"] is { Length: > 0 } text ? text.Trim() : null;
        var (host, folder, written, password, file) = (of("Host"), of("Folder"), of("From"), of("Password"), of("PasswordFile"));
        if (host is null && folder is null)
            return (null, []);

        List<SettingFault> faults = [];
        void fault(string what, string mend) => faults.Add(new(what, mend));
        if (host is not null && folder is not null)
            fault("Cig:Mail:Host and Cig:Mail:Folder are both set", "Keep Host to send mail, or Folder to write it as files.");
        if (host is not null && Uri.CheckHostName(host) == UriHostNameType.Unknown)
            fault($"Cig:Mail:Host is '{host}', which is no name of a machine", "Write the name or the address of the mail server alone; the port goes to Cig:Mail:Port.");
        if (!Uri.TryCreate(configuration["Cig:Origin"], UriKind.Absolute, out var site))
            fault("Cig:Origin is not set, and every notice names the site", "Set Cig:Origin to the public address of the site.");
        if (written is null && host is not null)
            fault("Cig:Mail:From is not set", "Set it to the address that notices come from, for instance Avvisi <avvisi@ente.gov.it>.");
        var from = MailboxAddress.TryParse(written ?? "Avvisi <avvisi@prova.invalid>", out var mailbox) && Address.Read(mailbox.Address) is not null ? mailbox : null;
        if (from is null)
            fault($"Cig:Mail:From is '{written}', which is no mail address", "Write it as Avvisi <avvisi@ente.gov.it>.");

        var name = (of("Tls") ?? "starttls").ToLowerInvariant();
        MailTls? tls = name switch { "starttls" => MailTls.StartTls, "tls" => MailTls.Tls, "none" => MailTls.None, _ => null };
        if (tls is null)
            fault($"Cig:Mail:Tls is '{name}'", "Set it to starttls, tls or none.");
        var port = tls switch { MailTls.Tls => 465, MailTls.None => 25, _ => 587 };
        if (of("Port") is { } number && (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535))
            fault($"Cig:Mail:Port is '{number}'", "Set it to a number from 1 to 65535, or leave it out.");

        if (password is not null && file is not null)
            fault("Cig:Mail:Password and Cig:Mail:PasswordFile are both set", "Keep PasswordFile.");
        var unread = file is null ? null : Try(() => password = File.ReadLines(file).FirstOrDefault()?.Trim());
        if (unread is not null)
            fault($"Cig:Mail:PasswordFile names {file}, which cannot be read ({unread})", "Name a file with the password in its first line, readable for the program alone.");
        else if (of("User") is null != string.IsNullOrEmpty(password))
            fault("Cig:Mail:User and the password go together, and one of them is not set", "Set Cig:Mail:User and Cig:Mail:PasswordFile, or neither.");

        X509Certificate2? authority = null;
        if (of("Authority") is { } pem && Try(() => authority = X509CertificateLoader.LoadCertificateFromFile(pem)) is { } wrong)
            fault($"Cig:Mail:Authority names {pem}, which is no certificate ({wrong})", "Name the PEM file of the authority that issued the mail server's certificate.");

        return faults.Count > 0 ? (null, faults) : (new(from!, site!)
        {
            Folder = folder, Host = host ?? "", Port = port, Tls = tls!.Value, Authority = authority, Login = of("User") is { } user ? new(user, password) : null,
        }, []);
    }

    private static string? Try(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return e.Message;
        }
    }
}
