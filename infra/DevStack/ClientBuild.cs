using System.Security.Cryptography;
using System.Text;

namespace Portal.DevStack;

/// <summary>Builds client/ into src/Portal/wwwroot/assets, when anything in it has changed since.</summary>
static class ClientBuild
{
    static string Source => Repository.Folder("client");
    static string Target => Repository.Folder("src", "Portal", "wwwroot", "assets");
    static string Stamp => Path.Combine(Source, "node_modules", ".devstack-built");

    public static async Task BuildIfChanged(Steps steps, CancellationToken ct)
    {
        await NodePackages.Restore(Source, steps, ct);
        var wanted = Fingerprint();
        if (Directory.Exists(Target) && File.Exists(Stamp) && await File.ReadAllTextAsync(Stamp, ct) == wanted) return;

        await steps.Take("Styles and scripts", () => Node.RunNpm("Building the styles and scripts in client", ["run", "build"], Source, ct));
        await File.WriteAllTextAsync(Stamp, wanted, ct);
    }

    /// <summary>Of every source file's name and content.</summary>
    static string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var folders = Directory.EnumerateDirectories(Source).Where(folder => Path.GetFileName(folder) != "node_modules");
        var files = Directory.EnumerateFiles(Source)
            .Concat(folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)))
            .Select(file => Path.GetRelativePath(Source, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file + "\n"));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(Path.Combine(Source, file))));
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
