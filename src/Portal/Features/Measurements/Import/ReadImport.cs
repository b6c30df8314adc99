using System.Globalization;
using Portal.Features.Content;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Import;

/// <summary>
/// Finds readings in a pasted text or a device's file. Tables with headings are known by the headings' words, whichever device
/// made them, also several below each other; without headings a line is "day; time; values" of the measure that was chosen.
/// </summary>
static class ReadImport
{
    /// <param name="chosen">What was measured, where the person has said so: needed without headings, and of several the only one taken.</param>
    /// <param name="order">As the person has answered; Unknown when they have not been asked.</param>
    public static ImportFindings From(string text, IReadOnlyList<Measure> measures, Measure? chosen, DayOrder order)
    {
        var lines = ImportTable.Read(text);
        List<(ImportLine Line, ImportHeader? Header)> rows = [];
        ImportHeader? header = null;
        var known = chosen is null ? measures : [chosen];
        foreach (var line in lines)
        {
            if (ImportHeader.Of(line, known) is not { } found) { rows.Add((line, header)); continue; }
            header = found;
            if (rows is [.., var (title, _)] && title.Cells.Count(c => c.Length > 0) == 1 && !BeginsWithDay(title)) rows.RemoveAt(rows.Count - 1);
        }
        if (header is not null) rows.RemoveAll(r => r.Header is null && !BeginsWithDay(r.Line));   // what stands above the first headings: whose device, which version
        else if (chosen is null) return new([], [], 0, rows.Count == 0 ? ImportQuestion.None : ImportQuestion.Measure);

        var days = rows.Select(r => DayOf(r.Line, r.Header)).ToList();
        var proved = ImportMoment.Proved(days);
        if (proved == DayOrder.Unknown && order == DayOrder.Unknown) return new([], [], 0, ImportQuestion.DayOrder, days.First(d => ImportMoment.Proved([d]) is not null));
        if (proved is not null and not DayOrder.Unknown) order = proved.Value;

        List<ImportedReading> readings = [];
        List<int> unread = [];
        var empty = 0;
        foreach (var (line, its) in rows)
        {
            var before = readings.Count;
            if (its is not null) empty += AddOfTable(readings, line, its, order) ? 1 : 0;
            else if (chosen is not null && AsTyped(line, chosen, order) is { } one) readings.Add(one);
            if (readings.Count == before && (its is null || !IsWithoutValue(line, its))) unread.Add(line.Number);
        }
        return new(readings, unread, empty, ImportQuestion.None);
    }

    static bool BeginsWithDay(ImportLine line) => ImportMoment.LooksLikeDay(ImportMoment.Cut(line.Cells[0]).Day);

    static string DayOf(ImportLine line, ImportHeader? header)
    {
        var cell = line.Cells.ElementAtOrDefault(header?.Day ?? 0) ?? "";
        return header is { Time: not null } ? cell : ImportMoment.Cut(cell).Day;
    }

    /// <returns>True when the line has no value of the table's measures.</returns>
    static bool AddOfTable(List<ImportedReading> readings, ImportLine line, ImportHeader header, DayOrder order)
    {
        // A comma inside a number that separates cells too would put values under wrong headings.
        if (line.Cells.Skip(header.Width).Any(c => c.Length > 0)) return false;
        if (IsWithoutValue(line, header)) return true;
        string Cell(int? at) => at is { } i && i < line.Cells.Count ? line.Cells[i] : "";
        var at = header.Time is null ? ImportMoment.WithOffset(Cell(header.Day)) : null;
        var (day, time) = header.Time is { } clock ? (Cell(header.Day), Cell(clock)) : ImportMoment.Cut(Cell(header.Day));
        if (header.Time is not null && ImportMoment.Cut(day) is { Time: not "" } both) day = both.Day;   // the time stands in both
        if (at is { } known) (day, time) = Local(known);
        foreach (var (i, (measure, columns)) in header.Measures.Index())
        {
            Dictionary<string, string?> values = [];
            List<string> originals = [];
            foreach (var (quantity, column) in measure.Quantities.Zip(columns))
            {
                var cell = column?.At.Select(c => Cell(c)).FirstOrDefault(c => c.Length > 0) ?? "";
                values[quantity.Id] = ImportUnits.Typed(cell, column?.Unit ?? (Cell(header.Unit) is { Length: > 0 } unit ? unit : null), quantity, out var original);
                if (original is not null) originals.Add(original);
            }
            if (values.Values.All(string.IsNullOrEmpty)) continue;
            var (context, rest) = Context(Cell(header.Context), measure);
            readings.Add(new($"r{line.Number}-{i}", line.Number, measure, new()
            {
                Values = values, At = at, Day = ImportMoment.Day(day, order), Time = ImportMoment.Time(time), Source = ReadingSource.Import,
                Context = context, Words = Shortened(string.Join(". ", new[] { rest, Cell(header.Words) }.Where(w => w != ""))),
            }, string.Join(", ", originals)));
        }
        return false;
    }

