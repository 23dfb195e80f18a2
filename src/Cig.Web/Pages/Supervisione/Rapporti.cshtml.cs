using System.Text;
using Cig.Platform.Applications;
using Cig.Platform.Chat;
using Cig.Platform.Staff;
using Cig.Rules.Access;
using Cig.Web.Components;
using Cig.Web.Language;
using Cig.Web.Pages.Operatore;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Supervisione;

/// <summary>The chat by day and by reason, as a page, a chart and a file.</summary>
public sealed class RapportiModel(ChatReports reports, StaffRegister staff, TimeProvider time, Say say) : StaffPage(staff)
{
    [FromQuery(Name = "dal")]
    public string? Dal { get; set; }

    [FromQuery(Name = "al")]
    public string? Al { get; set; }

    public ChatReport? Report { get; private set; }

    public IReadOnlyList<Column> Days { get; private set; } = [];

    public string Csv => $"/supervisione/rapporti/csv?dal={Uri.EscapeDataString(Dal!)}&al={Uri.EscapeDataString(Al!)}";

    public async Task<IActionResult> OnGetAsync(string? forma, CancellationToken stop)
    {
        var today = DateOnly.FromDateTime(ChatSchedule.InRome(time.GetUtcNow()));
        Dal ??= Typed.Field(today.AddDays(-13));
        Al ??= Typed.Field(today);
        Report = Typed.Day(Dal) is { } from && Typed.Day(Al) is { } to ? await reports.Of(await Member(stop), from, to, stop) : null;
        if (Report is not { } report)
            return Wrong("dal", say["Scrivi due date come 05/10/2026, la prima non dopo la seconda, al massimo un anno."]);
        if (forma == "csv")
            return File(Encoding.UTF8.GetBytes(report.ToCsv()), "text/csv; charset=utf-8", $"info-cig-{report.From:yyyy-MM-dd}-{report.To:yyyy-MM-dd}.csv");
        Days = [.. report.Days.Select(d => new Column(d.Day.ToString("dd/MM"), d.Opened, say["{0} aperte, {1} abbandonate", d.Opened, d.Abandoned]))];
        return Page();
    }

    /// <summary>Minutes with one decimal, or a dash.</summary>
    public string Minutes(TimeSpan? length) => length is { } l ? say["{0} min", Math.Round((decimal)l.TotalMinutes, 1)] : "-";
}
