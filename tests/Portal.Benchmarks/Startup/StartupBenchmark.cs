using System.Text;
using Portal.Benchmarks.Load;
using Portal.Benchmarks.World;

namespace Portal.Benchmarks.Startup;

/// <summary>
/// From the start of the portal's process to its first page, and its memory then and after a thousand pages. The limit
/// is an empty Kestrel in .NET on the same machine, which is what the runtime alone costs.
/// </summary>
static class StartupBenchmark
{
    const int Starts = 5, Requests = 1_000;

    sealed record Start(double Seconds, double Resident, double Private, double ResidentLater, double PrivateLater);

    public static async Task<bool> Run()
    {
        await using var county = await County.Start();
        List<Start> portal = [], bare = [];
        for (var i = 0; i < Starts; i++)
        {
            bare.Add(await Measure(() => county.StartLimit("booking"), "/"));
            portal.Add(await Measure(() => county.StartPortal("/fi", ("Jobs__Run", "false")), "/fi"));
            Figures.Progress($"start {i + 1}: portal {portal[i].Seconds * 1000:0} ms and {portal[i].Resident:0} MB, bare {bare[i].Seconds * 1000:0} ms and {bare[i].Resident:0} MB");
        }

        var figures = new Figures("startup");
        void Line(string figure, string unit, Func<Start, double> of) => figures.Print(figure, Figures.Median(portal.Select(of)), unit, Figures.Median(bare.Select(of)));
        Line("first_page", "ms", s => s.Seconds * 1000);
        Line("resident_memory", "MB", s => s.Resident);
        Line("private_memory", "MB", s => s.Private);
        Line("resident_memory_after_1000_pages", "MB", s => s.ResidentLater);
        Line("private_memory_after_1000_pages", "MB", s => s.PrivateLater);
        return true;
    }

    static async Task<Start> Measure(Func<Task<ServerProcess>> start, string path)
    {
        await using var server = await start();
        var (resident, own) = server.Memory();
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost:{server.Port}\r\nAccept: text/html\r\n\r\n");
        var left = Requests;
        var pressed = Crowd.Press(4, server.Port, client =>
        {
            if (Interlocked.Decrement(ref left) < 0) return false;
            var answer = client.Send(request);
            if (answer.Status != 200 || answer.Body.Length == 0) client.Fail($"answered {answer.Status} with {answer.Body.Length} bytes");
            return true;
        });
        if (pressed.FirstFailure is { } failure) throw new InvalidOperationException($"{path} {failure}");
        var (residentLater, ownLater) = server.Memory();
        return new(server.FirstAnswer.TotalSeconds, resident / 1e6, own / 1e6, residentLater / 1e6, ownLater / 1e6);
    }
}
