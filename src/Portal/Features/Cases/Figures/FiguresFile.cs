using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Platform.Web;

namespace Portal.Features.Cases.Figures;

/// <summary>
/// GET /{lang}/staff/figures.csv: the figures of a day for a spreadsheet, in the form that spreadsheets of the language
/// open (Finnish and Swedish: semicolons and decimal commas). Small numbers are hidden from everybody: a file travels.
/// </summary>
static class FiguresFile
{
    public static async Task<Results<FileContentHttpResult, NotFound>> Get(
        string lang, string? date, string? queue, HttpContext http, ReadFigures read, FiguresTexts texts, CancellationToken ct)
    {
        var figures = await read.Handle(http.ActingProfessional(), Asked.Day(date), Asked.Queue(queue), ct);
        if (figures is null) return TypedResults.NotFound();
        var bytes = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(Write(figures.ForAFile(), texts, CultureInfo.CurrentCulture))).ToArray();
        return TypedResults.File(bytes, "text/csv; charset=utf-8", $"figures-{figures.Day:yyyy-MM-dd}.csv");
    }

    static readonly string[] columns =
        ["day", "queues", "hour", "received", "answered", "median", "ninetieth", "due", "kept", "chats", "turned", "abandoned", "repeated"];

    static string Write(DayFigures f, FiguresTexts texts, CultureInfo culture)
    {
        var separator = culture.NumberFormat.NumberDecimalSeparator == "," ? ';' : ',';
        string Count(int? n) => n?.ToString(CultureInfo.InvariantCulture) ?? texts.Few;
        string Minutes(double? m) => m?.ToString("0.0", culture) ?? "";
        string[] Day(string hour) => [f.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), string.Join(' ', f.Queues.Select(q => q.Id)), hour];
        var t = f.Total;
        IEnumerable<string[]> rows =
        [
            [.. columns.Select(c => texts[$"csv-{c}"])],
            [
                .. Day(""), Count(f.Count(t.Received)), Count(f.Of(t.Answered, t.Received).Part), Minutes(f.Median), Minutes(f.Ninetieth), Count(f.Count(t.Due)),
                .. new[] { (t.Kept, t.Due), (t.Chats, t.Received), (t.Turned, t.Chats), (t.Abandoned, t.Received), (t.Repeated, t.Received) }
                    .Select(share => Count(f.Of(share.Item1, share.Item2).Part)),
            ],
            .. f.Hours.Select(h => (string[])[.. Day(h.Hour.ToString(CultureInfo.InvariantCulture)), Count(h.Received), "", Minutes(h.MedianMinutes), .. Enumerable.Repeat("", columns.Length - 6)]),
        ];
        return string.Concat(rows.Select(row => string.Join(separator, row.Select(cell => Quoted(cell, separator))) + "\r\n"));
    }

    static string Quoted(string cell, char separator) =>
        cell.AsSpan().IndexOfAny([separator, '"', '\n']) < 0 ? cell : $"\"{cell.Replace("\"", "\"\"")}\"";
}

/// <summary>What the address asks for, as the page and the file read it.</summary>
static class Asked
{
    public static DateOnly? Day(string? date) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string? Queue(string? queue) => string.IsNullOrEmpty(queue) ? null : queue;
}
