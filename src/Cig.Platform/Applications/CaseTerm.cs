using Cig.Rules;
using Cig.Rules.Access;
using Cig.Rules.Deadlines;

namespace Cig.Platform.Applications;

/// <summary>A term of a case, with the rule's own reasons.</summary>
public sealed record CaseTerm(Text Name, DateOnly Day, IReadOnlyList<Reason> Reasons)
{
    /// <summary>The terms of an application as it stands, as far as the rules know their days.</summary>
    public static IEnumerable<CaseTerm> Of(Application application)
    {
        var filed = ChatSchedule.DayInRome(application.SubmittedAt);
        var filing = ApplicationDeadline.For(new(application.Scheme, application.Unavoidable, [application.FirstDay], false, filed));
        yield return new(Text.Of($"Presentazione della domanda", $"Filing of the application", $"Einreichung des Antrags"), filing.Value.Rolled, filing.Reasons);
        if (application.State == ApplicationState.IntegrationRequested)
        {
            var reply = IntegrationReply.For(ChatSchedule.DayInRome(application.Events.Where(e => e.Kind == ApplicationState.IntegrationRequested).Max(e => e.At)), null);
            yield return new(Text.Of($"Risposta alla richiesta di integrazione", $"Answer to the request for information", $"Antwort auf die verlangte Ergänzung"), reply.Value.Rolled, reply.Reasons);
        }

        if (application.Events.Where(e => e.Kind is ApplicationState.Granted or ApplicationState.PartiallyGranted).OrderBy(e => e.N).LastOrDefault() is not { } granted)
            yield break;
        var on = ChatSchedule.DayInRome(granted.At);
        var monthEnds = new DateOnly(application.LastDay.Year, application.LastDay.Month, 1).AddMonths(1).AddDays(-1);
        if (application.Payment == Payment.Direct)
        {
            var data = DirectPaymentData.For(application.LastDay, on, on, null);
            yield return new(Text.Of($"Invio dei dati per il pagamento diretto", $"Data for the direct payment", $"Daten für die Direktzahlung"), data.Value.Rolled, data.Reasons);
        }
        else
        {
            var setOff = SetOff.For(application.LastDay, monthEnds, on, null);
            yield return new(Text.Of($"Conguaglio di quanto anticipato", $"Set-off of what was advanced", $"Verrechnung des Vorgestreckten"), setOff.Value.Rolled, setOff.Reasons);
        }
    }
}
