namespace Portal.DevStack;

/// <summary>
/// The directory where one stack keeps its databases, keys and logs. It carries a mark, so that emptying it can
/// never hit a directory of the person's own, and a lock, so that two stacks never share it.
/// </summary>
sealed class DataDirectory : IDisposable
{
    const string Mark = ".devstack", Pid = "devstack.pid";
    readonly FileStream @lock;
    readonly bool temporary;

    public string Root { get; }

    DataDirectory(string root, bool temporary, FileStream @lock) => (Root, this.temporary, this.@lock) = (root, temporary, @lock);

    public static DataDirectory Open(string? path, bool fresh)
    {
        var root = path is null ? Directory.CreateTempSubdirectory("portal-").FullName : Path.GetFullPath(path);
        Directory.CreateDirectory(root);
        // PostgreSQL may have to run as another account (when started by root), and must be able to pass.
        if (path is null && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(root, (UnixFileMode)Convert.ToInt32("711", 8));

        var mark = Path.Combine(root, Mark);
        if (!File.Exists(mark))
        {
            if (Directory.EnumerateFileSystemEntries(root).Any())
                throw new StackException($"{root} is not empty and was not made by DevStack, so it is left alone. Choose another directory with --data.");
            File.WriteAllText(mark, "Made by DevStack, which may empty this directory (--fresh).\n");
        }

        var @lock = Lock(mark, root);
        if (fresh) Empty(root);
        File.WriteAllText(Path.Combine(root, Pid), $"{Environment.ProcessId}\n");
        return new(root, path is null, @lock);
    }

    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    public string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>Writes a file that only this user may read.</summary>
    public void WritePrivate(string name, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(PathOf(name), options);
        writer.Write(text);
    }

    public void Dispose()
    {
        @lock.Dispose();
        if (temporary) Directory.Delete(Root, recursive: true);
    }

    // The operating system lets the lock go however the process ends.
    static FileStream Lock(string mark, string root)
    {
        try
        {
            return new FileStream(mark, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            var pid = Path.Combine(root, Pid);
            var process = File.Exists(pid) ? $" (process {File.ReadAllText(pid).Trim()})" : "";
            throw new StackException($"Another DevStack{process} is running on {root}. Stop it first, or start this one with its own --data and --port.");
        }
    }

    static void Empty(string root)
    {
        foreach (var entry in new DirectoryInfo(root).EnumerateFileSystemInfos().Where(e => e.Name != Mark))
            if (entry is DirectoryInfo directory) directory.Delete(recursive: true);
            else entry.Delete();
    }
}
