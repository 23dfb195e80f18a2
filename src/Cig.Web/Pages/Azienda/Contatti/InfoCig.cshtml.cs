using Cig.Platform.Applications;
using Cig.Platform.Chat;
using Cig.Platform.Mandates;
using Cig.Platform.Registry;
using Cig.Rules.Access;
using Cig.Web.Chat;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Azienda.Contatti;

/// <summary>The entrance to the chat for an employer and those who act for it.</summary>
public sealed class InfoCigModel(ChatDesk desk, QueuePlaces places, ChatHours hours, ApplicationDesk applications, TimeProvider time, Say say) : EntrancePage(desk, places, hours, time, say)
{
    public Employer Employer => HttpContext.Acting!.Employer!;

    public override string Conversations => $"{Home}/contatti/info-cig/conversazioni";

    public async Task OnGetAsync(CancellationToken stop) => await Load(stop);

    public async Task<IActionResult> OnPostAsync(string? argomento, CancellationToken stop)
    {
        var cases = await Load(stop);
        return Enabled ? await Enter(argomento, cases, stop) : Page();
    }

    private async Task<IReadOnlyList<(Guid Id, string Name)>> Load(CancellationToken stop)
    {
        var cases = (await applications.Applications(Actor, stop)).Select(a => (a.Id, Say["{0} {1}, dal {2}", a.Scheme.ToString().ToUpperInvariant(), a.Protocol, a.FirstDay])).ToList();
        var audience = Actor.Mandate.Kind is MandateKind.Intermediary or MandateKind.SubDelegate ? Audience.Intermediary : Audience.Company;
        await Load(audience, Employer.Province, cases, stop);
        return cases;
    }
}
