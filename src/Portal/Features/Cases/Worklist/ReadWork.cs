using Portal.Features.Cases.Attachments;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Worklist;

/// <summary>On what ground a professional sees a case.</summary>
public enum SeenAs { Unit, Asked, Opened }

/// <summary>An answer that has not been sent.</summary>
public sealed record Draft
{
    public Guid Staff { get; init; }
    public string Text { get; init; } = "";
    public DateTimeOffset SavedAt { get; init; }
}

/// <summary>A word between colleagues.</summary>
public sealed record CaseNote
{
    public Guid Id { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid By { get; init; }
    public string Text { get; init; } = "";
}

/// <summary>A case as a professional works with it.</summary>
public sealed record OpenedCase(Case Case, SeenAs As, IReadOnlyList<Message> Messages, IReadOnlyList<CaseEvent> Events)
{
    public IReadOnlyList<CaseNote> Notes { get; init; } = [];
    public IReadOnlyList<Guid> Asked { get; init; } = [];

    /// <summary>The own one, or when there is none that of whoever had the case before.</summary>
    public Draft? Draft { get; init; }

    /// <summary>Null for a guest, and for a colleague of another unit: the person's name is for those who handle the matter.</summary>
    public PersonCard? Person { get; init; }

    /// <summary>The files of each message.</summary>
    public ILookup<Guid, Attachment> Files { get; init; } = Array.Empty<Attachment>().ToLookup(a => a.MessageId);

    /// <summary>Names of professionals by id.</summary>
    public IReadOnlyDictionary<Guid, string> Staff { get; init; } = new Dictionary<Guid, string>();

    /// <summary>Residents who have written or acted, as far as the unit may know them.</summary>
    public IReadOnlyDictionary<PersonId, PersonCard> People { get; init; } = new Dictionary<PersonId, PersonCard>();
}

/// <summary>
/// Opens a case for a professional: an audit line, a sign of life, and when it is the unit's own the resident sees when it
/// was read.
/// </summary>
sealed class ReadWork(PortalDb db, ReadCases read, CaseLedger ledger, LoginFacade login, ReadOpenings openings, ReadAttachments attachments, Beat beat, TimeProvider clock)
{
    /// <summary>Null when there is none such, or it is not theirs to see.</summary>
    public async Task<OpenedCase?> Handle(Professional professional, Guid id, CancellationToken ct)
    {
        if (await read.Whole(professional, id, 0, ct) is not var (its, messages, events)) return null;
        var now = clock.GetUtcNow();
        await using var work = db.As(professional);
        beat.Into(work, professional);
        if (its.Unit == professional.Unit && its.IsOpen) its = await MarkSeen(work, its, now, ct);
        var asked = await work.Query<Guid>(WorklistQueries.Invited, new { id, now }, ct);
        var notes = await work.Query<CaseNote>(WorklistQueries.Notes, new { id }, ct);
        var drafts = await work.Query<Draft>(WorklistQueries.Drafts, new { id, staff = professional.StaffId }, ct);
        var people = await login.People(work, [.. Residents(its, messages, events)], ct);
        var names = await login.StaffNames(work, [.. Staff(its, messages, events), .. notes.Select(n => n.By), .. asked, .. drafts.Select(d => d.Staff), professional.StaffId], ct);
        await work.Commit(ct);
        var seenAs = its.Unit == professional.Unit ? SeenAs.Unit : asked.Contains(professional.StaffId) ? SeenAs.Asked : SeenAs.Opened;
        return new(its, seenAs, messages, events)
        {
            Files = await attachments.Of(professional, id, ct), Notes = notes, Asked = asked, Draft = drafts.FirstOrDefault(), Staff = names, People = people,
            Person = its.Subject is not { } subject ? null : seenAs == SeenAs.Opened ? await openings.Person(subject, ct) : people.GetValueOrDefault(subject),
        };
    }

    async Task<Case> MarkSeen(Work work, Case its, DateTimeOffset now, CancellationToken ct)
    {
        work.Add(CaseQueries.ReadByStaff, new { id = its.Id, seq = its.LastSeq });
        if (its.SeenAt is not null || await work.QueryOne<Guid?>(WorklistQueries.Seen, new { id = its.Id, unit = its.Unit, now }, ct) is null) return its;
        ledger.Line(work, its.Id, CaseEvents.Seen);
        return its with { SeenAt = now, State = its.State == CaseState.Received ? CaseState.Seen : its.State };
    }

    static IEnumerable<PersonId> Residents(Case its, List<Message> messages, List<CaseEvent> events) =>
        messages.Where(m => m.Side == "resident").Select(m => m.By)
            .Concat(events.Where(e => e.ByKind == "resident").Select(e => e.By)).Append(its.Subject?.Value).OfType<Guid>().Select(id => new PersonId(id));

    static IEnumerable<Guid> Staff(Case its, List<Message> messages, List<CaseEvent> events) =>
        messages.Where(m => m.Side == "professional").Select(m => m.By)
            .Concat(events.Where(e => e.ByKind == "professional").Select(e => e.By))
            .Concat(events.Select(e => Guid.TryParse(e.Detail, out var staff) ? staff : (Guid?)null)).Append(its.Holder).OfType<Guid>();
}
