using System.Text.Json.Serialization;
using Cig.Platform.Settings;

namespace Cig.Platform.Retention;

/// <summary>What personal data are kept for.</summary>
public enum Purpose
{
    /// <summary>Words of a conversation, with the person's name and code.</summary>
    Messages,
    Attachments,

    /// <summary>Comments of ratings; the scores stay.</summary>
    Ratings,

    /// <summary>Written requests and their answers.</summary>
    Requests,

    /// <summary>Booked calls with their numbers.</summary>
    Calls,

    /// <summary>What staff wrote among itself about a conversation, and why other cases were opened beside it.</summary>
    Notes,

    /// <summary>Words that were looked for in the sheets, counted by month.</summary>
    Searches,

    /// <summary>Mail addresses to which nothing was sent any more.</summary>
    Mail,
}

/// <summary>For how long what is kept, and why. The first days are proposals of the product: each administration sets its own, with its reason (art. 5, par. 1, letter e, Regulation (EU) 2016/679).</summary>
public sealed record RetentionRules(IReadOnlyList<RetentionRules.Term> Terms)
{
    private const string Proposal = "proposta del prodotto, da confermare nel registro dei trattamenti";

    private static readonly Term[] Proposals =
    [
        new(Purpose.Messages, 730, Proposal), new(Purpose.Attachments, 180, Proposal), new(Purpose.Ratings, 365, Proposal), new(Purpose.Requests, 730, Proposal),
        new(Purpose.Calls, 90, Proposal), new(Purpose.Notes, 365, Proposal), new(Purpose.Searches, 730, Proposal),
        new(Purpose.Mail, 730, Proposal),
    ];

    public static Setting<RetentionRules> Setting { get; } = new("retention", new RetentionRules(Proposals), RetentionJson.Default.RetentionRules);

    /// <summary>One for each purpose: where a version was set before a purpose existed, the product's proposal applies to it.</summary>
    public IReadOnlyList<Term> Terms { get; } = [.. Terms, .. Proposals.ExceptBy(Terms.Select(t => t.Purpose), t => t.Purpose)];

    /// <summary>The term of a purpose.</summary>
    public Term Of(Purpose purpose) => Terms.First(t => t.Purpose == purpose);

    /// <param name="Days">After the end of what it is about.</param>
    /// <param name="Reason">Why so long, as an auditor reads it.</param>
    public sealed record Term(Purpose Purpose, int Days, string Reason);
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(RetentionRules))]
internal sealed partial class RetentionJson : JsonSerializerContext;
