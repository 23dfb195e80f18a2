using Cig.Platform.Applications;
using Cig.Platform.Chat;
using Cig.Platform.Mandates;
using Cig.Platform.Registry;
using Cig.Platform.Settings;
using Cig.Web.Chat;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Azienda.Contatti;

/// <summary>The entrance to the chat for an employer and those who act for it.</summary>
public sealed class InfoCigModel(ChatDesk desk, ChatEntrance entrance, SettingsRegister settings, ApplicationDesk applications, MandateRegister mandates, TimeProvider time, Say say) : EntrancePage(desk, entrance, settings, time, say)
{
    [FromRoute(Name = "azienda")]
    public Guid Azienda { get; set; }

    public Employer Employer { get; private set; } = null!;

    public override string Conversations => $"/azienda/{Azienda}/contatti/info-cig/conversazioni";

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Load(stop) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(string? argomento, string? lingua, CancellationToken stop) =>
        await Load(stop) is { } loaded ? await Enter(loaded.Actor, argomento, lingua, loaded.Cases, stop) : NotFound();

    private async Task<(Actor Actor, IReadOnlyList<(Guid Id, string Name)> Cases)?> Load(CancellationToken stop)
    {
        if (await mandates.ActFor(User.Person!, Azienda, stop) is not { } found)
            return null;

        Employer = found.Employer;
        var cases = (await applications.Applications(found.Actor, stop)).Select(a => (a.Id, Say["{0} {1}, dal {2}", a.Scheme.ToString().ToUpperInvariant(), a.Protocol, a.FirstDay])).ToList();
        await Load(found.Actor, cases, stop);
        return (found.Actor, cases);
    }
}
