namespace Portal.Features.Callback;

static class CallbackQueries
{
    const string Columns = "case_id, message_ok, starts, ends, round, asked_at";

    public const string Request = "select " + Columns + " from callback.request where case_id = @id";

    /// <summary>One act about a call at a time: what comes second sees what the first has done.</summary>
    public const string Lock = Request + " for update";

    public const string Attempts = "select id, case_id, round, at, staff, outcome, message_left from callback.attempt where case_id = @id order by at, id";

    /// <summary>Asked for anew, the windows and the rest take the place of the earlier ones.</summary>
    public const string Save = """
        insert into callback.request (case_id, message_ok, starts, ends, asked_at) values (@id, @message_ok, @starts, @ends, @now)
        on conflict (case_id) do update set message_ok = excluded.message_ok, starts = excluded.starts, ends = excluded.ends, asked_at = excluded.asked_at,
          round = request.round + case when @again then 1 else 0 end
        """;

    public const string Attempt = """
        insert into callback.attempt (id, case_id, round, at, staff, outcome, message_left) values (@id, @case_id, @round, @now, @staff, @outcome, @message_left)
        """;
}
