using System.Text.RegularExpressions;

namespace Portal.Features.Content;

/// <summary>Reads one file of <c>content/measurements</c>.</summary>
static partial class MeasureReader
{
    const string Loinc = "http://loinc.org";

    public static Measure Read(ContentFields f)
    {
        var quantities = f.Has("quantities") ? f.Each("quantities", Quantity) : [];
        if (quantities.Count > Measure.MostQuantities) f.Fault("quantities", $"has more than {Measure.MostQuantities}");
        var measure = new Measure
        {
            Id = f.Id(),
            Order = f.Number("order", 1, 999),
            Name = f.Local("name"),
            How = f.Each("how", ContentTexts.Local),
            Source = f.Source(),
            Quantities = quantities,
            Contexts = f.Has("contexts") ? f.Each("contexts", c => new MeasureContext(c.Id(), c.Local("name"))) : [],
            Posture = f.Has("posture") && f.Flag("posture"),
            Code = f.OptionalInner("code", Code),
            Limits = Limits(f, quantities),
            Mean = f.Has("mean") && f.Flag("mean"),
            FirstDayOut = f.Has("first_day_out") && f.Flag("first_day_out"),
            BestWithinMinutes = f.Has("best_within_minutes") ? f.Number("best_within_minutes", 1, 120) : null,
        };
        Once(f, "quantities", quantities.Select(q => q.Id));
        Once(f, "contexts", measure.Contexts.Select(c => c.Id));
        if (!measure.IsWords && quantities[0].Optional) f.Fault("quantities", "begins with an optional one: no reading is whole without its first number");
        if (measure is { IsWords: true, Mean: true }) f.Fault("mean", "needs quantities: words have none");
        if (measure is { IsWords: true, Code: not null }) f.Fault("code", "needs quantities: words stay in the portal");
        if (measure.FirstDayOut && !measure.Mean) f.Fault("first_day_out", "says what the mean leaves out, but there is no mean");
        if (measure is { BestWithinMinutes: not null, Mean: false } or { BestWithinMinutes: not null, FirstDayOut: true }) f.Fault("best_within_minutes", "says what the mean is of: it needs a mean, of all the days");
        if (measure is { BestWithinMinutes: not null, Quantities.Count: not 1 }) f.Fault("best_within_minutes", "needs one quantity: of two nobody knows which is the best");
        if (measure.Code is { MeanCodes.Count: > 0 } && !measure.Mean) f.Fault("code.mean", "says how the mean is told, but there is no mean");
        return measure;
    }

    static void Once(ContentFields f, string key, IEnumerable<string> ids)
    {
        foreach (var twice in ids.GroupBy(id => id).Where(g => g.Count() > 1)) f.Fault(key, $"has '{twice.Key}' twice");
    }

    static Quantity Quantity(ContentFields f)
    {
        var q = new Quantity(
            f.Id(), f.Local("name"), f.Text("unit"), f.Text("ucum"), f.OptionalInner("loinc", LoincCode), f.Number("decimals", 0, 2),
            f.Amount("lowest"), f.Amount("highest"), f.Amount("usual_from"), f.Amount("usual_to"), f.Has("optional") && f.Flag("optional"),
            f.Has("others") ? f.Each("others", Other) : []);
        if (!(q.Lowest <= q.UsualFrom && q.UsualFrom < q.UsualTo && q.UsualTo <= q.Highest)) f.Fault("usual_from", "must be in order: lowest, usual_from, usual_to, highest");
        Once(f, "others", q.Others.Select(o => o.Unit).Append(q.Unit));
        return q;
    }

    static OtherUnit Other(ContentFields f)
    {
        var other = new OtherUnit(f.Text("unit"), f.Text("ucum"), f.Has("minus") ? f.Amount("minus") : 0, f.Has("times") ? f.Amount("times") : 1, f.Has("divided_by") ? f.Amount("divided_by") : 1);
        if (other.Times <= 0 || other.DividedBy <= 0) f.Fault("times", "and 'divided_by' must be above 0");
        return other;
    }

    static MeasureCode Code(ContentFields f) => new(
        f.Each("loinc", LoincCode), f.Has("profile") ? f.Text("profile") : null, f.Has("kanta") ? f.Text("kanta") : null,
        f.Has("mean") ? f.Each("mean", LoincCode) : []);

    static Coding LoincCode(ContentFields f) => new(Loinc, f.Text("code", LoincForm(), "a LOINC code such as \"8480-6\""), f.Text("display"));

    /// <summary>The limits of a measure, or of a plan for it; the worst first.</summary>
    public static IReadOnlyList<DangerLimit> Limits(ContentFields f, IReadOnlyList<Quantity> quantities)
    {
        if (!f.Has("limits")) return [];
        var limits = f.Each("limits", l => new DangerLimit(l.Id(), l.Word<DangerLevel>("level"),
            l.Has("under_months") ? l.Number("under_months", 1, 215) : null, l.Each("any", t => Threshold(t, quantities)), l.Local("text"), l.Source(),
            l.Has("meter_shows") ? l.Text("meter_shows", MeterWord(), "HI or LO") : null));
        Once(f, "limits", limits.Select(l => l.Id));
        Once(f, "limits", limits.Select(l => l.MeterShows).OfType<string>());
        foreach (var shown in limits.Where(l => l.MeterShows is not null))
            if (quantities.Count != 1 || shown.UnderMonths is not null || shown.Any.All(t => t.Edge is null))
                f.Fault("limits", $"'{shown.Id}' has meter_shows: that is for a measure of one number, and for a limit from or under one, for everybody");
        return [.. limits.OrderByDescending(l => l.Level)];
    }

    static Threshold Threshold(ContentFields f, IReadOnlyList<Quantity> quantities)
    {
        var quantity = f.OneOf("quantity", quantities, q => q.Id);
        var place = quantity is null ? 0 : Enumerable.Range(0, quantities.Count).First(i => quantities[i] == quantity);
        if (f.Keys is not ([_] or ["rise", "within_days"] or ["within_days", "rise"])) f.Fault("from", "or 'under', 'rise' with 'within_days', or 'under_best_percent': one of them");
        if (f.Has("rise")) return new(place, null, null, Positive(f, "rise"), f.Number("within_days", 1, 366));
        if (f.Has("under_best_percent")) return new(place, null, null, UnderBestPercent: f.Number("under_best_percent", 1, 99));
        var key = f.Has("under") ? "under" : "from";
        var edge = f.Amount(key);
        if (quantity is not null && !quantity.Divides(edge)) f.Fault(key, "must be between the quantity's lowest and highest");
        return key == "from" ? new(place, edge, null) : new(place, null, edge);
    }

    static decimal Positive(ContentFields f, string key)
    {
        var amount = f.Amount(key);
        if (amount <= 0) f.Fault(key, "must be above 0");
        return amount;
    }

    [GeneratedRegex("^[0-9]{1,5}-[0-9]$")]
    private static partial Regex LoincForm();

    [GeneratedRegex("^(HI|LO)$")]
    private static partial Regex MeterWord();
}
