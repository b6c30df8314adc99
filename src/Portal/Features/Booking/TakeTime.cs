using Npgsql;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Booking;

/// <summary>
/// The step that <see cref="HoldTime"/> and <see cref="BookAppointment"/> share: puts the resident on a time.
/// That a time has one taker, and that nobody is in two places at once, are constraints; their names become outcomes.
/// </summary>
sealed class TakeTime(PortalDb db, OwnOverlap overlap, TimeProvider clock)
{
    public enum Outcome { Taken, Occupied, NotOffered, OverlapsOwn }

    /// <param name="Slot">The time.</param>
    /// <param name="Service">The service it is wanted for.</param>
    /// <param name="Open">Whether those who act for the resident may see it; a moved one stays as it was.</param>
    /// <param name="HeldUntil">Null books at once.</param>
    /// <param name="Moves">The own appointment that this one is to replace.</param>
    public sealed record Wish(Guid Slot, string Service, bool Open, DateTimeOffset? HeldUntil = null, Guid? Moves = null, string? Reason = null);

    public readonly record struct Result(Outcome Outcome, Guid Id);

    /// <param name="before">Done ahead of the taking, in its transaction.</param>
    /// <param name="after">Queued behind it, when it succeeded: the audit line and what follows.</param>
    public async Task<Result> Handle(Resident resident, Wish wish, Func<Work, Task>? before, Action<Work, Row> after, CancellationToken ct)
    {
        var released = false;
        for (var attempt = 1; ; attempt++)
        {
            await using var work = db.As(resident);
            try
            {
                if (before is not null) await before(work);
                var (outcome, row) = await Take(work, resident, wish, ct);
                if (outcome != Outcome.Taken) return new(outcome, default);
                after(work, row!);
                await work.Commit(ct);
                return new(Outcome.Taken, row!.Appointment);
            }
            catch (PostgresException e) when (e.Violates("appointment_resident_no_overlap"))
            {
                return new(await overlap.MaySay(resident, wish.Slot, ct) ? Outcome.OverlapsOwn : Outcome.Occupied, default);
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < 5)
            {
                // Two takers waited for each other's rows in two constraints; PostgreSQL let one go on, and this one asks again.
            }
            catch (PostgresException e) when (IsTaken(e))
            {
                // Perhaps only by a hold that has run out: then it steps aside and we try once more.
                if (released || !(released = await ReleaseLapsed(resident, wish.Slot, ct))) return new(Outcome.Occupied, default);
            }
        }
    }

    async Task<(Outcome, Row?)> Take(Work work, Resident resident, Wish wish, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7();
        var open = wish.Moves is { } moves ? await work.QueryOne<bool?>(BookingQueries.IsOpen, new { id = moves, subject = resident.Subject }, ct) : null;
        var row = await work.QueryOne<Row>(BookingQueries.Take, new
        {
            id, slot = wish.Slot, service = wish.Service, subject = resident.Subject, hand = resident.Hand, basis = resident.Basis, now,
            for_another = resident.ForAnother, open = open ?? wish.Open,
            earliest = now + BookingRules.Lead, status = wish.HeldUntil is null ? "booked" : "held",
            held_until = wish.HeldUntil, moves = wish.Moves, reason = wish.Reason,
        }, ct);
        return row switch
        {
            null => (Outcome.NotOffered, null),
            { Occupied: true } => (Outcome.Occupied, null),
            _ => (Outcome.Taken, row with { Appointment = id }),
        };
    }

    async Task<bool> ReleaseLapsed(Resident resident, Guid slot, CancellationToken ct)
    {
        await using var work = db.As(resident);
        return (await work.CommitWith<int>(BookingQueries.ReleaseLapsed, new { slot, now = clock.GetUtcNow() }, ct)).Single() > 0;
    }

    public static bool IsTaken(PostgresException e) =>
        e.Violates("appointment_one_taker") || e.Violates("appointment_professional_no_overlap") || e.Violates("appointment_room_no_overlap");

    public sealed record Row
    {
        public string UnitId { get; init; } = "";
        public DateTimeOffset StartsAt { get; init; }
        public DateTimeOffset EndsAt { get; init; }
        public bool Occupied { get; init; }
        public Guid Appointment { get; init; }
    }
}
