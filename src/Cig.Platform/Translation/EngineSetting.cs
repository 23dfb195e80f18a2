using System.Globalization;
using System.Net;
using Cig.Platform.Outbox;
using Cig.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace Cig.Platform.Translation;

/// <summary>The institution's translation engine, as <c>Cig:Translation</c> names it.</summary>
/// <param name="Address">Where it answers: its base address, to which <c>/translate</c> is added.</param>
/// <param name="Key">The key that it wants, where it wants one.</param>
/// <param name="Patience">How long it may take for one message.</param>
/// <param name="Longest">Longest message that is translated, in characters.</param>
public sealed record EngineSetting(Uri Address, string? Key, TimeSpan Patience, int Longest)
{
    private const string Section = "Cig:Translation";
    private const int UsualSeconds = 5;
    private const int LongestPatience = 30;
    private static readonly string[] Known = ["Address", "Key", "Seconds", "Longest", "PlainHttp"];

    /// <summary>The engine; null where none is set.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong: see <see cref="Faults"/>.</exception>
    public static EngineSetting? Of(IConfiguration? configuration)
    {
        if (configuration is null || !configuration.GetSection(Section).Exists())
            return null;
        var faults = Faults(configuration, production: false);
        if (faults.Count > 0)
            throw new InvalidOperationException(string.Join('\n', faults.Select(f => $"{f.What}. {f.Mend}")));
        var section = configuration.GetSection(Section);
        return string.IsNullOrWhiteSpace(section["Address"])
            ? null
            : new(
                new(section["Address"]!.TrimEnd('/') + "/translate"), section["Key"] is { Length: > 0 } key ? key : null,
                TimeSpan.FromSeconds(Number(section["Seconds"], UsualSeconds) ?? UsualSeconds), Number(section["Longest"], Chat.ChatDesk.LongestMessage) ?? Chat.ChatDesk.LongestMessage);
    }

    /// <summary>Everything that is wrong with the settings, each with what mends it.</summary>
    /// <param name="production">In Production words of citizens cross no open network without TLS unless the setting says that the institution answers for it.</param>
    public static IReadOnlyList<SettingFault> Faults(IConfiguration configuration, bool production)
    {
        List<SettingFault> faults = [];
        var section = configuration.GetSection(Section);
        foreach (var child in section.GetChildren().Where(c => !Known.Contains(c.Key, StringComparer.OrdinalIgnoreCase)))
            faults.Add(new($"{Section}:{child.Key} is no setting", $"There are {string.Join(", ", Known)}."));
        if (Number(section["Seconds"], UsualSeconds) is not (>= 1 and <= LongestPatience))
            faults.Add(new($"{Section}:Seconds is '{section["Seconds"]}'", $"Write how long the engine may take, from 1 to {LongestPatience} seconds."));
        if (Number(section["Longest"], Chat.ChatDesk.LongestMessage) is not (>= 1 and <= Chat.ChatDesk.LongestMessage))
            faults.Add(new($"{Section}:Longest is '{section["Longest"]}'", $"Write a number of characters from 1 to {Chat.ChatDesk.LongestMessage}, no more than the engine takes."));
        if (!bool.TryParse(section["PlainHttp"] ?? "false", out var plain))
            faults.Add(new($"{Section}:PlainHttp is '{section["PlainHttp"]}'", "Write true or false."));
        if (string.IsNullOrWhiteSpace(section["Address"]))
        {
            if (section.GetChildren().Any(c => !string.IsNullOrEmpty(c.Value)))
                faults.Add(new($"{Section} has settings and no Address", $"Set {Section}:Address to the engine's address, or leave the whole section out: then nothing is translated."));
        }
        else if (!Uri.TryCreate(section["Address"], UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0
            || address.AbsolutePath.TrimEnd('/').EndsWith("/translate", StringComparison.Ordinal))
        {
            faults.Add(new($"{Section}:Address is '{section["Address"]}'", "Write the engine's base address without user, query and /translate, for instance http://127.0.0.1:5000."));
        }
        else if (production && address.Scheme == Uri.UriSchemeHttp && !plain && !IsNear(address))
        {
            faults.Add(new($"{Section}:Address is {address}: what citizens write would cross the network in the clear", $"Use https, or an address of this machine or of a private network; where the name leads to one, set {Section}:PlainHttp to true."));
        }

        return faults;
    }

    /// <summary>Whether an address is this machine's or a private network's, as far as it can be told without looking a name up.</summary>
    private static bool IsNear(Uri address) => address.IsLoopback || IPAddress.TryParse(address.DnsSafeHost, out var ip) && !new Reach(null).Admits(ip);

    private static int? Number(string? text, int usual) => string.IsNullOrEmpty(text) ? usual : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
