using Cig.Calculators.Durations;
using Cig.Rules;
using Cig.Rules.Procedures;

namespace Cig.Calculators.Procedures;

/// <summary>Whether the unions must be consulted, and by when.</summary>
public sealed class UnionProcedureCalculator : Calculator
{
    public override string Name => "union-procedure";

    public override string Verdict => "required";

    public override Text Summary => Text.Of($"Consultazione sindacale: se serve e quando finisce", $"Consultation of the unions: whether it is needed and when it ends", $"Anhörung der Gewerkschaften: ob nötig und wann sie endet");

    public override ObjectKind Input { get; } = new(
        new("scheme", ChoiceKind.Of<Scheme>(), Text.Of($"trattamento", $"scheme", $"Leistung")),
        new("sector", ChoiceKind.Of<Sector>(), Text.Of($"settore", $"sector", $"Sektor")),
        new("noticeDate", TimeKind.Day, Text.Of($"giorno della comunicazione ai sindacati", $"day of the notice to the unions", $"Tag der Mitteilung an die Gewerkschaften")),
        new("employees", new IntegerKind(1, 1_000_000), Text.Of($"dipendenti", $"employees", $"Beschäftigte")),
        new("unavoidableEvent", new FlagKind(), Text.Of($"evento oggettivamente non evitabile", $"objectively unavoidable event", $"objektiv unvermeidbares Ereignis")),
        new("hoursCutPerWeek", DecimalKind.Hours with { Greatest = 168 }, Text.Of($"ore di riduzione alla settimana (eventi non evitabili)", $"hours cut a week (unavoidable events)", $"gekürzte Stunden pro Woche (unvermeidbare Ereignisse)"), Optional: true),
        new("beyond13Weeks", new FlagKind(), Text.Of($"proroga oltre 13 settimane continuative (edilizia e lapidei)", $"extension beyond 13 weeks in a row (building and stone)", $"Verlängerung über 13 Wochen in Folge (Bau und Stein)"), Optional: true),
        new("examRequestedOn", TimeKind.Day, Text.Of($"giorno della richiesta di esame congiunto", $"day on which the joint examination was asked for", $"Tag des Antrags auf gemeinsame Prüfung"), Optional: true));

    public override ObjectKind Output { get; } = new(
        new("required", new FlagKind(), Text.Of($"va fatta", $"is needed", $"ist nötig")),
        new("examRequestBy", TimeKind.Day, Text.Of($"ultimo giorno per chiedere l'esame congiunto", $"last day to ask for the joint examination", $"letzter Tag für den Antrag auf gemeinsame Prüfung"), Optional: true),
        new("endsBy", TimeKind.Day, Text.Of($"finisce entro", $"ends by", $"endet bis"), Optional: true));

    public override string Example =>
        """{"scheme":"CIGO","sector":"INDUSTRY","noticeDate":"2026-03-02","employees":51,"unavoidableEvent":false,"hoursCutPerWeek":null,"beyond13Weeks":null,"examRequestedOn":null}""";

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var ruling = UnionProcedure.For(new(
            facts.Choice<Scheme>("scheme"),
            facts.Choice<Sector>("sector"),
            facts.Day("noticeDate"),
            facts.Integer("employees"),
            facts.Flag("unavoidableEvent"),
            facts.Has("hoursCutPerWeek") ? facts.Hours("hoursCutPerWeek") : null,
            facts.Has("beyond13Weeks") && facts.Flag("beyond13Weeks"),
            facts.DayOrNull("examRequestedOn")));
        return Calculators.Answer.Of(ruling, _ => new()
        {
            ["required"] = ruling.Value.Required,
            ["examRequestBy"] = Iso.Day(ruling.Value.ExamRequestBy),
            ["endsBy"] = Iso.Day(ruling.Value.EndsBy),
        });
    }
}
