using static Cig.Rules.Law;

namespace Cig.Rules.Amounts;

/// <summary>The hours of one week, or of the part of it that falls in the month.</summary>
/// <param name="From">First day of the week.</param>
/// <param name="Contract">Hours of the contract in it; hours beyond them are never supplemented.</param>
/// <param name="Worked">Hours worked or paid by the employer (leave, holidays at its charge).</param>
public sealed record WeekHours(DateOnly From, Hours Contract, Hours Worked);

/// <summary>What one week receives.</summary>
/// <param name="From">First day of the week.</param>
/// <param name="Supplemented">Hours of the week for which the benefit is due.</param>
/// <param name="Amounts">The share of the month's amounts that belongs to them.</param>
public sealed record WeekAmounts(DateOnly From, Hours Supplemented, BenefitAmounts Amounts);

/// <summary>A month told by weeks.</summary>
/// <param name="Supplemented">Hours of the month for which the benefit is due.</param>
/// <param name="Month">The amounts of the month.</param>
/// <param name="Weeks">Each week with its share; the shares add up to the month.</param>
public sealed record WeeklyBenefitAnswer(Hours Supplemented, BenefitAmounts Month, IReadOnlyList<WeekAmounts> Weeks);

/// <summary>
/// Integrazione per settimane (art. 3, c. 1): the hours that count are those of each week, between none and the contract, whatever the pay period is. Overtime of one week does not take away hours
/// of another, unless the cut was planned over more than a week: then the average of that period counts.
/// </summary>
public static class WeeklyBenefit
{
    private static readonly Provision Source = Dlgs148.Article("3", "1");

    /// <summary>The provisions that this rule applies.</summary>
    internal static Rule Rule => Rule.Of("weekly-benefit", "Amounts/WeeklyBenefit", Text.Of($"Integrazione per settimane", $"Supplement by weeks", $"Lohnausgleich nach Wochen"), [Source]);

    /// <summary>The month and its weeks.</summary>
    /// <param name="month">The facts of the month; its supplemented hours are worked out from the weeks.</param>
    /// <param name="weeks">The weeks of the month, in order.</param>
    /// <param name="averaged">Whether the cut was planned over a period longer than a week, and then its average counts.</param>
    /// <exception cref="ImpossibleFactException">A fact cannot be.</exception>
    /// <exception cref="NotInForceException">No ceiling is published for the month, or the Decree was not in force.</exception>
    public static Ruling<WeeklyBenefitAnswer> For(BenefitFacts month, IReadOnlyList<WeekHours> weeks, bool averaged)
    {
        ImpossibleFactException.ThrowAny(Impossible(weeks));
        var each = averaged ? Averaged(weeks) : [.. weeks.Select(w => Missing(w.Contract.Hundredths, w.Worked.Hundredths))];
        var all = each.Aggregate(0.Hours, (sum, hours) => sum + hours);
        var benefit = Benefit.For(month with { SupplementedHours = all });
        var shares = BenefitShares.Of(benefit.Value, each);
        return new(
            new(all, benefit.Value, [.. weeks.Select((w, i) => new WeekAmounts(w.From, each[i], shares[i]))]),
            [.. Why(weeks, each, averaged, all), .. benefit.Reasons])
        {
            Policies = benefit.Policies,
            Warnings = benefit.Warnings,
        };
    }

    /// <summary>The average cut of the period, spread over its weeks by their contract hours.</summary>
    private static Hours[] Averaged(IReadOnlyList<WeekHours> weeks)
    {
        var contract = weeks.Sum(w => (long)w.Contract.Hundredths);
        var missing = Math.Max(contract - weeks.Sum(w => (long)w.Worked.Hundredths), 0);
        long Until(long hours) => (2 * missing * hours + contract) / (2 * contract);
        long before = 0;
        return
        [
            .. weeks.Select(w =>
            {
                var from = Until(before);
                before += w.Contract.Hundredths;
                return new Hours((int)(Until(before) - from));
            }),
        ];
    }

