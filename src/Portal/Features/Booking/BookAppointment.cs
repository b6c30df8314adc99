using Portal.Platform;

namespace Portal.Features.Booking;

/// <summary>
/// Books a free time at once, without holding it first: for the API's clients. The pages hold and then confirm
/// (<see cref="HoldTime"/>, <see cref="ConfirmAppointment"/>).
/// </summary>
sealed class BookAppointment(TakeTime take, AnnounceChange announce, BookingTerms terms)
{
    public enum Outcome { Booked, TimeTaken, NotOffered, OverlapsOwn, NotForYou, YoungDecides }

    public readonly record struct Result(Outcome Outcome, Guid Id);

    public async Task<Result> Handle(Resident resident, DateOnly? bornOn, string service, Guid slot, string? reason, CancellationToken ct)
    {
        if (terms.For(resident, service, bornOn) is not BookingTerms.Fit.Fits and var fit)
            return new(fit == BookingTerms.Fit.YoungDecides ? Outcome.YoungDecides : Outcome.NotForYou, default);
        var wish = new TakeTime.Wish(slot, service, terms.IsOpen(resident, bornOn), Reason: BookingTerms.Trim(reason));
        var taken = await take.Handle(resident, wish, before: null,
            after: (work, row) => announce.Booked(work, resident.Subject, row.Appointment, row.UnitId, row.StartsAt, version: 1), ct);
        return new(taken.Outcome switch
        {
            TakeTime.Outcome.Taken => Outcome.Booked,
            TakeTime.Outcome.NotOffered => Outcome.NotOffered,
            TakeTime.Outcome.OverlapsOwn => Outcome.OverlapsOwn,
            _ => Outcome.TimeTaken,
        }, taken.Id);
    }
}
