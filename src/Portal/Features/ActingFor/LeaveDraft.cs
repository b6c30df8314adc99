using Portal.Features.Audit;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.ActingFor;

/// <summary>
/// The right ended while a form was being filled in: what was typed is left to the person represented, who finds it on
/// the page "acting for me". The helper is told so, and sees it no more.
/// </summary>
sealed class LeaveDraft(PortalDb db, LoginFacade login, AuditFacade audit, TimeProvider clock)
{
    /// <summary>How long the person represented has to take it up.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    /// <returns>Always null: there is nothing for the helper to go back to.</returns>
    public async Task<string?> Handle(HttpContext context, ActingNow acting)
    {
        if (!context.Request.HasFormContentType || await login.KeepForm(context, acting.Subject, Life) is not { } path || !path.Contains($"{KeptForm.Parameter}=", StringComparison.Ordinal)) return null;
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        await using var work = db.As(CheckRight.Me);
        work.Add(ActingForQueries.LeaveDraft, new { id, subject = acting.Subject, @delegate = context.Self().Self, path, now, expires_at = now + Life });
        audit.Record(work, "acting-for.draft.left", id, acting.Subject);
        await work.Commit(context.RequestAborted);
        return null;
    }
}
