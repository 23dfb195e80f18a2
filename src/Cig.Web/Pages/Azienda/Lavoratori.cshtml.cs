using System.Globalization;
using Cig.Platform.Applications;
using Cig.Rules;
using Cig.Rules.Amounts;
using Cig.Web.Components;
using Cig.Web.Language;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cig.Web.Pages.Azienda;

/// <summary>The list of beneficiaries, what is wrong with it, and an estimate for one of them.</summary>
public sealed class LavoratoriModel(ApplicationDesk desk, Say say) : DraftPage(desk, say)
{
    [BindProperty(SupportsGet = true)]
    public string? Lavoratore { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Mese { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? OreLavoratore { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Retribuzione { get; set; }

    public Ruling<BenefitAmounts>? Estimate { get; private set; }

    /// <summary>Where the pay of the estimate comes from.</summary>
    public string PayOrigin { get; private set; } = "";

    public string Year { get; private set; } = "";

    /// <summary>The months of the period.</summary>
    public IReadOnlyList<Choice> Months
    {
        get
        {
            if (Review is not { FirstDay: { } first, LastDay: { } last } || last < first || last.DayNumber - first.DayNumber > 366)
                return [];

            List<Choice> months = [];
            for (var month = new DateOnly(first.Year, first.Month, 1); month <= last; month = month.AddMonths(1))
                months.Add(new(month.ToString("yyyy-MM", CultureInfo.InvariantCulture), Written.Month(Say.Tongue, month)));
            return months;
        }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await Load(stop))
            return NotFound();
        if (Request.Query.ContainsKey("lavoratore"))
            EstimateOne();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(IFormFile? file, CancellationToken stop)
    {
        if (!await Load(stop))
            return NotFound();
        if (file is null or { Length: 0 })
            return Wrong("file", Say["Scegli il file con l'elenco dei beneficiari."]);

        using var memory = new MemoryStream();
        await file.CopyToAsync(memory, stop);
        if (BeneficiaryFile.Decode(memory.ToArray()) is not { } text)
            return Wrong("file", Say["Il file è troppo grande: al massimo 5 MB."]);
        if (await Desk.SaveBeneficiaries(Actor, Id, Path.GetFileName(file.FileName), text, stop) is null || !await Load(stop))
            return NotFound();

        foreach (var problem in Review.Of(Section.Workers))
            ModelState.AddModelError("file", Say[problem.Message]);
        return ModelState.IsValid ? Redirect($"{DraftHome}/lavoratori") : Page();
    }

    private void EstimateOne()
    {
        var worker = Review.Workers.FirstOrDefault(w => w.Row.Row.ToString(CultureInfo.InvariantCulture) == Lavoratore);
        if (worker is null)
            ModelState.AddModelError("lavoratore", Say["Scegli il lavoratore."]);
        var month = Months.Any(m => m.Value == Mese) ? DateOnly.ParseExact(Mese!, "yyyy-MM", CultureInfo.InvariantCulture) : default;
        if (month == default)
            ModelState.AddModelError("mese", Say["Scegli il mese."]);
        if (Typed.Hours(OreLavoratore) is not { } hours)
        {
            ModelState.AddModelError("oreLavoratore", Say["Scrivi le ore non lavorate nel mese, per esempio 64."]);
            hours = default;
        }

        var typedPay = Typed.Euro(Retribuzione);
        if (!string.IsNullOrWhiteSpace(Retribuzione) && typedPay is null)
            ModelState.AddModelError("retribuzione", Say["Scrivi la retribuzione, per esempio 1.950,00, oppure lascia vuoto."]);
        if (!ModelState.IsValid)
            return;

        try
        {
            Estimate = ApplicationDesk.Estimate(Review, worker!, month, hours, typedPay);
            Year = Math.Min(month.Year, MonthlyMaximum.LastPublishedMonth.Year).ToString(CultureInfo.InvariantCulture);
            PayOrigin = typedPay is { } pay
                ? Say["Retribuzione scritta da te: {0}.", pay]
                : Say["Retribuzione in registro: {0} ({1}).", new Euro(worker!.Employment!.MonthlyPay), worker.Employment.PayOrigin];
        }
        catch (ImpossibleFactException e)
        {
            ModelState.AddModelError("oreLavoratore", $"{Say[e.Problem]} {Say[e.Mend]}");
        }
    }

    private PageResult Wrong(string field, string message)
    {
        ModelState.AddModelError(field, message);
        return Page();
    }
}
