using Cig.Platform.Chat;
using Cig.Platform.Staff;
using Cig.Rules;
using Cig.Web.Components;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Operatore;

/// <summary>Sends a conversation on with a summary: to a colleague, a scheme, a territory or a language.</summary>
public sealed class TrasferisciModel(ChatDesk desk, ConsoleDesk console, StaffRegister staff, Say say) : OwnConversationPage(desk, staff)
{
    public IReadOnlyList<Choice> Targets { get; private set; } = [];

    public string A { get; private set; } = "";

    public string Sede { get; private set; } = "";

    public string Riassunto { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Load(stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? a, string? sede, string? riassunto, CancellationToken stop)
    {
        if (!await Load(stop))
            return NotFound();
        (A, Sede, Riassunto) = (a ?? "", sede?.Trim().ToUpperInvariant() ?? "", riassunto ?? "");
        if (Targets.FirstOrDefault(t => t.Value == A) is not { } chosen)
            return Wrong("a", say["Scegli a chi passare la conversazione."]);
        if (A == "territorio" && !(Sede.Length == 2 && Sede.All(char.IsAsciiLetterUpper)))
            return Wrong("sede", say["Scrivi la sigla della provincia della sede, per esempio TO."]);
        if (string.IsNullOrWhiteSpace(Riassunto))
            return Wrong("riassunto", say["Scrivi il riassunto: chi riceve la conversazione non deve far ripetere la persona."]);

        var target = A.Split(':') switch
        {
            ["collega", var id] => new TransferTarget(Colleague: Guid.Parse(id)),
            ["trattamento", var scheme] => new(Scheme: scheme),
            ["lingua", var tongue] => new(Tongue: Enum.Parse<Tongue>(tongue)),
            _ => new(Territory: Sede),
        };
        return await console.Transfer(Me, Id, target, A == "territorio" ? say["Sede di {0}", Sede] : target.Colleague is null ? chosen.Label : chosen.Label[..chosen.Label.LastIndexOf(" (", StringComparison.Ordinal)], Riassunto, stop) ? Redirect("/operatore") : Wrong("a", say["La conversazione non è più tua, o il collega non c'è più."]);
    }

    private async Task<bool> Load(CancellationToken stop)
    {
        if (!await Find(stop))
            return false;
        Targets =
        [
            .. (await console.Colleagues(Me, stop)).Select(c => new Choice($"collega:{c.Id}", $"{c.Name} ({say[Words.Of(c.State)]})")),
            .. Enum.GetValues<Scheme>().Select(s => new Choice($"trattamento:{s}", say["Esperti di {0}", Words.Scheme(s.ToString())])),
            .. Enum.GetValues<Tongue>().Where(t => t != Conversation.Tongue).Select(t => new Choice($"lingua:{t}", say["Operatori di lingua: {0}", say[Say.NameOf(t)]])),
            new Choice("territorio", say["Operatori di un'altra sede"]),
        ];
        return true;
    }
}
