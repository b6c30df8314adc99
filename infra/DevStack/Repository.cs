using System.Reflection;

namespace Portal.DevStack;

/// <summary>Where things stand in the source tree.</summary>
static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Debug or Release: the portal is taken from the same configuration as this program.</summary>
    public static string Configuration { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Configuration").Value!;

    public static string PortalProject => Folder("src", "Portal");
    public static string PortalProgram => Folder("src", "Portal", "bin", Configuration, "net10.0", "Portal.dll");
    public static string People => Folder("infra", "DevStack", "demo", "people.json");

    public static string Folder(params string[] path) => Path.Combine([Root, .. path]);

    static string FindRoot()
    {
        for (var d = new DirectoryInfo(AppContext.BaseDirectory); d is not null; d = d.Parent)
            if (File.Exists(Path.Combine(d.FullName, "Portal.sln"))) return d.FullName;
        throw new StackException("DevStack runs from the source tree, and no Portal.sln was found above " + AppContext.BaseDirectory);
    }
}
