using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Portal.Platform.Ehr;

/// <summary>What an EHR says about a resource it refused, without what the resource says about a person.</summary>
static partial class OperationOutcome
{
    const int Longest = 500;

    /// <summary>Members whose values are about a person or typed by one; wherever they come back they are blotted out.</summary>
    static readonly HashSet<string> personal =
        ["family", "given", "name", "text", "value", "valueString", "birthDate", "line", "city", "postalCode", "district", "comment", "description", "display", "patientInstruction", "div"];

    /// <param name="outcome">The answer's body.</param>
    /// <param name="sent">The resource that was refused: servers like to quote it.</param>
    public static string Words(JsonNode? outcome, JsonObject? sent)
    {
        var issues = (outcome as JsonObject)?["issue"] as JsonArray ?? [];
        var words = string.Join("; ", issues.OfType<JsonObject>().Select(issue => Issue(issue)).Where(w => w != "").Distinct());
        words = HetuLike().Replace(words, "…");
        if (sent is not null)
            foreach (var value in Personal(sent, null).Where(v => v.Length > 1).OrderByDescending(v => v.Length))
                words = words.Replace(value, "…", StringComparison.OrdinalIgnoreCase);
        if (words == "") return "no reason given";
        return words.Length <= Longest ? words : words[..Longest] + "…";
    }

    static string Issue(JsonObject issue)
    {
        var where = (issue["expression"] as JsonArray ?? issue["location"] as JsonArray)?.FirstOrDefault()?.ToString();
        var what = issue["diagnostics"]?.ToString() ?? issue["details"]?["text"]?.ToString() ?? issue["code"]?.ToString() ?? "";
        return where is null || what.Contains(where, StringComparison.Ordinal) ? what : $"{what} ({where})";
    }

    static IEnumerable<string> Personal(JsonNode? node, string? name) => node switch
    {
        JsonObject o => o.SelectMany(member => Personal(member.Value, member.Key)),
        JsonArray a => a.SelectMany(item => Personal(item, name)),
        JsonValue v when name is not null && personal.Contains(name) && v.TryGetValue<string>(out var text) => Pieces(text),
        _ => [],
    };

    /// <summary>The whole value and each longer word of it.</summary>
    static IEnumerable<string> Pieces(string text) => text.Split([' ', ',', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 3).Append(text);

    [GeneratedRegex(@"\d{6}[-+A-FU-Y]\d{3}[0-9A-Y]", RegexOptions.IgnoreCase)]
    private static partial Regex HetuLike();
}
