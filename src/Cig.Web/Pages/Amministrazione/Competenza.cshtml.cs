using Cig.Platform.Chat;
using Cig.Platform.Staff;
using Cig.Rules;
using Cig.Rules.Access;
using Cig.Web.Components;
using Cig.Web.Language;
using Cig.Web.Pages.Operatore;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Amministrazione;

/// <summary>What an advisor can take, and how much at once.</summary>
public sealed class CompetenzaModel(RoutingAdministration desk, StaffRegister staff, Say say) : StaffPage(staff)
{
    [FromRoute(Name = "id")]
    public Guid Id { get; set; }

    public SkilledAdvisor Advisor { get; private set; } = null!;

    public string Sedi { get; private set; } = "";

    public string Capacita { get; private set; } = "";

    public string Limite { get; private set; } = "";

    public IReadOnlyList<(string Name, string Legend, IReadOnlyList<Choice> Choices, IReadOnlyList<string> Chosen)> Groups { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Load(stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string[] trattamenti, Tongue[] lingue, Audience[] utenti, string? sedi, string? capacita, string? limite, CancellationToken stop)
    {
        if (!await Load(stop))
            return NotFound();
        (Sedi, Capacita, Limite) = (sedi ?? "", capacita ?? "", limite ?? "");
        List<string> territories = [.. Sedi.ToUpperInvariant().Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)];
        if (territories.Any(t => t.Length != 2 || !t.All(char.IsAsciiLetterUpper)))
            return Wrong("sedi", say["Scrivi le sigle delle province separate da virgole, per esempio TO, MI; lascia vuoto per tutte."]);
        if (Hundredths(Capacita) is not { } capacity || Hundredths(Limite) is not { } limit
            || !await desk.Set(await Member(stop), Id, new([.. trattamenti.Where(t => Schemes.Contains(t))], territories, lingue, utenti, capacity, limit), stop))
            return Wrong("capacita", say["Scrivi quante conversazioni: almeno 1, il limite non sotto la capacità e al massimo 999; per esempio 3 oppure 2,5."]);
        return Redirect("/amministrazione/competenze?salvato=true");
    }

    private static IEnumerable<string> Schemes => [Platform.Chat.Route.General, .. Enum.GetNames<Scheme>()];

    private static int? Hundredths(string typed) => decimal.TryParse(typed.Trim().Replace(',', '.'), out var number) && number is > 0 and < 1000 ? (int)(number * 100) : null;

    private async Task<bool> Load(CancellationToken stop)
    {
        if ((await desk.Advisors(stop)).FirstOrDefault(a => a.Id == Id) is not { Skills: { } s } advisor)
            return false;
        (Advisor, Sedi, Capacita, Limite) = (advisor, string.Join(", ", s.Territories), $"{s.Capacity / 100m}".Replace('.', ','), $"{s.HardLimit / 100m}".Replace('.', ','));
        Groups =
        [
            ("trattamenti", say["Trattamenti"], [.. Schemes.Select(x => new Choice(x, say[Words.Scheme(x)]))], s.Schemes),
            ("lingue", say["Lingue"], [.. Enum.GetValues<Tongue>().Select(t => new Choice(t.ToString(), say[Say.NameOf(t)]))], [.. s.Tongues.Select(t => t.ToString())]),
            ("utenti", say["Utenti"], [.. Enum.GetValues<Audience>().Select(a => new Choice(a.ToString(), say[Words.Of(a)]))], [.. s.Audiences.Select(a => a.ToString())]),
        ];
        return true;
    }
}
