using System.ComponentModel;

namespace Portal.DevStack;

/// <summary>Node.js and npm, which the parts around the portal are written for.</summary>
static class Node
{
    public const int Oldest = 20;
    const string Advice = "Install Node.js 20 or newer, which brings npm (https://nodejs.org, or your system's package nodejs), and start again.";

    static string Npm => OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    /// <summary>Throws a sentence when there is no Node that is new enough.</summary>
    public static async Task Require(CancellationToken ct)
    {
        var version = await VersionOf("node", ct);
        if (version is null) throw new StackException($"Node.js was not found. {Advice}");
        if (!IsNewEnough(version)) throw new StackException($"Node.js {version} is too old. {Advice}");
    }

    public static bool IsNewEnough(string version) =>
        int.TryParse(version.TrimStart('v').Split('.')[0], out var major) && major >= Oldest;

    public static async Task RunNpm(string what, IEnumerable<string> arguments, string folder, CancellationToken ct)
    {
        try
        {
            await Tool.Must(what, Npm, arguments, folder, null, ct);
        }
        catch (Win32Exception)
        {
            throw new StackException($"npm was not found. {Advice}");
        }
    }

    static async Task<string?> VersionOf(string program, CancellationToken ct)
    {
        try
        {
            return (await Tool.Run(program, ["--version"], Repository.Root, null, ct)).Output;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
