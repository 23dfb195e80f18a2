using System.Text.RegularExpressions;
using Cig.Platform.Applications;
using Cig.Platform.Mandates;
using Cig.Platform.Settings;
using Cig.Rules;
using Cig.Rules.Access;

namespace Cig.Platform.Chat;

/// <summary>A reply that the institution wrote once for many questions. It is inserted into the advisor's text and never sent by itself.</summary>
/// <param name="Source">The act that it rests on; no reply without one.</param>
/// <param name="ValidTo">Last day on which it may be used; null until it is changed.</param>
/// <param name="Text">With places such as <c>{protocollo}</c>, filled from the case (<see cref="CannedReplies.Places"/>).</param>
public sealed record CannedReply(string Title, string Text, Tongue Tongue, string Source, DateOnly ValidFrom, DateOnly? ValidTo, bool Withdrawn)
{
    /// <summary>The replies, each by its code; where none is set for a code there is none that may be used.</summary>
    public static KeyedSetting<CannedReply> Settings { get; } = new("reply/", new("", "", Tongue.Italian, "", default, null, Withdrawn: true), ChatSettingsJson.Default.CannedReply);

    public bool IsValidOn(DateOnly day) => !Withdrawn && ValidFrom <= day && (ValidTo is not { } to || day <= to);
}

/// <summary>A reply with the case's own words in its places; what the case does not have is named and the reply cannot be inserted.</summary>
public sealed record FilledReply(string Code, CannedReply Reply, string Text, IReadOnlyList<string> Missing);

/// <summary>The canned replies: versions by code, as the administrator set them.</summary>
public sealed partial class CannedReplies(SettingsRegister settings, TimeProvider time)
{
    /// <summary>The places that a text may have, with what fills them.</summary>
    public static IReadOnlyDictionary<string, string> Places { get; } = new Dictionary<string, string>
    {
        ["persona"] = "nome di chi scrive",
        ["argomento"] = "argomento scelto",
        ["protocollo"] = "protocollo della domanda",
        ["azienda"] = "nome dell'azienda",
        ["trattamento"] = "CIGO, CIGS, ...",
        ["dal"] = "primo giorno del periodo",
        ["al"] = "ultimo giorno del periodo",
        ["stato"] = "stato della domanda",
        ["sede"] = "sede competente",
        ["prossimo-passo"] = "cosa succede ora",
        ["termine-dati"] = "termine per i dati o per il conguaglio",
    };

    /// <summary>All replies in force, by code.</summary>
    public Task<IReadOnlyDictionary<string, CannedReply>> All(CancellationToken stop) => settings.Lately(CannedReply.Settings, stop);

    /// <summary>Sets a new version of a reply.</summary>
    /// <returns>The places that the text names and that do not exist; empty when it was set.</returns>
    public async Task<IReadOnlyList<string>> Set(StaffMember administrator, string code, CannedReply reply, CancellationToken stop)
    {
        List<string> unknown = [.. PlacesIn(reply.Text).Where(p => !Places.ContainsKey(p))];
        if (unknown.Count == 0)
            await settings.Change(administrator, CannedReply.Settings.Of(code), _ => reply, time.GetUtcNow(), stop);
        return unknown;
    }

    /// <summary>The replies that may be used today in the conversation's language, filled from the case.</summary>
    public async Task<IReadOnlyList<FilledReply>> For(Conversation conversation, CasePanel? panel, CancellationToken stop)
    {
        var today = ChatSchedule.DayInRome(time.GetUtcNow());
        var values = Values(conversation, panel);
        return [.. (await All(stop)).Where(r => r.Value.IsValidOn(today) && r.Value.Tongue == conversation.Tongue).OrderBy(r => r.Value.Title, StringComparer.Ordinal).Select(r => Fill(r.Key, r.Value, values))];
    }

    /// <summary>Fills the places of a reply.</summary>
    public static FilledReply Fill(string code, CannedReply reply, IReadOnlyDictionary<string, string> values) => new(
        code, reply, Place().Replace(reply.Text, m => values.TryGetValue(m.Groups["p"].Value, out var value) ? value : m.Value), [.. PlacesIn(reply.Text).Where(p => !values.ContainsKey(p)).Distinct()]);

    internal static Dictionary<string, string> Values(Conversation conversation, CasePanel? panel)
    {
        var tongue = conversation.Tongue;
        Dictionary<string, string> values = new() { ["persona"] = conversation.PersonName, ["argomento"] = conversation.TopicName };
        if (panel is not { Application: { } a })
            return values;

        values["protocollo"] = a.Protocol;
        values["azienda"] = panel.Employer;
        values["trattamento"] = a.Scheme.ToString().ToUpperInvariant();
        values["dal"] = Typed.Field(a.FirstDay);
        values["al"] = Typed.Field(a.LastDay);
        values["stato"] = ApplicationLife.Name(a.State).In(tongue);
        values["sede"] = a.Office;
        values["prossimo-passo"] = (conversation.EmployerId is null ? ApplicationLife.NextForWorker(a) : ApplicationLife.NextForEmployer(a)).In(tongue);
        if (panel.Terms.Count > 1)
            values["termine-dati"] = Typed.Field(panel.Terms[^1].Day);
        return values;
    }

    private static IEnumerable<string> PlacesIn(string text) => Place().Matches(text).Select(m => m.Groups["p"].Value);

    [GeneratedRegex("\\{(?<p>[a-z-]+)\\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
