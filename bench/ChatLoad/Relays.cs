using System.Collections.Concurrent;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cig.Bench.Chat;

/// <summary>
/// Two relays to compare with: they pass a message to the other side and acknowledge it, and store nothing, check nobody and remember nothing.
/// </summary>
public static class Relays
{
    /// <summary>Serves one of them until the process is ended.</summary>
    public static async Task Serve(string kind, int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        builder.Services.AddSignalR();
        await using var app = builder.Build();
        app.UseWebSockets();
        app.MapGet("/stato", () => "ok");
        if (kind == "signalr")
            app.MapHub<RelayHub>("/hub");
        else
            app.Map("/ws/{conversation}", Bare);
        await app.RunAsync();
    }

    private static readonly ConcurrentDictionary<string, ConcurrentDictionary<WebSocket, SemaphoreSlim>> Rooms = new();

    /// <summary>A message goes to the others of its conversation as it is, and an empty one back to its sender.</summary>
    private static async Task Bare(Microsoft.AspNetCore.Http.HttpContext http, string conversation)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var room = Rooms.GetOrAdd(conversation, _ => new());
        using var mine = new SemaphoreSlim(1);
        room[socket] = mine;
        try
        {
            var buffer = new byte[4096];
            while (true)
            {
                var got = await socket.ReceiveAsync(buffer.AsMemory(), http.RequestAborted);
                if (got.MessageType == WebSocketMessageType.Close)
                    return;
                foreach (var (other, gate) in room)
                    await Send(other, gate, other == socket ? default : buffer.AsMemory(0, got.Count));
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The client is gone.
        }
        finally
        {
            room.TryRemove(socket, out _);
        }
    }

    private static async Task Send(WebSocket to, SemaphoreSlim gate, ReadOnlyMemory<byte> message)
    {
        await gate.WaitAsync();
        try
        {
            await to.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, default);
        }
        finally
        {
            gate.Release();
        }
    }

    private sealed class RelayHub : Hub
    {
        public Task Join(string conversation) => Groups.AddToGroupAsync(Context.ConnectionId, conversation);

        public async Task<bool> Say(string conversation, string text)
        {
            await Clients.OthersInGroup(conversation).SendAsync("said", text);
            return true;
        }
    }
}
