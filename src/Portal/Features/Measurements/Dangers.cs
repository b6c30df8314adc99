using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Measurements;

/// <summary>
/// Which limit a reading passes: its plan's own, or else the measure's; the worst of them. Some need to know how old the person
/// is, or what was measured before (a quick rise of weight, the person's own best peak flow).
/// </summary>
sealed class Dangers(ContentFacade content)
{
    /// <summary>Over so long a time one's own best is looked for.</summary>
    static readonly TimeSpan Year = TimeSpan.FromDays(366);

    /// <param name="entries">Judged in the order of their moments: the earlier ones are known to the later.</param>
    /// <param name="templateOf">The template of the entry's plan; null when it has none.</param>
    /// <param name="bornOn">Of the subject, when known.</param>
    /// <returns>Those that pass a limit.</returns>
    public async Task<Dictionary<Guid, DangerLimit>> Find(Work work, PersonId subject, IReadOnlyList<ReadingEntry> entries, Func<ReadingEntry, string?> templateOf, DateOnly? bornOn, CancellationToken ct)
    {
        var limits = entries.ToDictionary(e => e.Id, e => LimitsOf(e, templateOf(e)));
        var history = await History(work, subject, [.. entries.Where(e => limits[e.Id].Any(l => l.Any.Any(t => t.NeedsEarlier)))], ct);
        Dictionary<Guid, DangerLimit> found = [];
        foreach (var entry in entries.OrderBy(e => e.MeasuredAt))
            if (limits[entry.Id].FirstOrDefault(l => l.IsFor(bornOn, entry.MeasuredAt.HelsinkiDate()) && Passed(l, entry, history)) is { } limit)
                found[entry.Id] = limit;
        return found;
    }

    /// <summary>The limit of a reading that has passed one.</summary>
    public DangerLimit? Of(Reading reading, string? template) =>
        reading.Danger is { } id ? (content.PlanTemplate(template)?.Limits ?? []).Concat(content.Measure(reading.Measure)?.Limits ?? []).FirstOrDefault(l => l.Id == id) : null;

    /// <summary>A plan that says nothing of HI and LO leaves them to the measure.</summary>
    IReadOnlyList<DangerLimit> LimitsOf(ReadingEntry entry, string? template) =>
        content.PlanTemplate(template) is { Limits.Count: > 0 } plan && (entry.MeterShows is not { } shown || plan.Limits.Any(l => l.MeterShows == shown)) ? plan.Limits : entry.Measure.Limits;

    static bool Passed(DangerLimit limit, ReadingEntry entry, List<Value> history) =>
        entry.MeterShows is { } shown ? limit.MeterShows == shown : limit.Any.Any(t => Passed(t, entry, history));

    static bool Passed(Threshold threshold, ReadingEntry entry, List<Value> history) =>
        entry.Value(threshold.Quantity) is { } value && (!threshold.NeedsEarlier ? threshold.Passed(value)
            : threshold.Passed(value, entry.MeasuredAt, [.. history.Where(h => h.Id != entry.Id && h.Measure == entry.Measure.Id && h.Of(threshold.Quantity) is not null).Select(h => (h.MeasuredAt, h.Of(threshold.Quantity)!.Value))]));

    /// <summary>What was measured before, and the entries themselves.</summary>
    async Task<List<Value>> History(Work work, PersonId subject, IReadOnlyList<ReadingEntry> entries, CancellationToken ct)
    {
        if (entries.Count == 0) return [];
        var earlier = await work.Query<Value>(MeasurementQueries.Earlier, new
        {
            subject, measures = entries.Select(e => e.Measure.Id).Distinct().ToArray(), since = entries.Min(e => e.MeasuredAt) - Year, until = entries.Max(e => e.MeasuredAt),
        }, ct);
        var ids = entries.Select(e => e.Id).ToHashSet();
        return [.. earlier.Where(e => !ids.Contains(e.Id)), .. entries.Select(e => new Value { Id = e.Id, Measure = e.Measure.Id, MeasuredAt = e.MeasuredAt, Value1 = e.Value(0), Value2 = e.Value(1), Value3 = e.Value(2) })];
    }

    sealed record Value
    {
        public Guid Id { get; init; }
        public string Measure { get; init; } = "";
        public DateTimeOffset MeasuredAt { get; init; }
        public decimal? Value1 { get; init; }
        public decimal? Value2 { get; init; }
        public decimal? Value3 { get; init; }

        public decimal? Of(int quantity) => quantity switch { 0 => Value1, 1 => Value2, _ => Value3 };
    }
}
