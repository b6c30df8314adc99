using Portal.Features.Audit;
using Portal.Features.Login.Oidc;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Login;

/// <summary>Ends sessions: one's own, another of one's own, or those the provider says have ended. It holds from the next request on.</summary>
sealed class EndSession(PortalDb db, AuditFacade audit, TimeProvider clock)
{
    public enum How { Logout, OtherSession, Provider }

    /// <summary>What is needed to end the provider's session too.</summary>
    public sealed record Ended
    {
        public string Scheme { get; init; } = "";
        public string? ProviderSid { get; init; }
        public byte[]? IdToken { get; init; }
    }

    /// <summary>Null when the actor has no such live session.</summary>
    public async Task<Ended?> Handle(Actor actor, Guid id, How how, CancellationToken ct)
    {
        await using var work = db.As(actor);
        if (await work.QueryOne<Ended>(LoginQueries.EndSession, new { id, how, now = clock.GetUtcNow() }, ct) is not { } ended) return null;
        audit.Record(work, "login.session.ended", id, basis: EnumText.Of(how));
        await work.Commit(ct);
        return ended;
    }

    /// <summary>The provider has ended its session (front-channel or back-channel logout); returns how many of ours it was.</summary>
    public async Task<int> OfProvider(string scheme, string? sid, string? subject, CancellationToken ct)
    {
        await using var work = db.As(Attempts.Me);
        var ended = await work.Query<Row>(LoginQueries.EndSessionsOfProvider, new { scheme, sid, subject, now = clock.GetUtcNow() }, ct);
        foreach (var session in ended.OrderBy(s => s.Person))
            audit.Record(work, "login.session.ended", session.Id, session.Person is { } person ? new PersonId(person) : null, EnumText.Of(How.Provider));
        await work.Commit(ct);
        return ended.Count;
    }

    sealed record Row
    {
        public Guid Id { get; init; }
        public Guid? Person { get; init; }
    }
}
