using Portal.Features.Audit;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;
using Portal.Platform.Web;

namespace Portal.Features.Booking;

/// <summary>The texts of the page of deliveries.</summary>
sealed class DeliveriesTexts() : Texts("Features.Booking.Deliveries");

/// <summary>A change of an appointment that the clinic's own system has not confirmed.</summary>
public sealed record Delivery
{
    public required long Seq { get; init; }
    /// <summary>Unit id of content/units.</summary>
    public required string Unit { get; init; }
    /// <summary>booked, cancelled or moved.</summary>
    public required string Change { get; init; }
    public required DateTimeOffset Since { get; init; }
    public required int Attempts { get; init; }
    /// <summary>True when it was refused: it is not tried again by itself.</summary>
    public required bool Failed { get; init; }
    /// <summary>When it is tried next; meaningless when it failed.</summary>
    public required DateTimeOffset NextAt { get; init; }
    /// <summary>True when an earlier change of the same appointment has to go first.</summary>
    public required bool Behind { get; init; }
    public DeliveryFault? Fault { get; init; }
    /// <summary>Null when the appointment is not known to the unit.</summary>
    public string? Service { get; init; }
    public DateTimeOffset? StartsAt { get; init; }
    public string? PersonName { get; init; }
}

/// <summary>What a unit's appointments still wait to be delivered, and what the clinic's own system has refused.</summary>
sealed class ReadDeliveries(PortalDb db, JobQueue jobs, LoginFacade people, AuditFacade audit, DeliveryScope scope)
{
    public async Task<IReadOnlyList<Delivery>> Handle(Professional professional, CancellationToken ct)
    {
        List<Delivery> all = [];
        foreach (var acting in scope.Of(professional)) all.AddRange(await OfUnit(acting, ct));
        return all;
    }

    async Task<IReadOnlyList<Delivery>> OfUnit(Professional professional, CancellationToken ct)
    {
        await using var work = db.As(professional);
        var open = await jobs.Open(work, AnnounceChange.Queue, professional.Unit, ct);
        if (open.Count == 0) return [];
        var appointments = (await work.Query<DeliveredAppointment>(DeliveryQueries.OfUnit,
            new { unit = professional.Unit, ids = open.Select(j => j.Key).Distinct().ToArray() }, ct)).ToDictionary(a => a.Id);
        var subjects = appointments.Values.Select(a => a.Subject).ToList();
        var known = await people.People(work, subjects, ct);
        await work.Commit(ct);
        await audit.SeenEach(professional, "booking.deliveries.viewed", subjects, ct);

        HashSet<Guid> before = [];
        return [.. open.Select(job =>
        {
            var appointment = appointments.GetValueOrDefault(job.Key);
            return new Delivery
            {
                Seq = job.Seq, Unit = professional.Unit, Change = job.Read<AppointmentNews>().Status, Since = job.CreatedAt, Attempts = job.Attempts, Failed = job.State == "failed",
                NextAt = job.RunAt, Behind = !before.Add(job.Key), Fault = DeliveryFault.Of(job.LastError), Service = appointment?.Service,
                StartsAt = appointment?.StartsAt, PersonName = appointment is null ? null : known.GetValueOrDefault(appointment.Subject)?.Name,
            };
        })];
    }
}
