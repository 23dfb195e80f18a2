using Cig.Platform.Mail;
using Cig.Web.SignIn.Saml;

namespace Cig.Web.SignIn;

/// <summary>Whether mail is set so that it can be sent, in words.</summary>
public static class MailCheck
{
    /// <summary>With this setting Production speaks to a mail server in plain.</summary>
    public const string AllowPlain = "Cig:Mail:AllowPlain";

    /// <summary>What Production must not hold.</summary>
    public static IEnumerable<Finding> Forbidden(IConfiguration configuration)
    {
        var (settings, faults) = MailSettings.Read(configuration);
        if (faults.Count > 0)
            yield break;
        if (settings is null)
            yield return new(true, "Mail: nobody is written to (Cig:Mail:Host is not set)");
        else if (settings.Folder is { } folder)
            yield return new(false, $"Mail: notices are written into {folder} and reach nobody", "Set Cig:Mail:Host to the mail server and leave Cig:Mail:Folder unset.");
        else if (settings.IsPlain && !string.Equals(configuration[AllowPlain], "true", StringComparison.OrdinalIgnoreCase))
            yield return new(false, $"Mail: codes and addresses would go to {settings.Host} in plain", $"Set Cig:Mail:Tls to starttls or tls, or {AllowPlain} to true where the network between is yours alone.");
        else
            yield return new(true, $"Mail: notices go by {settings.Host}, port {settings.Port}, {(settings.Tls == MailTls.None ? "in plain" : "encrypted")}, from {settings.From.Address}");
    }
}
