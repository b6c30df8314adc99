using System.Text.RegularExpressions;
using Portal.Platform.Db;

namespace Portal.Features.Content;

/// <summary>When in a conversation a reply is used; also the order in which replies are offered.</summary>
public enum ReplyKind { Greeting, Question, Answer, Closing }

/// <summary>What a reply template leaves open, written in the text as <c>{resident}</c>. Names stand in their basic form, as in a list.</summary>
public enum ReplyVariable
{
    /// <summary>The first name by which the resident is called; unknown in an anonymous chat.</summary>
    Resident,

    /// <summary>The name under which the professional answers.</summary>
    Nurse,

    /// <summary>The name of the unit.</summary>
    Unit,

    /// <summary>The unit's phone number.</summary>
    Phone,

    /// <summary>When it opens next, in words: "maanantaina klo 8".</summary>
    Opens,

    /// <summary>The name of a service.</summary>
    Service,

    /// <summary>A day and a time in words, when something will happen.</summary>
    When,
}

/// <summary>A reply (fi: vastauspohja) a professional can begin from; from <c>content/replies</c>. She reads and changes it before sending.</summary>
public sealed partial record Reply
{
    public required string Id { get; init; }
    public required ReplyKind Kind { get; init; }

    /// <summary>Ids of the queues in which it is offered; null for all.</summary>
    public required IReadOnlyList<string>? Queues { get; init; }

    /// <summary>What the professional sees in the list.</summary>
    public required LocalText Name { get; init; }
    public required LocalText Text { get; init; }

    /// <summary>Set when the reply gives clinical advice.</summary>
    public ClinicalSource? Source { get; init; }

    /// <summary>The same in all three languages, in the order of the Finnish text.</summary>
    public IReadOnlyList<ReplyVariable> Variables => Unfilled(Text.Fi);

    public bool IsFor(string queue) => Queues is null || Queues.Contains(queue);

    /// <summary>The text with the values in place. A variable without a value stays as it is written, and is told.</summary>
    /// <param name="language">The resident's: fi, sv or en.</param>
    public FilledReply Fill(string language, IReadOnlyDictionary<ReplyVariable, string> values)
    {
        // One pass over the template: braces that a value brings with it are only text.
        var missing = new List<ReplyVariable>();
        var text = Place().Replace(Text.In(language), place =>
        {
            if (!TryRead(place.Groups[1].Value, out var variable)) return place.Value;
            if (values.TryGetValue(variable, out var value) && !string.IsNullOrWhiteSpace(value)) return value.Trim();
            if (!missing.Contains(variable)) missing.Add(variable);
            return place.Value;
        });
        return new(text, missing);
    }

    /// <summary>The variables that stand in a text with no value: such a text is not ready to be sent.</summary>
    public static IReadOnlyList<ReplyVariable> Unfilled(string text) =>
        [.. Place().Matches(text).Where(m => TryRead(m.Groups[1].Value, out _)).Select(m => EnumText.Parse<ReplyVariable>(m.Groups[1].Value)).Distinct()];

    internal static IEnumerable<string> PlacesIn(string text) => Place().Matches(text).Select(m => m.Groups[1].Value);

    internal static bool TryRead(string written, out ReplyVariable variable) =>
        EnumText.TryParse(written, out variable) && EnumText.Of(variable) == written;

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Place();
}

/// <summary>A reply ready to be read through; not to be sent while anything is <see cref="Missing"/>.</summary>
public sealed record FilledReply(string Text, IReadOnlyList<ReplyVariable> Missing);
