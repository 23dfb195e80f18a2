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
public sealed class InfoCigModel(ChatDesk desk, QueuePlaces places, ChatHours hours, ApplicationDesk applications, MandateRegister mandates, TimeProvider time, Say say) : EntrancePage(desk, places, hours, time, say)
{
    [FromRoute(Name = "azienda")]
    public Guid Azienda { get; set; }

    public Employer Employer { get; private set; } = null!;

    public override string Conversations => $"/azienda/{Azienda}/contatti/info-cig/conversazioni";

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Load(stop) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(string? argomento, CancellationToken stop) =>
        await Load(stop) is not { } loaded ? NotFound() : Enabled ? await Enter(loaded.Actor, argomento, loaded.Cases, stop) : Page();

    private async Task<(Actor Actor, IReadOnlyList<(Guid Id, string Name)> Cases)?> Load(CancellationToken stop)
    {
        if (await mandates.ActFor(User.Person!, Azienda, stop) is not { } found)
            return null;

        Employer = found.Employer;
        var cases = (await applications.Applications(found.Actor, stop)).Select(a => (a.Id, Say["{0} {1}, dal {2}", a.Scheme.ToString().ToUpperInvariant(), a.Protocol, a.FirstDay])).ToList();
        var audience = found.Actor.Mandate.Kind is MandateKind.Intermediary or MandateKind.SubDelegate ? Audience.Intermediary : Audience.Company;
        await Load(found.Actor, audience, found.Employer.Province, cases, stop);
        return (found.Actor, cases);
    }
}
