using System.Diagnostics;

namespace Portal.Benchmarks.Chat;

/// <summary>What was said and heard in one measurement.</summary>
/// <param name="Delays">From the moment at which a message was to be sent to the moment at which the other party had it, sorted.</param>
sealed record Talked(TimeSpan Took, int Stored, int Delivered, int Refused, long[] Delays)
{
    public double PerSecond => Stored / Took.TotalSeconds;
    public double Milliseconds(double percentile) =>
        Delays.Length == 0 ? double.NaN : Delays[Math.Min(Delays.Length - 1, (int)(Delays.Length * percentile / 100))] * 1000.0 / Stopwatch.Frequency;
}

/// <summary>
/// Conversations of two, each on a connection of their own. Either they take turns as fast as they can (what one has
/// written is answered when it has arrived), or messages are sent at a given rate, whoever has heard what: then a delay
/// counts from when the message was to be sent.
/// </summary>
sealed class Talk : IDisposable
{
    const int Most = 4_000_000;

    readonly Wire wire;
    readonly long[] dueAt = new long[Most];
    readonly byte[] stored = new byte[Most], delivered = new byte[Most];
    readonly List<Line> lines = [];
    readonly List<long> delays = new(1_000_000);
    readonly Lock gate = new();
    readonly Timer? alive;
    int next, conversations, storedCount, deliveredCount, refused;
    volatile bool answering;

    /// <summary>In the first half of a message's id, so that the table can be asked for this talk's own.</summary>
    public byte[] Run { get; } = Guid.NewGuid().ToByteArray()[..8];

    public Talk(Wire wire)
    {
        this.wire = wire;
        if (wire is SignalRWire) alive = new(_ => KeepAlive(), null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
    }

    public async Task Open(int port, IReadOnlyList<(Guid Case, string? Resident, string? Professional)> all)
    {
        foreach (var part in all.Chunk(50))
        {
            var opened = await Task.WhenAll(part.SelectMany((c, i) => (Task<Line>[])
            [
                Line.Open(port, wire, c.Case, "resident", lines.Count + 2 * i, c.Resident, Hear),
                Line.Open(port, wire, c.Case, "professional", lines.Count + 2 * i + 1, c.Professional, Hear),
            ]));
            lines.AddRange(opened);
        }
    }

    public Guid IdOf(int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        Run.CopyTo(bytes);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes[8..], number);
        return new(bytes, bigEndian: true);
    }

    /// <summary>Numbers of the messages that the server has said to be stored.</summary>
    public IEnumerable<int> Acknowledged => Enumerable.Range(0, next).Where(n => stored[n] > 0);

    /// <summary>Pushes of the same message to the same party, and messages acknowledged twice: there must be none.</summary>
    public int Doubled => Enumerable.Range(0, next).Count(n => stored[n] > 1 || delivered[n] > 1);

    public int Undelivered => Enumerable.Range(0, next).Count(n => stored[n] > 0 && delivered[n] == 0);

    /// <summary>So many of the conversations, each taking turns, for as long as it says.</summary>
    public async Task<Talked> TakeTurns(int count, TimeSpan time)
    {
        Begin(count);
        var clock = Stopwatch.StartNew();
        answering = true;
        for (var i = 0; i < count; i++) Send(lines[2 * i], Stopwatch.GetTimestamp());
        await Task.Delay(time);
        var result = Result(clock.Elapsed);
        answering = false;
        await Settle();
        return result;
    }

    /// <summary>So many messages a second over all, the parties in turn.</summary>
    public async Task<Talked> AtRate(int count, int perSecond, TimeSpan time)
    {
        Begin(count);
        var clock = Stopwatch.StartNew();
        var start = Stopwatch.GetTimestamp();
        await Task.Run(() =>
        {
            for (var n = 0; n < perSecond * time.TotalSeconds; n++)
            {
                var due = start + n * Stopwatch.Frequency / perSecond;
                while (Stopwatch.GetTimestamp() is var now && now < due)
                    if (due - now > Stopwatch.Frequency / 1000) Thread.Sleep(1);
                    else Thread.Yield();
                var conversation = n % count;
                Send(lines[2 * conversation + n / count % 2], due);
            }
        });
        await Settle();
        return Result(clock.Elapsed);
    }

    void Begin(int count)
    {
        (conversations, storedCount, deliveredCount, refused) = (count, 0, 0, 0);
        lock (gate) delays.Clear();
    }

    Talked Result(TimeSpan took)
    {
        lock (gate)
        {
            var sorted = delays.ToArray();
            Array.Sort(sorted);
            return new(took, storedCount, deliveredCount, refused, sorted);
        }
    }

    /// <summary>Until all that was sent has been answered and delivered, or nothing more comes.</summary>
    async Task Settle()
    {
        for (var (before, calm) = (-1, 0); calm < 20; await Task.Delay(50))
        {
            var now = storedCount + deliveredCount;
            if (Undelivered == 0 && storedCount == deliveredCount && calm > 2) return;
            calm = now == before ? calm + 1 : 0;
            before = now;
        }
    }

    void Send(Line line, long due)
    {
        var number = Interlocked.Increment(ref next) - 1;
        dueAt[number] = due;
        line.Say(wire.Post(line.Case, IdOf(number), number));
    }

    void Hear(Line line, Heard what, int number)
    {
        switch (what)
        {
            case Heard.Stored:
                stored[number]++;
                Interlocked.Increment(ref storedCount);
                break;
            case Heard.Message:
                var now = Stopwatch.GetTimestamp();
                delivered[number]++;
                Interlocked.Increment(ref deliveredCount);
                lock (gate) delays.Add(now - dueAt[number]);
                if (answering && line.Index < 2 * conversations) Send(line, now);
                break;
            case Heard.Refused when !closing:
                Interlocked.Increment(ref refused);
                break;
        }
    }

    volatile bool closing;

    /// <summary>SignalR closes a connection that has said nothing for half a minute; browsers' clients say this.</summary>
    void KeepAlive()
    {
        foreach (var line in lines.ToArray())
            try { line.Say("{\"type\":6}\u001e"); }
            catch (Exception e) when (e is System.Net.Sockets.SocketException or ObjectDisposedException) { /* counted where it is missed */ }
    }

    public void Dispose()
    {
        closing = true;
        alive?.Dispose();
        foreach (var line in lines) line.Dispose();
    }
}
