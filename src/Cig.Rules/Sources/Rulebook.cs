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

/// <summary>Every rule, gathered from the files where each stands.</summary>
public static class Rulebook
{
    /// <summary>All rules, in the order in which they are listed.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        MonthlyMaximum.Rule,
        MaximumForecast.Rule,
        CreditFund.Rule,
        Benefit.Rule,
        PayForHours.Rule,
        WeeklyBenefit.Rule,
        MonthOfCauses.Rule,
        WorkableHours.Rule,
        ItalianCalendar.Rule,
        AdditionalContribution.Rule,
        ContributionWeeks.Rule,
        LegacyContribution.Rule,
        OrdinaryContribution.Rule,
        ApplicationDeadline.Rule,
        Payments.Payment.Rule,
        DirectPaymentData.Rule,
        SetOff.Rule,
        IntegrationReply.Rule,
        Appeal.Rule,
        UnionProcedure.Rule,
        CigsStart.Rule,
        SolidarityCut.Rule,
        TrainingDuty.Rule,
        CigoDuration.Rule,
        CigsDuration.Rule,
        FundDuration.Rule,
        CisoaDuration.Rule,
        UsedWeeks.Rule,
        ThirdOfHours.Rule,
        OtherWork.OtherWorkRule.Rule,
        WorkerEligibility.Rule,
        EffectiveWork.Rule,
        Absences.Absence.Rule,
        Families.FamilyBenefit.Rule,
        HeadCounts.HeadCount.Rule,
        SchemeFit.Rule,
        Cause.Rule,
        CauseChecklist.Rule,
        Access.ChatAccess.Rule,
        Identifiers.CodiceFiscale.Rule,
    ];

    /// <summary>The rules that apply <paramref name="provision"/>.</summary>
    public static IEnumerable<Rule> Applying(Provision provision) => All.Where(r => r.Provisions.Contains(provision));
}
