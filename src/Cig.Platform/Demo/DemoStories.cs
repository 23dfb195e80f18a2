using Cig.Platform.Applications;
using Cig.Platform.Mandates;
using Cig.Platform.Registry;
using Cig.Platform.Staff;
using Cig.Platform.Storage;
using Cig.Rules;
using Cig.Rules.Access;
using Cig.Rules.Calendar;
using Cig.Rules.Eligibility;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Demo;

/// <summary>
/// The invented registry that the demo starts with: four firms of different kinds, their workers, mandates and staff, a granted application and an older history.
/// Days are set around the day of loading, so that the stories look current whenever they are told.
/// </summary>
public static class DemoStories
{
    private const string PayOrigin = "denuncia mensile di prova";

    /// <summary>Loads the stories into an empty registry; a registry that holds anything is left as it is.</summary>
    public static async Task Load(Database database, TimeProvider time, CancellationToken stop = default)
    {
        await using var db = database.Context();
        if (await db.Set<Employer>().AnyAsync(stop))
            return;

        var now = time.GetUtcNow();
        var today = ChatSchedule.DayInRome(now);
        Guid Id() => Guid.CreateVersion7(now);

        var omega = Firm(db, Id(), Id(), "Officine Omega S.r.l.", "01234560017", "Torino", "TO", "8100234549", "10635", "25.62.00", "Stabilimento di Torino", "Via dell'Officina 12, Torino", "L219", 5);
        var conti = Firm(db, Id(), Id(), "Edil Conti di Giulia Conti", "02345670166", "Bergamo", "BG", "1200345692", "41301", "41.20.00", "Cantiere di Bergamo", "Via delle Mura 3, Bergamo", "A794", 5);
        var minerva = Firm(db, Id(), Id(), "Libreria Minerva S.r.l.", "03456780018", "Torino", "TO", "8100778836", "70103", "47.61.00", "Libreria di via Po", "Via Po 40, Torino", "L219", 6);
        var alba = Firm(db, Id(), Id(), "Tessitura Alba S.p.A.", "04567890126", "Varese", "VA", "3100456733", "10401", "13.20.00", "Tessitura di Varese", "Viale Valganna 8, Varese", "L682", 5);

        Hire(omega, "BNCLNE88C52L219D", "Elena", "Bianchi", WorkerKind.BlueCollar, 40, 100, 1_950.00m);
        Hire(omega, "RSSNTN90A15F839G", "Antonio", "Russo", WorkerKind.BlueCollar, 40, 100, 1_820.00m);
        Hire(omega, "GLLFNC82H42L219M", "Francesca", "Gallo", WorkerKind.WhiteCollar, 40, 100, 2_310.00m);
        Hire(omega, "CSTMTT95M23D969E", "Matteo", "Costa", WorkerKind.ApprenticeProfessional, 40, 100, 1_480.00m);
        Hire(omega, "HFRLKS87C03A952A", "Lukas", "Hofer", WorkerKind.BlueCollar, 40, 100, 1_890.00m);
        Hire(omega, "SPSCML91T52F839I", "Carmela", "Esposito", WorkerKind.WhiteCollar, 20, 50, 980.00m);
        Hire(omega, "RMNGRG66P17H501S", "Giorgio", "Romano", WorkerKind.Quadro, 40, 100, 3_400.00m);
        Hire(omega, "PPSNIO93E46Z129U", "Ioana", "Popescu", WorkerKind.BlueCollar, 30, 75, 1_350.00m);
        Hire(omega, "RCCTMS01B11L219H", "Tommaso", "Ricci", WorkerKind.BlueCollar, 40, 100, 1_620.00m, hired: today.AddDays(-20), effectiveDays: 4);
        Hire(conti, "CLMSLV77D65F205U", "Silvia", "Colombo", WorkerKind.WhiteCollar, 40, 100, 1_900.00m);
        Hire(conti, "RSSMRA80A01H501U", "Mario", "Rossi", WorkerKind.BlueCollar, 40, 100, 2_050.00m);
        Hire(conti, "MRTMTT91D08F205J", "Matteo", "Moretti", WorkerKind.BlueCollar, 40, 100, 1_980.00m);
        Hire(minerva, "RCCMNL83S18D969H", "Manuele", "Ricci", WorkerKind.WhiteCollar, 40, 100, 1_700.00m);
        Hire(alba, "MLLSNT82P65Z404U", "Samanta", "Miller", WorkerKind.BlueCollar, 40, 100, 1_760.00m);

        Allow(DemoPeople.LegalRepresentative, MandateKind.LegalRepresentative, omega);
        Allow(DemoPeople.Owner, MandateKind.Owner, conti);
        foreach (var client in new[] { omega, conti, minerva })
            Allow(DemoPeople.Consultant, MandateKind.Intermediary, client);
        Allow(DemoPeople.EnabledEmployee, MandateKind.EnabledEmployee, omega, "atto=consultazione atto=chat");
        var delegation = db.ChangeTracker.Entries<MandateEntry>().Select(m => m.Entity).First(m => m.FiscalCode == DemoPeople.Consultant.FiscalCode && m.EmployerId == omega.Id);
        Allow(DemoPeople.SubDelegate, MandateKind.SubDelegate, omega, parent: delegation.Id);
        Represent(DemoPeople.PersonalDelegate, MandateKind.PersonalDelegate, DemoPeople.Worker.FiscalCode, DemoPeople.Worker.GivenName, DemoPeople.Worker.FamilyName);
        Represent(DemoPeople.Guardian, MandateKind.Guardian, "RSSNTN90A15F839G", "Antonio", "Russo");

        Employ(DemoPeople.Advisor, "Operatore 12", null, StaffRole.Advisor);
        Employ(DemoPeople.Officer, "Funzionario 7", "TO", StaffRole.Officer);
        Employ(DemoPeople.Supervisor, "Supervisore 2", null, StaffRole.Supervisor, StaffRole.Advisor);
        Employ(DemoPeople.Ministry, "Ministero 4", null, StaffRole.Ministry);
        Employ(DemoPeople.Administrator, "Amministratore 1", null, StaffRole.Administrator);
        db.Add(new Resident { FiscalCode = DemoPeople.Worker.FiscalCode, Province = "TO" });

        // An older history: twelve weeks a year and a half ago, of which the last three days were not used, and ten a year ago.
        var monday = ItalianCalendar.MondayOf(today);
        Past(omega, monday.AddDays(-7 * 80), 12, unusedDays: 3);
        Past(omega, monday.AddDays(-7 * 55), 10);
        Past(conti, monday.AddDays(-7 * 40), 6);

        Granted(monday.AddDays(-7 * 7), 8);
        await db.SaveChangesAsync(stop);

        void Hire(Employer firm, string code, string given, string family, WorkerKind kind, int weekly, int partTime, decimal pay, DateOnly? hired = null, int effectiveDays = 400) => db.Add(new Employment
        {
            Id = Id(),
            UnitId = firm.Units[0].Id,
            FiscalCode = code,
            GivenName = given,
            FamilyName = family,
            Kind = kind,
            WeeklyHours = weekly * 100,
            PartTime = partTime * 100,
            MonthlyPay = pay.Euro.Cents,
            PayOrigin = PayOrigin,
            HiredOn = hired ?? today.AddYears(-4),
            EffectiveDays = effectiveDays,
            EffectiveDaysOn = today.AddDays(-14),
        });

        void Allow(DemoPerson person, MandateKind kind, Employer firm, string scope = "", Guid? parent = null) => db.Add(new MandateEntry
        {
            Id = Id(),
            FiscalCode = person.FiscalCode,
            GivenName = person.GivenName,
            FamilyName = person.FamilyName,
            Kind = kind,
            EmployerId = firm.Id,
            ParentId = parent,
            Scope = scope,
            FromDay = today.AddYears(-2),
            ToDay = kind == MandateKind.Intermediary ? today.AddYears(1) : null,
            Register = "registro di prova",
        });

        void Represent(DemoPerson person, MandateKind kind, string subject, string given, string family) => db.Add(new MandateEntry
        {
            Id = Id(),
            FiscalCode = person.FiscalCode,
            GivenName = person.GivenName,
            FamilyName = person.FamilyName,
            Kind = kind,
            Subject = subject,
            SubjectGivenName = given,
            SubjectFamilyName = family,
            FromDay = today.AddMonths(-6),
            ToDay = kind == MandateKind.PersonalDelegate ? today.AddYears(1) : null,
            Register = "registro di prova",
        });

        void Employ(DemoPerson person, string name, string? office, params StaffRole[] roles)
        {
            var entry = new StaffEntry { Id = Id(), FiscalCode = person.FiscalCode };
            entry.Assignments.Add(new() { Id = Id(), StaffId = entry.Id, DisplayName = name, Roles = string.Join(' ', roles), Office = office, FromAt = now.AddYears(-2) });
            db.Add(entry);
        }

        void Past(Employer firm, DateOnly first, int weeks, int unusedDays = 0)
        {
            var last = first.AddDays(7 * weeks - 1);
            var days = Enumerable.Range(0, 7 * weeks).Select(first.AddDays).Where(d => WorkingWeek.Includes(d, 5)).ToList();
            db.Add(new Authorisation
            {
                Id = Id(),
                UnitId = firm.Units[0].Id,
                Scheme = Scheme.Cigo,
                Unavoidable = false,
                FirstDay = first,
                LastDay = last,
                UsedDays = unusedDays == 0 ? null : string.Join(' ', days.Take(days.Count - unusedDays).Select(d => d.ToString("yyyy-MM-dd"))),
                Derogation = false,
            });
        }

        void Granted(DateOnly first, int weeks)
        {
            var last = first.AddDays(7 * weeks - 1);
            var filed = ChatSchedule.FromRome(first.AddDays(3), new(10, 30));
            var id = Id();
            var consultant = DemoPeople.Consultant;
            var application = new Application
            {
                Id = id,
                Protocol = $"CIG-{first.Year}-0000001",
                EmployerId = omega.Id,
                UnitId = omega.Units[0].Id,
                Scheme = Scheme.Cigo,
                Cause = "LACK_OF_WORK",
                Unavoidable = false,
                FirstDay = first,
                LastDay = last,
                Hours = 128_000,
                Payment = Payment.SetOff,
                Report = "Calo degli ordini di lavorazioni meccaniche dal trimestre precedente; due commesse confermate dal nuovo anno fanno prevedere la ripresa.",
                UnionNoticeOn = first.AddDays(-12),
                JointExamination = true,
                SubmittedAt = filed,
                State = ApplicationState.Granted,
                Office = "TO",
                Officer = "Funzionario 7",
                GrantedWeeks = 30 * weeks,
                AuthorisationNumber = $"AUT-{first.Year}-0000001",
                Decision = "Causale provata, ripresa prevedibile, limiti rispettati.",
                FiledBy = consultant.FiscalCode,
                FiledByName = $"{consultant.GivenName} {consultant.FamilyName}",
                MandateId = Guid.Empty,
                MandateKind = MandateKind.Intermediary,
            };
            (string Code, string Given, string Family)[] workers = [("BNCLNE88C52L219D", "Elena", "Bianchi"), ("RSSNTN90A15F839G", "Antonio", "Russo"), ("HFRLKS87C03A952A", "Lukas", "Hofer")];
            foreach (var (worker, i) in workers.Select((w, i) => (w, i)))
                application.Beneficiaries.Add(new() { ApplicationId = id, N = i + 1, FiscalCode = worker.Code, GivenName = worker.Given, FamilyName = worker.Family, Kind = WorkerKind.BlueCollar });
            application.Events.Add(new() { ApplicationId = id, N = 1, At = filed, Kind = ApplicationState.Submitted, Who = application.FiledByName });
            application.Events.Add(new() { ApplicationId = id, N = 2, At = filed.AddDays(4), Kind = ApplicationState.UnderExamination, Who = "Funzionario 7" });
            application.Events.Add(new() { ApplicationId = id, N = 3, At = filed.AddDays(18), Kind = ApplicationState.Granted, Who = "Funzionario 7", Note = application.Decision });
            db.Add(application);
            db.Add(new ProtocolCounter { Year = first.Year, Last = 1 });
            db.Add(new Authorisation { Id = Id(), UnitId = omega.Units[0].Id, ApplicationId = id, Scheme = Scheme.Cigo, Unavoidable = false, FirstDay = first, LastDay = last, Derogation = false });
        }
    }

    private static Employer Firm(
        CigContext db, Guid id, Guid unit, string name, string taxCode, string municipality, string province, string position, string contributionClass, string ateco,
        string unitName, string address, string municipalityCode, int daysPerWeek)
    {
        var firm = new Employer { Id = id, Name = name, TaxCode = taxCode, Municipality = municipality, Province = province };
        firm.Positions.Add(new() { Number = position, EmployerId = id, ContributionClass = contributionClass, Ateco = ateco, HasOwnFund = false });
        firm.Units.Add(new()
        {
            Id = unit,
            EmployerId = id,
            PositionNumber = position,
            Name = unitName,
            Address = address,
            MunicipalityCode = municipalityCode,
            Province = province,
            DaysPerWeek = daysPerWeek,
        });
        db.Add(firm);
        return firm;
    }
}
