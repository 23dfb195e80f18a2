using Cig.Platform.Chat;
using Cig.Platform.Settings;
using Cig.Rules;
using Cig.Web.Chat;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages;

/// <summary>The first page: who you are, what is new, and whether somebody answers now.</summary>
public sealed class IndexModel(ChatEntrance entrance, SettingsRegister settings, TimeProvider time, Say say) : PageModel
{
    public bool Open { get; private set; }

    public bool Trial { get; private set; }

    public string Words { get; private set; } = "";

    public IReadOnlyList<Text> Notices { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        var view = await entrance.LookForAll(stop);
        (Open, Trial) = (view.IsOpen, view.Trial);
        Words = view is { IsOpen: true, Closes: { } closes } ? say["La chat è aperta fino alle {0}.", Say.Hour(closes)] : EntranceWords.Of(view, say);
        Notices = [.. (await settings.Now(Platform.Chat.Notices.Setting, stop)).At(time.GetUtcNow())];
    }
}
