using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Platform.Web;

namespace Portal.Features.Booking;

/// <summary>
/// The same use cases for native and other clients. Addresses, shapes and answers are described at /api/openapi.json.
/// A problem's <c>type</c> is the outcome in kebab-case: time-taken, not-offered, overlaps-own, not-for-you, young-decides, too-late.
/// </summary>
static class BookingApi
{
    /// <param name="Slot">Id of a free time.</param>
    /// <param name="Service">Id of the service it is wanted for.</param>
    /// <param name="Reason">What the clinic should know beforehand, at most 2000 characters.</param>
    public sealed record Wish(Guid Slot, string Service, string? Reason);

    public sealed record Booked(Guid Id);

    public sealed record Shown(Guid Id, string Service, string Unit, string Mode, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Status, bool Delivered);

    public static void MapBookingApi(this RouteGroupBuilder api)
    {
        var booking = api.MapGroup("/booking").WithTags("Booking");
        booking.MapGet("/free-times", FreeTimes).RequireAuthorization("booking:see").WithSummary("The next free times of a service");
        booking.MapGet("/appointments", Mine).RequireAuthorization("booking:see").WithSummary("Appointments, coming and past, of the resident or of whom they act for");
        booking.MapPost("/appointments", Book).RequireAuthorization("booking:do").WithSummary("Books a free time");
        booking.MapDelete("/appointments/{id:guid}", Cancel).RequireAuthorization("booking:do").WithSummary("Cancels an appointment");
    }

    static async Task<Ok<List<FreeTime>>> FreeTimes(string service, string? unit, DateOnly? day, int? limit, FindFreeTimes find, CancellationToken ct) =>
        TypedResults.Ok(await find.Next(service, new TimeFilter { Unit = unit, Day = day }, null, Math.Clamp(limit ?? 20, 1, 100), ct));

    static async Task<Ok<Shown[]>> Mine(HttpContext context, ReadAppointments read, CancellationToken ct) =>
        TypedResults.Ok((await read.Mine(context.ActingResident(), ct))
            .Select(a => new Shown(a.Id, a.Service, a.UnitId, a.Mode, a.StartsAt, a.EndsAt, a.Status.ToString().ToLowerInvariant(), a.Delivered)).ToArray());

    static async Task<Results<Created<Booked>, ProblemHttpResult>> Book(Wish wish, HttpContext context, BookAppointment book, CancellationToken ct)
    {
        if (wish.Reason is { Length: > BookingRules.ReasonLength })
            return TypedResults.Problem("The reason is at most 2000 characters.", statusCode: 400, type: "reason-too-long");
        var (outcome, id) = await book.Handle(context.ActingResident(), context.User.BornOn(), wish.Service, wish.Slot, wish.Reason, ct);
        return outcome switch
        {
            BookAppointment.Outcome.Booked => TypedResults.Created($"/api/booking/appointments/{id}", new Booked(id)),
            BookAppointment.Outcome.TimeTaken => Refuse(409, "time-taken", "Somebody has already taken this time."),
            BookAppointment.Outcome.OverlapsOwn => Refuse(409, "overlaps-own", "The resident has another appointment at the same time."),
            BookAppointment.Outcome.YoungDecides => Refuse(422, "young-decides", "This service is booked by the young person themselves."),
            BookAppointment.Outcome.NotForYou => Refuse(422, "not-for-you", "The service is for people of another age."),
            _ => Refuse(404, "not-offered", "This time is not offered for the service."),
        };
    }

    static async Task<Results<NoContent, ProblemHttpResult>> Cancel(Guid id, HttpContext context, CancelAppointment cancel, CancellationToken ct) =>
        await cancel.Handle(context.ActingResident(), id, ct) switch
        {
            CancelAppointment.Outcome.Cancelled => TypedResults.NoContent(),
            CancelAppointment.Outcome.TooLate => Refuse(409, "too-late", "The deadline for cancelling has passed. Call the unit."),
            _ => Refuse(404, "not-found", "There is no such appointment."),
        };

    static ProblemHttpResult Refuse(int status, string type, string detail) => TypedResults.Problem(detail, statusCode: status, type: type);
}
