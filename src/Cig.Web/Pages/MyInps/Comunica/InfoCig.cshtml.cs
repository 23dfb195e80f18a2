using Cig.Platform.Applications;
using Cig.Platform.Chat;
using Cig.Platform.Registry;
using Cig.Rules.Access;
using Cig.Web.Chat;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.MyInps.Comunica;

/// <summary>The worker's entrance to the chat, for herself or for a person whom she represents.</summary>
public sealed class InfoCigModel(ChatDesk desk, QueuePlaces places, ChatHours hours, WorkerDesk cases, Residents residents, TimeProvider time, Say say) : EntrancePage(desk, places, hours, time, say)
{
    public override string Conversations => $"{Home}/comunica/info-cig/conversazioni";

    public async Task OnGetAsync(CancellationToken stop) => await Load(await Cases(stop), stop);

    public async Task<IActionResult> OnPostAsync(string? argomento, CancellationToken stop)
    {
        var known = await Cases(stop);
        await Load(known, stop);
        return Enabled ? await Enter(argomento, known, stop) : Page();
    }

    private async Task Load(IReadOnlyList<(Guid Id, string Name)> known, CancellationToken stop) =>
        await Load(Audience.Worker, await residents.ProvinceOf(Actor.Mandate.PersonFiscalCode!, stop), known, stop);

    private async Task<IReadOnlyList<(Guid Id, string Name)>> Cases(CancellationToken stop) =>
        [.. (await cases.Cases(Actor, stop)).Select(c => (c.Id, Say["{0} di {1}, dal {2}", c.Scheme.ToString().ToUpperInvariant(), c.Employer, c.FirstDay]))];
}
