using Portal.Features.ActingFor;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Booking;

/// <summary>
/// Says just before a message about an appointment is sent whether it is still true, and theirs to know who would get it:
/// nobody is reminded of a cancelled visit, nor told of anybody's by a right that has ended.
/// </summary>
sealed class AppointmentStillStands(PortalDb db, ActingForFacade acting, TimeProvider clock) : IMessageStillTrue
{
    static readonly Machine messages = new("messages");

    public bool Knows(string template) => template.StartsWith("booking-", StringComparison.Ordinal);

    public async Task<bool?> StillTrue(string template, Guid about, PersonId person, CancellationToken ct)
    {
        if (await Read(about, ct) is not { } row) return false;
        var stands = template is MessageTemplate.BookingCancelledByYou or MessageTemplate.BookingCancelledByClinic
            ? row.Status == "cancelled"
            : row.Status == "booked" && row.StartsAt > clock.GetUtcNow();
        if (!stands || person == row.Subject) return stands;
        return row.OpenToDelegate ? await acting.MayStill(person, row.Subject, "booking:see", ct) : false;
    }

    /// <summary>Of reminders and of what the clinic changes: the guardians, and whoever booked it with a mandate.</summary>
    public async Task<IReadOnlyList<PersonId>> AlsoTold(string template, Guid about, CancellationToken ct)
    {
        if (template is not (MessageTemplate.BookingReminder or MessageTemplate.BookingCancelledByClinic) || await Read(about, ct) is not { OpenToDelegate: true } row) return [];
        var guardians = await acting.Guardians(row.Subject, ct);
        return row.BookedBasis == Basis.Mandate ? [.. guardians, new(row.BookedBy)] : guardians;
    }

    /// <summary>By itself, so that no connection is kept while the registers answer.</summary>
    async Task<Row?> Read(Guid id, CancellationToken ct)
    {
        await using var work = db.As(messages);
        return await work.QueryOne<Row>(DeliveryQueries.Standing, new { id }, ct);
    }

    sealed record Row
    {
        public PersonId Subject { get; init; }
        public string Status { get; init; } = "";
        public DateTimeOffset StartsAt { get; init; }
        public bool OpenToDelegate { get; init; }
        public Guid BookedBy { get; init; }
        public Basis BookedBasis { get; init; }
    }
}
