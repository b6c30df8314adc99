using Portal.DevStack;

namespace Portal.Tests.Architecture;

/// <summary>A file of the source tree, with its path as the repository writes it.</summary>
sealed record Source(string Path, string Text)
{
    static readonly HashSet<string> NotOurs = ["bin", "obj", "node_modules", ".git", ".data", "TestResults", "assets"];

    /// <summary>The files of a folder of the repository whose names end in one of these.</summary>
    public static IEnumerable<Source> Files(string folder, params string[] endings) => Under(new DirectoryInfo(Repository.Folder(folder.Split('/'))))
        .Where(file => endings.Any(file.Name.EndsWith))
        .Select(file => new Source(System.IO.Path.GetRelativePath(Repository.Root, file.FullName).Replace('\\', '/'), File.ReadAllText(file.FullName)));

    static IEnumerable<FileInfo> Under(DirectoryInfo folder) => !folder.Exists ? [] :
        folder.EnumerateFiles().Concat(folder.EnumerateDirectories().Where(d => !NotOurs.Contains(d.Name)).SelectMany(Under));

    /// <summary>The room that the file lies in, as <see cref="RoomMap.RoomOf"/> says it for a namespace.</summary>
    public string Room => Path.Split('/') switch
    {
        ["src", "Portal", "Features", var room, ..] => room,
        ["src", "Portal", "Platform", ..] => RoomMap.Platform,
        _ => RoomMap.Entrance,
    };

    public bool IsQueries => Path.EndsWith("Queries.cs", StringComparison.Ordinal);

    public int LineAt(int index) => Text.AsSpan(0, index).Count('\n') + 1;
}
