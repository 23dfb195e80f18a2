using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Cig.Platform.Storage;

/// <summary>Texts in the tables that the data-protection keys encrypt.</summary>
internal static class Encrypted
{
    /// <summary>The text; null where the key that closed it is not among the keys any more.</summary>
    public static string? Open(this IDataProtector protector, string closed)
    {
        try
        {
            return protector.Unprotect(closed);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
