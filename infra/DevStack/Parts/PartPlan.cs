using System.Diagnostics;

namespace Portal.DevStack;

/// <summary>How a part is started and how it shows that it answers.</summary>
sealed record PartPlan(string Name, string Title, string Program, IReadOnlyList<string> Arguments, string Folder,
    IReadOnlyDictionary<string, string> Environment, Uri? Probe = null, bool SaysReady = true)
{
    static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };
    static readonly string? SetSid = FindSetSid();

    /// <summary>A part written for Node. It stops when its standard input closes: lifeline.mjs sees to it.</summary>
    public static PartPlan Node(string name, string title, string folder, IReadOnlyDictionary<string, string> environment, Uri? probe = null) =>
        new(name, title, "node", ["--import", new Uri(Repository.Folder("infra", "DevStack", "Parts", "lifeline.mjs")).AbsoluteUri, "server.mjs"],
            folder, environment, probe);

    public ProcessStartInfo Command()
    {
        // A session of its own: Ctrl-C in the terminal reaches DevStack only, which then stops the parts in order.
        var info = SetSid is null ? new ProcessStartInfo(Program) : new ProcessStartInfo(SetSid) { ArgumentList = { Program } };
        if (OperatingSystem.IsWindows()) info.CreateNewProcessGroup = true;
        foreach (var argument in Arguments) info.ArgumentList.Add(argument);
        info.WorkingDirectory = Folder;
        foreach (var (name, value) in Environment) info.Environment[name] = value;
        return info;
    }

    /// <summary>Completes when the part has said READY (if it does) and answers over HTTP (if it speaks it).</summary>
    public async Task Answers(OutputLines output, CancellationToken ct)
    {
        if (SaysReady) await output.SaidReady.WaitAsync(ct);
        for (var told = false; Probe is not null;)
        {
            try
            {
                using var response = await Http.GetAsync(Probe, HttpCompletionOption.ResponseHeadersRead, ct);
                if ((int)response.StatusCode < 500) return;
                if (!told) output.Add($"(DevStack asked {Probe} and got {(int)response.StatusCode})");
                told = true;
            }
            catch (HttpRequestException) { /* not listening yet */ }
            await Task.Delay(50, ct);
        }
    }

    static string? FindSetSid() => OperatingSystem.IsWindows() ? null
        : new[] { "/usr/bin/setsid", "/bin/setsid" }.FirstOrDefault(File.Exists);
}
