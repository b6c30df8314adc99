using Portal.Features.Cases;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Callback;

/// <summary>A case with its agreed call. Reading the case leaves its line in the audit log; the call is a part of it.</summary>
sealed class ReadCall(PortalDb db, CasesFacade cases)
{
    public sealed record Answer(Case Case, List<Message> Messages, CallRequest? Request, List<CallAttempt> Attempts);

    /// <summary>Null when there is none such, or it is somebody else's.</summary>
    public async Task<Answer?> Handle(Actor actor, Guid id, CancellationToken ct)
    {
        if (await cases.Whole(actor, id, 0, ct) is not { } whole) return null;
        var (request, attempts) = await Of(actor, id, ct);
        return new(whole.Case, whole.Messages, request, attempts);
    }

    /// <summary>Of a case that has been read already.</summary>
    public async Task<(CallRequest?, List<CallAttempt>)> Of(Actor actor, Guid id, CancellationToken ct)
    {
        await using var work = db.As(actor);
        var request = await work.QueryOne<CallRequest>(CallbackQueries.Request, new { id }, ct);
        return (request, await work.CommitWith<CallAttempt>(CallbackQueries.Attempts, new { id }, ct));
    }
}
