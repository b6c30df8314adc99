namespace Portal.Features.Content;

/// <summary>Reads one file of <c>content/plans</c>.</summary>
sealed class PlanTemplateReader(IReadOnlyList<Measure> measures)
{
    public PlanTemplate Read(ContentFields f)
    {
        var measure = f.OneOf("measure", measures, m => m.Id);
        return new()
        {
            Id = f.Id(),
            Name = f.Local("name"),
            Text = f.Local("text"),
            Measure = measure,
            Times = f.WordList<TimeOfDay>("times"),
            ReadingsEachTime = f.Number("readings_each_time", 1, 3),
            EveryDays = f.Number("every_days", 1, 31),
            Days = f.Number("days", 1, 366),
            Targets = Targets(f, measure),
            Target = f.OptionalInner("target", t => Target(t, measure?.Quantities)),
            LookWithinDays = f.Number("look_within_days", 1, 30),
            Limits = MeasureReader.Limits(f, measure?.Quantities ?? []),
            Source = f.Source(),
        };
    }

    /// <summary>A target for each context that has one; the measure's contexts are the only keys.</summary>
    static Dictionary<string, Target> Targets(ContentFields f, Measure? measure)
    {
        if (!f.Has("targets")) return [];
        if (f.Has("target")) f.Fault("targets", "stand beside 'target': one or the other");
        Dictionary<string, Target> targets = [];
        f.Inner("targets", t =>
        {
            foreach (var context in t.Keys)
                if (measure?.Contexts.Any(c => c.Id == context) != false) targets[context] = t.Inner(context, inner => Target(inner, measure?.Quantities));
            return targets;
        });
        return targets;
    }

    /// <param name="quantities">Null when the measure is not known: then that is the fault.</param>
    static Target Target(ContentFields f, IReadOnlyList<Quantity>? quantities)
    {
        var target = new Target(Part(f, "from", quantities, 0), Part(f, "under", quantities, 0), Part(f, "under_second", quantities, 1));
        if (target is { From: null, Under: null, UnderSecond: null }) f.Fault("from", "is missing, and so are 'under' and 'under_second': at least one");
        if (target.From >= target.Under) f.Fault("from", "must be less than 'under'");
        return target;
    }

    static decimal? Part(ContentFields f, string key, IReadOnlyList<Quantity>? quantities, int place)
    {
        if (!f.Has(key)) return null;
        var edge = f.Amount(key);
        if (quantities is null) return edge;
        if (place >= quantities.Count) f.Fault(key, "is about a number that the measure does not have");
        else if (!quantities[place].Divides(edge)) f.Fault(key, "must be between the quantity's lowest and highest");
        return edge;
    }
}
