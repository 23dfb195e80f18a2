using Cig.Platform.Audit;
using Cig.Platform.Storage;
using Cig.Rules;

namespace Cig.Platform.Applications;

/// <summary>The life of an application: which state may follow which, and what each means to the people who wait.</summary>
public static class ApplicationLife
{
    private static readonly (ApplicationState From, ApplicationState To)[] Moves =
    [
        (ApplicationState.Submitted, ApplicationState.UnderExamination),
        (ApplicationState.Submitted, ApplicationState.Withdrawn),
        (ApplicationState.UnderExamination, ApplicationState.IntegrationRequested),
        (ApplicationState.UnderExamination, ApplicationState.Granted),
        (ApplicationState.UnderExamination, ApplicationState.PartiallyGranted),
        (ApplicationState.UnderExamination, ApplicationState.Refused),
        (ApplicationState.UnderExamination, ApplicationState.Withdrawn),
        (ApplicationState.IntegrationRequested, ApplicationState.UnderExamination),
        (ApplicationState.IntegrationRequested, ApplicationState.Withdrawn),
    ];

    public static bool Allows(ApplicationState from, ApplicationState to) => Moves.Contains((from, to));

    public static bool Decided(ApplicationState state) =>
        state is ApplicationState.Granted or ApplicationState.PartiallyGranted or ApplicationState.Refused or ApplicationState.Withdrawn;

    public static Text Name(ApplicationState state) => state switch
    {
        ApplicationState.Submitted => Text.Of($"Inviata", $"Sent", $"Eingereicht"),
        ApplicationState.UnderExamination => Text.Of($"In lavorazione", $"Under examination", $"In Bearbeitung"),
        ApplicationState.IntegrationRequested => Text.Of($"Richiesta di integrazione", $"More information asked for", $"Ergänzung verlangt"),
        ApplicationState.Granted => Text.Of($"Accolta", $"Granted", $"Genehmigt"),
        ApplicationState.PartiallyGranted => Text.Of($"Accolta in parte", $"Partly granted", $"Teilweise genehmigt"),
        ApplicationState.Refused => Text.Of($"Respinta", $"Refused", $"Abgelehnt"),
        _ => Text.Of($"Ritirata", $"Withdrawn", $"Zurückgezogen"),
    };

    /// <summary>What happens next, who does it, and until when; the employer's view.</summary>
    public static Text NextForEmployer(Application application) => application.State switch
    {
        ApplicationState.Submitted => Text.Of(
            $"La sede di {application.Office} prenderà in carico la domanda. Non devi fare nulla.",
            $"The office of {application.Office} will take the application up. You need do nothing.",
            $"Das Amt {application.Office} wird den Antrag übernehmen. Du musst nichts tun."),
        ApplicationState.UnderExamination => Text.Of(
            $"La sede di {application.Office} sta verificando la domanda. Non devi fare nulla.",
            $"The office of {application.Office} is checking the application. You need do nothing.",
            $"Das Amt {application.Office} prüft den Antrag. Du musst nichts tun."),
        ApplicationState.IntegrationRequested => Text.Of(
            $"Tocca a te: rispondi alla richiesta di integrazione entro il {ReplyTerm(application)}.",
            $"It is your turn: answer the request for information by {ReplyTerm(application)}.",
            $"Du bist an der Reihe: die verlangte Ergänzung bis {ReplyTerm(application)} liefern."),
        ApplicationState.Granted or ApplicationState.PartiallyGranted => application.Payment == Payment.SetOff
            ? Text.Of(
                $"Puoi recuperare con il conguaglio quanto anticipi ai lavoratori.",
                $"You can set off what you advance to the workers.",
                $"Was den Beschäftigten vorgestreckt wird, kann verrechnet werden.")
            : Text.Of(
                $"Invia i dati per il pagamento diretto entro la fine del secondo mese dopo il periodo, o entro 60 giorni dalla comunicazione se più tardi (art. 7, c. 5-bis).",
                $"Send the data for direct payment by the end of the second month after the period, or within 60 days from the notice if later (art. 7, c. 5-bis).",
                $"Die Daten für die Direktzahlung bis Ende des zweiten Monats nach dem Zeitraum senden, oder binnen 60 Tagen ab Mitteilung, falls später (Art. 7, Abs. 5-bis)."),
        ApplicationState.Refused => Text.Of(
            $"Se non sei d'accordo puoi fare ricorso entro 30 giorni dalla comunicazione (art. 17).",
            $"If you disagree you may appeal within 30 days from the notice (art. 17).",
            $"Bei Uneinigkeit ist binnen 30 Tagen ab Mitteilung ein Rekurs möglich (Art. 17)."),
        _ => Text.Of($"La domanda è chiusa.", $"The application is closed.", $"Der Antrag ist abgeschlossen."),
    };

