using System.Text.Json;

namespace Portal.Benchmarks.World;

/// <summary>
/// Processor time of a server and of PostgreSQL. Unlike the rates it hardly depends on what else the machine does, and
/// it is what a county pays for.
/// </summary>
sealed class Cpu(int postmaster)
{
    const double TicksPerSecond = 100;   // what Linux counts in for /proc, on every machine

    /// <param name="postgresOutput">The lines of the PostgreSQL part, among them READY with the process id.</param>
    public static Cpu Of(IEnumerable<string> postgresOutput)
    {
        var ready = postgresOutput.Last(line => line.StartsWith("READY ", StringComparison.Ordinal));
        using var json = JsonDocument.Parse(ready["READY ".Length..]);
        return new(json.RootElement.GetProperty("pid").GetInt32());
    }

    public Used Now(int server) => new(Times(server) is var s ? (s.Own + s.Ended) / TicksPerSecond : 0, Database() / TicksPerSecond);

    /// <summary>Seconds of processor time.</summary>
    public readonly record struct Used(double Server, double Database)
    {
        public static Used operator -(Used a, Used b) => new(a.Server - b.Server, a.Database - b.Database);
        public static Used operator /(Used a, int count) => new(a.Server / count, a.Database / count);
    }

    double Database()
    {
        var (_, own, ended) = Times(postmaster);
        var living = Directory.EnumerateDirectories("/proc").Select(d => int.TryParse(Path.GetFileName(d), out var id) ? id : 0)
            .Where(id => id > 0).Select(Times).Where(t => t.Parent == postmaster).Sum(t => t.Own);
        return own + ended + living;
    }

    static (int Parent, double Own, double Ended) Times(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');   // the name before may hold anything
            return (int.Parse(fields[1]), double.Parse(fields[11]) + double.Parse(fields[12]), double.Parse(fields[13]) + double.Parse(fields[14]));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or IOException)
        {
            return default;   // it has ended since it was listed
        }
    }
}
