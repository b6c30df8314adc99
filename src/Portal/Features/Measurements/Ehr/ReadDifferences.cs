using Portal.Features.Audit;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Measurements.Ehr;

/// <summary>A reading that the patient record holds otherwise than it was accepted.</summary>
sealed record Difference(Reading Accepted, EhrItem There, string? PersonName);

/// <summary>What was changed in the patient record after it had been delivered, of the matters that the professional sees.</summary>
sealed class ReadDifferences(PortalDb db, LoginFacade people, AuditFacade audit)
{
    public async Task<IReadOnlyList<Difference>> Handle(Professional professional, CancellationToken ct)
    {
        await using var work = db.As(professional);
        var changed = await work.Query<EhrItem>(EhrQueries.Differences, null, ct);
        if (changed.Count == 0) return [];
        var accepted = (await work.Query<Reading>(DeliveryQueries.Some, new { ids = changed.Select(c => c.Reading!.Value).ToArray() }, ct)).ToDictionary(r => (r.Id, r.Version));
        var seen = changed.Where(c => accepted.ContainsKey((c.Reading!.Value, c.ReadingVersion!.Value))).ToList();
        var subjects = seen.Select(c => c.Subject).Distinct().ToList();
        var known = await people.People(work, subjects, ct);
        await work.Commit(ct);
        await audit.SeenEach(professional, "measurements.differences.seen", subjects, ct);
        return [.. seen.Select(c => new Difference(accepted[(c.Reading!.Value, c.ReadingVersion!.Value)], c, known.GetValueOrDefault(c.Subject)?.Name))];
    }
}

/// <summary>A professional has seen a difference: it goes from the list, until the record changes again.</summary>
sealed class NoteDifference(PortalDb db, AuditFacade audit, TimeProvider clock)
{
    /// <param name="versionId">The record's version that the page showed.</param>
    /// <returns>False when it has changed or been noted meanwhile, or is not the professional's to see.</returns>
    public async Task<bool> Handle(Professional professional, Guid reading, string? versionId, CancellationToken ct)
    {
        await using var work = db.As(professional);
        if (await work.Query<PersonId>(EhrQueries.Note, new { reading, version_id = versionId, by = professional.StaffId, now = clock.GetUtcNow() }, ct) is not [var subject]) return false;
        audit.Record(work, "measurements.difference.noted", reading, subject);
        await work.Commit(ct);
        return true;
    }
}
