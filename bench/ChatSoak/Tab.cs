using System.Collections.Concurrent;
using Cig.ChatClient;

namespace Cig.Bench.Chat;

/// <summary>One tab: a reader of a conversation who may also write. It remembers what it was shown.</summary>
public sealed class Tab
{
    private readonly Lock _gate = new();
    private readonly string _name;
    private readonly Action<Guid, long, string> _acknowledged;

    /// <param name="name">Begins every text of this tab, so that each text of a run is one of a kind.</param>
    /// <param name="acknowledged">Told at the moment at which a message is shown as sent.</param>
    public Tab(ChatClient.ChatClient client, Guid conversation, string name, Action<Guid, long, string> acknowledged)
    {
        (_name, _acknowledged) = (name, acknowledged);
        Talk = client.Enter(conversation, happened: e =>
        {
            lock (_gate)
                Seen.Add((e.N, HashOf(e.Text)));
        });
    }

    public Talk Talk { get; }

    public string Name => _name;

    /// <summary>What was shown, in the order in which it was shown.</summary>
    public List<(long N, ulong Text)> Seen { get; } = [];

    /// <summary>What was shown as sent: the text's number in this tab, and the number in the log.</summary>
    public ConcurrentDictionary<int, long> Acknowledged { get; } = new();

    public int Sent { get; private set; }

    /// <summary>How often a message was refused for good, by the reason.</summary>
    public ConcurrentDictionary<string, int> Refused { get; } = new();

    /// <summary>Says what is left to say, a few waiting at a time, until all is acknowledged or the run gives up.</summary>
    /// <param name="left">Shared by all tabs, so that all talk to the end: who falls silent for long is signed out, as she should be.</param>
    public async Task Speak(Budget left, CancellationToken giveUp)
    {
        const int waiting = 4;
        Queue<(int Number, Message Message)> unanswered = [];
        while (true)
        {
            while (unanswered.Count < waiting && left.Take())
                unanswered.Enqueue((++Sent, Talk.Say(TextOf(Sent))));
            if (!unanswered.TryDequeue(out var first))
                return;
            Receipt receipt;
            try
            {
                receipt = await first.Message.Answered.WaitAsync(giveUp);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            if (receipt.Status == Receipt.Accepted)
            {
                _acknowledged(Talk.Conversation, receipt.N, first.Message.Content.ClientMessageId);
                Acknowledged[first.Number] = receipt.N;
            }
            else
            {
                Refused[receipt.Status] = Refused.GetValueOrDefault(receipt.Status) + 1;
            }
        }
    }

    public string TextOf(int number) => $"{_name} {number}";

    public static ulong HashOf(string text)
    {
        var hash = 14695981039346656037ul;
        foreach (var c in text)
            hash = (hash ^ c) * 1099511628211ul;
        return hash;
    }
}

/// <summary>How many messages are left to say.</summary>
public sealed class Budget(long messages)
{
    private long _left = messages;

    public bool Take() => Interlocked.Decrement(ref _left) >= 0;

    /// <summary>Nothing more is said.</summary>
    public void Close() => Interlocked.Exchange(ref _left, 0);
}
