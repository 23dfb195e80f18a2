using Cig.Platform.Mandates;
using Cig.Rules;
using CsCheck;

namespace Cig.Platform.Tests.Mandates;

public sealed class ScopeTests
{
    private static readonly Gen<Scope> Any = Gen.Select(
        Gen.Int[0, 999_999_999].Select(n => n.ToString("0000000000")).List[0, 3], Gen.Enum<Scheme>().List[0, 3], Gen.Enum<Operation>().List[0, 3],
        (positions, schemes, operations) => new Scope(positions, schemes, operations));

    [Fact]
    public void What_is_written_is_read_again() => Any.Sample(scope =>
        Scope.Read(scope.ToString(), out var wrong) is { } read && wrong is null && read.ToString() == scope.ToString()
        && Enum.GetValues<Scheme>().All(s => read.Covers(s) == scope.Covers(s)) && Enum.GetValues<Operation>().All(o => read.Allows(o) == scope.Allows(o)));

    [Fact]
    public void Nothing_written_means_everything()
    {
        var scope = Scope.Read("", out _)!;

        Assert.True(scope.IsEverything && scope.Covers("8100234549") && scope.Covers(Scheme.Cigs) && scope.Allows(Operation.Apply));
    }

    [Fact]
    public void What_is_named_is_covered_and_nothing_else()
    {
        var scope = Scope.Read("matricola=8100234549 trattamento=CIGO atto=chat", out _)!;

        Assert.True(scope.Covers("8100234549") && scope.Covers(Scheme.Cigo) && scope.Allows(Operation.Talk) && scope.Allows(Operation.Consult));
        Assert.False(scope.Covers("1200345692") || scope.Covers(Scheme.Cigs) || scope.Allows(Operation.Apply));
    }

    [Theory]
    [InlineData("tutto")]
    [InlineData("matricola=81002345")]
    [InlineData("trattamento=0")]
    [InlineData("atto=vendita")]
    [InlineData("matricola=8100234549 atto=")]
    public void A_word_that_is_not_understood_is_named_and_never_taken_for_everything(string text)
    {
        Assert.Null(Scope.Read(text, out var wrong));
        Assert.Equal(text.Split(' ')[^1], wrong);
    }
}
