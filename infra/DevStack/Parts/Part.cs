using System.Diagnostics;

namespace Portal.DevStack;

/// <summary>
/// One program of the stack: starts it, waits until it answers, keeps its last lines, stops it. A test may stop and
/// start a part on its own, to see what the portal does while, say, the EHR is down.
/// </summary>
public sealed class Part
{
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90), StopLimit = TimeSpan.FromSeconds(20);

    readonly PartPlan plan;
    readonly string logFile;
    readonly Action<Part> crashed;
    Run? run;

    internal Part(PartPlan plan, string logFile, Action<Part> crashed) => (this.plan, this.logFile, this.crashed) = (plan, logFile, crashed);

    /// <summary>As in <see cref="PartNames"/>.</summary>
    public string Name => plan.Name;

    /// <summary>What it is, for people.</summary>
    public string Title => plan.Title;

    public bool IsRunning => run is { Process.HasExited: false };

    /// <summary>The process, while it runs.</summary>
    public int? ProcessId => IsRunning ? run!.Process.Id : null;

    /// <summary>The last lines it wrote, newest last, from the present or the latest run.</summary>
    public IReadOnlyList<string> Output => run?.Output.Lines ?? [];

    /// <summary>Starts the part and returns when it answers. Throws a sentence with its last lines when it does not.</summary>
    public async Task StartAsync(CancellationToken ct = default)
    {
        if (IsRunning) return;
        run?.Dispose();
        run = new Run(plan.Command(), new OutputLines(logFile));
        var mine = run;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(StartLimit);
            var answers = plan.Answers(mine.Output, limit.Token);
            if (await Task.WhenAny(answers, mine.Exited) == mine.Exited)
                throw new StackException($"{Title} stopped while starting (exit code {mine.Process.ExitCode}).{Tail}");
            await answers;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            await StopAsync();
            throw new StackException($"{Title} did not answer in {StartLimit.TotalSeconds:0} seconds.{Tail}");
        }
        catch
        {
            await StopAsync();
            throw;
        }
        _ = mine.Exited.ContinueWith(_ => { if (!mine.Stopping) crashed(this); }, TaskScheduler.Default);
    }

    /// <summary>Asks the part to finish what it is doing and end; after 20 seconds ends it anyway.</summary>
    public async Task StopAsync()
    {
        if (run is not { Process.HasExited: false } mine) return;
        mine.Stopping = true;
        mine.Process.StandardInput.Close(); // the lifeline: see lifeline.mjs and StartupHook.cs
        if (await Task.WhenAny(mine.Exited, Task.Delay(StopLimit)) != mine.Exited) await KillAsync();
    }

    /// <summary>Ends the part at once, as a power cut would (kill -9).</summary>
    public async Task KillAsync()
    {
        if (run is not { Process.HasExited: false } mine) return;
        mine.Stopping = true;
        mine.Process.Kill(entireProcessTree: true);
        await mine.Exited;
    }

    /// <summary>Why the part is not running any more, with its last lines.</summary>
    public string Failure => $"{Title} stopped by itself{(run is { Process.HasExited: true } r ? $" (exit code {r.Process.ExitCode})" : "")}.{Tail}";

    string Tail => Output.Count == 0
        ? " It wrote nothing."
        : $" Its last lines:\n{string.Join('\n', Output.TakeLast(20).Select(line => "    " + line))}\nAll of them: {logFile}";

    internal void Dispose() => run?.Dispose();

    sealed class Run : IDisposable
    {
        public Process Process { get; }
        public OutputLines Output { get; }
        public Task Exited { get; }
        public volatile bool Stopping;

        public Run(ProcessStartInfo info, OutputLines output)
        {
            Output = output;
            info.RedirectStandardInput = info.RedirectStandardOutput = info.RedirectStandardError = true;
            info.UseShellExecute = false;
            Process = new Process { StartInfo = info };
            Process.OutputDataReceived += (_, e) => output.Add(e.Data);
            Process.ErrorDataReceived += (_, e) => output.Add(e.Data);
            Process.Start();
            Process.BeginOutputReadLine();
            Process.BeginErrorReadLine();
            Exited = Process.WaitForExitAsync();
        }

        public void Dispose()
        {
            Process.Dispose();
            Output.Dispose();
        }
    }
}
