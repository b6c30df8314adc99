using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Portal.Benchmarks.World;
using Portal.Features.Measurements;
using Portal.Platform;

namespace Portal.Benchmarks.Readings;

/// <summary>
/// Submissions of 56 readings, a transaction each: the portal's own use case (a case with its ledger, promise and message, the
/// readings, the audit lines), against the bare insert of a case and 56 rows. Both from this process, over as many connections.
/// </summary>
static class Submissions
{
    const int Size = 56, AtOnce = 16, EachRound = 600, Rounds = 3;

    public static async Task<bool> Run(County county, Figures figures)
    {
        var residents = await Residents.Make(county, EachRound * (Rounds + 1));
        var drafts = await ReadingsSeed.Drafts(county, residents, Size);
        await ReadingsSeed.Bare(county);
        await county.TidyUp();
        Figures.Progress($"{residents.Ids.Length} residents have {Size} readings to send");

        await using var portal = PortalApp.Create([], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Configuration.AddInMemoryCollection(county.Environment.Select(v => KeyValuePair.Create<string, string?>(v.Key.Replace("__", ":"), v.Value)));
        });
        var send = portal.Services.GetRequiredService<SendReadings>();
        await using var bare = NpgsqlDataSource.Create($"{county.OwnerConnection};Maximum Pool Size={AtOnce};Max Auto Prepare=20;Auto Prepare Min Usages=1;No Reset On Close=true");

        List<Spent> ours = [], limit = [];
        for (var round = 0; round <= Rounds; round++)   // the first warms both up
        {
            var from = round * EachRound;
            var alone = await Spend(county, i => Insert(bare, residents.Ids[from + i]));
            var whole = await Spend(county, async i =>
            {
                var (outcome, _) = await send.Handle(Resident.ForSelf(new(residents.Ids[from + i])), Guid.CreateVersion7(), "nurse-advice", drafts[from + i], null, "fi", null, default);
                if (outcome != SendReadings.Outcome.Sent) throw new InvalidOperationException($"The submission was answered {outcome}.");
            });
            Figures.Progress($"bare {alone}, portal {whole}");
            if (round == 0)
            {
                await county.TidyUp();
                continue;
            }
            limit.Add(alone);
            ours.Add(whole);
        }
        void Line(string figure, string unit, Func<Spent, double> of) => figures.Print(figure, Figures.Median(ours.Select(of)), unit, Figures.Median(limit.Select(of)));
        Line("submissions_per_s", "1/s", s => s.PerSecond);
        Line("server_cpu_per_submission", "us", s => s.Cpu.Server * 1e6);
        Line("database_cpu_per_submission", "us", s => s.Cpu.Database * 1e6);

        // Each reading is in one submission, and each submission has all of its readings.
        var missing = residents.Ids.Length - await county.Ask<long>("""
            select count(*) from (select case_id from measurements.reading where state = 'sent' group by case_id having count(*) = $1) whole join cases.case c on c.id = whole.case_id
            """, Size);
        figures.Print("missing_submissions", missing, "submissions", limit: 0);
        return missing == 0;
    }

    readonly record struct Spent(double PerSecond, Cpu.Used Cpu)
    {
        public override string ToString() => $"{PerSecond:0} submissions/s, cpu of one {Cpu.Server * 1e6:0} + {Cpu.Database * 1e6:0} us";
    }

    static async Task<Spent> Spend(County county, Func<int, Task> submit)
    {
        var before = county.Cpu.Now(Environment.ProcessId);
        var waiting = new ConcurrentQueue<int>(Enumerable.Range(0, EachRound));
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            while (waiting.TryDequeue(out var i)) await submit(i);
        })));
        return new(EachRound / Stopwatch.GetElapsedTime(started).TotalSeconds, (county.Cpu.Now(Environment.ProcessId) - before) / EachRound);
    }

    /// <summary>One round trip: PostgreSQL runs a batch as one transaction.</summary>
    static async Task Insert(NpgsqlDataSource source, Guid person)
    {
        var id = Guid.CreateVersion7();
        await using var batch = source.CreateBatch();
        var its = new NpgsqlBatchCommand("""
            insert into bare.case (id, subject, opened_by, opened_basis, area, queue, unit, channel, language, state, waits_for, urgency, urgency_why, promised_at, first_promised_at, opened_at)
            values ($1, $2, $2, 'self', 'measurements', 'nurse-advice', 'keskusta', 'measurements', 'fi', 'received', 'us', 3, 'queue', now(), now(), now())
            """);
        foreach (var value in (object[])[id, person]) its.Parameters.Add(new() { Value = value });
        var readings = new NpgsqlBatchCommand("""
            insert into bare.reading (id, version, subject, measure, measured_at, value1, value2, measured_by, entered_by, entered_basis, entered_at, source, state, case_id, sent_at)
            select r.id, 1, $2, 'blood-pressure', now() - r.n * interval '12 hours', 120 + r.n % 20, 75 + r.n % 10, 'self', $2, 'self', now(), 'form', 'sent', $1, now()
            from unnest($3::uuid[]) with ordinality as r (id, n)
            """);
        foreach (var value in (object[])[id, person, Enumerable.Range(0, Size).Select(_ => Guid.CreateVersion7()).ToArray()]) readings.Parameters.Add(new() { Value = value });
        batch.BatchCommands.Add(its);
        batch.BatchCommands.Add(readings);
        await batch.ExecuteNonQueryAsync();
    }
}
