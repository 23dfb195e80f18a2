using Cig.Platform.Applications;
using Cig.Platform.Attachments;
using Cig.Platform.Chat;
using Cig.Platform.Demo;
using Cig.Platform.Mandates;
using Cig.Platform.Outbox;
using Cig.Platform.Registry;
using Cig.Platform.Requests;
using Cig.Platform.Staff;
using Cig.Platform.Storage;
using Cig.Rules;
using Microsoft.EntityFrameworkCore;

namespace Cig.Web.Tests.Access;

/// <summary>
/// The demo stories, something of its own for every role, and a firm with its people that no role of the matrix has anything to do with: Tessitura Alba, whose worker is
/// Samanta Miller.
/// </summary>
internal sealed class World(Site site)
{
    private const string Stranger = "MLLSNT82P65Z404U";
    private readonly Dictionary<Role, Actor> _actors = [];
    private readonly Dictionary<Role, Guid> _conversations = [];
    private readonly Dictionary<Id, Guid> _others = [];
    private readonly Dictionary<Guid, Guid> _files = [];
    private Guid _granted;
    private Guid _contis;
    private Guid _ended;
    private Guid _member;
    private Actor _albas = null!;
    private string _albasProtocol = "";

    private Database Database => site.Get<Database>();

    public static bool IsStaff(Role role) => role is Role.Advisor or Role.Officer or Role.Supervisor or Role.Ministry or Role.Administrator;

