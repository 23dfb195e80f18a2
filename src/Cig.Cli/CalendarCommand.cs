using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Cig.Calculators;
using Cig.Calculators.Deadlines;
using Cig.Rules;

namespace Cig.Cli;

/// <summary><c>cig calendar</c>: the terms of a case as an <c>.ics</c> feed, from JSON Lines of questions to <c>deadline</c>.</summary>
internal static class CalendarCommand
{
    public static Command Build(TextReader input, TextWriter output, TextWriter errors, TimeProvider time)
    {
        var file = new Option<FileInfo?>("--in") { Description = "legge le domande (una per riga, come per deadline) da un file" };
        var lang = new Option<string>("--lang") { Description = "it, en o de", DefaultValueFactory = _ => "it" };
        lang.AcceptOnlyFromAmong("it", "en", "de");
        var command = new Command("calendar", "I termini di una pratica come calendario .ics.") { file, lang };
        command.SetAction(parsed =>
        {
            var tongue = Tongue.Of(parsed.GetValue(lang)) ?? Tongue.Italian;
            using var opened = parsed.GetValue(file)?.OpenText();
            return Write(opened ?? input, output, errors, tongue, time.GetUtcNow());
        });
        return command;
    }

    private static int Write(TextReader reader, TextWriter output, TextWriter errors, Tongue tongue, DateTimeOffset now)
    {
        var calculator = Calculator.Find("deadline")!;
        List<CalendarTerm> terms = [];
        var (line, result) = (0, 0);
        while (reader.ReadLine() is { } question)
        {
            line++;
            if (string.IsNullOrWhiteSpace(question))
                continue;

            var reply = calculator.Ask(question, Readings.Default);
            var last = reply.Answer?.Result(tongue);
            if ((last?["rolled"] ?? last?["earliest"])?.GetValue<string>() is not { } day)
            {
                result = 2;
                foreach (var problem in reply.Problems)
                    errors.WriteLine($"{line.ToString(CultureInfo.InvariantCulture)} {problem.Path}: {problem.Message.In(tongue)} {problem.Mend.In(tongue)}");
                continue;
            }

            using var document = JsonDocument.Parse(question);
            var kind = document.RootElement.GetProperty("kind").GetString()!;
            var reason = reply.Answer!.Reasons[0];
            terms.Add(new(
                $"{line.ToString(CultureInfo.InvariantCulture)}-{kind.ToLowerInvariant()}@piattaforma-cig",
                DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                Titles[kind],
                Text.Of($"{reason.Text} [{reason.Source}]", $"{reason.Text} [{reason.Source}]", $"{reason.Text} [{reason.Source}]")));
        }

        output.Write(TermCalendar.Write(terms, tongue, now));
        return result;
    }

    private static readonly Dictionary<string, Text> Titles = new()
    {
        ["APPLICATION"] = Text.Of($"Termine della domanda", $"Term of the application", $"Frist des Antrags"),
        ["CIGS_APPLICATION"] = Text.Of($"Termine della domanda di CIGS", $"Term of the CIGS application", $"Frist des CIGS-Antrags"),
        ["DIRECT_PAYMENT_DATA"] = Text.Of($"Dati per il pagamento diretto", $"Data of the direct payment", $"Daten der Direktzahlung"),
        ["SET_OFF"] = Text.Of($"Decadenza del conguaglio", $"Forfeiture of the set-off", $"Verwirkung der Verrechnung"),
        ["INTEGRATION_REPLY"] = Text.Of($"Risposta alla richiesta di integrazione", $"Reply to the request for integration", $"Antwort auf die Ergänzungsanforderung"),
        ["APPEAL"] = Text.Of($"Ricorso", $"Appeal", $"Rechtsmittel"),
    };
}
