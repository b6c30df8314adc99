using System.Security.Cryptography;
using System.Text;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Audit;

/// <summary>
/// Recomputes every chain of the audit log and compares it with what is stored: a changed line, a removed line and
/// lines cut off the end each show. The command is <c>Portal audit verify</c>.
/// </summary>
sealed class VerifyAudit(PortalDb db)
{
    public sealed record Report(long Lines, int Chains, IReadOnlyList<string> Faults)
    {
        public bool Whole => Faults.Count == 0;
    }

    const int PageSize = 5_000;

    public async Task<Report> Handle(CancellationToken ct)
    {
        List<string> faults = [];
        // The ends are read first: lines written while this runs come after them and are only checked against each other.
        var ends = (await Read<AuditHead>(AuditQueries.Heads, null, ct)).ToDictionary(h => h.Chain);
        HashSet<Guid> reached = [.. ends.Values.Where(h => h.Seq == 0).Select(h => h.Chain)];
        var (chain, seq, hash, lines, chains) = (Guid.Empty, 0L, Array.Empty<byte>(), 0L, 0);
        List<AuditLine> page;
        do
        {
            page = await Read<AuditLine>(AuditQueries.PageAfter, new { chain, seq, limit = PageSize }, ct);
            foreach (var line in page)
            {
                if (line.Chain != chain || chains == 0) (chain, seq, hash, chains) = (line.Chain, 0, [], chains + 1);
                if (line.Seq != seq + 1) faults.Add($"chain {chain}: line {seq + 1} is missing");
                else if (!SHA256.HashData([.. hash, .. Encoding.UTF8.GetBytes(line.Text())]).AsSpan().SequenceEqual(line.Hash))
                    faults.Add($"chain {chain}: line {line.Seq} does not match its hash");
                (seq, hash) = (line.Seq, line.Hash);
                if (ends.TryGetValue(chain, out var end) && end.Seq == seq && end.Hash.AsSpan().SequenceEqual(hash)) reached.Add(chain);
            }
            lines += page.Count;
        } while (page.Count == PageSize);
        faults.AddRange(ends.Keys.Except(reached).Select(c => $"chain {c}: its end is missing or changed, it should reach line {ends[c].Seq}"));
        return new Report(lines, chains, faults);
    }

    async Task<List<T>> Read<T>(string sql, object? args, CancellationToken ct)
    {
        await using var work = db.As(new Machine("audit-verify"));
        return await work.CommitWith<T>(sql, args, ct);
    }
}

/// <summary>One stored line of the log. <see cref="Text"/> is what its hash covers, in the form of audit.line in the schema.</summary>
sealed record AuditLine
{
    public Guid Chain { get; init; }
    public long Seq { get; init; }
    public long AtMicroseconds { get; init; }
    public string Action { get; init; } = "";
    public Guid? Object { get; init; }
    public Guid? Self { get; init; }
    public Guid? Subject { get; init; }
    public Guid? Staff { get; init; }
    public string? Unit { get; init; }
    public string? Machine { get; init; }
    public string? Basis { get; init; }
    public byte[] Hash { get; init; } = [];

    public string Text() => string.Join('\u001f', Chain, Seq, AtMicroseconds, Action, Object, Self, Subject, Staff, Unit, Machine, Basis);
}

sealed record AuditHead
{
    public Guid Chain { get; init; }
    public long Seq { get; init; }
    public byte[] Hash { get; init; } = [];
}
