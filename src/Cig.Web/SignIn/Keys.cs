using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cig.Web.SignIn;

/// <summary>Keys that the program makes at its first start and keeps in the data folder, readable by its own user alone.</summary>
public static class Keys
{
    /// <summary>The kept certificate with its private key, made where there is none yet.</summary>
    public static X509Certificate2 Keep(string folder, string name, string subject, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, name + ".pem");
        if (!File.Exists(file))
        {
            using var rsa = RSA.Create(3072);
            var request = new CertificateRequest($"CN={subject}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
            using var made = request.CreateSelfSigned(time.GetUtcNow().AddDays(-1), time.GetUtcNow().AddYears(5));
            var text = made.ExportCertificatePem() + "\n" + rsa.ExportPkcs8PrivateKeyPem() + "\n";

            // Written aside and then moved, so that a start that is cut off leaves no half key behind.
            var aside = file + ".new";
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var writer = new StreamWriter(aside, options))
                writer.Write(text);
            File.Move(aside, file, overwrite: false);
        }

        return X509Certificate2.CreateFromPemFile(file, file);
    }
}
