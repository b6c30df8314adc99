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
/// Writes the audit line of a read or a write into the same transaction. Who acted comes from the work's actor;
/// the action's name is <c>room.thing.happened</c>. Ids only: never a name, a national id or typed text.
/// </summary>
sealed class AuditFacade(TimeProvider clock)
{
    /// <param name="work">The unit of work that reads or changes the data.</param>
    /// <param name="action">What happened, e.g. <c>booking.appointment.booked</c>.</param>
    /// <param name="about">Id of the thing.</param>
    /// <param name="subject">Whose data, when the actor is not that resident.</param>
    /// <param name="basis">On what ground; by default that of the resident (self, guardian, mandate, assisted), "care" for a professional.</param>
    public void Record(Work work, string action, Guid? about = null, PersonId? subject = null, string? basis = null) =>
        work.Gather<Line>(this, lines => Append(work, lines)).Add(new(action, about, subject?.Value, basis ?? BasisOf(work.Actor)));

    /// <summary>One line for each resident seen on a list.</summary>
    public void RecordEach(Work work, string action, IEnumerable<PersonId> subjects)
    {
        foreach (var subject in subjects.Distinct()) Record(work, action, subject: subject);
    }

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
