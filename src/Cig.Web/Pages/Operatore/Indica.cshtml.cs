using Cig.Platform.Chat;
using Cig.Platform.Staff;
using Cig.Web.Components;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Pages.Operatore;

/// <summary>Points the person to a page of her own area.</summary>
public sealed class IndicaModel(ChatDesk desk, GuideDesk guide, StaffRegister staff, Say say) : OwnConversationPage(desk, staff)
{
    public IReadOnlyList<Choice> Pages { get; private set; } = [];

    public string? Pagina { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Load(stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? pagina, string? clientMessageId, CancellationToken stop)
    {
        if (!await Load(stop))
            return NotFound();
        Pagina = pagina;
        return GuidedPages.Read(pagina ?? "") is { } page && await guide.Point(Me, Conversation, page, clientMessageId ?? Guid.CreateVersion7().ToString(), stop)
            ? Redirect(Home)
            : Wrong("pagina", say["Scegli una delle pagine."]);
    }

    private async Task<bool> Load(CancellationToken stop)
    {
        if (!await Find(stop))
            return false;
        Pages = [.. (await guide.Pages(Me, Conversation, stop)).Select(p => new Choice(p.ToString(), say[GuidedPages.Name(p)]))];
        return true;
    }
}
