using Portal.Features.Cases;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Chat;

/// <summary>The resident ends it: "thanks, done" after an answer, or leaves the queue before one. No work for anybody.</summary>
sealed class EndChat(PortalDb db, CasesFacade cases)
{
    public enum Outcome { Ended, NotFound }

    public async Task<Outcome> Handle(Actor actor, Guid id, CancellationToken ct)
    {
        await using var work = db.As(actor);
        if (await cases.One(work, id, ct) is not { } its) return Outcome.NotFound;
        if (!its.IsOpen) return Outcome.Ended;   // pressed twice, or a professional was first
        cases.Close(work, its, its.AnsweredAt is null ? "left" : "thanks");
        await work.Commit(ct);
        return Outcome.Ended;
    }
}
