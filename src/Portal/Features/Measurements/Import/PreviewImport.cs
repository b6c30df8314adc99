using Portal.Features.Audit;
using Portal.Features.Content;
using Portal.Features.Measurements.Plans;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Measurements.Import;

/// <summary>How a row of the preview stands.</summary>
public enum RowStanding
{
    /// <summary>Good: chosen unless the person says otherwise.</summary>
    New,

    /// <summary>A reading of the same moment and values is there, entered another way.</summary>
    Alike,

    /// <summary>It is there: imported before, or twice in the file.</summary>
    There,

    /// <summary>Something is asked back.</summary>
    Faulty,

    /// <summary>Older than what is kept.</summary>
    TooOld,
}

/// <param name="Entry">Of a faulty row, as it would be if it were right after all; null when it cannot be.</param>
public sealed record PreviewRow(ImportedReading Found, RowStanding Standing, ReadingEntry? Entry, IReadOnlyList<EntryFault> Faults, DangerLimit? Danger)
{
    public string Key => Found.Key;
}

/// <summary>Checks what was found as the form is checked, and says of each row how it stands. Keeps nothing.</summary>
sealed class PreviewImport(PortalDb db, FindPlan findPlan, Dangers dangers, AuditFacade audit, TimeProvider clock)
{
    /// <param name="bornOn">Of the subject, when known.</param>
    public async Task<IReadOnlyList<PreviewRow>> Handle(Resident resident, IReadOnlyList<ImportedReading> found, DateOnly? bornOn, CancellationToken ct)
    {
        if (found.Count == 0) return [];
        var plans = await findPlan.Active(resident, ct);
        var judged = found.Select(one => Judge(resident, one, plans)).ToList();
        List<ReadingEntry> entries = [.. judged.Select(j => j.Entry).OfType<ReadingEntry>().DistinctBy(e => e.Id)];
        if (entries.Count == 0) return [.. judged.Select(j => new PreviewRow(j.Found, Asked(j.Faults), null, j.Faults, null))];

        List<Reading> there;
        Dictionary<Guid, DangerLimit> passed;
        await using (var work = db.As(resident))
        {
            there = await work.Query<Reading>(ImportQueries.There, new
            {
                subject = resident.Subject, measures = entries.Select(e => e.Measure.Id).Distinct().ToArray(),
                from = entries.Min(e => e.MeasuredAt).AddMinutes(-1), until = entries.Max(e => e.MeasuredAt).AddMinutes(1),
            }, ct);
            passed = await dangers.Find(work, resident.Subject, entries, e => plans.FirstOrDefault(p => p.Id == e.PlanId)?.Template, bornOn, ct);
        }
        await audit.Seen(resident, "measurements.readings.seen", ct);
        var (ids, alike) = (there.Select(r => r.Id).ToHashSet(), there.Select(Likeness.Of).ToHashSet());
        List<PreviewRow> rows = [];
        foreach (var (one, entry, faults) in judged)
        {
            var standing = faults.Count > 0 ? Asked(faults) : !ids.Add(entry!.Id) ? RowStanding.There : alike.Contains(Likeness.Of(entry)) ? RowStanding.Alike : RowStanding.New;
            rows.Add(new(one, standing, entry, faults, entry is null ? null : passed.GetValueOrDefault(entry.Id)));
        }
        return rows;
    }

    /// <summary>What is asked back may be right, and then it is dangerous now, not after the answer: so there is an entry for it, too.</summary>
    (ImportedReading Found, ReadingEntry? Entry, IReadOnlyList<EntryFault> Faults) Judge(Resident resident, ImportedReading one, IReadOnlyList<Plan> plans)
    {
        var (entry, faults) = EntryCheck.Read(one.Typed, one.Measure, clock.GetUtcNow());
        entry ??= EntryCheck.Read(one.Typed with { Confirmed = true }, one.Measure, clock.GetUtcNow()).Entry;
        return (one, entry is null ? null : entry with { Id = ImportId.Of(resident, entry), PlanId = FindPlan.Of(plans, entry)?.Id }, faults);
    }

    static RowStanding Asked(IReadOnlyList<EntryFault> faults) => faults is [{ Moment: MomentFault.TooOld }] ? RowStanding.TooOld : RowStanding.Faulty;

    /// <summary>To the minute: a form has no seconds, a device's file has.</summary>
    readonly record struct Likeness(string Measure, long Minute, decimal? First, decimal? Second, decimal? Third, string? MeterShows, string? Words)
    {
        public static Likeness Of(ReadingEntry e) => new(e.Measure.Id, e.MeasuredAt.UtcTicks / TimeSpan.TicksPerMinute, e.Value(0), e.Value(1), e.Value(2), e.MeterShows, e.Measure.IsWords ? e.Words : null);

        public static Likeness Of(Reading r) =>
            new(r.Measure, r.MeasuredAt.UtcTicks / TimeSpan.TicksPerMinute, r.Value1, r.Value2, r.Value3, r.MeterShows, r is { Value1: null, Value2: null, Value3: null, MeterShows: null } ? r.Words : null);
    }
}
