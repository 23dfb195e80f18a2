using Cig.Platform.Storage;

namespace Cig.Platform.Chat;

/// <summary>What a person thought of a conversation.</summary>
/// <param name="Score">1 to 5.</param>
public sealed record Rating(int Score, string Comment, DateTimeOffset At);

/// <summary>Ratings: asked once, when the conversation is over, by the person who asked; nobody must.</summary>
public sealed class RatingDesk(Database database, TimeProvider time)
{
    /// <summary>Longest comment, in characters.</summary>
    public const int LongestComment = 1000;

    /// <summary>Keeps a rating; false where one was given already, or the conversation is not over, or who asks is not its person.</summary>
    public async Task<bool> Rate(Participant who, int score, string comment, CancellationToken stop)
    {
        if (!who.IsPerson || score is < 1 or > 5 || comment.Length > LongestComment)
            return false;

        await using var connection = await database.Open(stop);
        await using var insert = connection.Command(
            """
            insert into chat_ratings (conversation_id, score, comment, at)
            select id, @s, @t, @n from conversations where id = @c and state in ('CLOSED', 'REQUEST')
            on conflict do nothing
            """,
            ("c", who.Conversation), ("s", score), ("t", comment), ("n", Instant.ToMicroseconds(time.GetUtcNow())));
        return await insert.ExecuteNonQueryAsync(stop) == 1;
    }

    /// <summary>The rating of a conversation, or null.</summary>
    public async Task<Rating?> Of(Guid conversation, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using var command = connection.Command("select score, comment, at from chat_ratings where conversation_id = @c", ("c", conversation));
        await using var reader = await command.ExecuteReaderAsync(stop);
        return await reader.ReadAsync(stop) ? new(reader.GetInt32(0), reader.GetString(1), Instant.FromMicroseconds(reader.GetInt64(2))) : null;
    }
}
