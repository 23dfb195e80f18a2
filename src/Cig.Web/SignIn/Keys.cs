using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cig.Web.SignIn;

/// <summary>Keys that the program makes at its first start and keeps in the data folder, readable by its own user alone.</summary>
public static class Keys
{
    /// <summary>The kept certificate with its private key, made where there is none yet.</summary>
    public static X509Certificate2 Keep(string folder, string name, string subject, TimeProvider time) => Keep(folder, name, () =>
    {
        var request = new CertificateRequest($"CN={subject}", RSA.Create(3072), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        return request;
    }, time);

    /// <summary>A certificate for https on this machine's own names; browsers warn of it, which is right.</summary>
    public static X509Certificate2 KeepForLoopback(string folder, TimeProvider time) => Keep(folder, "https-localhost", () =>
    {
        var request = new CertificateRequest("CN=localhost", RSA.Create(3072), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1")], critical: false));
        return request;
    }, time);

    /// <summary>The kept certificate with its private key; where there is none yet, it is made from <paramref name="request"/>, whose key is kept with it.</summary>
    public static X509Certificate2 Keep(string folder, string name, Func<CertificateRequest> request, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, name + ".pem");
        if (!File.Exists(file))
        {
            using var made = request().CreateSelfSigned(time.GetUtcNow().AddDays(-1), time.GetUtcNow().AddYears(5));
            using var key = made.GetRSAPrivateKey()!;
            Write(file, made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
        }

        return X509Certificate2.CreateFromPemFile(file, file);
    }

    /// <summary>A certificate with its private key from a PEM file that the configuration names.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read; the message names the setting.</exception>
    public static X509Certificate2 Load(string file, string setting)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(file, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException($"{setting} names '{file}', which cannot be read as a certificate with its private key in PEM: {e.Message}", e);
        }
    }

    /// <summary>Written aside and then moved, so that a start that is cut off leaves no half file behind; readable by its owner alone.</summary>
    internal static void Write(string file, string text)
    {
        var aside = $"{file}.{Guid.NewGuid():N}.new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(aside, options))
            writer.Write(text);
        File.Move(aside, file, overwrite: true);
    }
}
