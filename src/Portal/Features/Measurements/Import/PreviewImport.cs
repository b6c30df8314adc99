using Portal.Features.Audit;
using Portal.Features.Content;
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
sealed class PreviewImport(PortalDb db, FindPlan findPlan, ContentFacade content, AuditFacade audit, TimeProvider clock)
{
    public async Task<IReadOnlyList<PreviewRow>> Handle(Resident resident, IReadOnlyList<ImportedReading> found, CancellationToken ct)
    {
        if (found.Count == 0) return [];
        var now = clock.GetUtcNow();
        var plans = await findPlan.Active(resident, ct);
        List<(ImportedReading Found, ReadingEntry? Entry, IReadOnlyList<EntryFault> Faults)> judged = [];
        foreach (var one in found)
        {
            var (entry, faults) = EntryCheck.Read(one.Typed, one.Measure, now);
            if (entry is not null) entry = entry with { Id = ImportId.Of(resident, entry), PlanId = FindPlan.Of(plans, entry)?.Id };
            judged.Add((one, entry, faults));
        }
        var (ids, alike) = await There(resident, [.. judged.Select(j => j.Entry).OfType<ReadingEntry>()], ct);
        List<PreviewRow> rows = [];
        foreach (var (one, entry, faults) in judged)
        {
            if (entry is null)
            {
                // What is asked back may be right, and then it is dangerous now, not after the answer.
                var perhaps = EntryCheck.Read(one.Typed with { Confirmed = true }, one.Measure, now).Entry;
                rows.Add(new(one, faults is [{ Moment: MomentFault.TooOld }] ? RowStanding.TooOld : RowStanding.Faulty, perhaps, faults, perhaps?.Danger(null)));
                continue;
            }
            var standing = !ids.Add(entry.Id) ? RowStanding.There : alike.Contains(Likeness.Of(entry)) ? RowStanding.Alike : RowStanding.New;
            var template = content.PlanTemplate(plans.FirstOrDefault(p => p.Id == entry.PlanId)?.Template);
            rows.Add(new(one, standing, entry, [], standing == RowStanding.There ? null : entry.Danger(template)));
        }
        return rows;
    }

    /// <summary>What is there already, of the measures and the time of the file.</summary>
    async Task<(HashSet<Guid> Ids, HashSet<Likeness> Alike)> There(Resident resident, IReadOnlyList<ReadingEntry> entries, CancellationToken ct)
    {
        if (entries.Count == 0) return ([], []);
        List<Reading> there;
        await using (var work = db.As(resident))
            there = await work.CommitWith<Reading>(ImportQueries.There, new
            {
                subject = resident.Subject, measures = entries.Select(e => e.Measure.Id).Distinct().ToArray(),
                from = entries.Min(e => e.MeasuredAt).AddMinutes(-1), until = entries.Max(e => e.MeasuredAt).AddMinutes(1),
            }, ct);
        if (there.Count > 0) await audit.Seen(resident, "measurements.readings.compared", ct);
        return ([.. there.Select(r => r.Id)], [.. there.Select(Likeness.Of)]);
    }

    /// <summary>To the minute: a form has no seconds, a device's file has.</summary>
    readonly record struct Likeness(string Measure, long Minute, decimal? First, decimal? Second, decimal? Third, string? Words)
    {
        public static Likeness Of(ReadingEntry e) => new(e.Measure.Id, e.MeasuredAt.UtcTicks / TimeSpan.TicksPerMinute, e.Value(0), e.Value(1), e.Value(2), e.Measure.IsWords ? e.Words : null);

        public static Likeness Of(Reading r) =>
            new(r.Measure, r.MeasuredAt.UtcTicks / TimeSpan.TicksPerMinute, r.Value1, r.Value2, r.Value3, r is { Value1: null, Value2: null, Value3: null } ? r.Words : null);
    }
}
