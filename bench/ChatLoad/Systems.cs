using System.Net.WebSockets;
using System.Text;
using Cig.ChatClient;
using Cig.Platform.Demo;
using Cig.Web.Tests;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace Cig.Bench.Chat;

/// <summary>One side of a conversation on an open line.</summary>
public interface ISide : IAsyncDisposable
{
    /// <summary>Says something; ends with the acknowledgement.</summary>
    Task Say(string text);
}

/// <summary>A system under load.</summary>
public interface ISystem : IAsyncDisposable
{
    string Name { get; }

    int ProcessId { get; }

    /// <summary>Processor time so far of all that serves it: its process, and its database server where it has one.</summary>
    TimeSpan ProcessorTime => OwnProcess.ProcessorTime(ProcessId);

    Task Start();

    /// <summary>Opens so many conversations, without a line.</summary>
    Task Prepare(int conversations);

    /// <summary>Opens a line to a conversation, for its one side or the other, and waits until it knows the history.</summary>
    Task<ISide> Join(int conversation, bool person, Action<string> heard);

    /// <summary>The process ends at once and starts again.</summary>
    Task Restart();
}

/// <summary>A relay of this program, as a process of its own.</summary>
public sealed class Relay(string kind) : ISystem
{
    private readonly int _port = OwnProcess.FreePort();
    private OwnProcess? _process;

    public string Name => kind == "bare" ? "bare WebSocket relay (stores nothing)" : "SignalR JSON relay (stores nothing)";

    public int ProcessId => _process!.Id;

    public Task Start()
    {
        _process = new OwnProcess(Name, () => new("dotnet", [Path.Combine(AppContext.BaseDirectory, "Cig.Bench.ChatLoad.dll"), "--relay", kind, $"{_port}"]));
        return _process.Start(() => OwnProcess.Listens(_port), default);
    }

    public Task Prepare(int conversations) => Task.CompletedTask;

    public async Task<ISide> Join(int conversation, bool person, Action<string> heard)
    {
        if (kind == "bare")
        {
            var socket = new ClientWebSocket();
            await socket.ConnectAsync(new($"ws://127.0.0.1:{_port}/ws/{conversation}"), default);
            return new BareSide(socket, heard);
        }

        var connection = new HubConnectionBuilder().WithUrl($"http://127.0.0.1:{_port}/hub", HttpTransportType.WebSockets, o => o.SkipNegotiation = true).Build();
        connection.On("said", heard);
        await connection.StartAsync();
        await connection.InvokeAsync("Join", $"{conversation}");
        return new HubSide(connection, $"{conversation}");
    }

    public Task Restart()
    {
        _process!.Kill();
        return Start();
    }

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? default;

    private sealed class HubSide(HubConnection connection, string conversation) : ISide
    {
        public Task Say(string text) => connection.InvokeAsync<bool>("Say", conversation, text);

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }

    private sealed class BareSide : ISide
    {
        private readonly ClientWebSocket _socket;
        private readonly SemaphoreSlim _answered = new(0);

        public BareSide(ClientWebSocket socket, Action<string> heard)
        {
            _socket = socket;
            _ = Read(heard);
        }

        public async Task Say(string text)
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, default);
            await _answered.WaitAsync();
        }

        public ValueTask DisposeAsync()
        {
            _socket.Abort();
            _socket.Dispose();
            return default;
        }

        private async Task Read(Action<string> heard)
        {
            var buffer = new byte[4096];
            try
            {
                while (await _socket.ReceiveAsync(buffer.AsMemory(), default) is var got && got.MessageType != WebSocketMessageType.Close)
                {
                    if (got.Count == 0)
                        _answered.Release();
                    else
                        heard(Encoding.UTF8.GetString(buffer, 0, got.Count));
                }
            }
            catch (WebSocketException)
            {
                // The relay is gone.
            }
        }
    }
}

/// <summary>Ours: identity and mandate checked, every message committed before it is acknowledged. People sign in through the demo provider.</summary>
public sealed class Ours(string folder, PostgreSql? postgres) : ISystem
{
    private readonly List<(Guid Conversation, Visitor Person)> _talks = [];
    private readonly int _port = OwnProcess.FreePort();
    private Node? _node;
    private Visitor? _advisor;

    public string Name => postgres is null ? "Info CIG, SQLite" : "Info CIG, PostgreSQL";

    public int ProcessId => _node!.ProcessId;

    public TimeSpan ProcessorTime => OwnProcess.ProcessorTime(ProcessId) + (postgres?.ProcessorTime ?? TimeSpan.Zero);

    private Uri Address => new($"http://127.0.0.1:{_node!.Port}");

    public async Task Start()
    {
        var settings = new Dictionary<string, string>();
        if (postgres is not null)
        {
            await postgres.Start();
            settings["Cig:Postgres"] = postgres.ConnectionString;
        }

        _node = new Node($"http://127.0.0.1:{_port}", Path.Combine(folder, "data"), Path.Combine(folder, "node.log"), settings);
        await _node.Start(default);
    }

    public async Task Prepare(int conversations)
    {
        await using var door = new Door(_port, _node!.Port);
        var origin = $"http://127.0.0.1:{_port}";
        if (_advisor is null)
        {
            _advisor = await Crowd.SignIn(origin, DemoPeople.Advisor);
            using var administrator = await Crowd.SignIn(origin, DemoPeople.Administrator);
            await Crowd.MakeRoom(administrator);
        }

        foreach (var some in Enumerable.Range(_talks.Count, conversations - _talks.Count).Chunk(8))
        {
            var talks = await Task.WhenAll(some.Select(async i =>
            {
                var person = await Crowd.SignIn(origin, Crowd.Person(i));
                return (await Crowd.Open(person), person);
            }));
            _talks.AddRange(talks);
            foreach (var _ in talks)
                await _advisor.TakeNext();
        }
    }

    public async Task<ISide> Join(int conversation, bool person, Action<string> heard)
    {
        var (id, visitor) = _talks[conversation % _talks.Count];
        var road = new HubRoad(Address, person ? visitor.Cookies : _advisor!.Cookies);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await road.Open(default);
            _ = Read();
            await ready.Task;
            return new Side(road, id);
        }
        catch
        {
            await road.DisposeAsync();
            throw;
        }

        async Task Read()
        {
            try
            {
                await foreach (var frame in road.Listen(id, 0, default))
                {
                    if (frame.Beat is not null)
                        ready.TrySetResult();
                    if (frame.Event is { Mine: false, Kind: "Message" } e && ready.Task.IsCompleted)
                        heard(e.Text);
                }

                ready.TrySetException(new InvalidOperationException("The conversation may not be listened to."));
            }
            catch (Exception e)
            {
                ready.TrySetException(e);
            }
        }
    }

    public async Task Restart()
    {
        _node!.Kill();
        await _node.Start(default);
    }

    public async ValueTask DisposeAsync()
    {
        if (_node is not null)
            await _node.DisposeAsync();
        if (postgres is not null)
            await postgres.DisposeAsync();
        _advisor?.Dispose();
        _talks.ForEach(t => t.Person.Dispose());
    }

    private sealed class Side(HubRoad road, Guid conversation) : ISide
    {
        public async Task Say(string text)
        {
            var receipt = await road.Say(conversation, new(Guid.CreateVersion7().ToString(), text), default);
            if (receipt.Status != Receipt.Accepted)
                throw new InvalidOperationException($"A message was answered with {receipt.Status}.");
        }

        public ValueTask DisposeAsync() => road.DisposeAsync();
    }
}
