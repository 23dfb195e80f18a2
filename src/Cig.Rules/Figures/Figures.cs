using Cig.Rules.Amounts;
using Cig.Rules.Calendar;
using Cig.Rules.Contributions;
using Cig.Rules.Deadlines;
using Cig.Rules.Durations;
using Cig.Rules.Eligibility;
using Cig.Rules.Procedures;
using Cig.Rules.Solidarity;
using Cig.Rules.Training;

namespace Cig.Rules;

/// <summary>Every dated figure that the rules use, gathered from the files where they stand beside their rule.</summary>
public static class Figures
{
    /// <summary>The day on which the figures were last compared with their sources.</summary>
    public static readonly DateOnly LastChecked = new(2026, 11, 22);

    /// <summary>All figures in the order of their rules; one name may stand for several brackets, told apart by their unit.</summary>
    public static IReadOnlyList<Figure> All { get; } =
    [
        .. MonthlyMaximum.Published,
        .. MaximumForecast.Published,
        .. CreditFund.Published,
        .. Benefit.Published,
        .. WorkableHours.Published,
        .. AdditionalContribution.Published,
        .. OrdinaryContribution.Published,
        .. ApplicationDeadline.Published,
        .. DirectPaymentData.Published,
        .. SetOff.Published,
        .. IntegrationReply.Published,
        .. Appeal.Published,
        .. UnionProcedure.Published,
        .. CigsStart.Published,
        .. SolidarityCut.Published,
        .. TrainingDuty.Published,
        .. CigoDuration.Published,
        .. CigsDuration.Published,
        .. FundDuration.Published,
        .. CisoaDuration.Published,
        .. ThirdOfHours.Published,
        .. OtherWork.OtherWorkRule.Published,
        .. WorkerEligibility.Published,
        .. HeadCounts.HeadCount.Published,
        .. SchemeFit.Published,
        .. Cause.Published,
        .. Families.FamilyBenefit.Published,
    ];

    /// <summary>The figures in force on <paramref name="day"/>, each with its version of that day.</summary>
    public static IEnumerable<(Figure Figure, Version<string> Version)> On(DateOnly day) =>
        from figure in All
        let version = figure.On(day)
        where version is not null
        select (figure, version);
}
