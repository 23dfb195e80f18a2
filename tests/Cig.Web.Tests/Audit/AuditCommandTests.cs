using Cig.Platform.Storage;
using Cig.Web.Audit;

namespace Cig.Web.Tests.Audit;

public sealed class AuditCommandTests
{
    [Fact]
    public async Task The_command_says_in_words_and_by_its_code_whether_the_log_is_whole()
    {
        await using var site = Site.Apart();
        Assert.Equal((0, true), await Run(site, "The log is whole.", "audit", "verify"));
        Assert.Equal((1, true), await Run(site, "no seal has the hash abc", "audit", "verify", "--seal", "abc"));
        Assert.Equal((2, true), await Run(site, "usage: audit verify", "audit", "boh"));

        await using var connection = await site.Get<Database>().Open(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "drop trigger audit_entries_keep; update audit_entries set detail = 'x'";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        Assert.Equal((1, true), await Run(site, "entry 1 was changed", "audit", "verify"));
    }

    private static async Task<(int Code, bool Says)> Run(Site site, string words, params string[] arguments)
    {
        using var output = new StringWriter();
        var code = await AuditCommand.Run(site.Services, arguments, output, TestContext.Current.CancellationToken);
        return (code, output.ToString().Contains(words, StringComparison.Ordinal));
    }
}
