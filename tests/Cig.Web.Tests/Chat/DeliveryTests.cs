using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Cig.ChatClient;
using Cig.Platform.Chat;
using Cig.Platform.Demo;
using Cig.Platform.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cig.Web.Tests.Chat;

public sealed class DeliveryTestsByHub : DeliveryTests
{
    protected override IRoad Road(Visitor who) => new HubRoad(who.Http.BaseAddress!, who.Cookies);
}

public sealed class DeliveryTestsByPoll : DeliveryTests
{
    protected override IRoad Road(Visitor who) => new PollRoad(who.Http);
}

/// <summary>The rules of delivery (docs/chat-protocol.md), each by its number, on both roads with the client that other programs use.</summary>
public abstract class DeliveryTests : IAsyncLifetime
{
    private static readonly Manners Quick = new() { FirstDelay = TimeSpan.FromMilliseconds(20), LongestDelay = TimeSpan.FromMilliseconds(200), MarkEvery = TimeSpan.FromMilliseconds(100) };
    private Site _site = null!;
    private Visitor _person = null!;
    private Visitor _advisor = null!;
    private Guid _conversation;
    private string _page = "";

    protected abstract IRoad Road(Visitor who);

    public async ValueTask InitializeAsync()
    {
        _site = Site.Apart();
        _person = await _site.SignIn(DemoPeople.Worker, "/myinps/comunica/info-cig");
        _advisor = await _site.SignIn(DemoPeople.Advisor, "/operatore");
        var opened = await _person.Send(await _person.Get("/myinps/comunica/info-cig"), "argomento", ("argomento", "general"));
        _page = opened.Address.PathAndQuery;
        _conversation = Guid.Parse(opened.Address.Segments[^1]);
        await _advisor.TakeNext();
    }

