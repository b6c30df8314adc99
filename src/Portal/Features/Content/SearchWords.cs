namespace Portal.Features.Content;

/// <summary>Words as the search sees them, and how alike two of them are.</summary>
static class SearchWords
{
    /// <summary>Words that say nothing about the matter. Written without accents.</summary>
    static readonly HashSet<string> empty = [.. (
        "ja tai on ei en se han mina minun sina sinun meidan jos kun voi voin haluan tarvitsen varaa varata varaus ajanvaraus aika ajan aikaa "
        + "och eller ar inte jag du min mitt mina din ditt om nar kan vill behover boka bokning tid tiden till for med att som en ett den det "
        + "and or is not i my you your if when can want need book booking appointment time to for with a an the of at in on").Split(' ')];

    /// <summary>Small letters without accents; empty words and single letters left out.</summary>
    public static IEnumerable<string> Of(string text) =>
        PlainWords.Of(text).Where(w => w.Length > 1 && !empty.Contains(w));

    /// <summary>From 0, nothing alike, to 1, the same word.</summary>
    public static double Likeness(string asked, string known)
    {
        if (asked == known) return 1;
        var shorter = Math.Min(asked.Length, known.Length);
        var start = CommonStart(asked, known);

        // "rokot" is on its way to "rokotus"; "korvakipua" and "korvalle" have the word and an ending.
        if (start == asked.Length && start >= 3) return 0.85;
        if (start == known.Length && start >= 4) return 0.8;

        // The same stem with two endings: "lapsen" and "lapsi", "verikokeeseen" and "verikoe".
        if (start >= 4 && start >= 0.7 * shorter) return 0.7 * start / shorter;

        // A part of a compound: "neuvola" in "äitiysneuvola".
        if (asked.Length >= 4 && known.Contains(asked, StringComparison.Ordinal)) return 0.6;

        return shorter >= 7 && OneLetterApart(asked, known) ? 0.6 : 0;
    }

    static int CommonStart(string a, string b)
    {
        var n = 0;
        while (n < a.Length && n < b.Length && a[n] == b[n]) n++;
        return n;
    }

    /// <summary>One letter wrong, missing, extra, or two neighbours swapped.</summary>
    static bool OneLetterApart(string a, string b)
    {
        if (a.Length > b.Length) (a, b) = (b, a);
        if (b.Length - a.Length > 1) return false;
        var i = CommonStart(a, b);
        if (a.Length < b.Length) return a.AsSpan(i).SequenceEqual(b.AsSpan(i + 1));
        if (a.AsSpan(i + 1).SequenceEqual(b.AsSpan(i + 1))) return true;
        return i + 1 < a.Length && a[i] == b[i + 1] && a[i + 1] == b[i] && a.AsSpan(i + 2).SequenceEqual(b.AsSpan(i + 2));
    }
}
