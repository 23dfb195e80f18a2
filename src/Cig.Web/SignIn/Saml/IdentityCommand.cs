using System.Globalization;
using Cig.Web.SignIn.Cns;
using Cig.Web.SignIn.Staff;

namespace Cig.Web.SignIn.Saml;

/// <summary>The commands <c>identity check</c> and <c>identity log</c>: what an administration asks before it federates, and when somebody asks about a sign-in.</summary>
public static class IdentityCommand
{
    private const string Usage = """
        usage: identity check                                  metadata, certificates, what is missing for production
               identity log REQUEST-ID --reason "WHY"          the messages of one sign-in; who read them is written to the audit log
        """;

    public static bool Asked(string[] args) => args is ["identity", ..];

    /// <returns>0 where all is well, 1 where something is missing, 2 where the command is not understood.</returns>
    public static async Task<int> Run(IServiceProvider services, string[] args, TextWriter output, CancellationToken stop = default)
    {
        try
        {
            switch (args)
            {
                case ["identity", "check", ..]:
                    return await Check(services, output, stop);
                case ["identity", "log", var request, "--reason", var reason, ..] when !string.IsNullOrWhiteSpace(reason):
                    return await Show(services, request, reason, output, stop);
                default:
                    await output.WriteLineAsync(Usage);
                    return 2;
            }
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidDataException or IOException)
        {
            await output.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task<int> Check(IServiceProvider services, TextWriter output, CancellationToken stop)
    {
        await services.GetRequiredService<ProviderLists>().Refresh(stop);
        foreach (var us in services.GetRequiredService<RelyingParties>().All)
        {
            await output.WriteLineAsync($"== {us.Profile.Section}: metadata, served at {us.Address(us.Profile.Metadata)}");
            await output.WriteLineAsync(OurMetadata.Write(us, services.GetRequiredService<IConfiguration>()["Identity:Cie:ServiceId"]));
            await output.WriteLineAsync();
        }

        if (services.GetService<TrustedIssuers>() is { } issuers)
            await issuers.Refresh(stop);
        if (services.GetService<StaffProvider>() is not null)
        {
            var origin = services.GetRequiredService<IConfiguration>().Site;
            await output.WriteLineAsync("== Staff: what the provider must know of us");
            await output.WriteLineAsync($"  answers go to        {origin}{StaffDoor.Callback}");
            await output.WriteLineAsync($"  back-channel logout  {origin}{BackChannelLogout.Address}");
            await output.WriteLineAsync($"  after leaving, to    {origin}{StaffDoor.SignedOut}");
            await output.WriteLineAsync();
        }

        var found = await services.GetRequiredService<IdentityCheck>().Look(stop);
        await output.WriteLineAsync("== What was looked at");
        foreach (var finding in found)
        {
            await output.WriteLineAsync($"  {(finding.Well ? "ok     " : "MISSING")} {finding.What}");
            if (finding.Mend is { } mend && !finding.Well)
                await output.WriteLineAsync($"          {mend}");
        }

        var missing = found.Count(f => !f.Well);
        await output.WriteLineAsync();
        await output.WriteLineAsync(missing == 0 ? "Ready for production." : $"Not ready for production: {missing} {(missing == 1 ? "thing is" : "things are")} missing.");
        return missing == 0 ? 0 : 1;
    }

    private static async Task<int> Show(IServiceProvider services, string request, string reason, TextWriter output, CancellationToken stop)
    {
        var found = await services.GetRequiredService<MessageLog>().Read(request, Environment.UserName, reason, stop);
        foreach (var (message, at, content) in found)
        {
            await output.WriteLineAsync($"== {message.Kind} {at.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)} {message.Profile} {message.Provider}: {message.Outcome}");
            await output.WriteLineAsync($"   request {message.RequestId}, message {message.MessageId}, assertion {message.AssertionId ?? "-"}");
            await output.WriteLineAsync(content);
        }

        if (found.Count == 0)
            await output.WriteLineAsync($"No message of the request {request} is kept. Messages are kept for {MessageLog.Months} months.");
        return found.Count > 0 ? 0 : 1;
    }
}
