using System.Security.Cryptography;
using System.Text;

namespace Portal.DevStack;

/// <summary>Fetches a part's npm packages when they are missing or its package-lock.json has changed since.</summary>
static class NodePackages
{
    public static async Task Restore(string folder, Steps steps, CancellationToken ct)
    {
        var name = Path.GetRelativePath(Repository.Root, folder).Replace('\\', '/');
        var lockFile = Path.Combine(folder, "package-lock.json");
        if (!File.Exists(lockFile)) throw new StackException($"{name} has no package-lock.json. Run npm install there once and commit the file.");

        // Two test runs at once must not install over each other.
        using var alone = await WaitForTurn(folder, ct);
        var stamp = Path.Combine(folder, "node_modules", ".devstack");
        var wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(lockFile, ct)));
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp, ct) == wanted) return;

        // No package's install script runs: fewer hands on this machine, and newer npm versions would stop to ask.
        await steps.Take($"Packages of {name}", () => Node.RunNpm($"Fetching the npm packages of {name}",
            ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder, ct));
        await File.WriteAllTextAsync(stamp, wanted, ct);
    }

    static async Task<FileStream> WaitForTurn(string folder, CancellationToken ct)
    {
        var name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..16];
        var file = Path.Combine(Path.GetTempPath(), $"portal-npm-{Environment.UserName}-{name}.lock");
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException)
            {
                await Task.Delay(200, ct);
            }
        }
    }
}