    public async ValueTask DisposeAsync()
    {
        _person.Dispose();
        _advisor.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Rule_1_a_message_sent_again_has_the_same_number_and_another_text_under_its_identifier_is_refused()
    {
        await using var road = Road(_person);
        await road.Open(default);
        var message = new Outgoing(Guid.CreateVersion7().ToString(), "Quando arriva il pagamento?");

        var first = await road.Say(_conversation, message, default);

        Assert.Equal(Receipt.Accepted, first.Status);
        Assert.Equal(first, await road.Say(_conversation, message, default));
        Assert.Equal("id-conflict", (await road.Say(_conversation, message with { Text = "Altro" }, default)).Status);
        Assert.Equal("invalid", (await road.Say(_conversation, message with { Text = " " }, default)).Status);
        Assert.Equal("not-found", (await road.Say(Guid.NewGuid(), message, default)).Status);
    }

    [Fact]
    public async Task Rule_2_both_sides_write_at_once_and_the_numbers_have_no_holes()
    {
        await using var person = new Reader(Road, _person, _conversation);
        await using var advisor = new Reader(Road, _advisor, _conversation);

        var said = Enumerable.Range(1, 15).SelectMany(i => new[] { person.Talk.Say($"p {i}"), advisor.Talk.Say($"a {i}") }).ToList();
        await Task.WhenAll(said.Select(m => m.Answered)).WaitAsync(Patience);

        await person.Sees(32);
        await advisor.Sees(32);
        Assert.Equal(Enumerable.Range(1, 32).Select(n => (long)n), person.Seen.Select(e => e.N));
        Assert.Equal(said.Select(m => m.Receipt!.N).Order(), said.Select(m => m.Receipt!.N).Distinct().Order());
    }

    [Fact]
    public async Task Rule_3_sent_is_shown_when_it_is_stored_then_delivered_then_read_and_no_timer_makes_it_so()
    {
        var bad = new BadRoad { Mute = true };
        await using var person = new Reader(w => bad.Of(Road(w)), _person, _conversation);
        await person.Sees(2);
        var message = person.Talk.Say("Buongiorno");
        await bad.Swallowed.Task.WaitAsync(Patience);
        Assert.Equal(Progress.Waiting, message.Progress);
        Assert.Equal(2, (await _site.Get<ConversationLog>().Since(_conversation, 0, default)).Count);

        bad.Mute = false;
        bad.Break();
        await message.Answered.WaitAsync(Patience);
        Assert.Equal(Progress.Sent, message.Progress);
        Assert.Equal("Buongiorno", (await _site.Get<ConversationLog>().Since(_conversation, message.Receipt!.N - 1, default))[0].Body);

        await using var advisor = new Reader(Road, _advisor, _conversation);
        advisor.Talk.Reading = false;
        await Until(() => message.Progress == Progress.Delivered);
        advisor.Talk.Reading = true;
        await Until(() => message.Progress == Progress.Read);
    }

    [Fact]
    public async Task Rule_4_what_changes_a_conversation_is_an_event_and_a_draft_is_none()
    {
        await using var person = new Reader(Road, _person, _conversation);
        await person.Talk.Say("Grazie").Answered.WaitAsync(Patience);
        using (var draft = await _person.Http.PostAsync(new Uri($"/api/v1/conversazioni/{_conversation}/bozza", UriKind.Relative), new StringContent("""{"text":"non inviato"}""", null, "application/json")))
            Assert.True(draft.IsSuccessStatusCode);
        await _site.Get<ChatDesk>().Close(new(_conversation, Participant.Person, "Elena Bianchi"), default);

        await person.Sees(4);
        Assert.Equal(["Opened", "Joined", "Message", "Closed"], person.Seen.Select(e => e.Kind));
        Assert.Equal("closed", (await person.Talk.Say("Ancora").Answered.WaitAsync(Patience)).Status);
    }

    [Fact]
    public async Task Rule_4_each_side_sees_that_the_other_is_writing_until_it_has_written_and_no_number_is_used()
    {
        await using var person = new Reader(Road, _person, _conversation);
        await using var advisor = new Reader(Road, _advisor, _conversation);
        foreach (var (one, other) in new[] { (person.Talk, advisor.Talk), (advisor.Talk, person.Talk) })
        {
            // It is a hint, so whoever goes on typing says it again.
            await Until(() =>
            {
                one.Writes();
                return other.OtherWrites;
            });
            Assert.False(one.OtherWrites);
            var said = await one.Say("Ecco").Answered.WaitAsync(Patience);
            await Until(() => other.LastSeen == said.N && !other.OtherWrites);
        }

        Assert.Equal(["Opened", "Joined", "Message", "Message"], (await _site.Get<ConversationLog>().Since(_conversation, 0, default)).Select(e => e.Kind.ToString()));
    }

    [Fact]
    public async Task Rule_5_what_comes_twice_is_shown_once_and_what_was_lost_is_asked_for()
    {
        var bad = new BadRoad { Repeats = true, Loses = 4 };
        await using var person = new Reader(w => bad.Of(Road(w)), _person, _conversation);
        await using var advisor = new Reader(Road, _advisor, _conversation);

        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => advisor.Talk.Say($"{i}").Answered)).WaitAsync(Patience);
        await person.Sees(22);

