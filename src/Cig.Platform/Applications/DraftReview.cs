using Cig.Platform.Registry;
using Cig.Rules;
using Cig.Rules.Deadlines;
using Cig.Rules.Durations;
using Cig.Rules.Eligibility;
using Cig.Rules.Identifiers;

namespace Cig.Platform.Applications;

/// <summary>Something missing or wrong in a draft: where, and how to mend it.</summary>
/// <param name="Field">The field, by <see cref="DraftField"/>.</param>
public sealed record DraftProblem(Section Section, string Field, Text Message);

/// <summary>The facts of a draft that are in order, typed.</summary>
public sealed record ApplicationFacts(
    ProductionUnit Unit, Cause Cause, DateOnly FirstDay, DateOnly LastDay, Hours Hours, Payment Payment, string Report, DateOnly? UnionNoticeOn, bool JointExamination);

/// <summary>A worker of the list with what the registry knows of her.</summary>
public sealed record ReviewedWorker(BeneficiaryRow Row, Employment? Employment, IReadOnlyList<Text> Doubts)
{
    public string Name => Employment?.FullName ?? Row.FiscalCode;
}

/// <summary>
/// A draft read against the rules and the registry: what is in order, what is missing, what the law says of it. Nothing here blocks but a missing or impossible fact.
/// </summary>
public sealed class DraftReview
{
    private readonly List<DraftProblem> _problems = [];

    public DraftReview(Draft draft, Employer employer, IReadOnlyList<Employment> employments, IReadOnlyList<PastAuthorisation> history, DateOnly today)
    {
        Draft = draft;
        Employer = employer;
        Unit = employer.Units.FirstOrDefault(u => u.Id.ToString() == draft[DraftField.Unit]);
        Cause = Cause.Find(draft[DraftField.Cause]);
        FirstDay = Typed.Day(draft[DraftField.FirstDay]);
        LastDay = Typed.Day(draft[DraftField.LastDay]);
        Hours = Typed.Hours(draft[DraftField.Hours]);
        Sector = SchemeFit.SectorOf(Position?.ContributionClass ?? "");

        CheckUnit();
        CheckPeriod();
        CheckReport();
        CheckUnion();
        CheckHoursAndPayment();
        List = draft.BeneficiariesCsv is null ? null : BeneficiaryFile.Read(draft.BeneficiariesCsv, today);
        Workers = List is null ? [] : [.. List.Rows.Select(r => Review(r, employments, today))];
        CheckWorkers(employments);

        if (Cause is { } cause && FirstDay is { } first && first >= UnitRules.DecreeInForce)
        {
            Term = ApplicationDeadline.For(new(draft.Scheme, cause.Unavoidable, [first], false, today));
            if (Unit is { } unit && LastDay is { } last && last >= first && last.DayNumber - first.DayNumber < 366)
                Duration = CigoDuration.For(new(Sector, unit.DaysPerWeek, history, new(cause.Unavoidable, first, last)));
        }
    }

    public Draft Draft { get; }

    public Employer Employer { get; }

    public ProductionUnit? Unit { get; }

    public Position? Position => Employer.Positions.FirstOrDefault(p => p.Number == Unit?.PositionNumber) ?? Employer.Positions.FirstOrDefault();

    public Sector Sector { get; }

    public Cause? Cause { get; }

    public DateOnly? FirstDay { get; }

    public DateOnly? LastDay { get; }

    public Hours? Hours { get; }

    public BeneficiaryList? List { get; }

    public IReadOnlyList<ReviewedWorker> Workers { get; }

    /// <summary>The filing term, as if the application were sent today.</summary>
    public Ruling<ApplicationTerm>? Term { get; }

    public Ruling<DurationAnswer>? Duration { get; }

    public IReadOnlyList<DraftProblem> Problems => _problems;

    public bool Complete(Section section) => _problems.All(p => p.Section != section);

    /// <summary>The problems of the fields that somebody has filled already, for the page that she is on.</summary>
    public IEnumerable<DraftProblem> Of(Section section) => _problems.Where(p => p.Section == section);

    /// <summary>The typed facts, where nothing is missing.</summary>
    public ApplicationFacts? Facts => _problems.Count > 0 ? null : new(
        Unit!, Cause!, FirstDay!.Value, LastDay!.Value, Hours!.Value,
        Draft[DraftField.Payment] == nameof(Payment.Direct) ? Payment.Direct : Payment.SetOff,
        Draft[DraftField.Payment] == nameof(Payment.Direct) ? $"{Draft[DraftField.Report]}\n\n{Draft[DraftField.Hardship]}" : Draft[DraftField.Report],
        Typed.Day(Draft[DraftField.UnionNotice]),
        Draft[DraftField.JointExamination] == "si");

