namespace Portal.Features.Chat;

static class ChatQueries
{
    /// <summary>Those that nobody came back for go at the same time.</summary>
    public const string Begin = """
        with old as (delete from chat.handover where expires_at < @now)
        insert into chat.handover (id, token_hash, sealed, expires_at) values (@id, @token_hash, @sealed, @expires_at)
        """;

    public const string Look = "select sealed from chat.handover where token_hash = @token_hash and expires_at > @now";

    public const string Take = "delete from chat.handover where token_hash = @token_hash and expires_at > @now returning sealed";
}
