namespace Portal.Platform.Db;

/// <summary>
/// Writes the proof that row-level security wants of whoever acts for another (Schema/20261121_2100_acting.sql).
/// For the machine "acting-for" only: in the hands of anybody else the statements change nothing.
/// </summary>
static class ActingProof
{
    /// <param name="work">As the machine "acting-for".</param>
    /// <param name="actor">The resident who logged in, or the professional who assists.</param>
    /// <param name="subject">Whose matters.</param>
    /// <param name="may">area:act, e.g. <c>booking:see</c>.</param>
    /// <param name="freshUntil">From then on the proof is worth nothing until it is written again.</param>
    public static void Open(Work work, Guid actor, PersonId subject, IReadOnlyList<string> may, DateTimeOffset freshUntil) =>
        work.Add(ActingQueries.Open, new { actor, subject, may = may.ToArray(), fresh_until = freshUntil });

    public static void Close(Work work, Guid actor, PersonId subject) => work.Add(ActingQueries.Close, new { actor, subject });
}

static class ActingQueries
{
    public const string Open = """
        insert into platform.acting (actor, subject, may, fresh_until) values (@actor, @subject, @may, @fresh_until)
        on conflict (actor, subject) do update set may = excluded.may, fresh_until = excluded.fresh_until
        """;

    public const string Close = "delete from platform.acting where actor = @actor and subject = @subject";
}
