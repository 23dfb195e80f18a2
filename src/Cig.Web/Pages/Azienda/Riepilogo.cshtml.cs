using Cig.Platform.Applications;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Azienda;

/// <summary>The answers on one page before sending; sending twice gives the first receipt again.</summary>
public sealed class RiepilogoModel(ApplicationDesk desk, Say say) : DraftPage(desk, say)
{
    /// <summary>What was answered, by section.</summary>
    public IReadOnlyList<(Section Section, IReadOnlyList<(string Name, string Value)> Rows)> Rows =>
    [
        (Section.Unit, [(Say["Unità produttiva"], Review.Unit is { } u ? $"{u.Name}, {u.Address}" : "")]),
        (Section.Workers, [(Say["Elenco"], $"{Review.Draft.BeneficiariesName} ({Review.Workers.Count})"), (Say["Da verificare"], Review.Workers.Count(w => w.Doubts.Count > 0).ToString(System.Globalization.CultureInfo.InvariantCulture))]),
        (Section.CauseAndPeriod, [(Say["Causale"], Review.Cause is { } c ? Say[c.Name] : ""), (Say["Primo giorno"], Value(DraftField.FirstDay)), (Say["Ultimo giorno"], Value(DraftField.LastDay))]),
        (Section.Report, [(Say["Relazione tecnica"], Value(DraftField.Report))]),
        (Section.Union, [(Say["Data dell'informativa ai sindacati"], Value(DraftField.UnionNotice)), (Say["C'è stato l'esame congiunto?"], Value(DraftField.JointExamination))]),
        (Section.HoursAndPayment, [(Say["Ore richieste in tutto"], Review.Hours is { } h ? h.In(Say.Tongue) : ""), (Say["Pagamento"], Value(DraftField.Payment) == nameof(Payment.Direct) ? Say["Li paga direttamente l'INPS"] : Say["Li paga l'azienda, poi recupera con il conguaglio"])]),
    ];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) =>
        !await Load(stop) ? await Receipt(stop) : Review.Problems.Count == 0 ? Page() : Redirect(DraftHome);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        switch (await Desk.Submit(Actor, Id, stop))
        {
            case Submission.Accepted accepted:
                return Redirect($"{Home}/domande/{accepted.Application.Id}/conferma");
            case Submission.Incomplete incomplete:
                await Load(stop);
                foreach (var problem in incomplete.Problems)
                    ModelState.AddModelError(problem.Field, Say[problem.Message]);
                return Page();
            default:
                return NotFound();
        }
    }

    /// <summary>Who comes back to a draft that was sent finds its receipt.</summary>
    private async Task<IActionResult> Receipt(CancellationToken stop) =>
        (await Desk.Applications(Actor, stop)).FirstOrDefault(a => a.DraftId == Id) is { } sent ? Redirect($"{Home}/domande/{sent.Id}/conferma") : NotFound();
}
