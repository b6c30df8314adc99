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
            Target = f.OptionalInner("target", Target),
            LookWithinDays = f.Number("look_within_days", 1, 30),
            Limits = MeasureReader.Limits(f, measure?.Quantities ?? []),
            Source = f.Source(),
        };
    }

    static Target Target(ContentFields f)
    {
        var target = new Target(Part(f, "from"), Part(f, "under"), Part(f, "under_second"));
        if (target is { From: null, Under: null, UnderSecond: null }) f.Fault("from", ", 'under' or 'under_second': at least one");
        return target;
    }

    static decimal? Part(ContentFields f, string key) => f.Has(key) ? f.Amount(key) : null;
}
