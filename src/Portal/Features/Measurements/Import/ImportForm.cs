using Portal.Features.Content;

namespace Portal.Features.Measurements.Import;

/// <summary>What the import page's forms carry: the text itself goes from page to page, nothing of it is stored.</summary>
public sealed record ImportForm
{
    /// <summary>Rows that can be corrected at once, and rows that can be chosen at once; the rest come when these are done.</summary>
    public const int MostFaulty = 20, MostChosen = 500;

    public string Text { get; init; } = "";
    public string? Measure { get; init; }
    public DayOrder Order { get; init; }
    public string? Device { get; init; }

    public static ImportForm Of(IFormCollection form) => new()
    {
        Text = form["text"].ToString(), Measure = form["measure"].ToString() is { Length: > 0 } measure ? measure : null,
        Order = form["order"].ToString() switch { "day-first" => DayOrder.DayFirst, "month-first" => DayOrder.MonthFirst, _ => DayOrder.Unknown },
        Device = form["device"].ToString().Trim() is { Length: > 0 } device ? device : null,
    };

    /// <summary>As the radio buttons send it.</summary>
    public string? OrderText => Order switch { DayOrder.DayFirst => "day-first", DayOrder.MonthFirst => "month-first", _ => null };

    internal ImportFindings Read(ContentFacade content) => ReadImport.From(Text, content.Measures, Measure is null ? null : content.Measure(Measure), Order);

    /// <summary>With the device, and with what the person has corrected on the page.</summary>
    public IReadOnlyList<ImportedReading> Typed(ImportFindings findings, IFormCollection? form) =>
        [.. findings.Readings.Select(found => found with { Typed = Corrected(found, form) with { Device = Device } })];

    static TypedReading Corrected(ImportedReading found, IFormCollection? form)
    {
        string Name(string field) => $"{found.Key}.{field}";
        if (form is null || !form.ContainsKey(Name("day"))) return found.Typed;
        var values = found.Measure.Quantities.ToDictionary(q => q.Id, q => (string?)form[Name(q.Id)].ToString());
        return found.Typed with
        {
            At = null,
            Day = form[Name("day")],
            Time = form[Name("time")],
            Which = form[Name("which")],
            Values = values,
            Confirmed = form[Name("sure")] is [{ } about] && about == About(values),   // an answer is about the numbers that were asked about
        };
    }

    public static string About(IReadOnlyDictionary<string, string?> values) => string.Join(';', values.Values);
}
