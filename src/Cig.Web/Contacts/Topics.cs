using Cig.Platform.Applications;
using Cig.Platform.Chat;
using Cig.Platform.Mandates;
using Cig.Rules;
using Cig.Web.Components;
using Cig.Web.Language;

namespace Cig.Web.Contacts;

/// <summary>A case as the entrance answers about it: where it stands, what happens next, whose move it is, how the money comes.</summary>
public sealed record CaseAnswer(Guid Id, string Name, ApplicationState State, Text Next, Text Turn, Text Payment, string Href);

/// <summary>What a person may ask about: a case that is hers or her employer's, or nothing in particular.</summary>
public sealed class Topics(WorkerDesk workers, ApplicationDesk applications, Say say)
{
    /// <summary>The cases of whom the person acts for, with what the system can answer about each.</summary>
    public async Task<IReadOnlyList<CaseAnswer>> Answers(Actor actor, string home, CancellationToken stop) => actor.Mandate.EmployerId is null
        ? [.. (await workers.Cases(actor, stop)).Select(c => new CaseAnswer(
            c.Id, say["{0} di {1}, dal {2}", c.Scheme.ToString().ToUpperInvariant(), c.Employer, c.FirstDay], c.State, c.Next, c.Turn, c.Payment, $"{home}/prestazioni/{c.Id}"))]
        : [.. (await applications.Applications(actor, stop)).Select(a => new CaseAnswer(
            a.Id, say["{0} {1}, dal {2}", a.Scheme.ToString().ToUpperInvariant(), a.Protocol, a.FirstDay],
            a.State, ApplicationLife.NextForEmployer(a), ApplicationLife.Turn(a), ApplicationLife.PaymentOf(a), $"{home}/domande/{a.Id}"))];

    /// <summary>The cases with the names under which the person knows them.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> Of(Actor actor, CancellationToken stop) => [.. (await Answers(actor, "", stop)).Select(c => (c.Id, c.Name))];

    /// <summary>The choices of a form.</summary>
    public IReadOnlyList<Choice> Choices(IReadOnlyList<(Guid Id, string Name)> cases) =>
        [.. cases.Select(c => new Choice(c.Id.ToString(), c.Name)), new Choice(Conversation.General, say["Un'altra domanda o informazioni generali"])];

    /// <summary>The name of what was chosen; null where it is none of the choices.</summary>
    public string? NameOf(string? topic, IReadOnlyList<(Guid Id, string Name)> cases) =>
        topic == Conversation.General ? say["Informazioni generali"] : cases.FirstOrDefault(c => c.Id.ToString() == topic).Name;
}
