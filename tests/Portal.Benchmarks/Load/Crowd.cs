using System.Diagnostics;

namespace Portal.Benchmarks.Load;

/// <summary>One of the clients that press at once, on a connection and a thread of its own.</summary>
sealed class Client(int index, int port) : IDisposable
{
    readonly RawHttp http = new(port);
    public readonly List<long> Latencies = new(100_000);

    public int Index => index;
    public Random Random { get; } = new(7919 * (index + 1));   // the same choices in every run
    public int Failures;
    public string? FirstFailure;

    public RawHttp.Answer Send(ReadOnlySpan<byte> request)
    {
        var start = Stopwatch.GetTimestamp();
        var answer = http.Send(request);
        Latencies.Add(Stopwatch.GetTimestamp() - start);
        return answer;
    }

    public void Fail(string what)
    {
        Failures++;
        FirstFailure ??= what;
    }

    public void Dispose() => http.Dispose();
}

/// <summary>What a crowd saw.</summary>
sealed record Pressed(TimeSpan Took, long[] SortedLatencies, int Failures, string? FirstFailure)
{
    public int Requests => SortedLatencies.Length;
    public double PerSecond(double count) => count / Took.TotalSeconds;
    public double Milliseconds(double percentile) =>
        SortedLatencies[Math.Min(SortedLatencies.Length - 1, (int)(SortedLatencies.Length * percentile / 100))] * 1000.0 / Stopwatch.Frequency;
}

static class Crowd
{
    /// <summary>Every client takes steps from the same moment on until <paramref name="step"/> says there is no more to do.</summary>
    public static Pressed Press(int clients, int port, Func<Client, bool> step)
    {
        var crowd = Enumerable.Range(0, clients).Select(i => new Client(i, port)).ToArray();
        try
        {
            using var gate = new Barrier(clients + 1);
            var threads = crowd.Select(client => new Thread(() => Steps(client, gate, step), 256 * 1024) { IsBackground = true }).ToArray();
            foreach (var thread in threads) thread.Start();
            gate.SignalAndWait();
            var clock = Stopwatch.StartNew();
            foreach (var thread in threads) thread.Join();
            clock.Stop();
            var latencies = crowd.SelectMany(c => c.Latencies).ToArray();
            Array.Sort(latencies);
            return new(clock.Elapsed, latencies, crowd.Sum(c => c.Failures), crowd.Select(c => c.FirstFailure).FirstOrDefault(f => f is not null));
        }
        finally
        {
            foreach (var client in crowd) client.Dispose();
        }
    }

    static void Steps(Client client, Barrier gate, Func<Client, bool> step)
    {
        gate.SignalAndWait();
        try
        {
            while (step(client)) { }
        }
        catch (Exception e)   // a broken connection is an answer that did not come; it is counted and shown
        {
            client.Fail($"{e.GetType().Name}: {e.Message}");
        }
    }
}
