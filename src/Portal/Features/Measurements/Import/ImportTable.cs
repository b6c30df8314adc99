using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Features.Measurements.Import;

/// <summary>A line of a file or of a pasted text, in its cells.</summary>
/// <param name="Number">As an editor counts them, from 1.</param>
sealed record ImportLine(int Number, IReadOnlyList<string> Cells)
{
    public bool IsEmpty => Cells.All(c => c.Length == 0);
}

/// <summary>Cuts a text into lines and cells: separated by tabs, semicolons, commas or, in notes of one's own, spaces; quoted as RFC 4180 says.</summary>
static partial class ImportTable
{
    /// <summary>A line with more characters is no line of a measurement; it is cut off.</summary>
    const int LongestLine = 4000;
    const int MostCells = 100;

    public static List<ImportLine> Read(string text)
    {
        var lines = Lines(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));   // half a character is no character
        var separator = Separator(lines);
        return [.. lines.Select(l => new ImportLine(l.Number, Cells(l.Text, separator))).Where(l => !l.IsEmpty)];
    }

    /// <summary>Lines that are not empty; a line break inside quotes does not end one.</summary>
    static List<(int Number, string Text)> Lines(string text)
    {
        List<(int, string)> lines = [];
        var (start, number, startedAt, quoted) = (0, 1, 1, false);
        for (var i = 0; i <= text.Length; i++)
        {
            var end = i == text.Length;
            if (!end && text[i] == '"') quoted = !quoted;
            if (!end && text[i] is not ('\n' or '\r')) continue;
            // A quote that is never closed must not swallow the rest of the file.
            if (end || !quoted || i - start > LongestLine)
            {
                var line = text[start..i].Trim('\uFEFF', ' ', '\0');
                if (line.Length > 0) lines.Add((startedAt, Head(line, LongestLine)));
                (start, quoted) = (i + 1, false);
            }
            if (!end && (text[i] == '\n' || i + 1 == text.Length || text[i + 1] != '\n')) number++;
            if (start == i + 1) startedAt = number;
        }
        return lines;
    }

    /// <summary>The beginning of a text, without cutting a character in half.</summary>
    public static string Head(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    /// <summary>What stands in most lines. A comma may be a decimal's: it separates only when nothing else does, and there are two, or headings have it.</summary>
    static char Separator(List<(int Number, string Text)> lines)
    {
        bool Most(Func<string, bool> has) => lines.Count > 0 && 2 * lines.Count(l => has(l.Text)) >= lines.Count;
        return Most(l => l.Contains('\t')) ? '\t' : Most(l => l.Contains(';')) ? ';'
            : Most(l => l.Count(c => c == ',') >= 2) || lines.Take(20).Any(l => Headings().IsMatch(l.Text)) ? ',' : ' ';
    }

    static List<string> Cells(string line, char separator)
    {
        List<string> cells = [];
        var (cell, quoted) = (new StringBuilder(), false);
        for (var i = 0; i < line.Length && cells.Count < MostCells; i++)
        {
            var c = line[i];
            if (c == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') { cell.Append('"'); i++; }
            else if (c == '"') quoted = !quoted;
            else if (c == separator && !quoted) Cut();
            else cell.Append(c is '\r' or '\n' or '\t' or '\u00A0' or '\u202F' ? ' ' : c);
        }
        Cut();
        return separator == ' ' ? [.. cells.Where(c => c.Length > 0)] : cells;

        void Cut()
        {
            cells.Add(cell.ToString().Trim());
            cell.Clear();
        }
    }

    /// <summary>Words with a comma between them and no space: "Date,Weight (kg)".</summary>
    [GeneratedRegex(@"[\p{L})\]""],[\p{L}""]")]
    private static partial Regex Headings();
}
