using Portal.Features.ActingFor;
using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Measurements;

/// <summary>
/// The case in which readings are sent (fi: lähetys): the open one of the same plan's queue, or a new one. What comes while a
/// professional has not answered yet joins it.
/// </summary>
sealed class Submission(CasesFacade cases, ContentFacade content, ActingForFacade acting)
{
    /// <summary>The code of the worklist's "why" for a value that passes a limit.</summary>
    const string Dangerous = "dangerous-value";

    /// <summary>By which rights its case goes when somebody acts for the person.</summary>
    public const string Area = "measurements";

    /// <summary>The open submission of a person in a queue, kept open until the commit; null when there is none.</summary>
    public async Task<Case?> OpenOne(Work work, PersonId subject, string queue, CancellationToken ct) =>
        (await cases.Mine(work, subject, ct)).Find(c => c is { Channel: CaseChannel.Measurements, IsOpen: true } && c.Queue == queue
            // A young person's own is not gone on with by the professional beside them: the walls would let it be seen, and not be turned.
            && (c.OpenToDelegate || work.Actor is Resident { Assistant: null })) is { } found
        && await cases.Lock(work, found.Id, ct) is { IsOpen: true } open ? open : null;

    /// <summary>Queued: a submission goes on with more readings, and it is our turn again.</summary>
    public void Join(Work work, Case its, DateTimeOffset? lookBy, DangerLevel? danger)
    {
        var by = lookBy ?? Promise(its.Queue);
        cases.Turn(work, its, CaseChannel.Measurements, its is { WaitsFor: WaitsFor.Us, PromisedAt: { } promised } && promised < by ? promised : by, null, null);
        cases.Record(work, its, "joined");
        acting.Tell(work, its.Id);
        if (danger is { } level) Lift(work, its, level);
    }

    /// <summary>Queued: a dangerous value in it.</summary>
    public void Lift(Work work, Case its, DangerLevel level) => cases.Lift(work, its.Id, Urgency(level), Dangerous);

    /// <summary>The case for readings that are entered or sent in the same act: the open one goes on, or a new one begins.</summary>
    /// <param name="id">Of a new one.</param>
    /// <param name="text">What the resident wants to say with them.</param>
    public Task<Case> Of(Work work, Resident resident, Guid id, string queue, string? text, string language, DateOnly? bornOn, DateTimeOffset? lookBy, DangerLevel? danger, CancellationToken ct) =>
        Of(work, resident.Subject, new(content.Queue(queue)!, CaseChannel.Measurements, text, language, bornOn) { Id = id }, lookBy, danger, ct);

    /// <summary>As a part of an act of the portal's own, for a plan: its queue's open one goes on, or a new one begins.</summary>
    public Task<Case> Of(Work work, Plan plan, string language, DangerLevel? danger, CancellationToken ct) =>
        Of(work, plan.Subject, new(content.Queue(plan.Queue!)!, CaseChannel.Measurements, null, language) { Subject = plan.Subject, OpenToDelegate = plan.OpenToDelegate }, plan.LookBy, danger, ct);

    async Task<Case> Of(Work work, PersonId subject, NewCase wish, DateTimeOffset? lookBy, DangerLevel? danger, CancellationToken ct)
    {
        if (await OpenOne(work, subject, wish.Queue.Id, ct) is { } open)
        {
            Join(work, open, lookBy, danger);
            if (!string.IsNullOrWhiteSpace(wish.Text)) await cases.Post(work, open, Guid.CreateVersion7(), wish.Text.Trim(), ct);
            return open;
        }
        wish = wish with { Area = Area, PromisedAt = lookBy ?? Promise(wish.Queue.Id), Urgent = danger is { } level ? (Urgency(level), Dangerous) : null };
        return await cases.Open(work, wish, ct) ?? (await cases.Open(work, wish with { Id = Guid.CreateVersion7() }, ct))!;   // the page's id has been used
    }

    /// <summary>When the queue's professionals look at what is sent now.</summary>
    public DateTimeOffset Promise(string queue) => cases.PromiseBy(content.Queue(queue)!, CaseChannel.Measurements, default);

    /// <summary>1 now for what is an emergency or urgent, 2 today.</summary>
    static int Urgency(DangerLevel level) => level == DangerLevel.Today ? 2 : 1;
}