    private static Hours Missing(int contract, int worked) => new(Math.Max(contract - worked, 0));

    private static IEnumerable<Reason> Why(IReadOnlyList<WeekHours> weeks, Hours[] each, bool averaged, Hours all)
    {
        yield return new Reason(Source, averaged
            ? Text.Of(
                $"La riduzione è programmata su più settimane: conta l'orario medio del periodo, e le ore in più di una settimana compensano quelle in meno di un'altra.",
                $"The cut is planned over several weeks: the average timetable of the period counts, and hours more in one week make up for hours less in another.",
                $"Die Kürzung ist über mehrere Wochen geplant: es zählt die durchschnittliche Arbeitszeit, und Mehrstunden einer Woche gleichen Fehlstunden einer anderen aus.")
            : Text.Of(
                $"Si guarda ogni settimana, tra zero e l'orario di contratto: le ore in più di una settimana non tolgono quelle in meno di un'altra.",
                $"Each week is looked at, between none and the contract hours: hours more in one week do not take away hours less in another.",
                $"Betrachtet wird jede Woche, zwischen null und den Vertragsstunden: Mehrstunden einer Woche mindern nicht die Fehlstunden einer anderen."))
            .Or("averaged", averaged, averaged
                ? Text.Of($"settimana per settimana le ore in più non compenserebbero", $"week by week the hours more would not make up", $"Woche für Woche würden Mehrstunden nicht ausgleichen")
                : Text.Of($"su un periodo più lungo conterebbe la media", $"over a longer period the average would count", $"über einen längeren Zeitraum würde der Durchschnitt zählen"));
        for (var i = 0; i < weeks.Count; i++)
        {
            var (week, hours) = (weeks[i], each[i]);
            yield return new(Source, Text.Of(
                $"Settimana dal {week.From}: {week.Worked} lavorate su {week.Contract} di contratto; integrabili {hours.Amount}.",
                $"Week from {week.From}: {week.Worked} worked out of {week.Contract} of contract; {hours.Amount} supplemented.",
                $"Woche ab {week.From}: {week.Worked} Arbeit von {week.Contract} Vertragszeit; ausgleichbar {hours.Amount}."));
        }

        yield return new(Source, Text.Of(
            $"In tutto nel mese sono integrabili {all}.", $"In all {all} of the month are supplemented.", $"Insgesamt sind im Monat {all} ausgleichbar."));
    }

    private static IEnumerable<ImpossibleFactException> Impossible(IReadOnlyList<WeekHours> weeks)
    {
        if (weeks.Count == 0)
        {
            yield return new(
                "weeks",
                Text.Of($"Non c'è nessuna settimana.", $"There is no week.", $"Es gibt keine Woche."),
                Text.Of($"Indica le settimane del mese, anche quelle senza riduzione.", $"Give the weeks of the month, also those without a cut.", $"Die Wochen des Monats angeben, auch jene ohne Kürzung."));
        }

        for (var i = 0; i < weeks.Count; i++)
        {
            var place = $"weeks/{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
            if (weeks[i].Contract <= 0.Hours)
            {
                yield return new(
                    $"{place}/contractHours",
                    Text.Of($"Le ore di contratto devono essere più di zero.", $"The contract hours must be more than zero.", $"Die Vertragsstunden müssen mehr als null sein."),
                    Text.Of($"Togli la settimana, oppure indica le ore che vi cadono.", $"Remove the week, or give the hours that fall in it.", $"Die Woche entfernen oder ihre Stunden angeben."));
            }

            if (i > 0 && weeks[i].From <= weeks[i - 1].From)
            {
                yield return new(
                    $"{place}/from",
                    Text.Of($"La settimana dal {weeks[i].From} non segue quella prima.", $"The week from {weeks[i].From} does not follow the one before.", $"Die Woche ab {weeks[i].From} folgt nicht der vorigen."),
                    Text.Of($"Indica le settimane in ordine, ciascuna una volta.", $"Give the weeks in order, each once.", $"Die Wochen der Reihe nach angeben, jede einmal."));
            }
        }
    }
}
