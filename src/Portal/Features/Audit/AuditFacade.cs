using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Audit;

/// <summary>One thing that somebody has seen or done for a person.</summary>
sealed record Act
{
    /// <summary>Its place in the log of the person.</summary>
    public long Seq { get; init; }
    public DateTimeOffset At { get; init; }
    /// <summary><c>room.thing.happened</c>.</summary>
    public string Action { get; init; } = "";
    /// <summary>The thing, when there is one.</summary>
    public Guid? Object { get; init; }
    /// <summary>The resident who acted; null when a professional did, beside the person.</summary>
    public PersonId? Self { get; init; }
    public Guid? Staff { get; init; }
    public string Basis { get; init; } = "";
}

/// <summary>
/// Writes the audit lines: of an act into its transaction (<see cref="Record"/>), of a read before anything of it is
/// shown (<see cref="Seen"/>). The action's name is <c>room.thing.happened</c>. Ids only: never a name, a national id
/// or typed text.
/// </summary>
sealed class AuditFacade(SeenLines seen, TimeProvider clock)
{
    /// <param name="work">The unit of work that reads or changes the data.</param>
    /// <param name="action">What happened, e.g. <c>booking.appointment.booked</c>.</param>
    /// <param name="about">Id of the thing.</param>
    /// <param name="subject">Whose data, when the actor is not that resident.</param>
    /// <param name="basis">On what ground; by default that of the resident (self, guardian, mandate, assisted), "care" for a professional.</param>
    public void Record(Work work, string action, Guid? about = null, PersonId? subject = null, string? basis = null) =>
        work.Gather<Line>(this, lines => Append(work, lines)).Add(new(action, about, subject?.Value, basis ?? BasisOf(work.Actor)));

    /// <summary>
    /// Says that the actor is about to see someone's data. Await it after the read and before the answer, with no unit of
    /// work open: it returns when the line is on disk, and when it fails, nothing may be shown.
    /// </summary>
    /// <param name="subject">Whose data, when the actor is not that resident.</param>
    public Task Seen(Actor actor, string action, CancellationToken ct, Guid? about = null, PersonId? subject = null) =>
        seen.Write([SeenBy(actor, action, about, subject)]).WaitAsync(ct);

    /// <summary>One line for each resident on a list.</summary>
    public Task SeenEach(Actor actor, string action, IEnumerable<PersonId> subjects, CancellationToken ct) =>
        seen.Write(subjects.Distinct().Select(subject => SeenBy(actor, action, null, subject))).WaitAsync(ct);

    SeenLine SeenBy(Actor actor, string action, Guid? about, PersonId? subject) => actor switch
    {
        Resident { Assistant: { } p } r => new(clock.GetUtcNow(), action, about, (subject ?? r.Subject).Value, null, p.StaffId, p.Unit, BasisOf(r)),
        Resident r => new(clock.GetUtcNow(), action, about, (subject ?? r.Subject).Value, r.Self.Value, null, null, BasisOf(r)),
        Professional p when subject is { } of => new(clock.GetUtcNow(), action, about, of.Value, null, p.StaffId, p.Unit, BasisOf(p)),
        _ => throw new ArgumentException("A line about what was seen names who saw whose data."),
    };

    /// <summary>Queued: the acts of many actors that share one transaction, each with its own line. Residents, professionals and guests.</summary>
    public void RecordEach(Work work, IEnumerable<(Actor Actor, string Action, Guid About, PersonId Subject)> acts) =>
        seen.Append(work, [.. acts.Select(a => a.Actor is Guest
            ? new SeenLine(clock.GetUtcNow(), a.Action, a.About, a.Subject.Value, null, null, null, null)
            : SeenBy(a.Actor, a.Action, a.About, a.Subject))]);

    /// <summary>
    /// What others have seen and done for the person (acting for them, or a professional beside them), the newest first.
    /// Row-level security decides who gets which lines: the person all of them, a child's guardian each other's bookings.
    /// </summary>
    /// <param name="before">Only lines before this <see cref="Act.Seq"/>.</param>
    public Task<List<Act>> ActsFor(Work work, PersonId subject, long? before, int limit, CancellationToken ct) =>
        work.Query<Act>(AuditQueries.ActsFor, new { subject, before = before ?? long.MaxValue, limit }, ct);

    void Append(Work work, List<Line> lines)
    {
        if (lines is [var one]) work.Add(AuditQueries.Append, new { at = clock.GetUtcNow(), action = one.Action, about = one.About, subject = one.Subject, basis = one.Basis });
        else if (lines.Count > 1)
            work.Add(AuditQueries.AppendAll, new
            {
                at = clock.GetUtcNow(), actions = lines.Select(l => l.Action).ToArray(), abouts = lines.Select(l => l.About).ToArray(),
                subjects = lines.Select(l => l.Subject).ToArray(), bases = lines.Select(l => l.Basis).ToArray(),
            });
    }

    readonly record struct Line(string Action, Guid? About, Guid? Subject, string? Basis);

    static string? BasisOf(Actor actor) => actor switch
    {
        Resident r => EnumText.Of(r.Basis),
        Professional => "care",
        _ => null,
    };
}
