namespace Portal.Features.Content;

/// <summary>What a resident's words may tell of: danger to oneself or violence, or an illness that cannot wait a minute.</summary>
public enum CrisisKind { Crisis, Emergency }

/// <summary>What is shown at once, without blocking the writing, when words of a kind are met.</summary>
public sealed record CrisisHelp(CrisisKind Kind, LocalText Title, LocalText Text, IReadOnlyList<HelpLine> Lines, ClinicalSource Source);

/// <summary>One number to call. It may differ by language: the crisis line has a number for each.</summary>
public sealed record HelpLine(LocalText Phone, LocalText Text)
{
    /// <summary>For a <c>tel:</c> link.</summary>
    public string Tel(string language) => Phone.In(language).Replace(" ", "");
}

/// <summary>The words and phrases of one kind, in no order: which language a person writes in is not asked.</summary>
public sealed record CrisisWords(CrisisKind Kind, IReadOnlyList<CrisisPhrase> Phrases, ClinicalSource Source);

/// <summary>
/// Words that follow one another: <c>rintakip*</c> is any word that begins so, and <c>...</c> stands for up to
/// <see cref="Gap"/> words between ("haluan ... kuolla"). Matching takes time in proportion to the text, whatever it is.
/// </summary>
public sealed class CrisisPhrase
{
    public const int Gap = 3;

    readonly Part[] parts;

    readonly record struct Part(string Word, bool Stem, bool AfterGap);

    /// <param name="written">As in the content file, already checked.</param>
    internal CrisisPhrase(string written)
    {
        Written = written;
        parts = [.. Parse(written)];
    }

    public string Written { get; }

    static IEnumerable<Part> Parse(string written)
    {
        var afterGap = false;
        foreach (var token in written.Split(' '))
        {
            if (token != "...")
            {
                // "self-harm" is two words, as it is in the text.
                string[] words = PlainWords.Of(token.TrimEnd('*'));
                for (var i = 0; i < words.Length; i++)
                    yield return new(words[i], token.EndsWith('*') && i == words.Length - 1, afterGap && i == 0);
            }
            afterGap = token == "...";
        }
    }

    /// <param name="words">The text's <see cref="PlainWords"/>.</param>
    public bool IsIn(ReadOnlySpan<string> words)
    {
        for (var at = 0; at < words.Length; at++)
            if (Goes(words, at, 0)) return true;
        return false;
    }

    bool Goes(ReadOnlySpan<string> words, int at, int part)
    {
        if (part == parts.Length) return true;
        var last = Math.Min(words.Length - 1, at + (parts[part].AfterGap ? Gap : 0));
        for (; at <= last; at++)
            if (Fits(parts[part], words[at]) && Goes(words, at + 1, part + 1)) return true;
        return false;
    }

    static bool Fits(Part part, string word) =>
        part.Stem ? word.StartsWith(part.Word, StringComparison.Ordinal) : word == part.Word;
}
