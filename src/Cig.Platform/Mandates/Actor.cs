namespace Cig.Platform.Mandates;

/// <summary>The means by which a person proved who she is.</summary>
public enum SignInMeans
{
    Spid,
    Cie,
    Cns,

    /// <summary>The institution's own door for its people. It opens their offices and nothing of a citizen's; every other means opens nothing of an office.</summary>
    Staff,
}

/// <summary>Who is signed in: a person, as the identity provider names her. It says nothing of what she may do.</summary>
/// <param name="FiscalCode">Codice fiscale, upper case, without the <c>TINIT-</c> prefix.</param>
/// <param name="Level">Level of assurance, 1 to 3.</param>
public sealed record Principal(string FiscalCode, string GivenName, string FamilyName, SignInMeans Means, int Level, DateTimeOffset SignedInAt)
{
    public string FullName => $"{GivenName} {FamilyName}";

    /// <summary>Whether she came as a member of staff; then she is nobody's worker, employer or delegate.</summary>
    public bool IsStaff => Means == SignInMeans.Staff;
}

/// <summary>Why somebody may act for a subject.</summary>
public enum MandateKind
{
    /// <summary>A person for herself.</summary>
    Self,
    LegalRepresentative,
    Owner,
    EnabledEmployee,

    /// <summary>Labour consultant or other professional under art. 1 L. 12/1979.</summary>
    Intermediary,
    SubDelegate,
    PersonalDelegate,
    Guardian,
}

/// <summary>The right to act for one subject: a person, or an employer. Read from a register, never from the sign-in.</summary>
/// <param name="Id">The register's entry; for <see cref="MandateKind.Self"/> the empty identifier.</param>
/// <param name="PersonFiscalCode">The person acted for, where the subject is a person.</param>
/// <param name="EmployerId">The employer acted for, where the subject is an employer.</param>
/// <param name="SubjectName">Name of the person or employer acted for.</param>
/// <param name="To">Last day of validity, for a sub-delegation never later than its delegation's; none means until revoked.</param>
public sealed record Mandate(Guid Id, MandateKind Kind, string? PersonFiscalCode, Guid? EmployerId, string SubjectName, DateOnly From, DateOnly? To)
{
    /// <summary>What of the subject's affairs it covers.</summary>
    public Scope Scope { get; init; } = Scope.Everything;

    /// <summary>As the audit log names it: the kind, and the person acted for or the register's entry.</summary>
    public string OnRecord => $"{Kind} {PersonFiscalCode ?? Id.ToString()}";

    public static Mandate Self(Principal principal) =>
        new(Guid.Empty, MandateKind.Self, principal.FiscalCode, null, principal.FullName, DateOnly.MinValue, null);
}

/// <summary>Who acts, and for whom. Every command and every message keeps both.</summary>
public sealed record Actor(Principal Principal, Mandate Mandate);

/// <summary>What a member of the institution's staff may do. From the staff register, never from an assertion.</summary>
public enum StaffRole
{
    Advisor,
    Officer,
    Supervisor,
    Ministry,
    Administrator,
}

/// <summary>A signed-in person with the roles that the staff register gives her today.</summary>
/// <param name="DisplayName">How the public sees her, by default a number: <c>Operatore 12</c>.</param>
/// <param name="Office">The office whose cases she handles, as a province of two letters; none means the whole country.</param>
public sealed record StaffMember(Principal Principal, Guid Id, string DisplayName, IReadOnlyList<StaffRole> Roles, string? Office)
{
    public bool Is(StaffRole role) => Roles.Contains(role);

    /// <summary>Whether what belongs to this office is hers to look after. What belongs to none that is known is for those of the whole country.</summary>
    public bool LooksAfter(string? office) => Office is null || Office == office;
}
