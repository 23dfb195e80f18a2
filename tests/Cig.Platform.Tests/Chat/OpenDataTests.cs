using Cig.Platform.Chat;
using CsCheck;

namespace Cig.Platform.Tests.Chat;

public sealed class OpenDataTests
{
    private static readonly Gen<int[]> Parts = Gen.Int[0, 12].Array[4];

    [Fact]
    public void No_small_count_is_told_and_none_can_be_counted_back_from_the_others() => Parts.Sample(parts =>
    {
        var told = OpenData.Hide(parts);
        var total = parts.Sum();
        Assert.DoesNotContain(told, t => t is > 0 and < OpenData.LeastCount);
        Assert.All(told.Zip(parts).Where(p => p.First is not null), p => Assert.Equal(p.Second, p.First));
        var hidden = Enumerable.Range(0, parts.Length).Where(i => told[i] is null).ToList();
        if (total < OpenData.LeastCount)
            return;

        // What is hidden is at least one each and together what the rest leaves: every one of them may still be several numbers.
        var left = total - told.Sum(t => t ?? 0);
        foreach (var i in hidden)
            Assert.True(left - (hidden.Count - 1) >= 2 && hidden.Count > 1, $"{string.Join(' ', parts)}: {parts[i]} is what is left of {left}.");
    });

    [Theory]
    [InlineData(new[] { 4, 0, 0, 0 }, new[] { -1, -1, -1, -1 })]
    [InlineData(new[] { 5, 0, 0, 0 }, new[] { 5, 0, 0, 0 })]
    [InlineData(new[] { 5, 5, 0, 0 }, new[] { 5, 5, 0, 0 })]
    [InlineData(new[] { 20, 4, 0, 7 }, new[] { 20, -1, 0, -1 })]
    [InlineData(new[] { 20, 1, 1, 7 }, new[] { 20, -1, -1, -1 })]
    [InlineData(new[] { 20, 4, 1, 7 }, new[] { 20, -1, -1, 7 })]
    public void A_hidden_count_takes_others_with_it_until_it_is_safe(int[] parts, int[] told) => Assert.Equal(told, OpenData.Hide(parts).Select(t => t ?? -1));
}
