using Portal.Platform.Db;

namespace Portal.Features.Content;

/// <summary>Reads one file of <c>content/replies</c>.</summary>
sealed class ReplyReader(IReadOnlyList<Queue> queues)
{
    static readonly string known = string.Join(", ", Enum.GetValues<ReplyVariable>().Select(v => $"{{{EnumText.Of(v)}}}"));

    public Reply Read(ContentFields f) => new()
    {
        Id = f.Id(),
        Kind = f.Word<ReplyKind>("kind"),
        Queues = f.Is("queues", "all") ? null : [.. f.ManyOf("queues", queues, q => q.Id).Select(q => q.Id)],
        Name = f.Local("name"),
        Text = f.Inner("text", Text),
        Source = f.OptionalSource(),
    };

    /// <summary>A variable that one language lacks would leave its readers without what the others are told.</summary>
    static LocalText Text(ContentFields f)
    {
        var text = ContentTexts.Local(f);
        foreach (var (language, words) in new[] { ("fi", text.Fi), ("sv", text.Sv), ("en", text.En) })
        {
            foreach (var place in Reply.PlacesIn(words).Where(place => !Reply.TryRead(place, out _)))
                f.Fault(language, $"has {{{place}}}, but the variables are {known}");
            if (words.Count(c => c is '{' or '}') != 2 * Reply.PlacesIn(words).Count()) f.Fault(language, "has a brace without its pair");
            if (words != "" && !Reply.Unfilled(words).ToHashSet().SetEquals(Reply.Unfilled(text.Fi)))
                f.Fault(language, "does not have the same variables as the Finnish");
        }
        return text;
    }
}
