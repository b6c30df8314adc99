using Portal.Benchmarks.World;

namespace Portal.Benchmarks.Chat;

/// <summary>A chat server that is measured: the portal or a limit, its connections, and what it did in each round.</summary>
sealed class Rival(string name, ServerProcess server, Talk talk, string table, bool isPortal) : IDisposable
{
    /// <summary>What it did in one round.</summary>
    public sealed record Round(Talked Few, Talked Many, Talked Rate500, Talked Rate1000, Cpu.Used PerMessage);

    public string Name => name;
    public Talk Talk => talk;
    public List<Round> Rounds { get; } = [];
    public ServerProcess Server => server;

    /// <summary>All four measurements, and the processor time of a message of the second.</summary>
    public async Task Measure(County county, int few, int many)
    {
        var a = await talk.TakeTurns(few, TimeSpan.FromSeconds(5));
        var before = county.Cpu.Now(server.Id);
        var b = await talk.TakeTurns(many, TimeSpan.FromSeconds(5));
        var used = county.Cpu.Now(server.Id) - before;
        var c = await talk.AtRate(few, 500, TimeSpan.FromSeconds(6));
        var d = await talk.AtRate(few, 1_000, TimeSpan.FromSeconds(6));
        Rounds.Add(new(a, b, c, d, used / Math.Max(1, b.Stored)));
        Figures.Progress($"{name}: {few} conversations {a.PerSecond:0}/s, {many} {b.PerSecond:0}/s (p99 {b.Milliseconds(99):0.0} ms), cpu of a message {Rounds[^1].PerMessage.Server * 1e6:0} + {Rounds[^1].PerMessage.Database * 1e6:0} us, " +
            $"at 500/s p50 {c.Milliseconds(50):0.0} p99 {c.Milliseconds(99):0.0} ms, at 1 000/s p50 {d.Milliseconds(50):0.0} p99 {d.Milliseconds(99):0.0} ms, {a.Refused + b.Refused + c.Refused + d.Refused} refused");
    }

    /// <summary>Every acknowledged message is in the table, which an id is in once, and has reached the other party once.</summary>
    public async Task<Broken> Check(County county)
    {
        HashSet<Guid> stored = [];
        await using (var command = county.Owner.CreateCommand($"select id from {table} where id between $1 and $2"))
        {
            foreach (var edge in (byte[])[0x00, 0xff]) command.Parameters.Add(new() { Value = new Guid([.. talk.Run, .. Enumerable.Repeat(edge, 8)], bigEndian: true) });
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) stored.Add(reader.GetGuid(0));
        }
        var acknowledged = talk.Acknowledged.ToList();
        var missing = acknowledged.Count(n => !stored.Contains(talk.IdOf(n)));
        var disorder = isPortal ? await county.Ask<long>("select count(*) from (select case_id from cases.message group by case_id having count(*) <> max(seq) or min(seq) <> 1) gaps") : 0;
        var unaudited = isPortal ? Math.Abs(await county.Ask<long>("select (select count(*) from cases.message) - (select count(*) from audit.event where action = 'cases.message.sent')")) : 0;
        Figures.Progress($"{name}: {acknowledged.Count} acknowledged, {stored.Count} stored, {missing} missing, {talk.Undelivered} undelivered, {talk.Doubled} doubled, {disorder} conversations with gaps, {unaudited} unaudited");
        return new(missing, talk.Undelivered, talk.Doubled, disorder, unaudited);
    }

    public sealed record Broken(int Missing, int Undelivered, int Doubled, long Disorder, long Unaudited)
    {
        public bool Any => Missing + Undelivered + Doubled + Disorder + Unaudited > 0;
    }

    public void Dispose() => talk.Dispose();
}
