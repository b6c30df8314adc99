using Portal.Features.ActingFor;
using Portal.Features.Audit;
using Portal.Features.Login;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;

namespace Portal.Features.Booking;

/// <summary>
/// What goes with every change of an appointment, in its transaction: the audit line, the delivery to the clinic's own
/// system and the messages to those whom it concerns.
/// </summary>
sealed class AnnounceChange(AuditFacade audit, JobQueue jobs, NotificationsFacade notifications, LoginFacade people, ActingForFacade acting, TimeProvider clock)
{
    /// <summary>The queue that <see cref="DeliverAppointment"/> serves.</summary>
    public const string Queue = "ehr";

    static readonly TimeSpan ReminderBefore = TimeSpan.FromHours(24);

    public void Booked(Work work, PersonId subject, Guid id, string unit, DateTimeOffset startsAt, int version, string template = MessageTemplate.BookingConfirmed)
    {
        audit.Record(work, "booking.appointment.booked", id, subject);
        ForReceipt(work, id, template == MessageTemplate.BookingMoved ? "moved" : "booked");
        acting.Tell(work, id);   // a move is told once, by its new time
        people.OpenToUnit(work, subject, unit);
        Deliver(work, subject, id, unit, "booked", version);
        notifications.Send(work, Told(work, subject), template, id, new(startsAt), null, $"{template}:{id}:{version}", unit);
        if (startsAt - ReminderBefore is var at && at > clock.GetUtcNow())
            notifications.Send(work, subject, MessageTemplate.BookingReminder, id, new(startsAt), at, $"booking-reminder:{id}:{version}", unit);
    }

    public void Moved(Work work, PersonId subject, Guid id, string unit, int version)
    {
        audit.Record(work, "booking.appointment.moved", id, subject);
        Deliver(work, subject, id, unit, "moved", version);
        notifications.Withdraw(work, id);
    }

    public void Cancelled(Work work, PersonId subject, Guid id, string unit, DateTimeOffset startsAt, int version, string template)
    {
        audit.Record(work, "booking.appointment.cancelled", id, subject);
        ForReceipt(work, id, "cancelled");
        acting.Tell(work, id);
        Deliver(work, subject, id, unit, "cancelled", version);
        notifications.Withdraw(work, id);
        notifications.Send(work, Told(work, subject), template, id, new(startsAt), null, $"{template}:{id}:{version}", unit);
    }

    /// <summary>What a professional does beside somebody is printed for them.</summary>
    void ForReceipt(Work work, Guid id, string what)
    {
        if (work.Actor is Resident { Assistant: { } assistant })
            work.Add(BookingQueries.AssistedChange, new { id = Guid.CreateVersion7(), staff = assistant.StaffId, appointment = id, what, now = clock.GetUtcNow() });
    }

    void Deliver(Work work, PersonId subject, Guid id, string unit, string status, int version) =>
        jobs.Add(work, new Job(Queue, id, News(work, id, version, status)) { Subject = subject, Unit = unit, Once = $"{id}:{version}" });

    /// <summary>Whoever acted gets the confirmation; the person represented is told by <see cref="ActingForFacade.Tell"/>.</summary>
    static PersonId Told(Work work, PersonId subject) => work.Actor is Resident resident ? resident.Self : subject;

    static AppointmentNews News(Work work, Guid id, int version, string status) => work.Actor is Resident { Basis: not Basis.Self } resident
        ? new(id, version, status, resident.Hand, EnumText.Of(resident.Basis))
        : new(id, version, status);
}
