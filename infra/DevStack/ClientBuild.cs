namespace Portal.DevStack;

/// <summary>
/// The browser's styles and scripts (client/) travel inside the portal's program: its build makes them, and
/// <c>dotnet run</c> has just done that. This makes sure of it for every other way of starting.
/// </summary>
static class ClientBuild
{
    static string Built => Repository.Folder("src", "Portal", "wwwroot", "assets", "manifest.json");

    public static async Task Ensure(CancellationToken ct)
    {
        if (File.Exists(Repository.PortalProgram) && File.GetLastWriteTimeUtc(Built) >= Sources().Max(File.GetLastWriteTimeUtc)) return;
        await Tool.Must("Building the portal with its styles and scripts", "dotnet",
            ["build", Repository.PortalProject, "--configuration", Repository.Configuration, "--nologo", "--verbosity", "quiet"], Repository.Root, null, ct);
    }

    /// <summary>As Client.targets counts them.</summary>
    static IEnumerable<string> Sources() => new[] { "src", "static" }
        .SelectMany(folder => Directory.EnumerateFiles(Repository.Folder("client", folder), "*", SearchOption.AllDirectories))
        .Append(Repository.Folder("client", "build.mjs"))
        .Append(Repository.Folder("client", "package-lock.json"));
}
