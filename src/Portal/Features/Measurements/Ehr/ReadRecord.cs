using Portal.Features.Audit;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Measurements.Ehr;

/// <summary>What a page shows of the patient record.</summary>
sealed record RecordSeen(EhrLook Look, IReadOnlyList<EhrItem> Items);

/// <summary>
/// Reads what the patient record holds of a person, asked anew when it is time. The walls decide whose: one's own; a child's
/// and a mandate giver's as their readings; for professionals, of those who have sent something that they see.
/// </summary>
sealed class ReadRecord(PortalDb db, EhrObservations record, LoginFacade people, AuditFacade audit, RecordWords words)
{
    const int Most = 500;

    /// <summary>Laboratory results and what professionals have measured, the newest first.</summary>
    /// <param name="young">Of age to decide what their guardians see.</param>
    public Task<RecordSeen> Results(Resident resident, bool young, CancellationToken ct) => Results(resident, resident.Subject, young, ct);

    /// <summary>Null when the professional sees nothing that the person has sent.</summary>
    /// <param name="young">By the birth date.</param>
    public async Task<RecordSeen?> Results(Professional professional, PersonId subject, Func<DateOnly?, bool> young, CancellationToken ct)
    {
        DateOnly? born;
        await using (var work = db.As(professional))
        {
            var sees = await work.QueryOne<bool>(EhrQueries.Sees, new { subject }, ct);
            born = (await people.BirthDates(work, [subject], ct)).TryGetValue(subject, out var day) ? day : null;
            await work.Commit(ct);
            if (!sees) return null;
        }
        return await Results(professional, subject, young(born), ct);
    }

    async Task<RecordSeen> Results(Actor actor, PersonId subject, bool young, CancellationToken ct)
    {
        var look = await record.Look(actor, subject, young, ct);
        List<EhrItem> items;
        await using (var work = db.As(actor)) items = await work.CommitWith<EhrItem>(EhrQueries.Results, new { subject, limit = Most }, ct);
        await audit.Seen(actor, "measurements.results.seen", ct, subject: subject);
        return new(look, items);
    }

    /// <summary>The record's own values of a measure, for its chart, and how it stands with the record.</summary>
    public async Task<(EhrLook Look, IReadOnlyList<OtherReading> Others)> Others(Resident resident, string measure, DateTimeOffset from, DateTimeOffset until, bool young, CancellationToken ct)
    {
        var read = await Read();
        if (record.IsDue(read[0].Look))
        {
            await record.Ask(resident.Subject, young, ct);
            read = await Read();
        }
        return (read[0].Look, [.. read.Where(i => i.Source != "").Select(words.Other)]);

        async Task<List<EhrItemAndLook>> Read()
        {
            await using var work = db.As(resident);
            return await work.CommitWith<EhrItemAndLook>(EhrQueries.OfMeasureAndLook, new { subject = resident.Subject, measure, from, until }, ct);
        }
    }

    /// <summary>As the copy has them: for a professional's page, which must not wait. Its page has its own audit line.</summary>
    public async Task<IReadOnlyList<OtherReading>> Others(Actor actor, PersonId subject, string measure, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        await using var work = db.As(actor);
        return [.. (await work.CommitWith<EhrItem>(EhrQueries.OfMeasure, new { subject, measure, from, until }, ct)).Select(words.Other)];
    }

    /// <summary>The readings as they hold: with the record's values where it says something else, without what it says was a mistake.</summary>
    public async Task<IReadOnlyList<Reading>> Holding(Actor actor, PersonId subject, IReadOnlyList<Reading> readings, CancellationToken ct)
    {
        var changed = await Changed(actor, subject, [.. readings.Where(r => r.DeliveredAt is not null).Select(r => r.Id)], ct);
        return changed.Count == 0 ? readings
            : [.. readings.Where(r => !changed.TryGetValue(r.Id, out var there) || there is { IsMistake: false } && there.Measure == r.Measure)
                .Select(r => changed.TryGetValue(r.Id, out var there) ? r with { Value1 = there.Value1, Value2 = there.Value2, Value3 = there.Value3, MeterShows = there.MeterShows, MeasuredAt = there.At } : r)];
    }

    /// <summary>Of these readings, those that the record holds otherwise than they were accepted: what it says is what holds.</summary>
    public async Task<IReadOnlyDictionary<Guid, EhrItem>> Changed(Actor actor, PersonId subject, IReadOnlyCollection<Guid> readings, CancellationToken ct)
    {
        if (readings.Count == 0) return new Dictionary<Guid, EhrItem>();
        await using var work = db.As(actor);
        return (await work.CommitWith<EhrItem>(EhrQueries.Changed, new { subject, ids = readings.ToArray() }, ct)).ToDictionary(i => i.Reading!.Value);
    }
}
