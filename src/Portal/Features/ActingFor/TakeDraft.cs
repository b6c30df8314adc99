using Portal.Features.Audit;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.ActingFor;

/// <summary>The person represented goes on with what a helper had begun when the right ended, or throws it away. Once.</summary>
sealed class TakeDraft(PortalDb db, LoginFacade login, AuditFacade audit)
{
    /// <returns>The address that shows what was typed; null when there is no such draft (any more).</returns>
    public Task<string?> Handle(Resident resident, Guid id, CancellationToken ct) => Take(resident, id, "acting-for.draft.taken", forget: false, ct);

    /// <summary>The words go too.</summary>
    public async Task<bool> Delete(Resident resident, Guid id, CancellationToken ct) =>
        await Take(resident, id, "acting-for.draft.deleted", forget: true, ct) is not null;

    async Task<string?> Take(Resident resident, Guid id, string action, bool forget, CancellationToken ct)
    {
        await using var work = db.As(Resident.ForSelf(resident.Self));
        if (await work.QueryOne<string>(ActingForQueries.TakeDraft, new { id, subject = resident.Self }, ct) is not { } path) return null;
        if (forget) await login.ForgetForm(work, path, ct);
        audit.Record(work, action, id);
        await work.Commit(ct);
        return path;
    }
}