    /// <summary>What happens next; the worker's view.</summary>
    public static Text NextForWorker(Application application) => application.State switch
    {
        ApplicationState.Submitted or ApplicationState.UnderExamination => Text.Of(
            $"La sede di {application.Office} sta esaminando la domanda della tua azienda. Non devi fare nulla.",
            $"The office of {application.Office} is examining your employer's application. You need do nothing.",
            $"Das Amt {application.Office} prüft den Antrag deines Arbeitgebers. Du musst nichts tun."),
        ApplicationState.IntegrationRequested => Text.Of(
            $"La sede ha chiesto altre informazioni alla tua azienda. Non devi fare nulla.",
            $"The office has asked your employer for more information. You need do nothing.",
            $"Das Amt hat von deinem Arbeitgeber weitere Angaben verlangt. Du musst nichts tun."),
        ApplicationState.Granted or ApplicationState.PartiallyGranted => application.Payment == Payment.SetOff
            ? Text.Of(
                $"L'integrazione te la paga l'azienda in busta paga, alle normali scadenze.",
                $"Your employer pays the supplement with your wages, on the usual days.",
                $"Dein Arbeitgeber zahlt den Ausgleich mit dem Lohn zu den üblichen Terminen.")
            : Text.Of(
                $"L'integrazione te la paga l'INPS dopo che l'azienda ha inviato i dati.",
                $"INPS pays the supplement after your employer has sent the data.",
                $"Das INPS zahlt den Ausgleich, nachdem dein Arbeitgeber die Daten gesendet hat."),
        ApplicationState.Refused => Text.Of(
            $"La domanda è stata respinta. Chiedi alla tua azienda, oppure parla con un operatore.",
            $"The application was refused. Ask your employer, or talk to an advisor.",
            $"Der Antrag wurde abgelehnt. Frag deinen Arbeitgeber oder sprich mit einer Beraterin oder einem Berater."),
        _ => Text.Of($"La domanda è stata ritirata.", $"The application was withdrawn.", $"Der Antrag wurde zurückgezogen."),
    };

    /// <summary>Whose move it is.</summary>
    public static Text Turn(Application application) => application.State switch
    {
        ApplicationState.Submitted or ApplicationState.UnderExamination => Text.Of($"alla sede INPS", $"the INPS office", $"das INPS-Amt"),
        ApplicationState.IntegrationRequested => Text.Of(
            $"all'azienda, che risponde alla sede entro il {ReplyTerm(application)}",
            $"the employer, who answers the office by {ReplyTerm(application)}",
            $"der Arbeitgeber, der dem Amt bis {ReplyTerm(application)} antwortet"),
        ApplicationState.Granted or ApplicationState.PartiallyGranted => application.Payment == Payment.SetOff
            ? Text.Of($"all'azienda, che paga", $"the employer, who pays", $"der Arbeitgeber, der zahlt")
            : Text.Of($"all'azienda, che invia i dati; poi paga l'INPS", $"the employer, who sends the data; then INPS pays", $"der Arbeitgeber, der die Daten sendet; dann zahlt das INPS"),
        _ => Text.Of($"a nessuno: la domanda è chiusa", $"nobody: the application is closed", $"niemand: der Antrag ist abgeschlossen"),
    };

    /// <summary>How the money comes, or would come.</summary>
    public static Text PaymentOf(Application application) => application.Payment == Payment.SetOff
        ? Text.Of($"lo anticipa l'azienda in busta paga", $"the employer advances it with the wages", $"der Arbeitgeber streckt es mit dem Lohn vor")
        : Text.Of($"direttamente dall'INPS", $"directly by INPS", $"direkt durch das INPS");

    /// <summary>Fifteen days from the request, the day of receipt excluded, moved past holidays (art. 11 D.M. 95442/2016).</summary>
    public static DateOnly ReplyTerm(Application application)
    {
        var asked = application.Events.Where(e => e.Kind == ApplicationState.IntegrationRequested).Max(e => e.At);
        return Rules.Calendar.ItalianCalendar.RollForward(Rules.Access.ChatSchedule.DayInRome(asked).AddDays(15));
    }

    /// <summary>Takes the step, with its event and audit entry; the caller saves all in one transaction.</summary>
    /// <exception cref="InvalidOperationException">The step is not among the moves; ask <see cref="Allows"/> first.</exception>
    internal static async Task Move(
        CigContext db, Application application, ApplicationState to, DateTimeOffset at, string who, string code, string onBehalfOf, string? note, CancellationToken stop)
    {
        if (!Allows(application.State, to))
            throw new InvalidOperationException($"{application.State} is not followed by {to}.");

        application.State = to;
        application.Version++;
        db.Add(new ApplicationEvent { ApplicationId = application.Id, N = application.Events.Max(e => e.N) + 1, At = at, Kind = to, Who = who, Note = note });
        await AuditLog.Record(db, application.AuditChain, at, code, onBehalfOf, to.ToString(), note ?? "", stop);
    }
}
