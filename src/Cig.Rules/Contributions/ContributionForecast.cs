namespace Cig.Rules.Contributions;

/// <summary>What an employer plans for one month.</summary>
/// <param name="Month">Any day of the month.</param>
/// <param name="LostPay">Pay expected to be lost, in cents.</param>
/// <param name="Weeks">Weeks that will be used in it.</param>
public sealed record PlannedMonth(DateOnly Month, Euro LostPay, Weeks Weeks);

/// <summary>The forecast of one month.</summary>
/// <param name="Month">The month.</param>
/// <param name="WeeksBefore">Weeks used at the end of the month before: they choose the rate.</param>
/// <param name="Due">What is due for it.</param>
public sealed record ForecastMonth(DateOnly Month, Weeks WeeksBefore, ContributionAnswer Due);

/// <summary>Previsione del contributo addizionale: a plan month by month, in which a bracket crossed in one month changes the rate from the next.</summary>
public static class ContributionForecast
{
    /// <summary>What a planned period will cost, month by month; each month adds its weeks to the next.</summary>
    /// <param name="start">The facts of the first month; its month, lost pay and weeks are those of the plan.</param>
    /// <param name="plan">Months in order, each once.</param>
    /// <exception cref="ImpossibleFactException">The plan is empty, or out of order, or a fact cannot be.</exception>
    public static Ruling<IReadOnlyList<ForecastMonth>> Over(ContributionFacts start, IReadOnlyList<PlannedMonth> plan)
    {
        if (plan.Count == 0)
        {
            throw new ImpossibleFactException(
                "plan",
                Text.Of($"Il piano non ha nessun mese.", $"The plan has no month.", $"Der Plan hat keinen Monat."),
                Text.Of($"Indica almeno un mese.", $"Give at least one month.", $"Mindestens einen Monat angeben."));
        }

        List<ForecastMonth> months = [];
        List<Reason> reasons = [];
        List<Policy> policies = [];
        var used = start.WeeksUsed;
        for (var i = 0; i < plan.Count; i++)
        {
            if (i > 0 && First(plan[i].Month) <= First(plan[i - 1].Month))
            {
                throw new ImpossibleFactException(
                    $"plan/{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}/month",
                    Text.Of($"I mesi del piano non sono in ordine.", $"The months of the plan are not in order.", $"Die Monate des Plans sind nicht geordnet."),
                    Text.Of($"Elenca ogni mese una volta, dal primo all'ultimo.", $"List each month once, from first to last.", $"Jeden Monat einmal vom ersten bis zum letzten auflisten."));
            }

            var ruling = AdditionalContribution.For(start with { Month = plan[i].Month, LostPay = plan[i].LostPay, WeeksUsed = used });
            months.Add(new(plan[i].Month, used, ruling.Value));
            if (i == 0 || months[i - 1].Due.Bracket != ruling.Value.Bracket)
                reasons.AddRange(ruling.Reasons);
            policies.AddRange(ruling.Policies.Where(p => policies.All(k => k.Name != p.Name)));
            used += plan[i].Weeks;
        }

        var total = new Euro(months.Sum(m => m.Due.Contribution.Cents));
        reasons.Add(new(AdditionalContribution.ChangeOfBracket[0].Source, Text.Of(
            $"Una soglia superata in un mese cambia l'aliquota dal mese dopo. Il totale previsto è {total}.",
            $"A limit passed in a month changes the rate from the month after. The total expected is {total}.",
            $"Eine in einem Monat überschrittene Grenze ändert den Satz ab dem Folgemonat. Die erwartete Summe beträgt {total}.")));
        return new(months, reasons)
        {
            Policies = policies,
            Warnings =
            [
                Text.Of(
                    $"È una previsione: settimane vecchie che nel frattempo escono dal quinquennio la abbassano.",
                    $"This is a forecast: old weeks that leave the five years meanwhile lower it.",
                    $"Dies ist eine Vorausschau: alte Wochen, die inzwischen aus den fünf Jahren fallen, senken sie."),
            ],
        };
    }

    private static DateOnly First(DateOnly month) => new(month.Year, month.Month, 1);
}
