using Cig.Platform.Applications;
using Cig.Platform.Chat;
using Cig.Platform.Mandates;
using Cig.Platform.Registry;
using Cig.Rules.Access;
using Cig.Web.Chat;
using Cig.Web.Language;
using Cig.Web.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.MyInps.Comunica;

/// <summary>The worker's entrance to the chat.</summary>
public sealed class InfoCigModel(ChatDesk desk, QueuePlaces places, ChatHours hours, WorkerDesk cases, Residents residents, TimeProvider time, Say say) : EntrancePage(desk, places, hours, time, say)
{
    public override string Conversations => "/myinps/comunica/info-cig/conversazioni";

    public async Task OnGetAsync(CancellationToken stop) => await Load(Actor, Audience.Worker, await residents.ProvinceOf(User.Person!, stop), await Cases(stop), stop);

    public async Task<IActionResult> OnPostAsync(string? argomento, CancellationToken stop)
    {
        var known = await Cases(stop);
        await Load(Actor, Audience.Worker, await residents.ProvinceOf(User.Person!, stop), known, stop);
        return Enabled ? await Enter(Actor, argomento, known, stop) : Page();
    }

    private Actor Actor => new(User.Person!, Mandate.Self(User.Person!));

    private async Task<IReadOnlyList<(Guid Id, string Name)>> Cases(CancellationToken stop) =>
        [.. (await cases.Cases(User.Person!, stop)).Select(c => (c.Id, Say["{0} di {1}, dal {2}", c.Scheme.ToString().ToUpperInvariant(), c.Employer, c.FirstDay]))];
}
