using Cig.Platform.Chat;
using Cig.Platform.Mail;
using Cig.Platform.Mandates;
using Cig.Platform.Outbox;
using Cig.Platform.Staff;
using Cig.Web.Language;
using Cig.Web.Pages.Operatore;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Amministrazione;

/// <summary>The programs of others that are told what happens in conversations, and the form that adds one.</summary>
public sealed class ProgrammiModel(SubscriberDesk desk, MailNotices notices, Post post, StaffRegister staff, Say say) : StaffPage(staff)
{
    public IReadOnlyList<Subscriber> All { get; private set; } = [];

    /// <summary>How the notices to people stand; null where there is no mail.</summary>
    public MailFigures? Mail { get; private set; }

    /// <summary>What was added just now: its key is shown here and nowhere else.</summary>
    public Subscribed.Done? Added { get; private set; }

    [BindProperty(Name = "nome")]
    public string? Nome { get; set; }

    [BindProperty(Name = "indirizzo")]
    public string? Indirizzo { get; set; }

    [BindProperty(Name = "fatti")]
    public List<string> Fatti { get; set; } = [.. OutboxLog.Kinds.Where(k => k != ChatEventKind.Message).Select(k => $"{k}")];

    public async Task OnGetAsync(CancellationToken stop) => await Load(await Member(stop), stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var member = await Member(stop);
        var kinds = OutboxLog.Kinds.Where(k => Fatti.Contains($"{k}")).ToList();
        var outcome = await desk.Add(member, Nome ?? "", Indirizzo ?? "", kinds, stop);
        if ((Added = outcome as Subscribed.Done) is not null)
            (Nome, Indirizzo) = (null, null);
        await Load(member, stop);
        return outcome switch
        {
            Subscribed.NoName => Wrong("nome", say["Scrivi il nome del programma, al massimo {0} caratteri.", SubscriberDesk.LongestName]),
            Subscribed.BadAddress => Wrong("indirizzo", say["Scrivi un indirizzo https pubblico, per esempio https://servizi.ente.gov.it/avvisi."]),
            Subscribed.NoKind => Wrong("fatti", say["Scegli almeno un fatto."]),
            Subscribed.Already => Wrong("indirizzo", say["C'è già un programma con questo indirizzo."]),
            _ => Page(),
        };
    }

    private async Task Load(StaffMember member, CancellationToken stop) => (All, Mail) = (await desk.All(member, stop), post.Settings is null ? null : await notices.Figures(member, stop));

    /// <summary>How staff pages name what happens in a conversation.</summary>
    public static string NameOf(ChatEventKind kind) => kind switch
    {
        ChatEventKind.Opened => "aperta",
        ChatEventKind.Joined => "presa in carico",
        ChatEventKind.Message => "messaggio, senza il testo",
        ChatEventKind.Closed => "chiusa",
        ChatEventKind.BecameRequest => "diventata richiesta scritta",
        ChatEventKind.Attached => "file allegato, senza il file",
        ChatEventKind.Held => "messa in attesa",
        ChatEventKind.Resumed => "ripresa",
        ChatEventKind.Transferred => "trasferita",
        ChatEventKind.Returned => "tornata in coda",
        ChatEventKind.Reopened => "riaperta",
        ChatEventKind.Guided => "pagina indicata",
        ChatEventKind.TakenOver => "proseguita da un supervisore",
        _ => $"{kind}",
    };
}
