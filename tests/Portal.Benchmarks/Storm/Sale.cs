using System.Text;
using Portal.Benchmarks.Load;
using Portal.Benchmarks.World;

namespace Portal.Benchmarks.Storm;

/// <summary>A crowd after the same times, and what each of its clients was told.</summary>
sealed record Sale(Pressed Pressed, IReadOnlyList<(Guid Slot, int Resident)> Acknowledged, Cpu.Used Cpu)
{
    public const int Clients = 64;

    public double BookingsPerSecond => Pressed.PerSecond(Acknowledged.Count);
    public Cpu.Used CpuPerBooking => Cpu / Acknowledged.Count;

    /// <summary>Number of the resident who asks: a client has one for each professional, see <see cref="Times.ProfessionalOf"/>.</summary>
    static int Resident(int client, int professional) => client * Times.Professionals + professional;
    public const int Residents = Clients * Times.Professionals;

    /// <summary>Every client goes through all the times in an order of its own, until all are sold.</summary>
    public static Sale Rush(County county, Counter counter, Times times)
    {
        var orders = new int[Clients][];
        for (var i = 0; i < Clients; i++) new Random(i).Shuffle(orders[i] = [.. Enumerable.Range(0, times.Slots.Length)]);
        var at = new int[Clients];
        return Run(county, counter, times, times.Slots.Length, client => at[client.Index] < times.Slots.Length ? orders[client.Index][at[client.Index]++] : null);
    }

    /// <summary>
    /// Every client asks for any of the times, until so many more are sold or the time is up. In each round they ask for
    /// others, or they would begin by asking again for what they have; both counters are asked for the same.
    /// </summary>
    public static Sale Draw(County county, Counter counter, Times times, int round, int enough, TimeSpan longest)
    {
        var end = DateTime.UtcNow + longest;
        var choices = Enumerable.Range(0, Clients).Select(i => new Random(round * Clients + i)).ToArray();
        return Run(county, counter, times, enough, client => DateTime.UtcNow < end ? choices[client.Index].Next(times.Slots.Length) : null);
    }

    static Sale Run(County county, Counter counter, Times times, int enough, Func<Client, int?> choose)
    {
        var told = Enumerable.Range(0, Clients).Select(_ => new List<(Guid, int)>(4096)).ToArray();
        var buffers = Enumerable.Range(0, Clients).Select(_ => new byte[2048]).ToArray();
        var sold = 0;
        var before = county.Cpu.Now(counter.Server.Id);
        var pressed = Crowd.Press(Clients, counter.Server.Port, client =>
        {
            if (Volatile.Read(ref sold) >= enough || choose(client) is not { } slot) return false;
            var resident = Resident(client.Index, times.ProfessionalOf(slot));
            var length = counter.Write(buffers[client.Index], times.Slots[slot], resident);
            var answer = client.Send(buffers[client.Index].AsSpan(0, length));
            switch (counter.Read(answer))
            {
                case true:
                    told[client.Index].Add((times.Slots[slot], resident));
                    Interlocked.Increment(ref sold);
                    break;
                case null:
                    client.Fail($"{counter.Name} answered {answer.Status}: {Encoding.UTF8.GetString(answer.Body[..Math.Min(answer.Body.Length, 300)])}");
                    break;
            }
            return true;
        });
        return new(pressed, [.. told.SelectMany(t => t)], county.Cpu.Now(counter.Server.Id) - before);
    }
}
