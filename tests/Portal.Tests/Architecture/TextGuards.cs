using System.Text.RegularExpressions;
using Portal.DevStack;

namespace Portal.Tests.Architecture;

/// <summary>What can be seen in the text of a file but not in the compiled program. Each finding is "path:line what".</summary>
static partial class TextGuards
{
    /// <summary>Names of other rooms: a using, a constant, a file of texts. Of a room that may be called, the room's own namespace only.</summary>
    public static IEnumerable<string> OtherRooms(Source file)
    {
        foreach (Match match in FeatureName().Matches(WithoutComments(file.Text)))
        {
            var room = match.Groups["room"].Value;
            if (room == file.Room) continue;
            if (!RoomMap.MayCall(file.Room, room)) yield return Finding(file, match, $"{file.Room} may not know {room}");
            // Which types of a room are its door is seen in the compiled code; a folder of it is inside in any case.
            else if (match.Groups["inside"].Value is { Length: > 0 } inside && Directory.Exists(Repository.Folder("src", "Portal", "Features", room, inside)))
                yield return Finding(file, match, $"{file.Room} looks inside {room}");
        }
    }

    /// <summary>SQL that stands neither in Schema/*.sql nor in a …Queries.cs. Platform/Db is what all SQL goes through.</summary>
    public static IEnumerable<string> SqlElsewhere(Source file)
    {
        if (file.IsQueries || file.Path.Contains("/Platform/Db/", StringComparison.Ordinal)) yield break;
        foreach (Match match in SqlInString().Matches(file.Text)) yield return Finding(file, match, "SQL belongs in a Queries.cs");
    }

    /// <summary>SQL that names another room's schema. Only schema platform is everybody's.</summary>
    public static IEnumerable<string> OtherSchemas(Source file, IReadOnlyDictionary<string, string> roomOfSchema)
    {
        var text = file.Path.EndsWith(".sql", StringComparison.Ordinal) ? SqlComment().Replace(file.Text, Blank) : WithoutComments(file.Text);
        foreach (Match match in SchemaDotName().Matches(text))
            if (roomOfSchema.TryGetValue(match.Groups[1].Value, out var room) && room != file.Room)
                yield return Finding(file, match, $"{file.Room} uses the tables of {room}");
    }

    /// <summary>What the Content-Security-Policy forbids: script and style inside a page.</summary>
    public static IEnumerable<string> InlineScriptAndStyle(Source file) =>
        InlineCode().Matches(RazorComment().Replace(file.Text, Blank)).Select(match => Finding(file, match, "inline script or style"));

    static string Finding(Source file, Match match, string what) => $"{file.Path}:{file.LineAt(match.Index)} {what}: {match.Value.Trim()}";

    static string WithoutComments(string text) => Comment().Replace(text, Blank);

    static string Blank(Match match) => NotNewLine().Replace(match.Value, " ");

    [GeneratedRegex(@"(?:\bPortal\.|(?<![\w.]))Features\.(?<room>[A-Z]\w*)(\.(?<inside>\w+))?")]
    private static partial Regex FeatureName();

    [GeneratedRegex("""["]\s*(select\s(?!.*/>)|insert\s+into\s|update\s+\w+\.\w+\s|delete\s+from\s|with\s+\w+\s+as\s*\(|call\s+\w+\.|listen\s+\w|notify\s+\w|truncate\s)""", RegexOptions.IgnoreCase)]
    private static partial Regex SqlInString();

    [GeneratedRegex(@"(?<![\w.@/""])([a-z_]+)\.[a-z_]+\b")]
    private static partial Regex SchemaDotName();

    [GeneratedRegex("""<script(?![^>]*\ssrc=)[^>]*>|<style[\s>]|\sstyle\s*=\s*["'@]|\son[a-z]+\s*=\s*["']|href\s*=\s*["']javascript:""")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"(?<=^|\s)//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex("--.*$", RegexOptions.Multiline)]
    private static partial Regex SqlComment();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex RazorComment();

    [GeneratedRegex("[^\n]")]
    private static partial Regex NotNewLine();
}
