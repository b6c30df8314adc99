using Portal.Features.Audit;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.ActingFor;

/// <summary>A professional enters the number that somebody says: who it is, and when acting for another was refused. Never why.</summary>
sealed class FindTicket(PortalDb db, LoginFacade people, AuditFacade audit, TimeProvider clock)
{
    /// <summary>NotANumber: misheard or mistyped, by its check digit.</summary>
    public enum Outcome { Found, NotFound, NotANumber }

    public sealed record Ticket(string Number, PersonCard Person, DateTimeOffset MadeAt);

    public async Task<(Outcome Outcome, Ticket? Ticket)> Handle(Professional professional, string? typed, CancellationToken ct)
    {
        if (TicketNumber.Read(typed) is not { } number) return (Outcome.NotANumber, null);
        await using var work = db.As(professional);
        var row = await work.QueryOne<Row>(ActingForQueries.FindTicket, new { number, now = clock.GetUtcNow() }, ct);
        if (row is null) audit.Record(work, "acting-for.ticket.not-found");   // tries are seen
        else audit.Record(work, "acting-for.ticket.read", row.Id, row.Person);
        await work.Commit(ct);
        return row is not null && await Name(row.Person, ct) is { } person ? (Outcome.Found, new(number, person, row.MadeAt)) : (Outcome.NotFound, null);
    }

    /// <summary>The unit need not have had anything to do with the person before: the number introduces them.</summary>
    async Task<PersonCard?> Name(PersonId id, CancellationToken ct)
    {
        await using var work = db.As(CheckRight.Me);
        return await people.Person(work, id, ct);
    }

    sealed record Row
    {
        public Guid Id { get; init; }
        public PersonId Person { get; init; }
        public DateTimeOffset MadeAt { get; init; }
    }
}
