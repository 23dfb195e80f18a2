using Cig.Platform.Chat;
using Cig.Platform.Staff;
using Cig.Rules.Access;
using Cig.Web.Components;
using Cig.Web.Language;
using Cig.Web.Pages.Operatore;

namespace Cig.Web.Pages.Supervisione;

/// <summary>The chat at this moment: who waits and for how long, who is free, what will be late, and today's waits by quarter of an hour.</summary>
public sealed class IndexModel(LiveFigures figures, ChatReports reports, Routing routing, StaffRegister staff, TimeProvider time, Say say) : StaffPage(staff)
{
    public ChatFigures Now { get; private set; } = null!;

    public IReadOnlyList<Column> Waits { get; private set; } = [];

    /// <summary>The wait that is aimed at, in minutes.</summary>
    public decimal Target { get; private set; }

    /// <summary>The office that she looks after; none for the whole country.</summary>
    public string? Office { get; private set; }

    public DateTimeOffset At => time.GetUtcNow();

    public async Task OnGetAsync(CancellationToken stop)
    {
        var member = await Member(stop);
        var today = ChatSchedule.DayInRome(time.GetUtcNow());
        (Now, Office) = (await figures.Now(member, stop), member.Office);
        Target = (await routing.Rules(stop)).AnswerSeconds / 60m;
        Waits = [.. (await reports.Of(member, today, today, ReportBy.Day, stop))!.Quarters.Select(q => new Column(q.From.ToString("HH:mm"), (decimal)q.MeanWait.TotalMinutes, say["{0} minuti ({1} conversazioni)", Math.Round((decimal)q.MeanWait.TotalMinutes, 1), q.Count]))];
    }

    /// <summary>Minutes and seconds.</summary>
    public static string Length(TimeSpan time) => $"{(int)time.TotalMinutes}:{time.Seconds:00}";
}
