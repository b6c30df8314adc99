using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Login;

/// <summary>A live session of one's own, for the page "my sessions".</summary>
sealed record OwnSession
{
    public Guid Id { get; init; }
    public string Device { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset SeenAt { get; init; }
}

/// <summary>The sessions in which the actor is logged in now, the latest used first.</summary>
sealed class OwnSessions(PortalDb db, LoginOptions options, TimeProvider clock)
{
    public async Task<List<OwnSession>> Handle(Actor actor, CancellationToken ct)
    {
        await using var work = db.As(actor);
        return await work.CommitWith<OwnSession>(LoginQueries.LiveSessions, new
        {
            person = (actor as Resident)?.Self.Value, staff = (actor as Professional)?.StaffId, now = clock.GetUtcNow(), idle = options.Idle,
        }, ct);
    }
}
