using System.Globalization;

namespace Cig.Bench.Chat;

/// <summary>What the run is to be.</summary>
internal sealed record Options(int Messages, bool Postgres, int Nodes, bool Faults, int Conversations, double Minutes)
{
    /// <summary>Messages between two troubles with a server.</summary>
    public long Every => Math.Clamp(Messages / 60, 300, 20_000);

    /// <summary>One message on the road in so many is harmed; each message of a run makes four or five there.</summary>
    public int OneIn => Math.Clamp(Messages / 500, 200, 2000);

    public static Options? Read(string[] args)
    {
        var options = new Options(10_000, false, 1, false, 0, 0);
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            var number = int.TryParse(value, CultureInfo.InvariantCulture, out var n) ? n : 0;
            switch (args[i])
            {
                case "--messages" when number > 0:
                    options = options with { Messages = number };
                    break;
                case "--store" when value is "sqlite" or "postgres":
                    options = options with { Postgres = value == "postgres" };
                    break;
                case "--nodes" when number is >= 1 and <= 9:
                    options = options with { Nodes = number };
                    break;
                case "--conversations" when number > 0:
                    options = options with { Conversations = number };
                    break;
                case "--minutes" when number > 0:
                    options = options with { Minutes = number };
                    break;
                case "--faults":
                    options = options with { Faults = true };
                    continue;
                default:
                    return null;
            }

            i++;
        }

        if (options is { Nodes: > 1, Postgres: false })
        {
            Console.Error.WriteLine("Several nodes need --store postgres: a SQLite file has one node.");
            return null;
        }

        return options with
        {
            Conversations = options.Conversations > 0 ? options.Conversations : Math.Clamp(options.Messages / 500, 4, 150),
            Minutes = options.Minutes > 0 ? options.Minutes : 10 + options.Messages / 15_000.0,
        };
    }
}
