using Cig.Platform.Applications;
using Cig.Platform.Chat;
using Cig.Platform.Mandates;
using Cig.Platform.Settings;
using Cig.Web.Chat;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.MyInps.Comunica;

/// <summary>The worker's entrance to the chat.</summary>
public sealed class InfoCigModel(ChatDesk desk, ChatEntrance entrance, SettingsRegister settings, WorkerDesk cases, TimeProvider time, Say say) : EntrancePage(desk, entrance, settings, time, say)
{
    public override string Conversations => "/myinps/comunica/info-cig/conversazioni";

    public async Task OnGetAsync(CancellationToken stop) => await Load(Actor, await Cases(stop), stop);

    public async Task<IActionResult> OnPostAsync(string? argomento, string? lingua, CancellationToken stop)
    {
        var known = await Cases(stop);
        await Load(Actor, known, stop);
        return await Enter(Actor, argomento, lingua, known, stop);
    }

    private Actor Actor => new(User.Person!, Mandate.Self(User.Person!));

    private async Task<IReadOnlyList<(Guid Id, string Name)>> Cases(CancellationToken stop) =>
        [.. (await cases.Cases(User.Person!, stop)).Select(c => (c.Id, Say["{0} di {1}, dal {2}", c.Scheme.ToString().ToUpperInvariant(), c.Employer, c.FirstDay]))];
}
