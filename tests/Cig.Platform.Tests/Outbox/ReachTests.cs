using System.Net;
using Cig.Platform.Outbox;

namespace Cig.Platform.Tests.Outbox;

public sealed class ReachTests
{
    [Theory]
    [InlineData("https://servizi.ente.gov.it/avvisi", true)]
    [InlineData("https://93.184.216.34:8443/avvisi", true)]
    [InlineData("http://servizi.ente.gov.it/avvisi", false)]
    [InlineData("https://127.0.0.1/", false)]
    [InlineData("https://2130706433/", false)]
    [InlineData("https://localhost/", false)]
    [InlineData("https://intranet/", false)]
    [InlineData("https://10.1.2.3/", false)]
    [InlineData("https://169.254.169.254/latest", false)]
    [InlineData("https://[::1]/", false)]
    [InlineData("https://[::ffff:10.0.0.1]/", false)]
    [InlineData("https://[fd00::1]/", false)]
    [InlineData("https://user:word@servizi.ente.gov.it/", false)]
    [InlineData("ftp://servizi.ente.gov.it/", false)]
    [InlineData("servizi.ente.gov.it", false)]
    public void Only_https_to_public_addresses(string address, bool admitted) => Assert.Equal(admitted, new Reach(null).Admits(address));

    [Fact]
    public void The_configuration_opens_single_networks()
    {
        var reach = new Reach("10.1.0.0/16, 127.0.0.0/8");

        Assert.True(reach.Admits("https://10.1.2.3/"));
        Assert.False(reach.Admits("https://10.2.2.3/"));
        Assert.True(reach.Admits("http://127.0.0.1:9000/"));
        Assert.False(reach.Admits("http://10.1.2.3/"));
        Assert.True(reach.Admits(IPAddress.Parse("::ffff:10.1.2.3")));
        Assert.Contains("'qui'", Assert.Throws<InvalidOperationException>(() => new Reach("qui")).Message);
    }

    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_not_followed()
    {
        using var http = new HttpClient(new SocketsHttpHandler { ConnectCallback = new Reach(null).Connect });
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri("http://localhost:9/"), TestContext.Current.CancellationToken));
        Assert.Contains("no public address", refused.ToString());
    }
}
