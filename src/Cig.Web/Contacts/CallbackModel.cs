using System.Globalization;
using Cig.Platform.Requests;
using Cig.Platform.Storage;
using Cig.Web.Chat;
using Cig.Web.Components;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;

namespace Cig.Web.Contacts;

/// <summary>A call back in the next opening: choose a slot, or give the booked one back.</summary>
public sealed class CallbackModel(CallbackDesk desk, Topics topics, Say say) : ContactPage(say)
{
    public Callback? Booked { get; private set; }

    public IReadOnlyList<Choice> Slots { get; private set; } = [];

    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    [BindProperty(Name = "posto")]
    public string? Slot { get; set; }

    [BindProperty(Name = "argomento")]
    public string? Topic { get; set; }

    [BindProperty(Name = "telefono")]
    public string? Phone { get; set; }

    public async Task OnGetAsync(string? pratica, CancellationToken stop)
    {
        await Load(stop);
        Topic = Choices.Count == 1 ? Choices[0].Value : pratica;
    }

    public async Task<IActionResult> OnPostAsync(string? azione, CancellationToken stop)
    {
        if (azione == "annulla")
        {
            await desk.Cancel(Actor, stop);
            return Redirect($"{Contacts}/richiamata");
        }

        await Load(stop);
        var name = topics.NameOf(Topic, await topics.Of(Actor, stop));
        if (name is null)
            ModelState.AddModelError("argomento", Say["Scegli di che cosa vuoi parlare."]);
        if (CallbackDesk.Phone(Phone) is null)
            ModelState.AddModelError("telefono", Say["Scrivi un numero di telefono, per esempio 320 1234567."]);
        if (!long.TryParse(Slot, NumberStyles.None, CultureInfo.InvariantCulture, out var slot))
            ModelState.AddModelError("posto", Say["Scegli quando vuoi essere richiamato."]);
        if (!ModelState.IsValid)
            return Page();

        switch (await desk.Book(Actor, Instant.FromMicroseconds(slot), Topic!, name!, CallbackDesk.Phone(Phone)!, Say.Tongue, stop))
        {
            case Booking.Booked or Booking.AlreadyBooked:
                return Redirect($"{Contacts}/richiamata");
            case Booking.SlotTaken:
                await Load(stop);
                ModelState.AddModelError("posto", Say["Questo orario non è più libero: scegline un altro."]);
                return Page();
            default:
                return NotFound();
        }
    }

    private async Task Load(CancellationToken stop)
    {
        Booked = await desk.Mine(Actor, stop);
        Choices = topics.Choices(await topics.Of(Actor, stop));
        Slots = [.. (await desk.Slots(Actor, stop)).Select(s => new Choice(
            Instant.ToMicroseconds(s.From).ToString(CultureInfo.InvariantCulture),
            Say["{0}, dalle {1} alle {2}", EntranceWords.Day(s.From, Say), Say.Hour(s.From), Say.Hour(s.To)]))];
    }
}