    private void CheckUnit()
    {
        if (Unit is null)
            Add(Section.Unit, DraftField.Unit, Text.Of($"Scegli l'unità produttiva.", $"Choose the production unit.", $"Die Produktionseinheit wählen."));
    }

    private void CheckPeriod()
    {
        const Section section = Section.CauseAndPeriod;
        if (Cause is null)
            Add(section, DraftField.Cause, Text.Of($"Scegli la causale.", $"Choose the cause.", $"Den Grund wählen."));
        if (FirstDay is null)
            Add(section, DraftField.FirstDay, DateMend(Draft[DraftField.FirstDay], Text.Of($"il primo giorno", $"the first day", $"den ersten Tag")));
        else if (FirstDay < UnitRules.DecreeInForce)
            Add(section, DraftField.FirstDay, Text.Of($"Il primo giorno deve essere uguale o successivo al {UnitRules.DecreeInForce}.", $"The first day must be on or after {UnitRules.DecreeInForce}.", $"Der erste Tag muss am oder nach dem {UnitRules.DecreeInForce} liegen."));
        if (LastDay is null)
            Add(section, DraftField.LastDay, DateMend(Draft[DraftField.LastDay], Text.Of($"l'ultimo giorno", $"the last day", $"den letzten Tag")));
        else if (FirstDay is { } first && LastDay < first)
            Add(section, DraftField.LastDay, Text.Of($"L'ultimo giorno deve essere uguale o successivo al {Typed.Field(first)}.", $"The last day must be on or after {Typed.Field(first)}.", $"Der letzte Tag muss am oder nach dem {Typed.Field(first)} liegen."));
        else if (FirstDay is { } from && LastDay!.Value.DayNumber - from.DayNumber >= 91)
            Add(section, DraftField.LastDay, Text.Of($"Una domanda copre fino a 13 settimane: l'ultimo giorno non può superare il {Typed.Field(from.AddDays(90))}. Per continuare presenta una proroga.", $"One application covers up to 13 weeks: the last day cannot be after {Typed.Field(from.AddDays(90))}. File an extension to go on.", $"Ein Antrag deckt bis zu 13 Wochen: der letzte Tag darf nicht nach dem {Typed.Field(from.AddDays(90))} liegen. Danach ist eine Verlängerung zu beantragen."));
    }

    private void CheckReport()
    {
        if (Draft[DraftField.Report].Trim().Length < 50)
            Add(Section.Report, DraftField.Report, Text.Of($"Scrivi la relazione tecnica: almeno 50 caratteri su attività, causa e ripresa prevista.", $"Write the technical report: at least 50 characters on activity, cause and expected resumption.", $"Den technischen Bericht schreiben: mindestens 50 Zeichen zu Tätigkeit, Ursache und erwarteter Wiederaufnahme."));
    }

    private void CheckUnion()
    {
        // Art. 14: building and stone consult only for extensions beyond 13 continuous weeks.
        if (Sector is Sector.Building or Sector.Stone)
            return;
        if (Typed.Day(Draft[DraftField.UnionNotice]) is null)
            Add(Section.Union, DraftField.UnionNotice, DateMend(Draft[DraftField.UnionNotice], Text.Of($"la data dell'informativa sindacale", $"the date of the union notice", $"das Datum der Gewerkschaftsmitteilung")));
        if (Draft[DraftField.JointExamination] is not ("si" or "no"))
            Add(Section.Union, DraftField.JointExamination, Text.Of($"Indica se c'è stato l'esame congiunto.", $"Say whether a joint examination was held.", $"Angeben, ob eine gemeinsame Prüfung stattgefunden hat."));
    }

    private void CheckHoursAndPayment()
    {
        const Section section = Section.HoursAndPayment;
        if (Hours is not { } hours || hours <= 0.Hours)
            Add(section, DraftField.Hours, Text.Of($"Scrivi le ore richieste per tutti i lavoratori, per esempio 1.040.", $"Write the hours asked for all workers, for instance 1,040.", $"Die beantragten Stunden für alle Beschäftigten schreiben, zum Beispiel 1.040."));
        if (Draft[DraftField.Payment] is not (nameof(Payment.SetOff) or nameof(Payment.Direct)))
            Add(section, DraftField.Payment, Text.Of($"Scegli come pagare i lavoratori.", $"Choose how the workers are paid.", $"Wählen, wie die Beschäftigten bezahlt werden."));
        else if (Draft[DraftField.Payment] == nameof(Payment.Direct) && Draft[DraftField.Hardship].Trim().Length < 20)
            Add(section, DraftField.Hardship, Text.Of($"Il pagamento diretto richiede serie e documentate difficoltà finanziarie: descrivile.", $"Direct payment needs serious, documented financial difficulty: describe it.", $"Direktzahlung setzt ernste, belegte finanzielle Schwierigkeiten voraus: diese beschreiben."));
    }

