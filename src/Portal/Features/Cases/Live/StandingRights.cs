using Portal.Features.ActingFor;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Live;

/// <summary>
/// A connection outlives the request that let it in, so its right is looked at again every few seconds, for all connections
/// by one query: a session that has ended (logout, idle, another device) closes it, and so does a right to act for another
/// that the registers no longer confirm. Conversations that a professional or a delegate may no longer see are left, and
/// after a change of the walls around a case everybody's.
/// </summary>
sealed partial class StandingRights(Entrance entrance, Conversations conversations, LoginFacade login, ActingForFacade acting, PortalDb db, LiveOptions options, TimeProvider clock,
    ILogger<StandingRights> log) : BackgroundService
{
    /// <summary>The registers' yes is asked for again well before it is too old to see by (five minutes).</summary>
    static readonly TimeSpan askAgain = TimeSpan.FromMinutes(3);

    /// <summary>An invitation, a case opened for a reason and a mandate end at a moment that nothing tells.</summary>
    static readonly TimeSpan lookAgain = TimeSpan.FromSeconds(15);

    long looked;

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(options.Recheck, clock);
        looked = clock.GetTimestamp();
        while (await timer.WaitForNextTickAsync(ct))
            try { await Handle(ct); }
            catch (Npgsql.NpgsqlException e) { NotChecked(e); }   // calls check for themselves, and fail while the database is away
    }

    public async Task Handle(CancellationToken ct)
    {
        var callers = entrance.Callers.ToList();
        foreach (var part in callers.Chunk(5_000)) await CheckSessions(part, ct);
        foreach (var caller in callers.Where(c => c.Delegate is not null && clock.GetElapsedTime(c.AskedAt) > askAgain)) await Ask(caller, "chat:see", ct);
        if (clock.GetElapsedTime(looked) > lookAgain)
        {
            looked = clock.GetTimestamp();
            foreach (var caller in callers.Where(c => (c.Professional ?? (Actor?)c.Delegate) is not null && !c.Follows.IsEmpty)) await CheckWalls(caller, ct);
        }
        entrance.Forget();
    }

    /// <summary>Before a call is answered: the right was found to stand a moment ago, or is looked at now.</summary>
    public async Task<bool> Stands(Caller caller, CancellationToken ct)
    {
        if (!caller.Over && clock.GetElapsedTime(caller.CheckedAt) > options.Recheck * 2) await CheckSessions([caller], ct);
        return !caller.Over;
    }

    /// <summary>As before a form is taken: the registers have said yes within the minute. Null: they do not answer.</summary>
    public async Task<bool?> MayWrite(Caller caller, CancellationToken ct) =>
        caller.Delegate is null || clock.GetElapsedTime(caller.AskedAt) < TimeSpan.FromMinutes(1) ? true : await Ask(caller, "chat:do", ct);

    /// <summary>Who may see the case may have changed: those who no longer do stop hearing of it.</summary>
    public void Recheck(Conversation its)
    {
        foreach (var caller in its.Here) _ = CheckNow(caller);
    }

    async Task CheckNow(Caller caller)
    {
        try { await CheckWalls(caller, default); }
        catch (Npgsql.NpgsqlException e)
        {
            NotChecked(e);
            caller.End();   // not known: it comes back and is looked at anew
        }
    }

    async Task CheckSessions(IReadOnlyCollection<Caller> callers, CancellationToken ct)
    {
        var open = await login.OpenSessions([.. callers.Select(c => c.Session).OfType<Guid>().Distinct()], ct);
        var now = clock.GetTimestamp();
        foreach (var caller in callers)
            if (caller.Session is not { } id || open.TryGetValue(id, out var actsFor) && StillIs(caller, actsFor)) caller.CheckedAt = now;
            else caller.End();
    }

    /// <summary>The session is still of whom it was: who has chosen another person meanwhile has another page open.</summary>
    static bool StillIs(Caller caller, PersonId? actsFor) => caller.Actor is not Resident resident || actsFor == (resident.ForAnother ? resident.Subject : null);

    async Task<bool?> Ask(Caller caller, string what, CancellationToken ct)
    {
        var still = await acting.MayStill(caller.Delegate!.Self, caller.Delegate.Subject, what, ct);
        if (still == true) caller.AskedAt = clock.GetTimestamp();
        if (still == false) caller.End();
        return still;
    }

    async Task CheckWalls(Caller caller, CancellationToken ct)
    {
        List<Guid> seen;
        var follows = caller.Follows.Keys.ToArray();
        await using (var work = db.As(caller.Actor)) seen = await work.CommitWith<Guid>(LiveQueries.StillSeen, new { ids = follows }, ct);
        foreach (var lost in follows.Except(seen))
        {
            conversations.Leave(caller, lost);
            caller.Send(Calls.Case(lost));   // its page looks again, and is told in words
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The rights of live connections could not be checked")]
    partial void NotChecked(Exception e);
}
