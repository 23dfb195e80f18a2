using System.Globalization;
using Cig.Platform.Chat;
using Cig.Platform.Staff;
using Cig.Web.Language;
using Cig.Web.Pages.Operatore;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Amministrazione;

/// <summary>How conversations reach advisors: the rules, and the way to each advisor's skills.</summary>
public sealed class CompetenzeModel(RoutingAdministration desk, StaffRegister staff, Say say) : StaffPage(staff)
{
    /// <summary>The fields of the form: name, label, help, and the number that they show.</summary>
    public static IReadOnlyList<(string Name, string Label, string Help, Func<RoutingRules, int> Value)> Fields { get; } =
    [
        ("accetta", "Secondi per accettare un'offerta", "Poi l'offerta passa al prossimo operatore", r => r.AcceptSeconds),
        ("mancate", "Offerte mancate prima di \"assente\"", "Di seguito", r => r.MissesBeforeAway),
        ("grazia", "Secondi senza segni prima che l'operatore risulti perso", "Le sue conversazioni tornano in testa alla coda", r => r.GraceSeconds),
        ("preferito", "Secondi di attesa per l'operatore che la persona aveva già", "0 per non preferirlo", r => r.PreferredSeconds),
        ("avvio", "Secondi tra una conversazione e l'altra all'avvio", "Chi comincia ne riceve una, poi una in più a ogni intervallo; 0 per non usarlo", r => r.WarmUpSeconds),
        ("peso", "Peso di una conversazione in cui tocca alla persona", "In centesimi di conversazione, da 0 a 100", r => r.IdleWeight),
        ("sede", "Secondi prima di non chiedere più la sede", "0 per chiederla sempre", r => Relaxed(r, Requirement.Territory)),
        ("trattamento", "Secondi prima di non chiedere più il trattamento", "0 per chiederlo sempre", r => Relaxed(r, Requirement.Scheme)),
        ("utente", "Secondi prima di non chiedere più il tipo di utente", "0 per chiederlo sempre", r => Relaxed(r, Requirement.Audience)),
        ("risposta", "Obiettivo per la prima risposta, in secondi", "In orario di apertura", r => r.AnswerSeconds),
        ("seguito", "Obiettivo per le risposte successive, in secondi", "In orario di apertura", r => r.NextAnswerSeconds),
        ("allarme", "Secondi di attesa prima dell'allarme ai supervisori", "Se nessuno accetta", r => r.AlarmSeconds),
    ];

    public RoutingRules Rules { get; private set; } = null!;

    public IReadOnlyList<SkilledAdvisor> Advisors { get; private set; } = [];

    public bool Saved { get; private set; }

    /// <summary>What the field shows: what was typed, or what is in force.</summary>
    public string Shown(string name, Func<RoutingRules, int> value) => Request.HasFormContentType ? Request.Form[name].ToString() : value(Rules).ToString(CultureInfo.InvariantCulture);

    public async Task OnGetAsync(bool? salvato, CancellationToken stop)
    {
        Saved = salvato == true;
        await Load(stop);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await Load(stop);
        var typed = Fields.ToDictionary(f => f.Name, f => int.TryParse(Request.Form[f.Name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null);
        foreach (var (name, _) in typed.Where(t => t.Value is null))
            ModelState.AddModelError(name, say["Scrivi un numero intero."]);
        if (!ModelState.IsValid)
            return Page();

        int of(string name) => typed[name]!.Value;
        IEnumerable<Relaxation> relaxations = [new(of("sede"), Requirement.Territory), new(of("trattamento"), Requirement.Scheme), new(of("utente"), Requirement.Audience)];
        var rules = Rules with
        {
            AcceptSeconds = of("accetta"),
            MissesBeforeAway = of("mancate"),
            GraceSeconds = of("grazia"),
            PreferredSeconds = of("preferito"),
            WarmUpSeconds = of("avvio"),
            IdleWeight = of("peso"),
            AnswerSeconds = of("risposta"),
            NextAnswerSeconds = of("seguito"),
            AlarmSeconds = of("allarme"),
            Relaxations = [.. relaxations.Where(r => r.AfterSeconds > 0)],
        };
        return await desk.Set(await Member(stop), rules, stop)
            ? Redirect("/amministrazione/competenze?salvato=true")
            : Wrong("accetta", say["Un valore è fuori dai limiti: accettare da 5 a 600 secondi, mancate da 1 a 10, grazia da 20 a 3600 secondi, peso da 0 a 100, allarme almeno 10 secondi."]);
    }

    private static int Relaxed(RoutingRules rules, Requirement requirement) => rules.Relaxations.FirstOrDefault(r => r.Requirement == requirement)?.AfterSeconds ?? 0;

    private async Task Load(CancellationToken stop) => (Rules, Advisors) = (await desk.Rules(stop), await desk.Advisors(stop));
}
