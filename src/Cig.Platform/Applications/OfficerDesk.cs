using Cig.Platform.Audit;
using Cig.Platform.Mandates;
using Cig.Platform.Registry;
using Cig.Platform.Storage;
using Cig.Rules;
using Cig.Rules.Access;
using Cig.Rules.Deadlines;
using Cig.Rules.Durations;
using Cig.Rules.Eligibility;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Cig.Platform.Applications;

/// <summary>How a check of the examination came out; the officer decides in any case.</summary>
public enum CheckResult
{
    Passed,
    ToVerify,
    Failed,
}

/// <summary>One check of the examination, with the rule and its data.</summary>
public sealed record Check(Text Name, CheckResult Result, IReadOnlyList<Reason> Reasons);

/// <summary>A row of the worklist.</summary>
public sealed record Work(Application Application, string Employer);

/// <summary>A case as the officer examines it.</summary>
public sealed record Examination(Application Application, Employer Employer, ProductionUnit Unit, IReadOnlyList<Check> Checks, Weeks CanBeGranted);

/// <summary>A decision to take.</summary>
public abstract record Decision(string Reasons)
{
    public sealed record Grant(string Reasons) : Decision(Reasons);

    /// <summary>Grants the first whole weeks of the request.</summary>
    public sealed record PartialGrant(int WholeWeeks, string Reasons) : Decision(Reasons);

    public sealed record Refuse(string Reasons) : Decision(Reasons);
}

/// <summary>What became of an officer's step.</summary>
public enum StepOutcome
{
    Done,

    /// <summary>For this officer there is no such case.</summary>
    NotFound,

    /// <summary>The case stands elsewhere by now: somebody else was first, or the step does not follow its state.</summary>
    NotPossible,

    /// <summary>A refusal for lack of elements must be preceded by a request for them; a decision must give reasons.</summary>
    ReasonsMissing,
}

/// <summary>The office's side: worklist, examination, decision. Officers see the cases of their own office; every look is recorded.</summary>
public sealed class OfficerDesk(Database database, TimeProvider time, ILogger<OfficerDesk> log)
{
    public async Task<IReadOnlyList<Work>> Worklist(StaffMember officer, ApplicationState? state, CancellationToken stop)
    {
        if (!officer.Is(StaffRole.Officer))
            return [];

        await using var db = database.Context();
        var rows = await db.Set<Application>().AsNoTracking().Include(a => a.Events)
            .Where(a => officer.Office == null || a.Office == officer.Office)
            .Where(a => state == null || a.State == state)
            .OrderBy(a => a.SubmittedAt)
            .Join(db.Set<Employer>(), a => a.EmployerId, e => e.Id, (a, e) => new { Application = a, e.Name }).ToListAsync(stop);
        return [.. rows.Select(r => new Work(r.Application, r.Name)).OrderBy(w => ApplicationLife.Decided(w.Application.State))];
    }

    /// <summary>A case of the officer's office with its checks; null, and logged, where for her there is none.</summary>
    public async Task<Examination?> Examine(StaffMember officer, Guid id, CancellationToken stop)
    {
        await using var db = database.Context();
        if (await Find(db, officer, id, stop) is not { } application)
            return null;

        await AuditLog.RecordLook(database, time, officer, application.AuditChain, "istruttoria", stop);
        var employer = await db.Set<Employer>().AsNoTracking().Include(e => e.Positions).Include(e => e.Units).FirstAsync(e => e.Id == application.EmployerId, stop);
        var unit = employer.Units.First(u => u.Id == application.UnitId);
        var employments = await db.Set<Employment>().AsNoTracking().Where(e => e.UnitId == unit.Id).ToListAsync(stop);
        var history = await UnitCounters.History(db, unit.Id, stop);
        var (checks, weeks) = ChecksOf(application, employer, unit, employments, history);
        return new(application, employer, unit, checks, weeks);
    }

    public Task<StepOutcome> TakeCharge(StaffMember officer, Guid id, CancellationToken stop) =>
        Step(officer, id, ApplicationState.UnderExamination, null, (a, _) => a.Officer = officer.DisplayName, stop);

    /// <summary>Asks the employer for what is missing (art. 11 D.M. 95442/2016); the employer has fifteen days.</summary>
    public Task<StepOutcome> RequestIntegration(StaffMember officer, Guid id, string what, CancellationToken stop) => what.Trim().Length < 10
        ? Task.FromResult(StepOutcome.ReasonsMissing)
        : Step(officer, id, ApplicationState.IntegrationRequested, what.Trim(), null, stop);

