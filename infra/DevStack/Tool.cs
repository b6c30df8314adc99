using System.ComponentModel;
using System.Diagnostics;

namespace Portal.DevStack;

/// <summary>Runs a program to its end: npm, dotnet, the migrations.</summary>
static class Tool
{
    /// <summary>The exit code and everything it wrote. Throws <see cref="Win32Exception"/> when there is no such program.</summary>
    public static async Task<(int ExitCode, string Output)> Run(string program, IEnumerable<string> arguments, string folder,
        IReadOnlyDictionary<string, string>? environment, CancellationToken ct)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) info.Environment[name] = value;
        using var process = Process.Start(info)!;
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return (process.ExitCode, (await output + await errors).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>As <see cref="Run"/>, but any exit code other than 0 is the end of the start.</summary>
    public static async Task Must(string what, string program, IEnumerable<string> arguments, string folder,
        IReadOnlyDictionary<string, string>? environment, CancellationToken ct)
    {
        var (code, output) = await Run(program, arguments, folder, environment, ct);
        if (code != 0)
            throw new StackException($"{what} failed ({program} ended with {code}):\n{output}");
    }
}
