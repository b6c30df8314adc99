using System.Diagnostics;
using System.Net.NetworkInformation;
using System.Runtime.InteropServices;
using Portal.DevStack;
using Portal.Tests.House;

namespace Portal.Tests.DevStack;

/// <summary>The one command as a person runs it: started, stopped and killed from outside. Without the slower parts.</summary>
public class OneCommandTests
{
    [Fact]
    public async Task It_ends_with_what_to_open_and_stops_everything_on_a_signal()
    {
        using var directory = new Temporary();
        using var command = new Command(directory.Path);
        await command.Says("Everything but the portal is ready.");
        var screen = command.Screen;
        Assert.Matches(@"  PostgreSQL 18 \.+ +\d+\.\d s\n", screen);
        Assert.Contains("  Aino Korpela        120384-9040     Mother of four", screen);
        Assert.Contains($"http://localhost:{command.Port + 4}", screen);
        Assert.Contains($"ASPNETCORE_URLS=\"http://localhost:{command.Port}\"", await File.ReadAllTextAsync(Path.Combine(directory.Path, "portal.env")));
        Assert.Equal([command.Port + 4, command.Port + 5, command.Port + 6, command.Port + 7, command.Port + 8], command.PortsInUse());

        Kill(command.Process.Id, 2);
        await command.Process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(0, command.Process.ExitCode);
        Assert.Empty(command.PortsInUse());
        Assert.EndsWith("database system is shut down\n", await File.ReadAllTextAsync(Path.Combine(directory.Path, "logs", "postgres.log")));
    }

    [Fact]
    public async Task Killed_at_once_it_leaves_nothing_and_starts_again()
    {
        using var directory = new Temporary();
        using (var first = new Command(directory.Path))
        {
            await first.Says("Everything but the portal is ready.");
            first.Process.Kill();
            await Eventually.Holds("the parts let their ports go", () => Task.FromResult(first.PortsInUse().Count == 0));
        }
        using var second = new Command(directory.Path);
        await second.Says("Everything but the portal is ready.");
        Kill(second.Process.Id, 15);
        await second.Process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_wrong_option_ends_with_code_2()
    {
        using var command = new Command("", "--prot", "1");
        await command.Process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(2, command.Process.ExitCode);
        await command.Says("There is no option \"--prot\".");
    }

    [DllImport("libc", EntryPoint = "kill")]
    static extern int Kill(int process, int signal);

    sealed class Command : IDisposable
    {
        readonly System.Text.StringBuilder screen = new();

        static readonly string Program = Repository.Folder("infra", "DevStack", "bin", Repository.Configuration, "net10.0", "DevStack.dll");

        public Process Process { get; }
        public int Port { get; } = FreeRange();
        public string Screen { get { lock (screen) return screen.ToString(); } }

        public Command(string data, params string[] other)
        {
            string[] usual = ["--port", $"{Port}", "--data", data, "--without", "portal", "--without", "ehr", "--without", "identity-provider"];
            Process = new Process
            {
                StartInfo = new ProcessStartInfo("dotnet", [Program, .. other.Length > 0 ? other : usual])
                { RedirectStandardOutput = true, RedirectStandardError = true },
            };
            Process.OutputDataReceived += Take;
            Process.ErrorDataReceived += Take;
            Process.Start();
            Process.BeginOutputReadLine();
            Process.BeginErrorReadLine();
        }

        public async Task Says(string words)
        {
            for (var clock = Stopwatch.StartNew(); !Screen.Contains(words); await Task.Delay(50))
            {
                if (!Process.HasExited && clock.Elapsed < TimeSpan.FromSeconds(120)) continue;
                if (Process.HasExited) await Process.WaitForExitAsync(); // and all it wrote has come
                Assert.Contains(words, Screen);
            }
        }

        public List<int> PortsInUse()
        {
            var listening = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(end => end.Port).ToHashSet();
            return [.. Enumerable.Range(Port, Ports.Count).Where(listening.Contains)];
        }

        void Take(object sender, DataReceivedEventArgs e)
        {
            lock (screen) if (e.Data is not null) screen.Append(e.Data).Append('\n');
        }

        static int FreeRange()
        {
            var listening = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(end => end.Port).ToHashSet();
            return Enumerable.Range(0, 1000).Select(_ => Random.Shared.Next(20_000, 30_000)).First(port => !Enumerable.Range(port, Ports.Count).Any(listening.Contains));
        }

        public void Dispose()
        {
            if (!Process.HasExited) Process.Kill();
            Process.Dispose();
        }
    }
}
