using Cig.Platform.Chat;
using Cig.Platform.Staff;
using Cig.Rules;
using Cig.Rules.Access;
using Cig.Web.Components;
using Cig.Web.Language;
using Cig.Web.Pages.Operatore;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Amministrazione;

/// <summary>The canned replies: the list, and the form that sets a new version of one.</summary>
public sealed class RispostePronteModel(CannedReplies replies, StaffRegister staff, TimeProvider time, Say say) : StaffPage(staff)
{
    private static readonly string[] Fields = ["codice", "titolo", "testo", "lingua", "fonte", "dal", "al"];
    private static readonly string[] Texts = ["titolo", "testo", "fonte"];

    [FromRoute(Name = "codice")]
    public string? Codice { get; set; }

    public IReadOnlyDictionary<string, CannedReply> All { get; private set; } = new Dictionary<string, CannedReply>();

    public bool Saved { get; private set; }

    /// <summary>What the form shows, by field.</summary>
    public Dictionary<string, string> Typed { get; private set; } = [];

    public IReadOnlyList<Choice> Tongues => [.. Enum.GetValues<Tongue>().Select(t => new Choice(t.ToString(), say[Say.NameOf(t)]))];

    public async Task OnGetAsync(bool? salvato, string? titolo, CancellationToken stop)
    {
        (All, Saved) = (await replies.All(stop), salvato == true);
        var shown = Codice is { } code ? All.GetValueOrDefault(code) : null;
        Typed = new()
        {
            ["codice"] = Codice ?? "",
            ["titolo"] = shown?.Title ?? titolo ?? "",
            ["testo"] = shown?.Text ?? "",
            ["lingua"] = $"{shown?.Tongue ?? Tongue.Italian}",
            ["fonte"] = shown?.Source ?? "",
            ["dal"] = Platform.Applications.Typed.Field(shown?.ValidFrom ?? ChatSchedule.DayInRome(time.GetUtcNow())),
            ["al"] = shown?.ValidTo is { } to ? Platform.Applications.Typed.Field(to) : "",
        };
    }

    public async Task<IActionResult> OnPostAsync(bool ritira, CancellationToken stop)
    {
        All = await replies.All(stop);
        Typed = Fields.ToDictionary(f => f, f => Request.Form[f].ToString().Trim());
        var (from, to) = (Platform.Applications.Typed.Day(Typed["dal"]), Platform.Applications.Typed.Day(Typed["al"]));
        if (Typed["codice"].Length is < 2 or > 40 || !Typed["codice"].All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            ModelState.AddModelError("codice", say["Scrivi un codice di lettere minuscole, cifre e trattini, per esempio tempi-pagamento."]);
        foreach (var field in Texts.Where(f => Typed[f].Length is 0 or > ChatDesk.LongestMessage))
            ModelState.AddModelError(field, say["Scrivi questo campo, al massimo {0} caratteri.", ChatDesk.LongestMessage]);
        if (from is null || Typed["al"].Length > 0 && (to is null || to < from))
            ModelState.AddModelError("dal", say["Scrivi da quando vale, e fino a quando se scade, per esempio 05/10/2026."]);
        if (!Enum.TryParse<Tongue>(Typed["lingua"], out var tongue))
            ModelState.AddModelError("lingua", say["Scegli la lingua."]);
        if (!ModelState.IsValid)
            return Page();

        var unknown = await replies.Set(await Member(stop), Typed["codice"], new(Typed["titolo"], Typed["testo"], tongue, Typed["fonte"], from!.Value, to, ritira), stop);
        return unknown.Count == 0 ? Redirect("/amministrazione/risposte-pronte?salvato=true") : Wrong("testo", say["Questi segnaposto non esistono: {0}.", string.Join(", ", unknown)]);
    }
}
