using Cig.Rules.Families;

namespace Cig.Rules.Tests.Families;

public sealed class FamilyBenefitTests
{
    [Theory]
    [InlineData(2022, 2, true, FamilyBenefitKind.FamilyAllowance, true)]
    [InlineData(2022, 2, false, FamilyBenefitKind.FamilyAllowance, true)]
    [InlineData(2022, 3, true, FamilyBenefitKind.SingleChildAllowance, false)]
    [InlineData(2022, 3, false, FamilyBenefitKind.FamilyAllowance, true)]
    [InlineData(2026, 4, true, FamilyBenefitKind.SingleChildAllowance, false)]
    public void From_March_2022_children_are_paid_for_apart(int year, int month, bool children, FamilyBenefitKind kind, bool withSupplement)
    {
        var answer = FamilyBenefit.For(new(year, month, 1), children).Value;

        Assert.Equal((kind, withSupplement), (answer.Kind, answer.WithSupplement));
    }

    [Fact]
    public void Before_the_Decree_there_is_no_answer_and_later_ones_are_marked_as_not_read_again()
    {
        Assert.Throws<NotInForceException>(() => FamilyBenefit.For(new(2015, 8, 1), true));
        Assert.Empty(FamilyBenefit.For(new(2022, 2, 1), true).Warnings);
        Assert.Single(FamilyBenefit.For(new(2022, 3, 1), true).Warnings);
    }

    [Fact]
    public void The_explanations_read_well() => Snapshot.Matches(
        Snapshot.Of(FamilyBenefit.For(new(2021, 5, 1), true).Reasons) + Snapshot.Of(FamilyBenefit.For(new(2026, 4, 1), true).Reasons) + Snapshot.Of(FamilyBenefit.For(new(2026, 4, 1), false).Reasons));
}
