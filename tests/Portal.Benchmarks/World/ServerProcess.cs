using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Portal.Benchmarks.Load;
using Portal.DevStack;

namespace Portal.Benchmarks.World;

/// <summary>A server as its own process: the portal, or the bare endpoint it is measured against.</summary>
sealed class ServerProcess : IAsyncDisposable
{
    readonly Process process;
    readonly Queue<string> lastLines = new();

    public int Port { get; }
    public int Id => process.Id;

    /// <summary>From the start of the process to its first answer 200.</summary>
    public TimeSpan FirstAnswer { get; private set; }

    ServerProcess(Process process, int port) => (this.process, Port) = (process, port);

    /// <param name="probe">A path that answers 200 when the server is up.</param>
    /// <param name="runtime">dotnet or node; a program of either ends when its standard input is closed.</param>
    public static async Task<ServerProcess> Start(string program, IEnumerable<string> arguments, string folder,
        IReadOnlyDictionary<string, string> environment, int port, string probe, string runtime = "dotnet")
    {
        var info = new ProcessStartInfo(runtime, [program, .. arguments])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) info.Environment[name] = value;
        info.Environment["ASPNETCORE_URLS"] = $"http://localhost:{port}";
        info.Environment["DOTNET_STARTUP_HOOKS"] = typeof(Stack).Assembly.Location;   // it ends when this program does
        var started = Stopwatch.GetTimestamp();
        var server = new ServerProcess(Process.Start(info)!, port);
        server.Listen();
        try
        {
            await server.UntilItAnswers(probe);
            server.FirstAnswer = Stopwatch.GetElapsedTime(started);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Memory of the process in bytes: resident, and its own part of that.</summary>
    public (long Resident, long Private) Memory()
    {
        var lines = File.ReadAllLines($"/proc/{Id}/smaps_rollup");
        long Kilobytes(string name) => lines.Where(l => l.StartsWith(name + ":", StringComparison.Ordinal)).Sum(l => long.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));
        return (Kilobytes("Rss") * 1024, (Kilobytes("Private_Clean") + Kilobytes("Private_Dirty")) * 1024);
    }

    async Task UntilItAnswers(string probe)
    {
        var request = Encoding.ASCII.GetBytes($"GET {probe} HTTP/1.1\r\nHost: localhost:{Port}\r\n\r\n");
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(5))
        {
            if (process.HasExited || clock.Elapsed > TimeSpan.FromSeconds(60))
                throw new StackException($"The server on port {Port} did not answer {probe} with 200. Its last lines:\n{Tail()}");
            try
            {
                using var http = new RawHttp(Port);
                if (http.Send(request).Status == 200) return;
            }
            catch (SocketException) { /* not listening yet */ }
        }
    }

    void Listen()
    {
        void Keep(object _, DataReceivedEventArgs e)
        {
            if (e.Data is null) return;
            lock (lastLines)
            {
                if (lastLines.Count == 30) lastLines.Dequeue();
                lastLines.Enqueue(e.Data);
            }
        }
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Tail()
    {
        lock (lastLines) return string.Join('\n', lastLines);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.StandardInput.Close();   // asks it to end
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            try { await process.WaitForExitAsync(patience.Token); }
            catch (OperationCanceledException) { process.Kill(entireProcessTree: true); }
        }
        process.Dispose();
    }
}
