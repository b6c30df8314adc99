using Portal.Features.Audit;
using Portal.Features.Login;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Booking;

/// <summary>Reads appointments for a page: each read leaves its audit line before anything of it is shown.</summary>
sealed class ReadAppointments(PortalDb db, AuditFacade audit, LoginFacade people, NotificationsFacade notifications, TimeProvider clock)
{
    /// <summary>Past appointments are shown for two years.</summary>
    static readonly TimeSpan Shown = TimeSpan.FromDays(730);

    public async Task<List<Appointment>> Mine(Resident resident, CancellationToken ct)
    {
        await using var work = db.As(resident);
        var mine = await work.CommitWith<Appointment>(BookingQueries.Mine, new { subject = resident.Subject, since = clock.GetUtcNow() - Shown }, ct);
        await audit.Seen(resident, "booking.appointments.viewed", ct);
        return [.. mine.Select(a => WithoutOthersWords(resident, a))];
    }

    /// <summary>Null when there is none, or it is somebody else's.</summary>
    public async Task<Appointment?> One(Resident resident, Guid id, CancellationToken ct)
    {
        await using var work = db.As(resident);
        if (await work.CommitWith<Appointment>(BookingQueries.One, new { id, subject = resident.Subject }, ct) is not [var appointment]) return null;
        await audit.Seen(resident, "booking.appointment.viewed", ct, id);
        return WithoutOthersWords(resident, await WithNames(resident, appointment, ct));
    }

    /// <summary>Names of those who acted, when it was somebody else: row-level security says whose may be known.</summary>
    async Task<Appointment> WithNames(Resident resident, Appointment a, CancellationToken ct)
    {
        (Guid? By, Basis? On)[] acts = [(a.BookedBy, a.BookedBasis), (a.ChangedBy, a.ChangedBasis)];
        PersonId[] hands = [.. acts.Where(h => h.On is Basis.Guardian or Basis.Mandate && h.By is not null && h.By != resident.Self.Value).Select(h => new PersonId(h.By!.Value))];
        if (hands.Length == 0) return a;
        await using var work = db.As(resident);
        var known = await people.People(work, hands, ct);
        await work.Commit(ct);
        return a with { BookedByName = Name(a.BookedBy), ChangedByName = a.ChangedBy is { } by ? Name(by) : null };

        string? Name(Guid id) => known.GetValueOrDefault(new(id))?.Name;
    }

    /// <summary>What somebody told the clinic in their own words is for the clinic, themselves and the person whose visit it is.</summary>
    static Appointment WithoutOthersWords(Resident resident, Appointment a) =>
        resident.ForAnother && a.BookedBy != resident.Hand ? a with { Reason = null } : a;

    /// <summary>What the resident wrote for the same service within the last hours, before a time got away.</summary>
    public async Task<string?> KeptReason(Resident resident, string service, CancellationToken ct)
    {
        await using var work = db.As(resident);
        var kept = await work.QueryOne<Kept>(BookingQueries.KeptReason,
            new { subject = resident.Subject, hand = resident.Hand, service, since = clock.GetUtcNow().AddHours(-8) }, ct);
        if (kept is null) return null;
        audit.Record(work, "booking.hold.reason-viewed", kept.Id);
        await work.Commit(ct);
        return kept.Reason;
    }

    sealed record Kept
    {
        public Guid Id { get; init; }
        public string Reason { get; init; } = "";
    }

    /// <summary>The day of the professional's own unit, the new times it owes, and who the people are.</summary>
    public async Task<UnitDay> Day(Professional professional, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        await using var work = db.As(professional);
        var day = await work.Query<Appointment>(BookingQueries.Day, new { unit = professional.Unit, from, to }, ct);
        var owed = await work.Query<OpenRebooking>(BookingQueries.OpenRebookings, new { unit = professional.Unit }, ct);
        PersonId[] subjects = [.. day.Select(a => a.Subject), .. owed.Select(r => r.Subject)];
        var known = await people.People(work, subjects, ct);
        var notReached = owed.Count == 0 ? new HashSet<Guid>() : await notifications.NotReached(work, [.. owed.Select(r => r.AppointmentId)], ct);
        await work.Commit(ct);
        await audit.SeenEach(professional, "booking.day.viewed", subjects, ct);
        return new(day, owed, known, notReached);
    }

    /// <summary>An appointment of the professional's own unit and whose it is; null when there is none.</summary>
    public async Task<(Appointment Appointment, PersonCard? Person)?> OneOfUnit(Professional professional, Guid id, CancellationToken ct)
    {
        await using var work = db.As(professional);
        var appointment = await work.QueryOne<Appointment>(BookingQueries.OneOfUnit, new { id, unit = professional.Unit }, ct);
        if (appointment is null) return null;
        var person = await people.Person(work, appointment.Subject, ct);
        await work.Commit(ct);
        await audit.Seen(professional, "booking.appointment.viewed", ct, id, appointment.Subject);
        return (appointment, person);
    }
}

/// <summary>What a unit's day list shows.</summary>
/// <param name="NotReached">Cancelled appointments whose residents no message has reached: somebody has to call.</param>
sealed record UnitDay(List<Appointment> Appointments, List<OpenRebooking> Owed, IReadOnlyDictionary<PersonId, PersonCard> People, IReadOnlySet<Guid> NotReached);

/// <summary>A new time the unit owes to a resident.</summary>
public sealed record OpenRebooking
{
    public Guid Id { get; init; }
    public Guid AppointmentId { get; init; }
    public PersonId Subject { get; init; }
    public string Service { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset WasAt { get; init; }
}
