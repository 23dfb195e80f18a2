using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cig.Platform.Mail;
using Cig.Rules;
using CsCheck;
using Microsoft.Extensions.Configuration;
using MimeKit;
using SmtpServer.Protocol;

namespace Cig.Platform.Tests.Mail;

/// <summary>Settings, addresses, and the line to the server.</summary>
public sealed class MailSettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cig-mail-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("elena@posta.example", "elena@posta.example")]
    [InlineData(" Elena.Bianchi+inps@Posta.Example ", "Elena.Bianchi+inps@posta.example")]
    [InlineData("elena@müller.example", "elena@xn--mller-kva.example")]
    [InlineData("elena@posta", null)]
    [InlineData("elena", null)]
    [InlineData("@posta.example", null)]
    [InlineData("a@b@posta.example", null)]
    [InlineData("elena@127.0.0.1", null)]
    [InlineData("elena@[127.0.0.1]", null)]
    [InlineData("elena..bianchi@posta.example", null)]
    [InlineData("\"elena bianchi\"@posta.example", null)]
    [InlineData("Elena <elena@posta.example>", null)]
    [InlineData("elena@posta.example,altro@posta.example", null)]
    [InlineData("elena@posta.example\nBcc: altro@posta.example", null)]
    [InlineData("elena@posta.example\r", null)]
    [InlineData("èlena@posta.example", null)]
    [InlineData("elena@posta\u2028x.example", null)]
    [InlineData("elena@xn--example-t66c.it", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_address_is_a_plain_one_of_the_Internet(string? typed, string? kept) => Assert.Equal(kept, Address.Read(typed));

    [Fact]
    public void An_address_has_64_signs_before_the_at_and_254_in_all()
    {
        Assert.NotNull(Address.Read($"{new string('a', 64)}@posta.example"));
        Assert.Null(Address.Read($"{new string('a', 65)}@posta.example"));
        var labels = string.Join('.', Enumerable.Repeat(new string('b', 60), 4));
        Assert.NotNull(Address.Read($"{new string('a', 254 - labels.Length - 1)}@{labels}"));
        Assert.Null(Address.Read($"{new string('a', 255 - labels.Length - 1)}@{labels}"));
    }

    [Fact]
    public void Whatever_is_typed_a_message_has_the_head_that_it_should_and_one_recipient()
    {
        var settings = new MailSettings(new("Avvisi", "avvisi@ente.example"), new("https://sportello.ente.example/"));
        string[] words = ["elena", "@", "posta.example", "\r\nBcc: x@y.example", "@posta.example", ".", "<", "\u2028", "xn--", "=?utf-8?q?=0D=0A?="];
        var part = Gen.OneOf(Gen.String[0, 12], Gen.String["az09.+-_@<>\",;: \r\n\t\\()[]\0è"], Gen.Int[0, words.Length - 1].Select(i => words[i]));
        var taken = 0;
        Gen.Select(part, part, part).Select(p => p.Item1 + p.Item2 + p.Item3).Sample(typed =>
        {
            if (Address.Read(typed) is not { } address)
                return;

            Interlocked.Increment(ref taken);

            using var stream = new MemoryStream();
            Letter.Of(NoticeKind.Closed, "abc", TestPlatform.Monday, address, Tongue.German, settings).WriteTo(stream);
            stream.Position = 0;
            var read = MimeMessage.Load(stream);
            // The name of an international domain comes back in its own letters.
            Assert.Equal(address, Address.Read(Assert.Single(read.GetRecipients()).Address));
            Assert.Equal(
                ["Auto-Submitted", "Content-Language", "Content-Transfer-Encoding", "Content-Type", "Date", "From", "Message-Id", "MIME-Version", "Subject", "To"],
                read.Headers.Concat(read.Body!.Headers).Select(h => h.Field).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
        }, iter: 20_000);
        Assert.NotEqual(0, taken);
    }

    [Theory]
    [InlineData("Cig:Mail:Tls", "ssl", "Cig:Mail:Tls is 'ssl'")]
    [InlineData("Cig:Mail:Port", "0", "Cig:Mail:Port is '0'")]
    [InlineData("Cig:Mail:Port", "65536", "Cig:Mail:Port is '65536'")]
    [InlineData("Cig:Mail:Host", "posta.example:587", "Cig:Mail:Host is 'posta.example:587'")]
    [InlineData("Cig:Mail:Host", "smtp://posta.example", "Cig:Mail:Host is 'smtp://posta.example'")]
    [InlineData("Cig:Mail:Host", "la posta", "Cig:Mail:Host is 'la posta'")]
    [InlineData("Cig:Mail:From", "", "Cig:Mail:From is not set")]
    [InlineData("Cig:Mail:From", "Avvisi", "Cig:Mail:From is 'Avvisi'")]
    [InlineData("Cig:Mail:User", "avvisi", "go together")]
    [InlineData("Cig:Mail:Password", "x", "go together")]
    [InlineData("Cig:Mail:PasswordFile", "/nessuno/segreto", "cannot be read")]
    [InlineData("Cig:Mail:Authority", "/nessuno/ca.pem", "is no certificate")]
    [InlineData("Cig:Mail:Folder", "posta", "are both set")]
    [InlineData("Cig:Origin", "", "Cig:Origin is not set")]
    public void A_wrong_setting_is_named_with_what_to_do(string setting, string value, string what)
    {
        var (settings, faults) = MailSettings.Read(Configured((setting, value)));
        Assert.Null(settings);
        var fault = Assert.Single(faults);
        Assert.Contains(what, fault.What);
        Assert.NotEmpty(fault.Mend);
    }

    [Theory]
    [InlineData("starttls", "posta.example", 587, false)]
    [InlineData("tls", "posta.example", 465, false)]
    [InlineData("none", "posta.example", 25, true)]
    [InlineData("none", "10.0.0.1", 25, true)]
    [InlineData("none", "127.0.0.1", 25, false)]
    [InlineData("none", "localhost", 25, false)]
    public void The_port_follows_the_encryption_and_only_this_machine_may_be_spoken_to_in_plain(string tls, string host, int port, bool plain)
    {
        var settings = MailSettings.Read(Configured(("Cig:Mail:Tls", tls), ("Cig:Mail:Host", host))).Settings!;
        Assert.Equal((port, plain), (settings.Port, settings.IsPlain));
        Assert.Equal(2525, MailSettings.Read(Configured(("Cig:Mail:Tls", tls), ("Cig:Mail:Port", "2525"))).Settings!.Port);
    }

    [Fact]
    public void Nothing_set_is_no_fault_and_no_mail_and_a_password_comes_from_a_file()
    {
        var (settings, faults) = MailSettings.Read(new ConfigurationBuilder().Build());
        Assert.Null(settings);
        Assert.Empty(faults);

        var file = Path.Combine(_folder, "segreto");
        File.WriteAllText(file, "segreta\n");
        var login = MailSettings.Read(Configured(("Cig:Mail:User", "avvisi"), ("Cig:Mail:PasswordFile", file))).Settings!.Login!;
        Assert.Equal(("avvisi", "segreta"), (login.UserName, login.Password));
    }

    [Theory]
    [InlineData(MailTls.StartTls)]
    [InlineData(MailTls.Tls)]
    public async Task A_line_is_encrypted_for_a_server_that_is_known_and_the_password_goes_by_no_other(MailTls tls)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));

        await using var server = new MailServer(certificate, secure: tls == MailTls.Tls, login: true);
        var settings = server.Settings with { Tls = tls, Authority = certificate, Login = new("avvisi", "segreta") };
        var message = Letter.Of(NoticeKind.Answered, "abc", TestPlatform.Monday, "elena@posta.example", Tongue.Italian, settings);
        Assert.IsType<Delivery.Taken>(await new Post(settings).Send(message, default));
        Assert.Contains("password", Assert.IsType<Delivery.Later>(await new Post(settings with { Login = new("avvisi", "sbagliata") }).Send(message, default)).Why);
        Assert.Contains("vuole nome e password", Assert.IsType<Delivery.Later>(await new Post(settings with { Login = null }).Send(message, default)).Why);
        Assert.Contains("certificato", Assert.IsType<Delivery.Later>(await new Post(settings with { Authority = null }).Send(message, default)).Why);
        if (tls == MailTls.StartTls)
        {
            await using var plain = new MailServer(login: true);
            Assert.Contains("non cifra", Assert.IsType<Delivery.Later>(await new Post(plain.Settings with { Tls = MailTls.StartTls, Login = settings.Login }).Send(message, default)).Why);
            Assert.Empty(plain.Taken);
        }

        Assert.Single(server.Taken);
    }

    [Theory]
    [InlineData("5.1.1 no such user", true)]
    [InlineData("5.1.10 no mail for this domain", true)]
    [InlineData("5.2.1 mailbox disabled", true)]
    [InlineData("5.1.0 sender address rejected", false)]
    [InlineData("5.1.8 domain of sender not found", false)]
    [InlineData("5.2.2 mailbox full", false)]
    [InlineData("5.7.1 policy", false)]
    [InlineData("relay not permitted", false)]
    public async Task Only_a_mailbox_that_is_not_there_is_given_up_for_good(string words, bool gone)
    {
        await using var server = new MailServer();
        server.Recipient = new(SmtpReplyCode.MailboxUnavailable, words);
        var delivery = await new Post(server.Settings).Send(Letter.Of(NoticeKind.Answered, "abc", TestPlatform.Monday, "elena@posta.example", Tongue.Italian, server.Settings), default);
        Assert.Equal(gone, delivery is Delivery.NoMailbox);
        Assert.Equal(!gone, delivery is Delivery.Later { OfThisMessage: true });
    }

    [Fact]
    public async Task In_a_folder_each_message_is_one_file_also_when_it_comes_again()
    {
        var settings = MailSettings.Read(Configured(("Cig:Mail:Host", ""), ("Cig:Mail:From", ""), ("Cig:Mail:Folder", Path.Combine(_folder, "posta")))).Settings!;
        for (var i = 0; i < 2; i++)
            Assert.IsType<Delivery.Taken>(await new Post(settings).Send(Letter.Of(NoticeKind.Reply, "abc", TestPlatform.Monday, "elena@posta.example", Tongue.English, settings), default));

        var read = await MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(Path.Combine(_folder, "posta"), "*.eml")), TestContext.Current.CancellationToken);
        Assert.Equal(("abc@prova.invalid", "Notice: there is something for you in your area"), (read.MessageId, read.Subject));
    }

    private static IConfiguration Configured(params (string Name, string Value)[] settings)
    {
        Dictionary<string, string?> all = new() { ["Cig:Origin"] = "https://sportello.ente.example", ["Cig:Mail:Host"] = "posta.example", ["Cig:Mail:From"] = "Avvisi <avvisi@ente.example>" };
        foreach (var (name, value) in settings)
            all[name] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(all).Build();
    }
}