    private void CheckWorkers(IReadOnlyList<Employment> employments)
    {
        const Section section = Section.Workers;
        if (List is null)
        {
            Add(section, "file", Text.Of($"Carica l'elenco dei beneficiari.", $"Upload the list of beneficiaries.", $"Die Liste der Begünstigten hochladen."));
            return;
        }

        foreach (var problem in List.Problems.Where(p => p.Blocks))
            Add(section, "file", Text.Of($"Riga {problem.Row}, colonna {problem.Column}: {problem.Message.Italian}", $"Row {problem.Row}, column {problem.Column}: {problem.Message.English}", $"Zeile {problem.Row}, Spalte {problem.Column}: {problem.Message.German}"));
        foreach (var row in List.Rows.Where(r => r.Kind is WorkerKind.Executive or WorkerKind.Trainee))
            Add(section, "file", Text.Of($"Riga {row.Row}: dirigenti e tirocinanti sono esclusi dall'integrazione (art. 1 D.Lgs. 148/2015). Togli la riga.", $"Row {row.Row}: executives and trainees are excluded (art. 1 D.Lgs. 148/2015). Remove the row.", $"Zeile {row.Row}: Führungskräfte und Praktikanten sind ausgeschlossen (Art. 1 D.Lgs. 148/2015). Die Zeile entfernen."));
        var inUnit = Unit is null ? 0 : employments.Count(e => e.UnitId == Unit.Id);
        if (Unit is not null && List.Rows.Count > inUnit)
            Add(section, "file", Text.Of($"L'elenco ha {List.Rows.Count} lavoratori, l'unità produttiva ne ha {inUnit}: controlla unità ed elenco.", $"The list has {List.Rows.Count} workers, the production unit {inUnit}: check unit and list.", $"Die Liste hat {List.Rows.Count} Beschäftigte, die Produktionseinheit {inUnit}: Einheit und Liste prüfen."));
    }

    /// <summary>What the registry makes doubtful about a worker; the office will look at it, the application may go.</summary>
    private ReviewedWorker Review(BeneficiaryRow row, IReadOnlyList<Employment> employments, DateOnly today)
    {
        var employment = employments.FirstOrDefault(e => e.FiscalCode == row.FiscalCode && e.UnitId == Unit?.Id);
        List<Text> doubts = [];
        if (employment is null || FirstDay is { } first && !employment.InForceOn(first))
        {
            doubts.Add(Text.Of($"Non risulta in forza nell'unità produttiva.", $"Not on record as employed in the production unit.", $"Scheint nicht in der Produktionseinheit beschäftigt."));
        }
        else
        {
            if (employment.Kind != row.Kind)
                doubts.Add(Text.Of($"La qualifica è diversa da quella che risulta.", $"The qualification differs from the one on record.", $"Die Einstufung weicht von der gemeldeten ab."));
            if (Cause is { } cause && FirstDay is { } start && start >= UnitRules.DecreeInForce && row.Kind is not (WorkerKind.Executive or WorkerKind.Trainee))
            {
                var eligible = WorkerEligibility.Of(new(row.Kind, Sector, employment.SeniorityOn(today, Unit!.DaysPerWeek), start, Draft.Scheme, cause.Unavoidable));
                if (!eligible.Value)
                    doubts.Add(eligible.Reasons[^1].Text);
            }
        }

        if (CodiceFiscale.Check(row.FiscalCode, today).Read.TryGetValue("birthDate", out var born) && DateOnly.ParseExact(born, "yyyy-MM-dd").AddYears(15) > today)
            doubts.Add(Text.Of($"Ha meno di 15 anni.", $"Is under 15 years of age.", $"Ist unter 15 Jahre alt."));
        return new(row, employment, doubts);
    }

    private static Text DateMend(string typed, Text what) => typed.Trim().Length == 0
        ? Text.Of($"Scrivi {what}, per esempio 05/10/2026.", $"Write {what}, for instance 05/10/2026.", $"{what} schreiben, zum Beispiel 05/10/2026.")
        : Text.Of($"\"{typed}\" non è una data: scrivi giorno, mese e anno, per esempio 05/10/2026.", $"\"{typed}\" is not a date: write day, month and year, for instance 05/10/2026.", $"\"{typed}\" ist kein Datum: Tag, Monat und Jahr schreiben, zum Beispiel 05/10/2026.");

    private void Add(Section section, string field, Text message) => _problems.Add(new(section, field, message));
}

/// <summary>What the platform must know of the counters' calendar.</summary>
internal static class UnitRules
{
    /// <summary>The Decree is in force since this day; earlier suspensions are not applied for here.</summary>
    public static readonly DateOnly DecreeInForce = new(2015, 9, 24);
}
