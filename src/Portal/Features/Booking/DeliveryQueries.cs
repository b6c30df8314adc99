using Portal.Platform;

namespace Portal.Features.Booking;

/// <summary>The SQL of delivery to the clinic's own system.</summary>
static class DeliveryQueries
{
    const string Columns = """
        a.id, a.subject, a.service, a.unit_id, a.professional_id, p.name as professional_name, p.title as professional_title, r.name as room, a.mode,
        lower(a.period) as starts_at, upper(a.period) as ends_at, a.moves, a.reason, a.cancelled_by, a.cancel_reason, a.delivered_version, a.created_at
        from booking.appointment a
        join booking.professional p on p.id = a.professional_id
        left join booking.room r on r.id = a.room_id
        """;

    public const string One = "select " + Columns + " where a.id = @id";

    /// <summary>Those of a unit, by their ids, for its page of deliveries.</summary>
    public const string OfUnit = "select " + Columns + " where a.unit_id = @unit and a.id = any (@ids)";

    public const string PatientSent = "select sha256 from booking.ehr_patient where person = @person";

    public const string NotePatient = """
        insert into booking.ehr_patient (person, sha256, sent_at) values (@person, @sha256, @now)
        on conflict (person) do update set sha256 = excluded.sha256, sent_at = excluded.sent_at
        """;

    /// <summary>No row when this version, or a later one, had been noted before.</summary>
    public const string Delivered =
        "update booking.appointment set delivered_version = @version where id = @id and delivered_version < @version returning version";

    public const string NoteDiscarded = "call booking.note_discarded(@id, @version)";

    /// <summary>What a message about an appointment needs to be true.</summary>
    public const string Standing = "select subject, status, lower(period) as starts_at, open_to_delegate, booked_by, booked_basis from booking.appointment where id = @id";
}

/// <summary>An appointment as the clinic's own system is told of it.</summary>
sealed record DeliveredAppointment
{
    public Guid Id { get; init; }
    public PersonId Subject { get; init; }
    public string Service { get; init; } = "";
    public string UnitId { get; init; } = "";
    public Guid ProfessionalId { get; init; }
    public string ProfessionalName { get; init; } = "";
    public string ProfessionalTitle { get; init; } = "";
    public string? Room { get; init; }
    public string Mode { get; init; } = "";
    public DateTimeOffset StartsAt { get; init; }
    public DateTimeOffset EndsAt { get; init; }
    public Guid? Moves { get; init; }
    public string? Reason { get; init; }
    public string? CancelledBy { get; init; }
    public string? CancelReason { get; init; }
    public int DeliveredVersion { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What has happened to an appointment: the payload of a delivery, as <see cref="AnnounceChange"/> writes it.</summary>
/// <param name="Status">booked, cancelled or moved.</param>
/// <param name="Hand">Who made this change for the patient: a resident, or the professional beside them. Null for the patient alone, and the clinic.</param>
/// <param name="Basis">On what ground the hand acted: guardian, mandate, assisted.</param>
sealed record AppointmentNews(Guid Appointment, int Version, string Status, Guid? Hand = null, string? Basis = null);