    public Task<StepOutcome> Decide(StaffMember officer, Guid id, Decision decision, CancellationToken stop)
    {
        if (decision.Reasons.Trim().Length < 10)
            return Task.FromResult(StepOutcome.ReasonsMissing);

        var (state, reasons) = decision switch
        {
            Decision.Grant => (ApplicationState.Granted, decision.Reasons.Trim()),
            Decision.PartialGrant => (ApplicationState.PartiallyGranted, decision.Reasons.Trim()),
            _ => (ApplicationState.Refused, decision.Reasons.Trim()),
        };
        return Step(officer, id, state, reasons, (application, db) =>
        {
            application.Decision = reasons;
            if (decision is Decision.Refuse)
                return;

            var last = decision is Decision.PartialGrant some ? Earlier(application.FirstDay.AddDays(7 * some.WholeWeeks - 1), application.LastDay) : application.LastDay;
            application.GrantedWeeks = 30 * ((last.DayNumber - application.FirstDay.DayNumber) / 7 + 1);
            application.AuthorisationNumber = application.Protocol.Replace("CIG-", "AUT-", StringComparison.Ordinal);
            db.Add(new Authorisation
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                UnitId = application.UnitId,
                ApplicationId = application.Id,
                Scheme = application.Scheme,
                Unavoidable = application.Unavoidable,
                FirstDay = application.FirstDay,
                LastDay = last,
                Derogation = false,
            });
        }, stop);
    }

    private Task<StepOutcome> Step(StaffMember officer, Guid id, ApplicationState to, string? note, Action<Application, CigContext>? change, CancellationToken stop) =>
        Retry.OnConflict(async () =>
        {
            await using var db = database.Context();
            if (await Find(db, officer, id, stop) is not { } application)
                return StepOutcome.NotFound;
            if (!ApplicationLife.Allows(application.State, to))
                return StepOutcome.NotPossible;

            change?.Invoke(application, db);
            await ApplicationLife.Move(db, application, to, time.GetUtcNow(), officer.DisplayName, officer.Principal.FiscalCode, nameof(StaffRole.Officer), note, stop);
            await db.SaveChangesAsync(stop);
            return StepOutcome.Done;
        });

    private async Task<Application?> Find(CigContext db, StaffMember officer, Guid id, CancellationToken stop)
    {
        if (officer.Is(StaffRole.Officer)
            && await db.Set<Application>().Include(a => a.Events).Include(a => a.Beneficiaries)
                .FirstOrDefaultAsync(a => a.Id == id && (officer.Office == null || a.Office == officer.Office), stop) is { } application)
            return application;

        log.LogWarning("Officer {Officer} asked for application {Application}, which is not of her office.", officer.DisplayName, id);
        return null;
    }

    private static (IReadOnlyList<Check> Checks, Weeks CanBeGranted) ChecksOf(
        Application application, Employer employer, ProductionUnit unit, List<Employment> employments, IReadOnlyList<PastAuthorisation> history)
    {
        var position = employer.Positions.First(p => p.Number == unit.PositionNumber);
        var filed = ChatSchedule.DayInRome(application.SubmittedAt);
        var sector = SchemeFit.SectorOf(position.ContributionClass);
        var fit = SchemeFit.For(position.ContributionClass, position.HasOwnFund, filed).Value.First(o => o.Scheme == application.Scheme);
        var term = ApplicationDeadline.For(new(application.Scheme, application.Unavoidable, [application.FirstDay], false, filed));

        // The case's own authorisation, once granted, is not counted against itself.
        var duration = CigoDuration.For(new(
            sector, unit.DaysPerWeek, [.. history.Where(h => h.From != application.FirstDay || !ApplicationLife.Decided(application.State))], new(application.Unavoidable, application.FirstDay, application.LastDay)));
        List<Reason> workers = [];
        var doubtful = false;
        foreach (var beneficiary in application.Beneficiaries.OrderBy(b => b.N))
        {
            var employment = employments.FirstOrDefault(e => e.FiscalCode == beneficiary.FiscalCode && e.InForceOn(application.FirstDay));
            var eligible = employment is null ? null : WorkerEligibility.Of(new(
                beneficiary.Kind, sector, employment.SeniorityOn(filed, unit.DaysPerWeek), application.FirstDay, application.Scheme, application.Unavoidable));
            if (eligible is { Value: true })
                continue;

            doubtful = true;
            var name = employment?.FullName ?? beneficiary.FiscalCode;
            var why = eligible?.Reasons[^1].Text ?? Text.Of($"Non risulta in forza nell'unità produttiva.", $"Not on record as employed in the unit.", $"Scheint nicht in der Einheit beschäftigt.");
            workers.Add(new(eligible?.Reasons[^1].Source ?? Law.Dlgs148.Article("1"), Text.Of($"{name}: {why}", $"{name}: {why}", $"{name}: {why}")));
        }

        if (!doubtful)
        {
            workers.Add(new(Law.Dlgs148.Article("1", "2"), Text.Of(
                $"Tutti i {application.Beneficiaries.Count} lavoratori risultano in forza, con l'anzianità richiesta.",
                $"All {application.Beneficiaries.Count} workers are on record, with the seniority required.",
                $"Alle {application.Beneficiaries.Count} Beschäftigten sind gemeldet und haben das nötige Dienstalter.")));
        }

        return (
        [
            new(Text.Of($"Trattamento", $"Scheme", $"Leistung"), fit.Fit == Fit.NotCompatible ? CheckResult.Failed : fit.Fit == Fit.Suggested ? CheckResult.Passed : CheckResult.ToVerify, [fit.Reason]),
            new(Text.Of($"Termine di presentazione", $"Filing term", $"Einreichfrist"), term.Value.Outcome switch { FilingOutcome.InTime => CheckResult.Passed, FilingOutcome.Late => CheckResult.ToVerify, _ => CheckResult.Failed }, term.Reasons),
            new(Text.Of($"Durata", $"Duration", $"Dauer"), duration.Value.Refused == default ? CheckResult.Passed : duration.Value.Granted == default ? CheckResult.Failed : CheckResult.ToVerify, duration.Reasons),
            new(Text.Of($"Lavoratori", $"Workers", $"Beschäftigte"), doubtful ? CheckResult.ToVerify : CheckResult.Passed, workers),
            new(Text.Of($"Causale e relazione tecnica", $"Cause and technical report", $"Grund und technischer Bericht"), CheckResult.ToVerify, [CauseReason(application)]),
        ], duration.Value.Granted);
    }

    private static Reason CauseReason(Application application)
    {
        var cause = Cause.Find(application.Cause)!;
        return new(cause.Source, Text.Of($"{cause.Name}. {cause.Proof}", $"{cause.Name}. {cause.Proof}", $"{cause.Name}. {cause.Proof}"));
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
