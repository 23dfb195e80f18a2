using Cig.Platform.Demo;
using Cig.Rules.Identifiers;
using Cig.Web.Tests;

namespace Cig.Bench.Chat;

/// <summary>Invented people who sign in through the demo provider and talk, like anybody else.</summary>
public static partial class Crowd
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>A person of the crowd: a well-formed code, and a name that nobody has.</summary>
    public static DemoPerson Person(int i)
    {
        var stem = $"S{Letters[i / 676 % 26]}{Letters[i / 26 % 26]}P{Letters[i % 26]}X85M01H501";
        var code = Letters.Select(c => stem + c).First(c => CodiceFiscale.Check(c, new(2026, 1, 1)).Valid);
        return new(code, $"Persona{i}", "Prova", 'M', new(1985, 8, 1), "H501", "");
    }

    /// <summary>Somebody who signed in by her own door, known to the demo providers or typed in there.</summary>
    public static async Task<Visitor> SignIn(string origin, DemoPerson person)
    {
        for (var attempt = 1; ; attempt++)
        {
            var visitor = new Visitor(origin);
            try
            {
                var entered = DemoPeople.Staff.Contains(person) ? await visitor.SignInAsStaff(person.FiscalCode) : await ByProvider(visitor, origin, person);
                return entered.Status == System.Net.HttpStatusCode.OK ? visitor : throw new InvalidOperationException($"{person.FamilyName} could not sign in: {entered.Status} at {entered.Address}.");
            }
            catch (Exception e) when (attempt < 20 && e is HttpRequestException or InvalidOperationException or TaskCanceledException)
            {
                visitor.Dispose();
                await Task.Delay(500);
            }
        }
    }

    /// <summary>Opens a conversation about a general question by the form of the page.</summary>
    public static async Task<Guid> Open(Visitor person)
    {
        var opened = await person.Send(await person.Get("/myinps/comunica/info-cig"), "argomento", ("argomento", "general"));
        return Guid.TryParse(opened.Address.Segments[^1], out var id) ? id : throw new InvalidOperationException($"No conversation was opened: {opened.Status} at {opened.Address}.");
    }

    /// <summary>Lets one advisor have the conversations of everybody, and keep them when all her lines are down for long, by the forms of the administrator's pages.</summary>
    public static async Task MakeRoom(Visitor administrator)
    {
        var list = await administrator.Get("/amministrazione/competenze");
        var patient = await administrator.Send(
            list, "grazia", ("accetta", "20"), ("mancate", "2"), ("grazia", "3600"), ("preferito", "60"), ("avvio", "0"), ("peso", "50"), ("sede", "60"), ("trattamento", "180"), ("utente", "300"),
            ("risposta", "300"), ("seguito", "180"), ("allarme", "120"));
        if (!patient.Address.Query.Contains("salvato", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException($"The rules of routing were not saved: {patient.Status}.");
        foreach (var page in Advisors().Matches(list.Html).Select(m => m.Value).Distinct())
        {
            var saved = await administrator.Send(await administrator.Get(page), "capacita", ("capacita", "999"), ("limite", "999"));
            if (saved.Address.AbsolutePath == page)
                throw new InvalidOperationException($"{page} did not save: {saved.Status}.");
        }
    }

    [System.Text.RegularExpressions.GeneratedRegex("/amministrazione/competenze/[0-9a-f-]{36}", System.Text.RegularExpressions.RegexOptions.None, 1000)]
    private static partial System.Text.RegularExpressions.Regex Advisors();

    private static async Task<Answered> ByProvider(Visitor visitor, string origin, DemoPerson person)
    {
        var choose = await visitor.Get("/accedi/spid?ritorno=%2Fingresso");
        var request = await visitor.Send(choose, "ritorno", ("idp", $"{origin}/demo-idp"));
        var people = await visitor.Send(request, "SAMLRequest");
        var answer = await visitor.Send(people, "SAMLRequest", ("persona", person.FiscalCode), ("cf", person.FiscalCode), ("nome", person.GivenName), ("cognome", person.FamilyName));
        return await visitor.Send(answer, "SAMLResponse");
    }
}
