using System.Text.Json;
using System.Text.Json.Serialization;
using Cig.Platform.Storage;

namespace Cig.Platform.Chat;

/// <summary>The log's SQL. A cross join keeps the few rows that are asked about on the outside, so that each is found by its index whatever the engine knows of the tables.</summary>
internal static class Statements
{
    private const string EventColumns = "conversation_id, n, kind, sender, sender_name, client_message_id, body, at";

    public const string InsertOne = $"insert into chat_events ({EventColumns}) values (@c, @n, @k, @s, @sn, @m, @b, @a)";

    /// <summary>Locks rows in the order of their identifiers, so that two nodes cannot wait for each other, and finds what was stored already. A transaction that writes locks the whole of SQLite when it begins.</summary>
    public static string Lock(Engine engine) =>
        $"""
        select id, state, last_number, advisor_id, advisor_name from conversations
        where id in (select r.id from {JsonTable.Of(engine, "rows", "r", "id uuid")}) order by id{(engine == Engine.PostgreSql ? " for update" : "")};
        select e.conversation_id, e.n, e.kind, e.sender, e.sender_name, e.client_message_id, e.body, e.at
        from {JsonTable.Of(engine, "asked", "r", "id uuid, sender text, message text")} cross join chat_events e
        where e.conversation_id = r.id and e.sender = r.sender and e.client_message_id = r.message
        """;

    public static string Insert(Engine engine) =>
        $"insert into chat_events ({EventColumns}) select {EventColumns} from {JsonTable.Of(engine, "events", "r", "conversation_id uuid, n bigint, kind text, sender text, sender_name text, client_message_id text, body text, at bigint")}";

    public static string Update(Engine engine) =>
        $"""
        update conversations set state = r.state, last_number = r.last_number, advisor_id = r.advisor_id, advisor_name = r.advisor_name
        from {JsonTable.Of(engine, "pages", "r", "id uuid, state text, last_number bigint, advisor_id uuid, advisor_name text")} where conversations.id = r.id
        """;

    /// <summary>Moves marks forward and gives back those that moved.</summary>
    public static string Mark(Engine engine) =>
        $"""
        insert into chat_marks (conversation_id, participant, delivered, seen)
        select id, participant, delivered, seen from {JsonTable.Of(engine, "marks", "r", "id uuid, participant text, delivered bigint, seen bigint")} where true
        on conflict (conversation_id, participant) do update set
            delivered = case when excluded.delivered > chat_marks.delivered then excluded.delivered else chat_marks.delivered end,
            seen = case when excluded.seen > chat_marks.seen then excluded.seen else chat_marks.seen end
        where excluded.delivered > chat_marks.delivered or excluded.seen > chat_marks.seen
        returning conversation_id, participant, delivered, seen
        """;

    /// <summary>Rows, marks and missed events of the conversations that a node listens to.</summary>
    public static string Look(Engine engine)
    {
        var rooms = JsonTable.Of(engine, "rooms", "r", "id uuid, n bigint");
        return $"""
            select c.id, c.state, c.last_number, c.advisor_id, c.advisor_name from {rooms} cross join conversations c where c.id = r.id;
            select m.conversation_id, m.participant, m.delivered, m.seen from {rooms} cross join chat_marks m where m.conversation_id = r.id;
            select e.conversation_id, e.n, e.kind, e.sender, e.sender_name, e.client_message_id, e.body, e.at
            from {rooms} cross join chat_events e where e.conversation_id = r.id and e.n > r.n and r.n > 0 order by e.conversation_id, e.n limit 2000
            """;
    }

    public static string LivingSessions(Engine engine) =>
        $"select s.id from {JsonTable.Of(engine, "sessions", "r", "id text")} cross join sessions s where s.id = r.id and s.ends_at > @now";

    public static string Json(IEnumerable<SessionRow> rows) => JsonSerializer.Serialize(rows, RowsJson.Default.IEnumerableSessionRow);

    public static string Json(IEnumerable<RoomRow> rows) => JsonSerializer.Serialize(rows, RowsJson.Default.IEnumerableRoomRow);

    public static string Json(IEnumerable<AskedRow> rows) => JsonSerializer.Serialize(rows, RowsJson.Default.IEnumerableAskedRow);

    public static string Json(IEnumerable<EventRow> rows) => JsonSerializer.Serialize(rows, RowsJson.Default.IEnumerableEventRow);

    public static string Json(IEnumerable<PageRow> rows) => JsonSerializer.Serialize(rows, RowsJson.Default.IEnumerablePageRow);

    public static string Json(IEnumerable<MarkRow> rows) => JsonSerializer.Serialize(rows, RowsJson.Default.IEnumerableMarkRow);
}

internal sealed record RoomRow(Guid Id, long N);

internal sealed record SessionRow(string Id);

internal sealed record AskedRow(Guid Id, string Sender, string Message);

internal sealed record PageRow(Guid Id, string State, long LastNumber, Guid? AdvisorId, string? AdvisorName);

internal sealed record MarkRow(Guid Id, string Participant, long Delivered, long Seen);

internal sealed record EventRow(Guid ConversationId, long N, string Kind, string Sender, string SenderName, string? ClientMessageId, string Body, long At)
{
    public static EventRow Of(ChatEvent e) => new(e.Conversation, e.N, e.Kind.ToString(), e.Sender, e.SenderName, e.ClientMessageId, e.Body, Instant.ToMicroseconds(e.At));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IEnumerable<RoomRow>))]
[JsonSerializable(typeof(IEnumerable<SessionRow>))]
[JsonSerializable(typeof(IEnumerable<AskedRow>))]
[JsonSerializable(typeof(IEnumerable<EventRow>))]
[JsonSerializable(typeof(IEnumerable<PageRow>))]
[JsonSerializable(typeof(IEnumerable<MarkRow>))]
internal sealed partial class RowsJson : JsonSerializerContext;
