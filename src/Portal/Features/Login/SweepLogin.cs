using Portal.Features.Login.Oidc;
using Portal.Platform.Db;
using Portal.Platform.Jobs;

namespace Portal.Features.Login;

/// <summary>Forgets ended sessions, abandoned logins and forms nobody came back for. Doing it twice is harmless.</summary>
sealed class SweepLogin(PortalDb db, TimeProvider clock) : TimedWork
{
    public override TimeSpan Every => TimeSpan.FromMinutes(10);

    public override async Task Handle(CancellationToken ct)
    {
        await using var work = db.As(Attempts.Me);
        work.Add(LoginQueries.Sweep, new { now = clock.GetUtcNow() });
        await work.Commit(ct);
    }
}
