using Cig.Platform.Applications;
using Cig.Platform.Mandates;
using Cig.Platform.Registry;
using Cig.Rules;
using Cig.Rules.Access;

namespace Cig.Platform.Documents;

/// <summary>Ricevuta: what was received, when, from whom, and what happens next, as a PDF with selectable, tagged text.</summary>
public static class Receipt
{
    public static byte[] Write(Application application, Employer employer, ProductionUnit unit, Tongue tongue)
    {
        string Say(Text text) => text.In(tongue);
        var received = ChatSchedule.InRome(application.SubmittedAt);
        var cause = Cause.Find(application.Cause)!;
        var title = Say(Text.Of($"Ricevuta della domanda {application.Protocol}", $"Receipt of application {application.Protocol}", $"Empfangsbestätigung des Antrags {application.Protocol}"));
        using var document = new Document(title, tongue);
        document.Heading(title);
        document.Paragraph(Say(Text.Of(
            $"Ricevuta dalla Piattaforma CIG il {DateOnly.FromDateTime(received)} alle {received.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)}, ora di Roma. Questo momento decide se la domanda è in tempo.",
            $"Received by Piattaforma CIG on {DateOnly.FromDateTime(received)} at {received.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)}, time of Rome. This moment decides whether the application is in time.",
            $"Von der Piattaforma CIG empfangen am {DateOnly.FromDateTime(received)} um {received.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)}, Ortszeit Rom. Dieser Zeitpunkt entscheidet, ob der Antrag rechtzeitig ist.")));
        document.Row(Say(Text.Of($"Azienda", $"Employer", $"Arbeitgeber")), $"{employer.Name}, {employer.TaxCode}");
        document.Row(Say(Text.Of($"Matricola", $"INPS position", $"INPS-Matrikel")), unit.PositionNumber);
        document.Row(Say(Text.Of($"Unità produttiva", $"Production unit", $"Produktionseinheit")), $"{unit.Name}, {unit.Address}");
        document.Row(Say(Text.Of($"Trattamento", $"Scheme", $"Leistung")), application.Scheme.ToString().ToUpperInvariant());
        document.Row(Say(Text.Of($"Causale", $"Cause", $"Grund")), Say(cause.Name));
        document.Row(Say(Text.Of($"Periodo", $"Period", $"Zeitraum")), Say(Text.Of(
            $"dal {application.FirstDay} al {application.LastDay}", $"from {application.FirstDay} to {application.LastDay}", $"von {application.FirstDay} bis {application.LastDay}")));
        document.Row(Say(Text.Of($"Ore richieste", $"Hours asked for", $"Beantragte Stunden")), new Hours(application.Hours).In(tongue));
        document.Row(Say(Text.Of($"Lavoratori", $"Workers", $"Beschäftigte")), Written.Number(tongue, application.Beneficiaries.Count));
        document.Row(Say(Text.Of($"Pagamento", $"Payment", $"Zahlung")), Say(application.Payment == Payment.SetOff
            ? Text.Of($"anticipo dell'azienda e conguaglio", $"advance by the employer and set-off", $"Vorschuss des Arbeitgebers und Verrechnung")
            : Text.Of($"diretto dall'INPS", $"direct, by INPS", $"direkt durch das INPS")));
        document.Row(Say(Text.Of($"Presentata da", $"Filed by", $"Eingereicht von")), $"{application.FiledByName} ({Say(TitleOf(application.MandateKind))})");
        document.Heading(Say(Text.Of($"Cosa succede ora", $"What happens now", $"Was jetzt geschieht")));
        document.Paragraph(Say(ApplicationLife.NextForEmployer(application)));
        document.Paragraph(Say(Text.Of(
            $"Il numero di protocollo è della piattaforma. Questo documento non è un atto dell'INPS.",
            $"The protocol number is the platform's. This document is not an act of INPS.",
            $"Die Protokollnummer stammt von der Plattform. Dieses Dokument ist kein Akt des INPS.")));
        return document.ToBytes();
    }

    private static Text TitleOf(MandateKind kind) => kind switch
    {
        MandateKind.Owner => Text.Of($"titolare", $"owner", $"Inhaber"),
        MandateKind.LegalRepresentative => Text.Of($"rappresentante legale", $"legal representative", $"gesetzliche Vertretung"),
        MandateKind.Intermediary => Text.Of($"intermediario con delega", $"intermediary with a mandate", $"bevollmächtigter Vermittler"),
        _ => Text.Of($"delegato", $"delegate", $"bevollmächtigt"),
    };
}
