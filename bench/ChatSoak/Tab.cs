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

    public int Refused { get; private set; }

    /// <summary>Says so many things, a few waiting at a time, until all are acknowledged.</summary>
    public async Task Speak(int count, CancellationToken stop)
    {
        const int waiting = 4;
        Queue<(int Number, Message Message)> unanswered = [];
        while (Sent < count || unanswered.Count > 0)
        {
            if (stop.IsCancellationRequested)
                count = Sent;
            while (Sent < count && unanswered.Count < waiting)
                unanswered.Enqueue((++Sent, Talk.Say(TextOf(Sent))));
            if (unanswered.Count == 0)
                return;
            var (number, message) = unanswered.Dequeue();
            var receipt = await message.Answered;
            if (receipt.Status == Receipt.Accepted)
            {
                _acknowledged(Talk.Conversation, receipt.N, message.Content.ClientMessageId);
                Acknowledged[number] = receipt.N;
            }
            else
            {
                Refused++;
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