        Assert.True(bad.Lost > 0);
        Assert.Equal(Enumerable.Range(1, 22).Select(n => (long)n), person.Seen.Select(e => e.N));
    }

    [Fact]
    public async Task Rule_6_who_resumes_in_the_middle_of_a_stream_misses_nothing()
    {
        await using var advisor = new Reader(Road, _advisor, _conversation);
        var all = Task.WhenAll(Enumerable.Range(1, 60).Select(i => advisor.Talk.Say($"{i}").Answered));
        for (var i = 0; i < 5; i++)
        {
            await using var person = new Reader(Road, _person, _conversation, 2 + (i * 3));
            await person.Sees(10);
            Assert.Equal(Enumerable.Range(3 + (i * 3), person.Seen.Count).Select(n => (long)n), person.Seen.Select(e => e.N));
        }

        await all.WaitAsync(Patience);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Rule_7_and_8_a_lost_hint_is_made_good_within_a_heartbeat_which_comes_when_nothing_happens()
    {
        await using var person = new Reader(Road, _person, _conversation);
        await person.Sees(2);

        // Another node writes, and its hint gets lost.
        var database = _site.Get<Database>();
        using var elsewhere = new ConversationLog(database, _site.Get<Rights>(), TimeProvider.System, NullLogger<ConversationLog>.Instance);
        await elsewhere.StartAsync(default);
        Assert.IsType<Appended.Stored>(await elsewhere.Append(new(_conversation, "system", "Info CIG"), ChatEventKind.Message, null, "da un altro nodo", default));

        await person.Sees(3);
        Assert.Equal("da un altro nodo", person.Seen[2].Text);
        await elsewhere.StopAsync(default);
    }

    [Fact]
    public async Task Rule_8_silence_is_a_dead_line_and_the_client_comes_back_with_what_it_has()
    {
        var bad = new BadRoad();
        await using var person = new Reader(w => bad.Of(Road(w)), _person, _conversation, manners: Quick with { DeadAfter = TimeSpan.FromSeconds(1) });
        await person.Sees(2);
        bad.Deaf = true;
        await Until(() => person.Client.Connections > 1);
        bad.Deaf = false;
        bad.Break();

        await person.Talk.Say("eccomi").Answered.WaitAsync(Patience);
        await person.Sees(3);
    }

    [Fact]
    public async Task Rule_8_the_client_comes_back_at_once_when_the_page_does()
    {
        var bad = new BadRoad { Shut = true };
        await using var person = new Reader(w => bad.Of(Road(w)), _person, _conversation, manners: Quick with { FirstDelay = TimeSpan.FromHours(1) });
        await Until(() => bad.Refused > 0);

        bad.Shut = false;
        await Until(() =>
        {
            person.Client.Hurry();
            return person.Seen.Count == 2;
        });
    }

    [Fact]
    public async Task Rule_8_a_node_that_stops_lets_its_listeners_go_and_they_come_back()
    {
        await using var person = new Reader(Road, _person, _conversation);
        await person.Sees(2);

        _site.Get<ConversationLog>().Feed.LetGo();

        await person.Talk.Say("sono ancora qui").Answered.WaitAsync(Patience);
        await person.Sees(3);
    }

    [Fact]
    public async Task Rule_9_marks_are_one_row_for_each_reader_and_never_go_back()
    {
        await using var person = new Reader(Road, _person, _conversation);
        await using var advisor = new Reader(Road, _advisor, _conversation);
        for (var i = 0; i < 5; i++)
            await person.Talk.Say($"{i}").Answered.WaitAsync(Patience);
        await Until(() => person.Talk.OtherRead == 7 && advisor.Talk.OtherRead == 7);

        await using var road = Road(_advisor);
        await road.Open(default);
        await road.Mark(_conversation, 3, 1, default);
        await person.Talk.Say("ultimo").Answered.WaitAsync(Patience);
        await Until(() => person.Talk.OtherRead == 8 && advisor.Talk.OtherRead == 8);

        Assert.Equal([8L, 8L], (await _site.Get<ConversationLog>().Marks(_conversation, default)).Select(m => m.Seen));
    }

    [Fact]
    public async Task Rule_10_a_reader_who_lags_finds_everything_in_the_log()
    {
        var bad = new BadRoad { Slow = TimeSpan.FromMilliseconds(40) };
        await using var person = new Reader(w => bad.Of(Road(w)), _person, _conversation);
        await person.Sees(1);
        var log = _site.Get<ConversationLog>();
        await Task.WhenAll(Enumerable.Range(1, 600).Select(i => log.Append(new(_conversation, "system", "Info CIG"), ChatEventKind.Message, null, $"{i}", default)));

        bad.Slow = TimeSpan.Zero;
        await person.Sees(602);
        Assert.Equal(Enumerable.Range(1, 602).Select(n => (long)n), person.Seen.Select(e => e.N));
    }

    [Fact]
    public async Task Rules_11_and_12_the_page_and_both_roads_show_one_log()
    {
        await using var person = new Reader(Road, _person, _conversation);
        for (var i = 0; i < 3; i++)
            await person.Talk.Say($"messaggio {i}").Answered.WaitAsync(Patience);
        await person.Sees(5);

        await using var poll = new Reader(w => new PollRoad(w.Http), _person, _conversation);
        await poll.Sees(5);
        Assert.Equal(person.Seen, poll.Seen);
        var page = await _person.Get(_page);
        Assert.All(person.Seen.Where(e => e.Kind == "Message"), e => Assert.Contains(e.Text, page.Html));
    }

    [Fact]
    public async Task A_right_that_ends_ends_the_stream_and_the_next_message_is_not_taken()
    {
        await using var advisor = new Reader(Road, _advisor, _conversation);
        await advisor.Talk.Say("Buongiorno").Answered.WaitAsync(Patience);
        await using (var connection = await _site.Get<Database>().Open())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "update staff_assignments set roles = 'Officer' where display_name = 'Operatore 12' and to_at is null";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        Assert.Equal("not-found", (await advisor.Talk.Say("Ancora").Answered.WaitAsync(Patience)).Status);
        await using var person = new Reader(Road, _person, _conversation);
        await person.Talk.Say("Mi sente?").Answered.WaitAsync(Patience);
        await Until(() => advisor.Talk.Ended);
        Assert.DoesNotContain(advisor.Seen, e => e.Text == "Mi sente?");
    }

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static async Task Until(Func<bool> holds)
    {
        using var enough = new CancellationTokenSource(Patience);
        while (!holds())
            await Task.Delay(20, enough.Token);
    }

    /// <summary>A client in a conversation, and what it was shown.</summary>
    private sealed class Reader : IAsyncDisposable
    {
        private readonly ConcurrentQueue<Cig.ChatClient.ChatEvent> _seen = new();

        public Reader(Func<Visitor, IRoad> road, Visitor who, Guid conversation, long lastSeen = 0, Manners? manners = null)
        {
            Client = new(() => road(who), manners ?? Quick);
            Talk = Client.Enter(conversation, lastSeen, happened: _seen.Enqueue);
        }

        public Cig.ChatClient.ChatClient Client { get; }

        public Talk Talk { get; }

        public IReadOnlyList<Cig.ChatClient.ChatEvent> Seen => [.. _seen];

        public Task Sees(int count) => Until(() => _seen.Count >= count);

        public ValueTask DisposeAsync() => Client.DisposeAsync();
    }

    /// <summary>A road on which things go wrong as the test wishes.</summary>
#pragma warning disable CA1001 // It ends with the test, and its source owns no timer.
    private sealed class BadRoad
#pragma warning restore CA1001
    {
        private CancellationTokenSource _broken = new();
        private int _listened;

        /// <summary>What is said does not reach the server.</summary>
        public bool Mute { get; set; }

        /// <summary>Nothing comes back, though the line looks well.</summary>
        public bool Deaf { get; set; }

        /// <summary>No line can be opened.</summary>
        public bool Shut { get; set; }

        public bool Repeats { get; init; }

        /// <summary>Each so-manieth event is lost.</summary>
        public int Loses { get; init; }

        public TimeSpan Slow { get; set; }

        public int Lost { get; private set; }

        public int Refused { get; private set; }

        public TaskCompletionSource Swallowed { get; } = new();

        public IRoad Of(IRoad good) => new Way(this, good);

        public void Break() => Interlocked.Exchange(ref _broken, new()).Cancel();

        private sealed class Way(BadRoad bad, IRoad good) : IRoad
        {
            private readonly CancellationTokenSource _ends = CancellationTokenSource.CreateLinkedTokenSource(good.Broken, bad._broken.Token);

            public CancellationToken Broken => _ends.Token;

            public async Task Open(CancellationToken stop)
            {
                if (bad.Shut)
                {
                    bad.Refused++;
                    throw new IOException("There is no network.");
                }

                await good.Open(stop);
            }

            public async IAsyncEnumerable<Frame> Listen(Guid conversation, long lastSeen, [EnumeratorCancellation] CancellationToken stop)
            {
                await foreach (var frame in good.Listen(conversation, lastSeen, stop))
                {
                    if (bad.Deaf)
                        await Task.Delay(Timeout.Infinite, stop);
                    await Task.Delay(bad.Slow, stop);
                    if (frame.Event is not null && bad.Loses > 0 && ++bad._listened % bad.Loses == 0)
                    {
                        bad.Lost++;
                        continue;
                    }

                    yield return frame;
                    if (bad.Repeats)
                        yield return frame;
                }
            }

            public async Task<Receipt> Say(Guid conversation, Outgoing message, CancellationToken stop)
            {
                if (bad.Mute)
                {
                    bad.Swallowed.TrySetResult();
                    await Task.Delay(Timeout.Infinite, stop);
                }

                return await good.Say(conversation, message, stop);
            }

            public Task Mark(Guid conversation, long delivered, long read, CancellationToken stop) => good.Mark(conversation, delivered, read, stop);

            public Task Writes(Guid conversation, CancellationToken stop) => good.Writes(conversation, stop);

            public async ValueTask DisposeAsync()
            {
                await good.DisposeAsync();
                _ends.Dispose();
            }
        }
    }
}
