using Npgsql;
using Portal.Features.Audit;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases;

/// <summary>What the home page shows.</summary>
/// <param name="Duties">What needs the resident, the most pressing first.</param>
/// <param name="Cases">Matters that are under way, or ended within a week.</param>
/// <param name="Silent">What could not be told now, a sentence for each room.</param>
/// <param name="StaffNames">Of those who opened the person outside a case.</param>
sealed record HomeView(IReadOnlyList<Duty> Duties, IReadOnlyList<Case> Cases, IReadOnlyList<Coming> Coming, IReadOnlyList<Opening> Openings,
    IReadOnlyList<string> Silent, IReadOnlyDictionary<Guid, string> StaffNames);

/// <summary>Gathers the home page: the resident's matters and what each room has for them. A room that fails is left out and said to be.</summary>
sealed partial class ReadHome(PortalDb db, ReadCases cases, CaseWords words, IEnumerable<IHomeDuties> rooms, LoginFacade people, AuditFacade audit, TimeProvider clock,
    ILogger<ReadHome> log)
{
    static readonly TimeSpan Remembered = TimeSpan.FromDays(7), Watched = TimeSpan.FromDays(90);

    /// <param name="resident">Whose home it is: the one acted for, while acting.</param>
    /// <param name="may">What may be seen of theirs, e.g. <c>booking:see</c>.</param>
    public async Task<HomeView> Handle(Resident resident, Func<string, bool> may, CancellationToken ct)
    {
        var asked = rooms.Where(room => may($"{room.Area}:see")).Select(room => Ask(room, resident, ct)).ToList();
        var mine = may("chat:see") ? await cases.Mine(resident, ct) : [];
        var (openings, names) = resident.ForAnother ? ([], new Dictionary<Guid, string>()) : await Openings(resident, ct);
        var parts = await Task.WhenAll(asked);

        var duties = mine.Where(c => c is { WaitsFor: WaitsFor.Resident } && c.ResidentRead < c.LastSeq).Select(words.Answered)
            .Concat(parts.SelectMany(p => p.Part.Duties));
        return new([.. duties.OrderBy(d => d.Due ?? DateTimeOffset.MaxValue)],
            [.. mine.Where(c => c.IsOpen || c.ClosedAt > clock.GetUtcNow() - Remembered)],
            [.. parts.SelectMany(p => p.Part.Coming).OrderBy(c => c.At).Take(3)], openings,
            [.. parts.Select(p => p.Silent).OfType<string>()], names);
    }

    async Task<(HomePart Part, string? Silent)> Ask(IHomeDuties room, Resident resident, CancellationToken ct)
    {
        try { return (await room.For(resident, ct), null); }
        catch (Exception e) when (e is NpgsqlException or HttpRequestException or TimeoutException || e is OperationCanceledException && !ct.IsCancellationRequested)
        {
            RoomSilent(room.GetType().Name, e);
            return (HomePart.Nothing, room.WhenSilent);
        }
    }

    async Task<(IReadOnlyList<Opening>, IReadOnlyDictionary<Guid, string>)> Openings(Resident resident, CancellationToken ct)
    {
        List<Opening> openings;
        IReadOnlyDictionary<Guid, string> names;
        await using (var work = db.As(resident))
        {
            openings = await work.Query<Opening>(HomeQueries.Openings, new { subject = resident.Subject, since = clock.GetUtcNow() - Watched }, ct);
            names = openings.Count == 0 ? new Dictionary<Guid, string>() : await people.StaffNames(work, [.. openings.Select(o => o.Staff)], ct);
            await work.Commit(ct);
        }
        if (openings.Count > 0) await audit.Seen(resident, "cases.openings.seen", ct);
        return (openings, names);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Room} could not tell the home page anything")]
    partial void RoomSilent(string room, Exception e);
}
