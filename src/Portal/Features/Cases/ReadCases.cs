using Portal.Features.Audit;
using Portal.Features.Cases.Live;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases;

/// <summary>
/// Reads cases for whoever may see them: row-level security decides, and somebody else's is not found. Each read has its
/// line in the audit log of the one whose matter it is, before anything is shown.
/// </summary>
sealed class ReadCases(PortalDb db, AuditFacade audit, TimeProvider clock)
{
    /// <summary>The longest conversation shown on one page; earlier messages are asked for with the page before.</summary>
    public const int MessagesAtOnce = 500;

    /// <summary>A closed case is on the resident's own list this long.</summary>
    static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    public async Task<Case?> One(Actor actor, Guid id, CancellationToken ct)
    {
        Case? its;
        await using (var work = db.As(actor)) its = (await work.CommitWith<Case>(CaseQueries.One, new { id }, ct)).SingleOrDefault();
        if (its is not null) await Seen(actor, its, ct);
        return its;
    }

    /// <summary>The case with its conversation from a place on, and its ledger.</summary>
    public async Task<(Case Case, List<Message> Messages, List<CaseEvent> Events)?> Whole(Actor actor, Guid id, int after, CancellationToken ct)
    {
        Case? its;
        List<Message> messages;
        List<CaseEvent> events;
        await using (var work = db.As(actor))
        {
            its = await work.QueryOne<Case>(CaseQueries.One, new { id }, ct);
            if (its is null) return null;
            messages = await work.Query<Message>(CaseQueries.Messages, new { id, after, limit = MessagesAtOnce }, ct);
            events = await work.CommitWith<CaseEvent>(CaseQueries.Events, new { id }, ct);
        }
        if (actor is not Professional) events = [.. events.Select(e => e with { Note = null })];
        await Seen(actor, its, ct);
        return (its, messages, events);
    }

    /// <summary>The resident's own, or of whom they act for; a guest's of this browser.</summary>
    public async Task<List<Case>> Mine(Actor actor, CancellationToken ct)
    {
        List<Case> mine;
        await using (var work = db.As(actor))
            mine = actor is Guest guest
                ? await work.CommitWith<Case>(CaseQueries.OfGuest, new { key = guest.Key }, ct)
                : await work.CommitWith<Case>(CaseQueries.Mine, new { subject = ((Resident)actor).Subject, since = clock.GetUtcNow() - Remembered }, ct);
        if (actor is Resident) await audit.Seen(actor, "cases.list.seen", ct);
        return mine;
    }

    /// <summary>As a part of a larger reading, which leaves its own line.</summary>
    public Task<List<Case>> Mine(Work work, PersonId subject, CancellationToken ct) =>
        work.Query<Case>(CaseQueries.Mine, new { subject, since = clock.GetUtcNow() - Remembered }, ct);

    /// <summary>An open case of the same matter, to be gone on with rather than doubled.</summary>
    public async Task<Case?> SameMatter(Actor actor, string queue, CancellationToken ct)
    {
        if (actor is not (Resident or Guest)) return null;
        Case? its;
        await using (var work = db.As(actor))
            its = (await work.CommitWith<Case>(CaseQueries.SameMatter, new { subject = (actor as Resident)?.Subject, guest = (actor as Guest)?.Key, queue }, ct)).SingleOrDefault();
        if (its is not null) await Seen(actor, its, ct);
        return its;
    }

    /// <summary>The resident or guest is on the page and has been shown the conversation up to a place.</summary>
    public async Task UpTo(Actor actor, Case its, int seq, CancellationToken ct)
    {
        await using var work = db.As(actor);
        work.Add(CaseQueries.ReadByResident, new { id = its.Id, seq, now = clock.GetUtcNow() });
        if (seq > its.ResidentRead) work.Add(CaseQueries.Tell, new { payloads = new[] { Wakeup.Read(its.Id, "resident", seq) } });   // whoever wrote it sees that
        await work.Commit(ct);
    }

    /// <summary>A guest's own reading has no line: there is nobody yet whose log it would be in.</summary>
    async Task Seen(Actor actor, Case its, CancellationToken ct)
    {
        if (actor is Resident or Professional) await audit.Seen(actor, "cases.case.seen", ct, its.Id, its.Whose);
    }
}
