using Cig.Platform.Mandates;
using Cig.Platform.Registry;
using Cig.Platform.Storage;
using Cig.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Cig.Platform.Applications;

/// <summary>What a worker may see of an application: that it exists, its state and period, and what concerns her.</summary>
public sealed record WorkerCase(Guid Id, string Employer, string Protocol, Scheme Scheme, DateOnly FirstDay, DateOnly LastDay, ApplicationState State, Text Next, IReadOnlyList<ApplicationEvent> Events);

/// <summary>The worker's side of an application, for herself or for whom she may act; the mandate is checked at every call.</summary>
public sealed class WorkerDesk(Database database, MandateRegister mandates, ILogger<WorkerDesk> log)
{
    /// <summary>The cases that name the person acted for, the newest first.</summary>
    public async Task<IReadOnlyList<WorkerCase>> Cases(Actor actor, CancellationToken stop)
    {
        if (actor.Mandate.PersonFiscalCode is not { } worker || !await mandates.StillHolds(actor, stop))
            return [];

        await using var db = database.Context();
        var rows = await db.Set<Application>().AsNoTracking().Include(a => a.Events)
            .Where(a => a.Beneficiaries.Any(b => b.FiscalCode == worker))
            .OrderByDescending(a => a.SubmittedAt)
            .Join(db.Set<Employer>(), a => a.EmployerId, e => e.Id, (a, e) => new { Application = a, e.Name }).ToListAsync(stop);
        return [.. rows.Select(r => Show(r.Application, r.Name))];
    }

    /// <summary>One case that names the person acted for; null, and logged, where there is none.</summary>
    public async Task<WorkerCase?> Case(Actor actor, Guid id, CancellationToken stop)
    {
        if ((await Cases(actor, stop)).FirstOrDefault(c => c.Id == id) is { } found)
            return found;

        log.LogWarning("{Person} asked for application {Application}, which does not name her or whom she acts for.", MandateRegister.Masked(actor.Principal), id);
        return null;
    }

    // Notes between office and employer stay between them.
    private static WorkerCase Show(Application a, string employer) => new(
        a.Id, employer, a.Protocol, a.Scheme, a.FirstDay, a.LastDay, a.State, ApplicationLife.NextForWorker(a),
        [.. a.Events.OrderByDescending(e => e.N).Select(e => new ApplicationEvent { ApplicationId = a.Id, N = e.N, At = e.At, Kind = e.Kind, Who = e.Kind == ApplicationState.Submitted ? employer : e.Who })]);
}