    public static DemoPerson Person(Role role) => role switch
    {
        Role.LevelOne or Role.Worker => DemoPeople.Worker,
        Role.Delegate => DemoPeople.PersonalDelegate,
        Role.Guardian => DemoPeople.Guardian,
        Role.LegalRepresentative => DemoPeople.LegalRepresentative,
        Role.Owner => DemoPeople.Owner,
        Role.EnabledEmployee => DemoPeople.EnabledEmployee,
        Role.Intermediary => DemoPeople.Consultant,
        Role.SubDelegate => DemoPeople.SubDelegate,
        Role.Advisor => DemoPeople.Advisor,
        Role.Officer => DemoPeople.Officer,
        Role.Supervisor => DemoPeople.Supervisor,
        Role.Ministry => DemoPeople.Ministry,
        Role.Administrator => DemoPeople.Administrator,
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    /// <summary>Words that no answer to this role may hold: of the stranger's firm for all, of what lies next to their own for each.</summary>
    public IReadOnlyList<string> Foreign(Role role) =>
    [
        "Tessitura Alba", Stranger, "Samanta", _albasProtocol, .. _others.Where(o => !IsBefore(role, o.Key)).Select(o => o.Value.ToString()), _albas.Mandate.EmployerId.ToString()!,
        .. role switch
        {
            Role.Worker or Role.LevelOne or Role.Delegate => ["RSSNTN90A15F839G", "Antonio Russo", "Edil Conti"],
            Role.Guardian => ["BNCLNE88C52L219D", "Elena Bianchi", "Edil Conti"],
            Role.Owner => ["Officine Omega", "BNCLNE88C52L219D", _granted.ToString()],
            Role.LegalRepresentative or Role.EnabledEmployee or Role.SubDelegate => ["Edil Conti", _contis.ToString()],
            Role.Officer => ["Edil Conti", _contis.ToString()],
            Role.Ministry or Role.Administrator or Role.Anonymous => ["Officine Omega", "Edil Conti", "BNCLNE88C52L219D"],
            _ => Array.Empty<string>(),
        },
    ];

    /// <summary>What lies before staff whoever asked: the requests, and for a supervisor who talks to whom.</summary>
    private static bool IsBefore(Role role, Id id) => id == Id.Request && role is (Role.Advisor or Role.Supervisor) || id == Id.Conversation && role == Role.Supervisor;

    /// <summary>The employer of a role's own; Officine Omega, as somebody else's, where she has none.</summary>
    public Guid Employer(Role role) => (_actors.GetValueOrDefault(role) ?? _actors[Role.LegalRepresentative]).Mandate.EmployerId ?? _actors[Role.LegalRepresentative].Mandate.EmployerId!.Value;

    public Guid OtherEmployer => _albas.Mandate.EmployerId!.Value;

    /// <summary>The mandate for a person of a role's own; Elena's brother's, as somebody else's, where she has none.</summary>
    public Guid Mandate(Role role) => _actors[role is Role.Guardian ? role : Role.Delegate].Mandate.Id;

    public Guid OtherMandate => _others[Id.Mandate];

    /// <summary>The stranger's.</summary>
    public Guid Other(Id id) => id switch
    {
        Id.Case => _others[Id.Application],
        Id.Running => _conversations[Role.Worker],
        Id.Advisor or Id.Subscriber => _others[Id.Mandate],
        _ => _others[id],
    };

    /// <summary>The file that hangs on a conversation.</summary>
    public Guid File(Guid conversation) => _files[conversation];

    /// <summary>One of a role's own, made anew where a request may use it up; where she has none, one that lies next to hers.</summary>
    public async Task<Guid> Own(Role role, Id id)
    {
        switch (id)
        {
            case Id.Draft:
                return (await site.Get<ApplicationDesk>().Start(_actors[role == Role.Owner ? role : Role.LegalRepresentative], Scheme.Cigo, default))!.Value;
            case Id.Application:
                return role == Role.Owner ? _contis : _granted;
            case Id.Case:
                return _granted;
            case Id.Conversation:
                return _conversations.GetValueOrDefault(role, _conversations[Role.Worker]);
            case Id.Request or Id.Waiting:
                return await Ask(_actors.GetValueOrDefault(role, _actors[Role.Worker]));
            case Id.Member:
                return _member;
            case Id.Ended:
                return _ended;
            case Id.Running:
                return _others[Id.Conversation];
            case Id.Subscriber:
                return await Subscriber();
            case Id.Advisor:
                return (await Staff(SignedIn(Role.Advisor))).Id;
            default:
                return await NewMandate(role);
        }
    }

    /// <summary>A program that is told what happens; paused, so that nothing is sent anywhere.</summary>
    private async Task<Guid> Subscriber()
    {
        var (desk, administrator) = (site.Get<SubscriberDesk>(), await Staff(SignedIn(Role.Administrator)));
        var added = (Subscribed.Done)await desk.Add(administrator, "Cruscotto", $"https://cruscotto.ente.gov.it/{Guid.NewGuid()}", OutboxLog.Kinds, default);
        await desk.Set(administrator, added.Id, SubscriberState.Paused, default);
        return added.Id;
    }

    public static async Task<World> Build(Site site)
    {
        var world = new World(site);
        await world.Build();
        return world;
    }

    private async Task Build()
    {
        await using var db = Database.Context();
        var firms = await db.Set<Employer>().Include(e => e.Units).ToListAsync();
        Employer firm(string name) => firms.First(e => e.Name.StartsWith(name, StringComparison.Ordinal));
        var (omega, conti, alba, minerva) = (firm("Officine"), firm("Edil"), firm("Tessitura"), firm("Libreria"));
        _granted = await db.Set<Application>().Where(a => a.EmployerId == omega.Id).Select(a => a.Id).FirstAsync();

        // What the stranger's firm has, under a mandate of a person who is no role.
        var register = site.Get<MandateRegister>();
        var stranger = new Principal("RCCMNL83S18D969H", "Manuele", "Ricci", SignInMeans.Spid, 2, TimeProvider.System.GetUtcNow());
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var brother = Entry(stranger.FiscalCode, MandateKind.PersonalDelegate) with { Subject = Stranger, Given = "Samanta", Family = "Miller" };
        db.Add(Made(Entry(stranger.FiscalCode, MandateKind.Owner) with { Employer = alba.Id }));
        var intermediary = Made(Entry("RSSMRA80A01H501U", MandateKind.Intermediary) with { Employer = alba.Id });
        var represented = Made(brother);
        db.AddRange(intermediary, represented);
        var colleague = new StaffEntry { Id = Guid.CreateVersion7(), FiscalCode = "CLMSLV77D65F205U" };
        colleague.Assignments.Add(new() { Id = Guid.CreateVersion7(), StaffId = colleague.Id, DisplayName = "Operatore 99", Roles = nameof(StaffRole.Advisor), FromAt = DateTimeOffset.UnixEpoch });
        _member = colleague.Id;
        db.Add(colleague);
        var ended = await db.Set<MandateEntry>().FirstAsync(m => m.EmployerId == minerva.Id && m.FiscalCode == DemoPeople.Consultant.FiscalCode);
        (ended.ToDay, _ended) = (today.AddDays(-3), ended.Id);
        await db.SaveChangesAsync();

        _albas = (await register.ActFor(stranger, alba.Id, default))!.Value.Actor;
        foreach (var role in new[] { Role.LegalRepresentative, Role.EnabledEmployee, Role.Intermediary, Role.SubDelegate })
            _actors[role] = (await register.ActFor(SignedIn(role), omega.Id, default))!.Value.Actor;
        _actors[Role.Owner] = (await register.ActFor(SignedIn(Role.Owner), conti.Id, default))!.Value.Actor;
        foreach (var role in new[] { Role.Delegate, Role.Guardian })
            _actors[role] = new(SignedIn(role), (await register.PeopleOf(SignedIn(role), default))[0]);
        _actors[Role.Worker] = new(SignedIn(Role.Worker), Platform.Mandates.Mandate.Self(SignedIn(Role.Worker)));

        var (albas, protocol) = await Sent(_albas, alba, "MLLSNT82P65Z404U");
        _albasProtocol = protocol;
        _contis = (await Sent(_actors[Role.Owner], conti, "RSSMRA80A01H501U")).Id;
        _others[Id.Application] = albas;
        _others[Id.Draft] = (await site.Get<ApplicationDesk>().Start(_albas, Scheme.Cigo, default))!.Value;
        // Each advisor takes the only one that waits; nobody is lost and no alarm is given however long the requests take.
        var administrator = await Staff(SignedIn(Role.Administrator));
        Assert.True(await site.Get<RoutingAdministration>().Set(administrator, RoutingRules.Initial with { GraceSeconds = 3600, AlarmSeconds = 36_000 }, default));
        _others[Id.Conversation] = await Talk(_albas);
        await Take(new("CLMSLV77D65F205U", "Silvia", "Colombo", SignInMeans.Staff, 2, TimeProvider.System.GetUtcNow()), _others[Id.Conversation]);
        _others[Id.Request] = await Ask(Herself("SPSCML91T52F839I", "Carmela", "Esposito"));
        _others[Id.Mandate] = represented.Id;
        _others[Id.Ended] = intermediary.Id;

        foreach (var role in new[] { Role.Advisor, Role.Supervisor })
        {
            _conversations[role] = await Talk(Herself("CSTMTT95M23D969E", "Matteo", "Costa"), role.ToString());
            await Take(SignedIn(role), _conversations[role]);
        }

        foreach (var (role, actor) in _actors)
            _conversations[role] = await Talk(actor);
        foreach (var conversation in _conversations.Values)
            await Attach(conversation, "Busta paga.");
        await Attach(_others[Id.Conversation], "Busta paga di Samanta, Tessitura Alba.");
    }

    /// <summary>Makes the queue of the chat change: a conversation of nobody in the matrix opens and closes.</summary>
    public async Task Stir(CancellationToken stop)
    {
        var actor = Herself("SPSCML91T52F839I", "Carmela", "Esposito");
        var desk = site.Get<ChatDesk>();
        var id = await Talk(actor);
        await desk.Close((await desk.Enter(actor, id, stop))!.Value.Who, stop);
    }

    private async Task<StaffMember> Staff(Principal principal) => (await site.Get<StaffRegister>().Find(principal with { Means = SignInMeans.Staff }, default))!;

    private async Task Take(Principal advisor, Guid conversation) =>
        Assert.Equal(new Acceptance.Accepted(conversation), await site.Get<OfferDesk>().TakeNext(await Staff(advisor), default));

    private static Principal SignedIn(Role role)
    {
        var person = Person(role);
        return new(person.FiscalCode, person.GivenName, person.FamilyName, IsStaff(role) ? SignInMeans.Staff : SignInMeans.Spid, 2, TimeProvider.System.GetUtcNow());
    }

    private static Actor Herself(string code, string given, string family)
    {
        var somebody = new Principal(code, given, family, SignInMeans.Spid, 2, TimeProvider.System.GetUtcNow());
        return new(somebody, Platform.Mandates.Mandate.Self(somebody));
    }

    private async Task<Guid> Ask(Actor actor) =>
        (await site.Get<RequestDesk>().Send(actor, Guid.CreateVersion7(), Conversation.General, "Informazioni generali", "Una domanda.", Tongue.Italian, default))!.Id;

    private async Task<Guid> Talk(Actor actor, string topic = Conversation.General)
    {
        var opened = Assert.IsType<Opening.Opened>(await site.Get<ChatDesk>().Open(actor, topic, "Informazioni generali", Tongue.Italian, default));
        return opened.Conversation;
    }

    /// <summary>Hangs a file on a conversation, as if the scanner had called it clean.</summary>
    private async Task Attach(Guid conversation, string words)
    {
        var content = System.Text.Encoding.UTF8.GetBytes("%PDF-1.7\n" + words);
        var file = new Attachment
        {
            Id = _files[conversation] = Guid.CreateVersion7(),
            ConversationId = conversation,
            Sender = "prova",
            SenderName = "Prova",
            Name = "busta.pdf",
            Kind = FileKind.Pdf.Name,
            Size = content.Length,
            Content = content,
            State = AttachmentState.Clean,
            At = TimeProvider.System.GetUtcNow(),
        };
        await using var db = Database.Context();
        db.Add(file);
        await db.SaveChangesAsync();
    }

    private async Task<(Guid Id, string Protocol)> Sent(Actor actor, Employer firm, string worker)
    {
        var desk = site.Get<ApplicationDesk>();
        var draft = (await desk.Start(actor, Scheme.Cigo, default))!.Value;
        var first = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(7);
        await desk.SaveBeneficiaries(actor, draft, "elenco.csv", $"{worker};operaio\n", default);
        await desk.Save(actor, draft, new Dictionary<string, string>
        {
            [DraftField.Unit] = firm.Units[0].Id.ToString(),
            [DraftField.Cause] = "LACK_OF_WORK",
            [DraftField.FirstDay] = Typed.Field(first),
            [DraftField.LastDay] = Typed.Field(first.AddDays(27)),
            [DraftField.Report] = "Calo degli ordini dal terzo trimestre; ripresa prevista a gennaio con due nuove commesse.",
            [DraftField.UnionNotice] = "16/11/2026",
            [DraftField.JointExamination] = "si",
            [DraftField.Hours] = "320",
            [DraftField.Payment] = nameof(Payment.SetOff),
        }, default);
        var sent = Assert.IsType<Submission.Accepted>(await desk.Submit(actor, draft, default)).Application;
        return (sent.Id, sent.Protocol);
    }

    private async Task<Guid> NewMandate(Role role)
    {
        var made = Made(role switch
        {
            Role.Guardian => Entry("CSTMTT95M23D969E", MandateKind.PersonalDelegate) with { Subject = "RSSNTN90A15F839G", Given = "Antonio", Family = "Russo" },
            Role.LegalRepresentative or Role.Owner => Entry("CSTMTT95M23D969E", MandateKind.Intermediary) with { Employer = Employer(role) },
            Role.Intermediary => Entry("CSTMTT95M23D969E", MandateKind.SubDelegate) with { Employer = Employer(role), Parent = _actors[role].Mandate.Id },
            _ => Entry("CSTMTT95M23D969E", MandateKind.PersonalDelegate) with { Subject = DemoPeople.Worker.FiscalCode, Given = "Elena", Family = "Bianchi" },
        });
        await using var db = Database.Context();
        db.Add(made);
        await db.SaveChangesAsync();
        return made.Id;
    }

    private static Wanted Entry(string holder, MandateKind kind) => new(holder, kind, null, null, null, null, null);

    private static MandateEntry Made(Wanted w) => new()
    {
        Id = Guid.CreateVersion7(),
        FiscalCode = w.Holder,
        GivenName = "Matteo",
        FamilyName = "Costa",
        Kind = w.Kind,
        EmployerId = w.Employer,
        Subject = w.Subject,
        SubjectGivenName = w.Given,
        SubjectFamilyName = w.Family,
        ParentId = w.Parent,
        FromDay = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddYears(-1),
        Register = "prova",
    };

    private sealed record Wanted(string Holder, MandateKind Kind, Guid? Employer, string? Subject, string? Given, string? Family, Guid? Parent);
}