    static bool IsWithoutValue(ImportLine line, ImportHeader header) =>
        ImportMoment.LooksLikeDay(ImportMoment.Cut(line.Cells.ElementAtOrDefault(header.Day) ?? "").Day)
        && header.Measures.SelectMany(m => m.Columns).OfType<QuantityColumn>().SelectMany(c => c.At).All(i => i >= line.Cells.Count || line.Cells[i].Length == 0);

    /// <summary>"24.11.2026; 7.30; 132; 84; 62", "24.11.2026 7.30 132/84 62": null when it is not of this form.</summary>
    static ImportedReading? AsTyped(ImportLine line, Measure measure, DayOrder order)
    {
        var cells = new Queue<string>(line.Cells);
        var first = cells.Dequeue();
        var at = ImportMoment.WithOffset(first);
        var (day, time) = ImportMoment.Cut(first);
        if (!ImportMoment.LooksLikeDay(day)) return null;
        if (cells.TryPeek(out var word) && word.ToLowerInvariant() is "klo" or "kl" or "kl.") cells.Dequeue();
        if (at is { } known) (day, time) = Local(known);
        else if (time == "") time = cells.TryPeek(out var next) && ImportMoment.LooksLikeTime(next.Replace("klo", "").Trim()) ? cells.Dequeue().Replace("klo", "").Trim() : "";
        List<string> rest = [.. cells.SelectMany(c => c.Contains('/') && c.Any(char.IsDigit) && MeasurementWords.IsPair(measure) ? c.Split('/') : [c]).Select(c => c.Trim(' ', ','))];
        while (rest.Count > 0 && rest[^1] == "") rest.RemoveAt(rest.Count - 1);
        Dictionary<string, string?> values = [];
        List<string> originals = [];
        if (!measure.IsWords)
        {
            // One's own words may follow the numbers; a number too many is not guessed at.
            var numbers = rest.TakeWhile((c, i) => i < measure.Quantities.Count && (c == "" || TypedNumber.TryRead(c, out _, out _) || c is "HI" or "LO" && measure.Beyond(c) is not null)).ToList();
            foreach (var (quantity, cell) in measure.Quantities.Zip(numbers))
            {
                values[quantity.Id] = ImportUnits.Typed(cell, null, quantity, out var original);
                if (original is not null) originals.Add(original);
            }
            rest = [.. rest.Skip(numbers.Count)];
            if (numbers.Count == 0 || rest.Any(r => char.IsAsciiDigit(r.FirstOrDefault()))) return null;
        }
        if (rest is [var unit, ..] && !measure.IsWords && measure.Quantities.Any(q => ImportUnits.Is(unit, q))) rest.RemoveAt(0);
        return new($"r{line.Number}-0", line.Number, measure, new()
        {
            Values = values, At = at, Day = ImportMoment.Day(day.TrimEnd(','), order), Time = ImportMoment.Time(time.TrimEnd(',')), Words = Shortened(string.Join(' ', rest)), Source = ReadingSource.Import,
        }, string.Join(", ", originals));
    }

    /// <summary>By the clocks of Finland, for the fields in which a row is corrected.</summary>
    static (string Day, string Time) Local(DateTimeOffset at) =>
        (at.InHelsinki().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), at.InHelsinki().ToString("HH:mm:ss", CultureInfo.InvariantCulture));

    static string Shortened(string words) => ImportTable.Head(words, EntryCheck.LongestWords);

    /// <summary>The measure's own context when the cell names it in one of the languages; else the words stay words.</summary>
    static (string? Context, string Others) Context(string cell, Measure measure)
    {
        bool Is(string name) => string.Equals(name, cell, StringComparison.OrdinalIgnoreCase);
        var context = cell == "" ? null : measure.Contexts.FirstOrDefault(c => Is(c.Name.Fi) || Is(c.Name.Sv) || Is(c.Name.En) || Is(c.Id) || Is(c.Id.Replace('-', ' ')));
        return context is null ? (null, cell) : (context.Id, "");
    }
}
