using Cig.Calculators.Durations;
using Cig.Rules;
using Cig.Rules.Access;

namespace Cig.Calculators.Access;

/// <summary>Whether the chat is there for somebody at an instant, by the published hours and areas.</summary>
public sealed class ChatAccessCalculator : Calculator
{
    public override string Name => "chat-access";

    public override Text Summary => Text.Of($"Apertura di Info CIG", $"Opening of Info CIG", $"Öffnung von Info CIG");

    public override ObjectKind Input { get; } = new(
        new("at", TimeKind.Instant, Text.Of($"istante, con lo scarto dal tempo universale", $"instant, with its offset", $"Zeitpunkt mit Zeitverschiebung")),
        new("audience", ChoiceKind.Of<Audience>(), Text.Of($"chi chiede", $"who asks", $"wer fragt")),
        new("province", new TextKind(), Text.Of($"residenza o sede legale, sigla di due lettere", $"residence or registered office, two letters", $"Wohnsitz oder Rechtssitz, zwei Buchstaben"), Optional: true));

    public override ObjectKind Output { get; } = new(
        new("enabled", new FlagKind(), Text.Of($"il servizio è attivo per chi chiede", $"the service is there for who asks", $"der Dienst steht zur Verfügung")),
        new("open", new FlagKind(), Text.Of($"è aperto adesso", $"it is open now", $"er ist jetzt geöffnet")),
        new("nextOpening", TimeKind.Instant, Text.Of($"prossima apertura", $"next opening", $"nächste Öffnung"), Optional: true),
        new("why", new TextKind(), Text.Of($"perché", $"why", $"warum")));

    public override string Example => """{"at":"2026-11-23T15:30:00+01:00","audience":"WORKER","province":"TO"}""";

    protected override Answer Answer(Facts facts, Readings readings)
    {
        var province = facts.TextOrNull("province")?.ToUpperInvariant();
        if (province is not null && (province.Length != 2 || !province.All(char.IsAsciiLetterUpper)))
        {
            throw new ImpossibleFactException(
                "province",
                Text.Of($"{province} non è la sigla di una provincia.", $"{province} is not the abbreviation of a province.", $"{province} ist kein Provinzkürzel."),
                Text.Of($"Scrivi due lettere, come TO.", $"Write two letters, like TO.", $"Zwei Buchstaben schreiben, wie TO."));
        }

        var ruling = ChatAccess.At(facts.Instant("at"), facts.Choice<Audience>("audience"), province, ChatSchedule.Published, ChatAccess.PublishedAreas);
        var answer = ruling.Value;
        var published = Text.Of(
            $"Risposta sugli orari e le aree pubblicati; l'amministratore del servizio può averli cambiati.",
            $"Answer by the published hours and areas; the administrator of the service may have changed them.",
            $"Antwort nach den veröffentlichten Zeiten und Gebieten; die Verwaltung des Dienstes kann sie geändert haben.");
        return Calculators.Answer.Of(ruling, tongue => new()
        {
            ["enabled"] = answer.Enabled,
            ["open"] = answer.Open,
            ["nextOpening"] = answer.NextOpening is { } next ? Iso.Instant(next) : null,
            ["why"] = string.Join(' ', ruling.Reasons.Select(r => r.Text.In(tongue))),
        }) with
        { Warnings = [published] };
    }
}
