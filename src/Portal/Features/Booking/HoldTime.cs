using Portal.Features.Audit;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Booking;

/// <summary>
/// Keeps a chosen time for ten minutes. A new choice for the same service gives the former one back; three services
/// can be on hold at once.
/// </summary>
sealed class HoldTime(TakeTime take, BookingTerms terms, PortalDb db, AuditFacade audit, TimeProvider clock)
{
    public enum Outcome { Held, TimeTaken, NotOffered, TooManyHolds, NotForYou, YoungDecides }

    public readonly record struct Result(Outcome Outcome, Guid Id);

    /// <param name="bornOn">Of the one whose appointment it is to be.</param>
    public async Task<Result> Handle(Resident resident, DateOnly? bornOn, string service, Guid slot, Guid? moves, CancellationToken ct)
    {
        if (terms.For(resident, service, bornOn) is not BookingTerms.Fit.Fits and var fit)
            return new(fit == BookingTerms.Fit.YoungDecides ? Outcome.YoungDecides : Outcome.NotForYou, default);
        var now = clock.GetUtcNow();
        if (await OtherHolds(resident, service, now, ct) >= BookingRules.HoldsAtOnce) return new(Outcome.TooManyHolds, default);
        var wish = new TakeTime.Wish(slot, service, terms.IsOpen(resident, bornOn), now + BookingRules.HoldTime, moves);
        var taken = await take.Handle(resident, wish,
            before: work => GiveBack(work, resident, service, now, ct),
            after: (work, row) => audit.Record(work, "booking.time.held", row.Appointment), ct);
        return taken.Outcome switch
        {
            TakeTime.Outcome.Taken => new(Outcome.Held, taken.Id),
            TakeTime.Outcome.NotOffered => new(Outcome.NotOffered, default),
            _ => new(Outcome.TimeTaken, default),
        };
    }

    async Task GiveBack(Work work, Resident resident, string service, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var id in await work.Query<Guid>(BookingQueries.GiveBack, new { subject = resident.Subject, service, now }, ct))
            audit.Record(work, "booking.hold.given-back", id);
    }

    async Task<long> OtherHolds(Resident resident, string service, DateTimeOffset now, CancellationToken ct)
    {
        await using var work = db.As(resident);
        return (await work.CommitWith<long>(BookingQueries.HoldsNow, new { subject = resident.Subject, service, now }, ct)).Single();
    }
}
