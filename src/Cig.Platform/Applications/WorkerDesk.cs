using Cig.Platform.Audit;
using Cig.Platform.Mandates;
using Cig.Platform.Registry;
using Cig.Platform.Storage;
using Cig.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Cig.Platform.Applications;

/// <summary>What a worker may see of an application: that it exists, its state and period, and what concerns her.</summary>
public sealed record WorkerCase(Guid Id, string Employer, string Protocol, Scheme Scheme, DateOnly FirstDay, DateOnly LastDay, ApplicationState State, Text Next, Text Turn, Text Payment, IReadOnlyList<ApplicationEvent> Events);

/// <summary>Who looked at a case.</summary>
public enum Looker
{
    Herself,

    /// <summary>Somebody who acts for her.</summary>
    Delegate,

    /// <summary>Somebody who acts for the employer.</summary>
    Employer,

    /// <summary>The institution's staff; the name is the one that the public sees.</summary>
    Institution,
}

/// <summary>A look at a case of a worker, as she may know of it.</summary>
/// <param name="Name">Of the employer or of the member of staff; empty for herself and for who acts for her.</param>
/// <param name="Why">Where the look was taken: <c>istruttoria</c>, <c>chat</c>, <c>azienda</c>, <c>myinps</c>.</param>
public sealed record LookAtCase(DateTimeOffset At, Guid Application, string Protocol, Looker Who, string Name, string Why);

/// <summary>The worker's side of an application, for herself or for whom she may act; the mandate is checked at every call.</summary>
public sealed class WorkerDesk(Database database, MandateRegister mandates, TimeProvider time, ILogger<WorkerDesk> log)
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
        {
            await AuditLog.RecordLook(database, time, actor, Application.ChainOf(id), "myinps", stop);
            return found;
        }

        log.LogWarning("{Person} asked for application {Application}, which does not name her or whom she acts for.", MandateRegister.Masked(actor.Principal), id);
        return null;
    }

    /// <summary>Who looked at the cases that name the person acted for, the newest first. Other workers of the same case stay out of it.</summary>
    public async Task<IReadOnlyList<LookAtCase>> Looks(Actor actor, CancellationToken stop)
    {
        var cases = (await Cases(actor, stop)).ToDictionary(c => Application.ChainOf(c.Id));
        var chains = cases.Keys.ToList();
        await using var db = database.Context();
        var looks = await db.Set<AuditEntry>().AsNoTracking().Where(e => e.Act == AuditLog.Look && chains.Contains(e.Chain)).OrderByDescending(e => e.At).ToListAsync(stop);
        return [.. looks.Select(e => Show(e, cases[e.Chain], actor.Mandate.PersonFiscalCode!)).OfType<LookAtCase>()];
    }

    private static LookAtCase? Show(AuditEntry e, WorkerCase of, string worker)
    {
        LookAtCase look(Looker who, string name) => new(e.At, of.Id, of.Protocol, who, name, e.Detail.Split(' ')[0]);
        if (e.OnBehalfOf.Split(' ') is not [var first, var whom] || !Enum.TryParse<MandateKind>(first, out var kind) || !Enum.IsDefined(kind))
            return look(Looker.Institution, e.OnBehalfOf);
        if (kind is MandateKind.Self or MandateKind.PersonalDelegate or MandateKind.Guardian)
            return whom != worker ? null : look(e.Who == worker ? Looker.Herself : Looker.Delegate, "");
        return look(Looker.Employer, of.Employer);
    }

    // Notes between office and employer stay between them.
    private static WorkerCase Show(Application a, string employer) => new(
        a.Id, employer, a.Protocol, a.Scheme, a.FirstDay, a.LastDay, a.State, ApplicationLife.NextForWorker(a), ApplicationLife.Turn(a), ApplicationLife.PaymentOf(a),
        [.. a.Events.OrderByDescending(e => e.N).Select(e => new ApplicationEvent { ApplicationId = a.Id, N = e.N, At = e.At, Kind = e.Kind, Who = e.Kind == ApplicationState.Submitted ? employer : e.Who })]);
}
