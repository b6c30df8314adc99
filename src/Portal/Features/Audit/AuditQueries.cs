namespace Portal.Features.Audit;

static class AuditQueries
{
    public const string Append = "call audit.append(@at, @action, @about::uuid, @subject::uuid, @basis::text)";

    /// <summary>Several lines at once; the arrays go together.</summary>
    public const string AppendAll = "call audit.append_all(@at, @actions, @abouts::uuid[], @subjects::uuid[], @bases::text[])";

    /// <summary>Lines of many readers at once, each with who reads; the arrays go together.</summary>
    public const string AppendSeen = """
        select audit.append_seen(@ats, @actions, @abouts::uuid[], @subjects::uuid[], @selves::uuid[], @staffs::uuid[], @units::text[], @bases::text[])
        """;

    /// <summary>The next lines after a place in the log, ordered by chain and number.</summary>
    public const string PageAfter = """
        select chain, seq, (extract(epoch from at) * 1000000)::bigint as at_microseconds, action, object,
               self, subject, staff, unit, machine, basis, hash
        from audit.event where (chain, seq) > (@chain, @seq) order by chain, seq limit @limit
        """;

    /// <summary>What others have done for a person, the newest first, from before a place in the person's chain.</summary>
    public const string ActsFor = """
        select seq, at, action, object, self, staff, basis from audit.event
        where chain = @subject and subject = @subject and (self <> subject or basis = 'assisted') and seq < @before
        order by seq desc limit @limit
        """;

    public const string Heads = "select chain, seq, hash from audit.chain";
}
