namespace Cig.Rules.Tests.Schemes;

public sealed class CauseTests
{
    [Fact]
    public void Every_cause_has_a_key_of_its_own_and_only_unavoidable_ones_have_a_sourced_event_code()
    {
        Assert.Distinct(Cause.Cigo.Select(c => c.Key));
        Assert.All(Cause.Cigo, c => Assert.Equal(c.Unavoidable, c.InpsEventCode is not null));
        Assert.Null(Cause.Find("NONE"));
    }

    [Theory]
    [InlineData("WEATHER_INDUSTRY", "1")]
    [InlineData("WEATHER_BUILDING", "2")]
    [InlineData("FIRE_FLOOD_QUAKE_COLLAPSE", "3")]
    [InlineData("PREMISES_UNUSABLE", "4")]
    [InlineData("POWER_CUT", "6")]
    [InlineData("BREAKDOWN", "31")]
    public void Event_codes_are_those_of_message_1548_of_2017_and_are_listed_from_its_day(string key, string code)
    {
        Assert.Equal(code, Cause.Find(key)!.InpsEventCode);
        Assert.Contains(Rules.Figures.On(new(2017, 4, 7)), f => f.Figure.Name == $"cigo.eone.eventCode.{code}");
        Assert.DoesNotContain(Rules.Figures.On(new(2017, 4, 6)), f => f.Figure.Name == $"cigo.eone.eventCode.{code}");
    }
}
