using Cig.Rules.Absences;

namespace Cig.Rules.Tests.Absences;

public sealed class AbsenceTests
{
    private static readonly AbsenceFacts Spring = new(AbsenceKind.Holiday, new(2025, 4, 14), new(2025, 6, 30), new(2025, 4, 14), ZeroHours: true, PayBasis.Hourly, 5);

    [Fact]
    public void By_the_hour_three_holidays_are_always_the_employers_and_others_in_the_first_two_weeks()
    {
        var days = Absence.For(Spring).Value;

        Assert.Equal([(new DateOnly(2025, 4, 21), Payer.Employer), (new(2025, 4, 25), Payer.Employer), (new(2025, 5, 1), Payer.Employer), (new(2025, 6, 2), Payer.Employer)], days.Select(d => (d.Day, d.Payer)));
    }

    [Theory]
    [InlineData(2025, 4, 8, Payer.Employer)]
    [InlineData(2025, 4, 7, Payer.Supplement)]
    public void The_first_two_weeks_are_fourteen_days_from_the_start(int year, int month, int day, Payer payer) =>
        Assert.Equal(payer, Absence.For(Spring with { SuspensionStart = new(year, month, day), From = new(2025, 4, 21), To = new(2025, 4, 21) }).Value.Single().Payer);

    [Fact]
    public void By_the_month_the_supplement_covers_holidays_and_with_reduced_hours_never()
    {
        Assert.All(Absence.For(Spring with { Pay = PayBasis.Monthly }).Value, d => Assert.Equal(Payer.Supplement, d.Payer));
        Assert.All(Absence.For(Spring with { ZeroHours = false, Pay = PayBasis.Monthly }).Value, d => Assert.Equal(Payer.Employer, d.Payer));
        Assert.All(Absence.For(Spring with { ZeroHours = false, SuspensionStart = new(2025, 3, 3) }).Value, d => Assert.Equal(Payer.Employer, d.Payer));
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    public void Only_holidays_on_a_working_day_matter(int daysPerWeek, int count) =>
        Assert.Equal(count, Absence.For(Spring with { From = new(2026, 8, 10), To = new(2026, 8, 20), DaysPerWeek = daysPerWeek }).Value.Count);

    [Theory]
    [InlineData(AbsenceKind.Sickness, true, Payer.Supplement)]
    [InlineData(AbsenceKind.Sickness, false, Payer.SickPay)]
    [InlineData(AbsenceKind.Unpaid, true, Payer.Nobody)]
    [InlineData(AbsenceKind.Unpaid, false, Payer.Nobody)]
    public void Sickness_with_no_hours_is_covered_by_the_supplement_and_what_brings_no_pay_by_nobody(AbsenceKind kind, bool zeroHours, Payer payer)
    {
        var ruling = Absence.For(Spring with { Kind = kind, ZeroHours = zeroHours, To = new(2025, 4, 20) });

        Assert.Equal(5, ruling.Value.Count);
        Assert.All(ruling.Value, d => Assert.Equal(payer, d.Payer));
        Assert.Equal(kind == AbsenceKind.Sickness, ruling.Warnings.Count == 1);
    }

    [Fact]
    public void A_period_lies_within_the_suspension_and_a_year()
    {
        var wrong = Assert.Throws<ImpossibleFactException>(() => Absence.For(Spring with { From = new(2025, 4, 13), To = new(2025, 4, 12), DaysPerWeek = 7 }));

        Assert.Equal(["daysPerWeek", "to", "from"], [wrong.Fact, .. wrong.Others.Select(o => o.Fact)]);
        Assert.Empty(Absence.For(Spring with { From = new(2025, 6, 3), To = new(2025, 6, 5) }).Value);
    }

    [Theory]
    [InlineData(-1, "to")]
    [InlineData(0, null)]
    [InlineData(366, null)]
    [InlineData(367, "to")]
    public void A_period_runs_forward_and_for_a_year_at_most(int days, string? fact)
    {
        void Asked() => Absence.For(Spring with { To = Spring.From.AddDays(days) });

        Assert.Equal(fact, (Record.Exception(Asked) as ImpossibleFactException)?.Fact);
    }

    [Fact]
    public void Holidays_are_named_and_absences_of_other_kinds_are_not()
    {
        Assert.Equal(["Lunedì dell'Angelo", "Festa della Liberazione", "Festa del lavoro", "Festa della Repubblica"], Absence.For(Spring).Value.Select(d => d.Name!.Italian));
        Assert.All(Absence.For(Spring with { Kind = AbsenceKind.Unpaid }).Value, d => Assert.Null(d.Name));
        Assert.Single(Absence.For(Spring).Warnings);
        Assert.Equal("from", Assert.Throws<ImpossibleFactException>(() => Absence.For(Spring with { SuspensionStart = Spring.From.AddDays(1) })).Fact);
    }

    [Fact]
    public void A_reason_is_told_once_however_many_days_it_holds_for()
    {
        Assert.Single(Absence.For(Spring with { Pay = PayBasis.Monthly }).Reasons);
        Assert.Equal(["L. 90/1954, art. 3", "L. 90/1954, art. 2"], Absence.For(Spring).Reasons.Select(r => r.Source.ToString()));
    }

    [Fact]
    public void The_explanations_read_well() => Snapshot.Matches(string.Concat(new[]
    {
        Spring, Spring with { SuspensionStart = new(2025, 3, 3) }, Spring with { Pay = PayBasis.Monthly }, Spring with { ZeroHours = false }, Spring with { From = new(2025, 6, 3), To = new(2025, 6, 5) },
        Spring with { Kind = AbsenceKind.Sickness }, Spring with { Kind = AbsenceKind.Sickness, ZeroHours = false }, Spring with { Kind = AbsenceKind.Unpaid },
    }.Select(f => Snapshot.Of(Absence.For(f).Reasons))));
}
