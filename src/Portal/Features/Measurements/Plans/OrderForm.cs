using System.Globalization;
using Portal.Features.Content;
using Portal.Platform.Ui;

namespace Portal.Features.Measurements.Plans;

/// <summary>The order of a plan as it is typed: what the template says until it is changed.</summary>
sealed class OrderForm(PlanTemplate template)
{
    public string? Days { get; set; } = Number(template.Days);
    public DateInput Start { get; set; } = new();
    public string? From { get; set; } = Number(template.Target?.From);
    public string? Under { get; set; } = Number(template.Target?.Under);
    public string? UnderSecond { get; set; } = Number(template.Target?.UnderSecond);
    public string? Note { get; set; }
    public string? Queue { get; set; }
    public string? Within { get; set; } = Number(template.LookWithinDays);

    public bool HasTarget => !template.Measure.IsWords && template.Targets.Count == 0;
    public bool HasSecond => MeasurementWords.IsPair(template.Measure);

    /// <summary>What was typed; a field that did not come stays as the template has it.</summary>
    public void Fill(IFormCollection form)
    {
        (Days, From, Under, UnderSecond) = (Typed(form, "days", Days), Typed(form, "from", From), Typed(form, "under", Under), Typed(form, "second", UnderSecond));
        (Note, Queue, Within) = (form["note"], Typed(form, "queue", Queue), Typed(form, "within", Within));
        if (form.ContainsKey("start.Day")) Start = new() { Day = form["start.Day"], Month = form["start.Month"], Year = form["start.Year"] };
    }

    static string? Typed(IFormCollection form, string field, string? before) => form.TryGetValue(field, out var typed) ? typed : before;

    /// <summary>What is wrong is told by the name of its field; then there is no order.</summary>
    public (PlanOrder? Order, IReadOnlyList<string> Faults) Read(Guid id, ContentFacade content)
    {
        List<string> faults = [];
        var queue = content.Queue(Queue ?? "");
        if (queue is null) faults.Add("queue");
        var (days, within) = (Whole(Days), Whole(Within));
        if (days is null) faults.Add("days");
        if (Start.Read() is not { } start) { faults.Add("start"); start = default; }
        var target = HasTarget ? new Target(Value(From, "from", faults), Value(Under, "under", faults), HasSecond ? Value(UnderSecond, "second", faults) : null) : null;
        if (target is { From: null, Under: null, UnderSecond: null }) target = null;
        if (within is null) faults.Add("within");
        return (faults.Count > 0 ? null : new PlanOrder(id, template, queue!, start, days!.Value, target, Note, within!.Value), faults);
    }

    static int? Whole(string? typed) => int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;

    static decimal? Value(string? typed, string field, List<string> faults)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (TypedNumber.TryRead(typed, out var value, out var unit) && unit == "") return value;
        faults.Add(field);
        return null;
    }

    static string? Number(decimal? value) => value is { } number ? TypedNumber.Show(number) : null;
}
