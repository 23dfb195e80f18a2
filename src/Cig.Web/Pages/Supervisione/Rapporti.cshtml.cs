using System.Text;
using Cig.Platform.Applications;
using Cig.Platform.Chat;
using Cig.Platform.Staff;
using Cig.Rules.Access;
using Cig.Web.Language;
using Cig.Web.Pages.Operatore;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Supervisione;

/// <summary>The chat by day, office, scheme or advisor, with its clocks, ratings and reasons: as a page, a chart and a file.</summary>
public sealed class RapportiModel(ChatReports reports, Routing routing, StaffRegister staff, TimeProvider time, Say say) : StaffPage(staff)
{
    [FromQuery(Name = "dal")]
    public string? Dal { get; set; }

    [FromQuery(Name = "al")]
    public string? Al { get; set; }

    [FromQuery(Name = "per")]
    public string? Per { get; set; }

    [FromQuery(Name = "grafico")]
    public string? Grafico { get; set; }

    public ChatReport? Report { get; private set; }

    public ReportChart Chart { get; private set; } = null!;

    public bool ByAdvisor { get; private set; }

    public string Csv => $"/supervisione/rapporti/csv?dal={Uri.EscapeDataString(Dal!)}&al={Uri.EscapeDataString(Al!)}&per={Per}";

    public async Task<IActionResult> OnGetAsync(string? forma, CancellationToken stop)
    {
        var today = ChatSchedule.DayInRome(time.GetUtcNow());
        Dal ??= Typed.Field(today.AddDays(-13));
        Al ??= Typed.Field(today);
        (Per, Grafico, ByAdvisor) = (ReportWords.Lines.ContainsKey(Per ?? "") ? Per : "giorno", ReportChart.Names.ContainsKey(Grafico ?? "") ? Grafico : "aperte", await reports.ByAdvisorAllowed(stop));
        Report = Typed.Day(Dal) is { } from && Typed.Day(Al) is { } to ? await reports.Of(await Member(stop), from, to, ReportWords.Lines[Per!].By, stop) : null;
        if (Report is not { } report)
        {
            return Per == "operatore" && !ByAdvisor
                ? Wrong("per", say["I numeri per singolo operatore sono spenti. Li accende l'amministratore, con la base giuridica (art. 4 L. 300/1970)."])
                : Wrong("dal", say["Scrivi due date come 05/10/2026, la prima non dopo la seconda, al massimo un anno."]);
        }

        if (forma == "csv")
            return File(Encoding.UTF8.GetBytes(report.ToCsv()), "text/csv; charset=utf-8", $"info-cig-{Per}-{report.From:yyyy-MM-dd}-{report.To:yyyy-MM-dd}.csv");
        Chart = ReportChart.Of(Grafico!, report, await routing.Rules(stop), say);
        return Page();
    }
}
