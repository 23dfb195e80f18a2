using Cig.Platform.Mandates;
using Cig.Platform.Registry;
using Cig.Platform.Storage;
using Cig.Rules;
using Cig.Rules.Access;
using Cig.Rules.Durations;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Applications;

/// <summary>The counter of a unit as a company sees it.</summary>
public sealed record UnitCounter(ProductionUnit Unit, Ruling<Weeks> Used, IReadOnlyList<PastAuthorisation> History);

/// <summary>The duration counters of the units of an employer.</summary>
public sealed class UnitCounters(Database database, MandateRegister mandates, TimeProvider time)
{
    public async Task<IReadOnlyList<UnitCounter>> Of(Actor actor, Employer employer, CancellationToken stop)
    {
        if (!await mandates.StillHolds(actor, stop) || actor.Mandate.EmployerId != employer.Id)
            return [];

        await using var db = database.Context();
        var today = ChatSchedule.DayInRome(time.GetUtcNow());
        List<UnitCounter> counters = [];
        foreach (var unit in employer.Units.Where(u => actor.Mandate.Scope.Covers(u.PositionNumber)))
        {
            var history = await History(db, unit.Id, stop);
            var sector = SchemeFit.SectorOf(employer.Positions.FirstOrDefault(p => p.Number == unit.PositionNumber)?.ContributionClass ?? "");
            counters.Add(new(unit, CigoDuration.UsedAt(today, new(sector, unit.DaysPerWeek, history, new(false, today, today))), history));
        }

        return counters;
    }

    internal static async Task<IReadOnlyList<PastAuthorisation>> History(CigContext db, Guid unit, CancellationToken stop)
    {
        var rows = await db.Set<Authorisation>().AsNoTracking().Where(a => a.UnitId == unit).OrderBy(a => a.FirstDay).ToListAsync(stop);
        return [.. rows.Select(a => a.ToPast())];
    }
}
