using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Cig.Platform.Outbox;

/// <summary>
/// The header <c>Cig-Signature: t=SECONDS,v1=HEX[,v1=HEX]</c>: seconds since 1970, and the HMAC-SHA256 of the seconds, a point and the text, with each key that is valid. The seconds are
/// signed too, so that an old notice cannot be sent again later.
/// </summary>
public static class Signature
{
    public const string Header = "Cig-Signature";

    /// <summary>How far the clocks of the two sides may be apart.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>A new key: 32 random bytes as hexadecimal digits.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>The header for a text.</summary>
    public static string Of(string text, DateTimeOffset at, params IEnumerable<string> keys) =>
        string.Join(',', keys.Select(k => $"v1={Mac(at.ToUnixTimeSeconds(), text, k)}").Prepend(string.Create(CultureInfo.InvariantCulture, $"t={at.ToUnixTimeSeconds()}")));

    /// <summary>Whether a header signs a text with one of the keys, not long ago.</summary>
    public static bool Holds(string? header, string text, DateTimeOffset now, params IEnumerable<string> keys)
    {
        var parts = (header ?? "").Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length is < 2 or > 5 || !parts[0].StartsWith("t=", StringComparison.Ordinal) || !long.TryParse(parts[0].AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - (decimal)seconds) > (decimal)Tolerance.TotalSeconds)
        {
            return false;
        }

        var expected = keys.Select(k => Encoding.ASCII.GetBytes(Mac(seconds, text, k))).ToList();
        return parts.Skip(1).Where(p => p.StartsWith("v1=", StringComparison.Ordinal)).Select(p => Encoding.ASCII.GetBytes(p[3..])).Any(given => expected.Any(e => CryptographicOperations.FixedTimeEquals(given, e)));
    }

    private static string Mac(long seconds, string text, string key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(key), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seconds}.{text}"))));
}
