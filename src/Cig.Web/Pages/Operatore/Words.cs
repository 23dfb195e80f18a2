using Cig.Platform.Chat;
using Cig.Rules.Access;

namespace Cig.Web.Pages.Operatore;

/// <summary>How staff pages name what routing knows.</summary>
public static class Words
{
    public static string Of(PresenceState state) => state switch
    {
        PresenceState.Available => "Disponibile",
        PresenceState.Busy => "Occupato",
        PresenceState.Away => "Assente",
        _ => "Non in linea",
    };

    public static string Of(Audience audience) => audience switch
    {
        Audience.Worker => "Lavoratore",
        Audience.Company => "Azienda",
        _ => "Intermediario",
    };

    public static string Scheme(string scheme) => scheme == Cig.Platform.Chat.Route.General ? "Generale" : scheme == "Fund" ? "Fondo" : scheme.ToUpperInvariant();

    public static string Of(CloseReason reason) => reason switch
    {
        CloseReason.Answered => "Informazione sulla prestazione data",
        CloseReason.CaseState => "Stato della pratica spiegato",
        CloseReason.PaymentTiming => "Tempi di pagamento spiegati",
        CloseReason.HowToApply => "Spiegato come presentare la domanda",
        CloseReason.OtherWork => "Altra attività durante la cassa integrazione",
        CloseReason.ToOtherChannel => "Indicato un altro canale",
        CloseReason.NoReply => "La persona non risponde più",
        _ => "Altro",
    };

    public static string Of(Requirement requirement) => requirement switch
    {
        Requirement.Territory => "Territorio",
        Requirement.Scheme => "Trattamento",
        _ => "Tipo di utente",
    };

    /// <summary>Hour of Rome with its seconds: an offer is a matter of seconds.</summary>
    public static string Clock(DateTimeOffset at) => ChatSchedule.InRome(at).ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    public static DateTimeOffset Now(HttpContext http) => http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
}
