using Portal.Platform;

namespace Portal.Tests.House;

/// <summary>Reads the audit log behind the walls, for a test's last question: was it written down?</summary>
sealed class AuditLog(TestDatabase db)
{
    /// <summary>The lines about a resident's data, oldest first.</summary>
    public Task<List<AuditedLine>> LinesOf(PersonId subject) => Lines("subject = @id", subject.Value);

    /// <summary>The lines that a professional left.</summary>
    public Task<List<AuditedLine>> LinesBy(Guid staff) => Lines("staff = @id", staff);

    /// <summary>The lines about nobody, such as a refused login.</summary>
    public Task<List<AuditedLine>> LinesOfNobody() => Lines("subject is null and @id::uuid is null", null);

    Task<List<AuditedLine>> Lines(string where, Guid? id) => db.Read<AuditedLine>(
        $"select at, action, object, self, subject, staff, unit, machine, basis from audit.event where {where} order by at, chain, seq", new { id });
}

/// <summary>One line of the audit log.</summary>
sealed record AuditedLine
{
    public DateTimeOffset At { get; init; }
    public string Action { get; init; } = "";
    public Guid? Object { get; init; }
    public Guid? Self { get; init; }
    public Guid? Subject { get; init; }
    public Guid? Staff { get; init; }
    public string? Unit { get; init; }
    public string? Machine { get; init; }
    public string? Basis { get; init; }
}
