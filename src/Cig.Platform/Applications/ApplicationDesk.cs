using System.Globalization;
using Cig.Platform.Audit;
using Cig.Platform.Mandates;
using Cig.Platform.Registry;
using Cig.Platform.Storage;
using Cig.Rules;
using Cig.Rules.Access;
using Cig.Rules.Amounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Cig.Platform.Applications;

/// <summary>What became of an attempt to send a draft.</summary>
public abstract record Submission
{
    private Submission()
    {
    }

    /// <summary>It is an application now; sending it again gives the same one.</summary>
    public sealed record Accepted(Application Application) : Submission;

    /// <summary>Something is missing or wrong; nothing was sent and nothing was lost.</summary>
    public sealed record Incomplete(IReadOnlyList<DraftProblem> Problems) : Submission;

    /// <summary>For this person there is no such draft.</summary>
    public sealed record NotFound : Submission;
}

/// <summary>
/// The employer's side of an application: drafts, what the rules say of them, sending, and the state afterwards. It checks the mandate itself, at every call, so that no page can forget it.
/// </summary>
public sealed class ApplicationDesk(Database database, MandateRegister mandates, TimeProvider time, ILogger<ApplicationDesk> log)
{
    private const int LargestText = 20_000;

    /// <summary>Starts a draft.</summary>
    public async Task<Guid?> Start(Actor actor, Scheme scheme, CancellationToken stop)
    {
        if (actor.Mandate.EmployerId is not { } employer || !actor.Mandate.Scope.Allows(Operation.Apply) || !actor.Mandate.Scope.Covers(scheme) || !await mandates.StillHolds(actor, stop))
            return null;

        await using var db = database.Context();
        var draft = new Draft
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            EmployerId = employer,
            Scheme = scheme,
            Answers = [],
            StartedBy = actor.Principal.FiscalCode,
            UpdatedAt = time.GetUtcNow(),
        };
        db.Add(draft);
        await db.SaveChangesAsync(stop);
        return draft.Id;
    }

    /// <summary>The drafts of the employer that were neither sent nor discarded, the newest first.</summary>
    public async Task<IReadOnlyList<Draft>> Drafts(Actor actor, CancellationToken stop)
    {
        if (!await mandates.StillHolds(actor, stop))
            return [];

        await using var db = database.Context();
        var drafts = await db.Set<Draft>().AsNoTracking()
            .Where(d => d.EmployerId == actor.Mandate.EmployerId && !d.Discarded && !db.Set<Application>().Any(a => a.DraftId == d.Id))
            .OrderByDescending(d => d.UpdatedAt).ToListAsync(stop);
        var units = await Units(db, actor, stop);
        return [.. drafts.Where(d => Covers(actor, units, d))];
    }

    /// <summary>A draft read against the rules and the registry; null where for this person there is none.</summary>
    public async Task<DraftReview?> Review(Actor actor, Guid draftId, CancellationToken stop)
    {
        await using var db = database.Context();
        return await Find(db, actor, draftId, Operation.Consult, stop) is { } draft ? await Review(db, actor, draft, stop) : null;
    }

    /// <summary>Keeps what was typed, wrong or right.</summary>
    public async Task<DraftReview?> Save(Actor actor, Guid draftId, IReadOnlyDictionary<string, string> typed, CancellationToken stop)
    {
        await using var db = database.Context();
        if (await Find(db, actor, draftId, Operation.Apply, stop) is not { } draft)
            return null;

        draft.Answers = new(draft.Answers);
        foreach (var (field, value) in typed)
            draft.Answers[field] = value.Length > LargestText ? value[..LargestText] : value;
        draft.UpdatedAt = time.GetUtcNow();
        await db.SaveChangesAsync(stop);
        return await Review(db, actor, draft, stop);
    }

    /// <summary>Keeps the uploaded list of beneficiaries, wrong or right, in place of an earlier one.</summary>
    public async Task<DraftReview?> SaveBeneficiaries(Actor actor, Guid draftId, string name, string text, CancellationToken stop)
    {
        await using var db = database.Context();
        if (await Find(db, actor, draftId, Operation.Apply, stop) is not { } draft)
            return null;

        (draft.BeneficiariesName, draft.BeneficiariesCsv, draft.UpdatedAt) = (name.Length > 200 ? name[..200] : name, text, time.GetUtcNow());
        await db.SaveChangesAsync(stop);
        return await Review(db, actor, draft, stop);
    }

    public async Task<bool> Discard(Actor actor, Guid draftId, CancellationToken stop)
    {
        await using var db = database.Context();
        if (await Find(db, actor, draftId, Operation.Apply, stop) is not { } draft)
            return false;

        draft.Discarded = true;
        await db.SaveChangesAsync(stop);
        return true;
    }

    /// <summary>
    /// What a worker would get in a month, from the pay on record or the one typed. Null where the pay is not on record and none was typed: it is never guessed.
    /// </summary>
    /// <exception cref="ImpossibleFactException">A fact cannot be.</exception>
    public static Ruling<BenefitAmounts>? Estimate(DraftReview review, ReviewedWorker worker, DateOnly month, Hours hours, Euro? typedPay)
    {
        if (review is not { Unit: { } unit, Cause: { } cause, FirstDay: { } start } || worker.Employment is not { } employment)
            return null;

        return Estimate(review.Draft.Scheme, cause.Key, start, unit, employment, month, hours, typedPay);
    }

    /// <summary>What a worker of a unit would get in a month for hours not worked; null hours stand for the whole month.</summary>
    internal static Ruling<BenefitAmounts> Estimate(Scheme scheme, string cause, DateOnly start, ProductionUnit unit, Employment employment, DateOnly month, Hours? hours, Euro? typedPay)
    {
        var partTime = new Rate(employment.PartTime);
        var fullTime = new Hours(employment.PartTime == 0 ? 0 : (int)(employment.WeeklyHours * 10_000L / employment.PartTime));
        var workable = Rules.Calendar.WorkableHours.In(month, fullTime, unit.DaysPerWeek).Value.Hours;
        return Benefit.For(new(
            scheme, month, start, typedPay ?? new Euro(employment.MonthlyPay), partTime, workable, hours ?? new Hours((int)(workable.Hundredths * (long)employment.PartTime / 10_000)), cause == "WEATHER_BUILDING")
        {
            CeilingMonth = month > MonthlyMaximum.LastPublishedMonth ? MonthlyMaximum.LastPublishedMonth : month,
        });
    }

    /// <summary>Sends a draft: application, beneficiaries, event and audit entry in one transaction. However often it is called, a draft becomes one application.</summary>
    public async Task<Submission> Submit(Actor actor, Guid draftId, CancellationToken stop)
    {
        await using (var reading = database.Context())
        {
            if (actor.Mandate.Scope.Allows(Operation.Apply) && await Of(reading, actor).Include(a => a.Events).FirstOrDefaultAsync(a => a.DraftId == draftId, stop) is { } sent
                && await mandates.StillHolds(actor, stop))
                return new Submission.Accepted(sent);
        }

        return await Retry.OnConflict(() => SubmitOnce(actor, draftId, stop));
    }

    /// <summary>The applications of the employer, the newest first.</summary>
    public async Task<IReadOnlyList<Application>> Applications(Actor actor, CancellationToken stop)
    {
        if (!await mandates.StillHolds(actor, stop))
            return [];

        await using var db = database.Context();
        return await Of(db, actor).AsNoTracking().Include(a => a.Events)
            .OrderByDescending(a => a.SubmittedAt).ToListAsync(stop);
    }

    /// <summary>One application of the employer; null, and logged, where for this person there is none.</summary>
    public async Task<Application?> Application(Actor actor, Guid id, CancellationToken stop)
    {
        await using var db = database.Context();
        var application = await Of(db, actor).AsNoTracking().Include(a => a.Events).Include(a => a.Beneficiaries)
            .FirstOrDefaultAsync(a => a.Id == id, stop);
        if (application is not null && await mandates.StillHolds(actor, stop))
        {
            await AuditLog.RecordLook(database, time, actor, application.AuditChain, "azienda", stop);
            return application;
        }

        log.LogWarning("{Person} asked for application {Application}, which is not hers.", MandateRegister.Masked(actor.Principal), id);
        return null;
    }

    /// <summary>Answers the office's request for what is missing; the case goes back under examination.</summary>
    public async Task<bool> AnswerIntegration(Actor actor, Guid id, string answer, CancellationToken stop) =>
        await Retry.OnConflict(async () =>
        {
            await using var db = database.Context();
            var application = await Of(db, actor).Include(a => a.Events).FirstOrDefaultAsync(a => a.Id == id, stop);
            if (application is null || !actor.Mandate.Scope.Allows(Operation.Apply) || !await mandates.StillHolds(actor, stop) || !ApplicationLife.Allows(application.State, ApplicationState.UnderExamination))
                return false;

            await ApplicationLife.Move(db, application, ApplicationState.UnderExamination, time.GetUtcNow(), actor.Principal.FullName, actor.Principal.FiscalCode, actor.Mandate.Kind.ToString(), answer, stop);
            await db.SaveChangesAsync(stop);
            return true;
        });

    private async Task<Submission> SubmitOnce(Actor actor, Guid draftId, CancellationToken stop)
    {
        await using var db = database.Context();
        if (await Of(db, actor).Include(a => a.Events).FirstOrDefaultAsync(a => a.DraftId == draftId, stop) is { } sent)
            return new Submission.Accepted(sent);
        if (await Find(db, actor, draftId, Operation.Apply, stop) is not { } draft)
            return new Submission.NotFound();

        var review = await Review(db, actor, draft, stop);
        if (review.Facts is not { } facts)
            return new Submission.Incomplete(review.Problems);

        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var application = new Application
        {
            Id = id,
            DraftId = draftId,
            Protocol = await NextProtocol(db, ChatSchedule.InRome(now).Year, stop),
            EmployerId = draft.EmployerId,
            UnitId = facts.Unit.Id,
            Scheme = draft.Scheme,
            Cause = facts.Cause.Key,
            Unavoidable = facts.Cause.Unavoidable,
            FirstDay = facts.FirstDay,
            LastDay = facts.LastDay,
            Hours = facts.Hours.Hundredths,
            Payment = facts.Payment,
            Report = facts.Report,
            UnionNoticeOn = facts.UnionNoticeOn,
            JointExamination = facts.JointExamination,
            SubmittedAt = now,
            State = ApplicationState.Submitted,
            Office = facts.Unit.Province,
            FiledBy = actor.Principal.FiscalCode,
            FiledByName = actor.Principal.FullName,
            MandateId = actor.Mandate.Id,
            MandateKind = actor.Mandate.Kind,
        };
        foreach (var (worker, i) in review.Workers.Select((w, i) => (w, i)))
        {
            application.Beneficiaries.Add(new()
            {
                ApplicationId = id,
                N = i + 1,
                FiscalCode = worker.Row.FiscalCode,
                GivenName = worker.Employment?.GivenName ?? "",
                FamilyName = worker.Employment?.FamilyName ?? "",
                Kind = worker.Row.Kind,
            });
        }

        application.Events.Add(new() { ApplicationId = id, N = 1, At = now, Kind = ApplicationState.Submitted, Who = actor.Principal.FullName });
        db.Add(application);
        await AuditLog.Record(db, application.AuditChain, now, actor.Principal.FiscalCode, actor.Mandate.OnRecord, "submit", application.Protocol, stop);
        await db.SaveChangesAsync(stop);
        return new Submission.Accepted(application);
    }

    private static async Task<string> NextProtocol(CigContext db, int year, CancellationToken stop)
    {
        var counter = await db.Set<ProtocolCounter>().FirstOrDefaultAsync(c => c.Year == year, stop);
        if (counter is null)
            db.Add(counter = new() { Year = year, Last = 0 });
        counter.Last++;
        return string.Create(CultureInfo.InvariantCulture, $"CIG-{year}-{counter.Last:0000000}");
    }

    /// <summary>The applications that a mandate covers.</summary>
    private static IQueryable<Application> Of(CigContext db, Actor actor)
    {
        var (positions, schemes) = (actor.Mandate.Scope.Positions, actor.Mandate.Scope.Schemes);
        var all = db.Set<Application>().Where(a => a.EmployerId == actor.Mandate.EmployerId);
        if (positions.Count > 0)
            all = all.Where(a => db.Set<ProductionUnit>().Any(u => u.Id == a.UnitId && positions.Contains(u.PositionNumber)));
        return schemes.Count > 0 ? all.Where(a => schemes.Contains(a.Scheme)) : all;
    }

    /// <summary>The units that a mandate covers.</summary>
    private static async Task<List<Guid>> Units(CigContext db, Actor actor, CancellationToken stop)
    {
        var positions = actor.Mandate.Scope.Positions;
        return await db.Set<ProductionUnit>().Where(u => u.EmployerId == actor.Mandate.EmployerId && (positions.Count == 0 || positions.Contains(u.PositionNumber))).Select(u => u.Id).ToListAsync(stop);
    }

    /// <summary>Whether a mandate covers a draft: its scheme, and its unit once one is chosen.</summary>
    private static bool Covers(Actor actor, List<Guid> units, Draft draft) =>
        actor.Mandate.Scope.Covers(draft.Scheme) && (!Guid.TryParse(draft[DraftField.Unit], out var unit) || units.Contains(unit));

    private async Task<Draft?> Find(CigContext db, Actor actor, Guid draftId, Operation operation, CancellationToken stop)
    {
        var draft = await db.Set<Draft>().FirstOrDefaultAsync(d => d.Id == draftId && d.EmployerId == actor.Mandate.EmployerId && !d.Discarded, stop);
        if (draft is not null && actor.Mandate.Scope.Allows(operation) && Covers(actor, await Units(db, actor, stop), draft) && await mandates.StillHolds(actor, stop))
            return draft;

        log.LogWarning("{Person} asked for draft {Draft}, which is not hers.", MandateRegister.Masked(actor.Principal), draftId);
        return null;
    }

    private async Task<DraftReview> Review(CigContext db, Actor actor, Draft draft, CancellationToken stop)
    {
        var employer = await db.Set<Employer>().AsNoTracking().Include(e => e.Positions).Include(e => e.Units).FirstAsync(e => e.Id == draft.EmployerId, stop);
        var units = await Units(db, actor, stop);
        employer.Units.RemoveAll(u => !units.Contains(u.Id));
        var employments = await db.Set<Employment>().AsNoTracking().Where(e => units.Contains(e.UnitId)).ToListAsync(stop);

        // Where a worker has her money sent is between her and the institution.
        foreach (var employment in employments)
            employment.Iban = null;
        var unit = Guid.TryParse(draft[DraftField.Unit], out var id) ? id : Guid.Empty;
        var history = await UnitCounters.History(db, unit, stop);
        return new(draft, employer, employments, history, ChatSchedule.DayInRome(time.GetUtcNow()));
    }
}
