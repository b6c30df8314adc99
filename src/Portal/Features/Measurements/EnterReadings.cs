using Portal.Features.Audit;
using Portal.Features.ActingFor;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Measurements;

/// <summary>Puts versions of readings into the transaction of the act, with their audit lines. What several use cases share.</summary>
sealed class EnterReadings(ActingForFacade acting, AuditFacade audit, TimeProvider clock)
{
    /// <summary>How a version stands when it is entered.</summary>
    /// <param name="CaseId">The submission; null for a draft.</param>
    public readonly record struct Standing(ReadingState State, Guid? CaseId)
    {
        public static readonly Standing Draft = new(ReadingState.Draft, null);
    }

    /// <param name="entries">With the limits that they pass.</param>
    /// <param name="bornOn">Of the subject: what a young person enters is their own until they show it.</param>
    public void Into(Work work, Resident resident, IReadOnlyList<(ReadingEntry Entry, string? Danger)> entries, Standing standing, DateOnly? bornOn)
    {
        work.AddRows(MeasurementQueries.Enter, [.. entries.Select(e => Row(resident, e.Entry, e.Danger, 1, false, standing, IsOpen(resident, bornOn)))]);
        foreach (var (entry, _) in entries) audit.Record(work, "measurements.reading.entered", entry.Id, resident.Subject);
    }

    /// <summary>The next version of a reading, in the place of the latest.</summary>
    public void Next(Work work, Resident resident, Reading before, ReadingEntry entry, string? danger, Standing standing, DateOnly? bornOn, bool withdraws = false)
    {
        work.Add(MeasurementQueries.NoLonger, new { id = before.Id });
        work.AddRows(MeasurementQueries.Enter, [Row(resident, entry, danger, before.Version + 1, withdraws, standing, IsOpen(resident, bornOn))]);
        audit.Record(work, withdraws ? "measurements.reading.withdrawn" : "measurements.reading.corrected", before.Id, resident.Subject);
    }

    bool IsOpen(Resident resident, DateOnly? bornOn) => resident.ForAnother || resident.Assistant is not null || !acting.KeepsToThemselves(bornOn);

    ReadingRow Row(Resident resident, ReadingEntry e, string? danger, int version, bool withdraws, Standing standing, bool open)
    {
        var now = clock.GetUtcNow();
        return new(e.Id, version, resident.Subject, open, e.Measure.Id, e.PlanId, e.MeasuredAt, e.Value(0), e.Value(1), e.Value(2), e.MeterShows, e.Context, e.Posture, e.Device,
            e.MeasuredBy, e.Words, e.Confirmed, withdraws, resident.Hand, resident.Basis, now, e.Source, standing.State, danger, standing.CaseId,
            standing.CaseId is null ? null : now);
    }

    /// <summary>As the statement names its arguments.</summary>
    sealed record ReadingRow(Guid id, int version, PersonId subject, bool open_to_delegate, string measure, Guid? plan_id, DateTimeOffset measured_at,
        decimal? value1, decimal? value2, decimal? value3, string? meter_shows, string? context, Posture? posture, string? device, MeasuredBy measured_by, string? words, bool confirmed,
        bool withdraws, Guid entered_by, Basis entered_basis, DateTimeOffset entered_at, ReadingSource source, ReadingState state, string? danger, Guid? case_id, DateTimeOffset? sent_at);
}
