using Portal.Features.Login.Oidc;
using Portal.Platform.Db;

namespace Portal.Features.Login;

/// <summary>Forgets ended sessions, abandoned logins and forms nobody came back for. Every process does it; doing it twice is harmless.</summary>
sealed partial class SweepLogin(PortalDb db, TimeProvider clock, ILogger<SweepLogin> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(10), clock);
        while (await timer.WaitForNextTickAsync(ct))
            try { await Handle(ct); }
            catch (Npgsql.NpgsqlException e) { Failed(e); }   // the database is away: at the next round
    }

    public async Task Handle(CancellationToken ct)
    {
        await using var work = db.As(Attempts.Me);
        work.Add(LoginQueries.Sweep, new { now = clock.GetUtcNow() });
        await work.Commit(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sweeping old sessions failed")]
    partial void Failed(Exception e);
}
