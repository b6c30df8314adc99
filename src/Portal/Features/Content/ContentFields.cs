using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Platform.Db;
using YamlDotNet.RepresentationModel;

namespace Portal.Features.Content;

/// <summary>
/// The fields of one YAML mapping, read strictly: what is missing, unknown, empty or of the wrong kind is written
/// down with its file, line and field, and reading goes on, so that an editor sees all faults at once.
/// </summary>
sealed partial class ContentFields
{
    readonly Dictionary<string, YamlNode> unread = [];
    readonly YamlNode node;
    readonly string file, path;
    readonly List<string> problems;

    ContentFields(YamlNode node, string file, string path, List<string> problems)
    {
        (this.node, this.file, this.path, this.problems) = (node, file, path, problems);
        if (node is not YamlMappingNode mapping) Fault(node, "", "must have fields of its own");
        else foreach (var (key, value) in mapping.Children) unread[((YamlScalarNode)key).Value ?? ""] = value;
    }

    /// <summary>Reads a mapping with <paramref name="read"/>; fields that it did not ask for are unknown.</summary>
    public static T Read<T>(YamlNode node, string file, string path, List<string> problems, Func<ContentFields, T> read)
    {
        var fields = new ContentFields(node, file, path, problems);
        var value = read(fields);
        foreach (var (key, left) in fields.unread) fields.Fault(left, key, "is not a known field");
        return value;
    }

    public void Fault(string key, string what) => Fault(node, key, what);

    void Fault(YamlNode at, string key, string what) =>
        problems.Add($"{file}:{at.Start.Line}: {(path + "." + key).Trim('.')} {what}");

    /// <summary>Takes a field out of the unread ones; says so when it is missing.</summary>
    YamlNode? Take(string key)
    {
        if (unread.Remove(key, out var value)) return value;
        if (node is YamlMappingNode) Fault(key, "is missing");
        return null;
    }

    /// <summary>The fields not read yet, for a mapping whose keys are not known beforehand.</summary>
    public IReadOnlyList<string> Keys => [.. unread.Keys];

    public bool Has(string key) => unread.ContainsKey(key);

    /// <summary>Takes the field if it is exactly this word.</summary>
    public bool Is(string key, string word) =>
        unread.TryGetValue(key, out var value) && value is YamlScalarNode { Value: var text } && text == word && unread.Remove(key);

    public string Text(string key) => Take(key) is { } value ? Scalar(value, key) : "";

    string Scalar(YamlNode value, string key)
    {
        if (value is YamlScalarNode { Value: var text } && !string.IsNullOrWhiteSpace(text)) return text.Trim();
        Fault(value, key, "must be a text that is not empty");
        return "";
    }

    /// <summary>A text of a given form, e.g. five digits.</summary>
    public string Text(string key, Regex form, string formInWords)
    {
        var text = Text(key);
        if (text != "" && !form.IsMatch(text)) Fault(key, $"is '{text}', but must be {formInWords}");
        return text;
    }

    public string Id(string key = "id") => Text(key, IdForm(), "small letters, digits and hyphens");

    public int Number(string key, int min, int max)
    {
        if (Text(key) is not { Length: > 0 } text) return min;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= min && n <= max) return n;
        Fault(key, $"is '{text}', but must be a whole number from {min} to {max}");
        return min;
    }

    public double Degrees(string key, double min, double max)
    {
        if (Text(key) is not { Length: > 0 } text) return min;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && n >= min && n <= max) return n;
        Fault(key, string.Create(CultureInfo.InvariantCulture, $"is '{text}', but must be from {min} to {max}"));
        return min;
    }

    /// <summary>A number as it is written, exactly.</summary>
    public decimal Amount(string key) => Parsed(key, "a number such as 5.5", (string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value));

    public bool Flag(string key)
    {
        var text = Text(key);
        if (text is not ("" or "true" or "false")) Fault(key, $"is '{text}', but must be true or false");
        return text == "true";
    }

    public TimeOnly Time(string key) => Parsed(key, "a time such as \"08:00\"", (string text, out TimeOnly value) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out value));

    public DateOnly Date(string key) => Parsed(key, "a date such as 2026-11-21", (string text, out DateOnly value) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value));

    public T Word<T>(string key) where T : struct, Enum => Parsed<T>(key, OneOf<T>(), IsWord);

    /// <summary>A list of words, each once, at least one.</summary>
    public IReadOnlyList<T> WordList<T>(string key) where T : struct, Enum => [.. Texts(key).Select(text =>
    {
        if (!IsWord<T>(text, out var value)) Fault(key, $"has '{text}', but must be {OneOf<T>()}");
        return value;
    })];

    delegate bool Parser<T>(string text, out T value);

    T Parsed<T>(string key, string form, Parser<T> parse)
    {
        var text = Text(key);
        if (!parse(text, out var value) && text != "") Fault(key, $"is '{text}', but must be {form}");
        return value;
    }

    static bool IsWord<T>(string text, out T value) where T : struct, Enum =>
        EnumText.TryParse(text, out value) && EnumText.Of(value) == text;

    static string OneOf<T>() where T : struct, Enum =>
        "one of " + string.Join(", ", Enum.GetValues<T>().Select(value => EnumText.Of(value)));

    /// <summary>A list of texts, each once, at least one.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        var texts = Items(key).Select(item => Scalar(item, key)).ToList();
        foreach (var twice in texts.GroupBy(t => t).Where(g => g.Count() > 1)) Fault(key, $"has '{twice.Key}' twice");
        return texts;
    }

    IEnumerable<YamlNode> Items(string key)
    {
        if (Take(key) is not { } value) return [];
        if (value is YamlSequenceNode { Children.Count: > 0 } list) return list.Children;
        Fault(value, key, "must be a list with at least one item");
        return [];
    }

    /// <summary>The id of something that stands elsewhere in the content. Null only where a fault has been written down.</summary>
    public T OneOf<T>(string key, IReadOnlyList<T> all, Func<T, string> id) where T : class =>
        Text(key) is { Length: > 0 } text ? Find(key, text, all, id)! : null!;

    public IReadOnlyList<T> ManyOf<T>(string key, IReadOnlyList<T> all, Func<T, string> id) where T : class =>
        [.. Texts(key).Select(text => Find(key, text, all, id)).OfType<T>()];

    T? Find<T>(string key, string text, IReadOnlyList<T> all, Func<T, string> id) where T : class
    {
        var found = all.FirstOrDefault(thing => id(thing) == text);
        if (found is null && text != "") Fault(key, $"has '{text}', which does not exist");
        return found;
    }

    /// <summary>A mapping. Null only where a fault has been written down, and then no catalogue comes of it.</summary>
    public T Inner<T>(string key, Func<ContentFields, T> read) where T : class =>
        Take(key) is { } value ? Read(value, file, $"{path}.{key}".Trim('.'), problems, read) : null!;

    public T? OptionalInner<T>(string key, Func<ContentFields, T> read) where T : class =>
        Has(key) ? Inner(key, read) : null;

    /// <summary>A list of mappings, at least one.</summary>
    public IReadOnlyList<T> Each<T>(string key, Func<ContentFields, T> read) =>
        [.. Items(key).Select((item, i) => Read(item, file, $"{path}.{key}[{i + 1}]".Trim('.'), problems, read))];

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex IdForm();
}
