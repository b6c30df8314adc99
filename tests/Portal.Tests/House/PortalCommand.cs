using System.Diagnostics;
using Portal.DevStack;

namespace Portal.Tests.House;

/// <summary>Runs a command of the portal as an operator would: the program itself, in a process of its own.</summary>
static class PortalCommand
{
    public static async Task<int> Run(TestDatabase database, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.PortalProgram, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.PortalProject,
        };
        foreach (var (name, value) in PortalHost.Environment(database)) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Concat(await output));
        return process.ExitCode;
    }
}
