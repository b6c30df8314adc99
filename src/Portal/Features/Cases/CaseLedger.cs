using Portal.Features.Audit;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases;

/// <summary>
/// The changes of a case that several use cases make, each with its line in the ledger. All are queued into the act's own
/// transaction.
/// </summary>
sealed class CaseLedger(AuditFacade audit, TimeProvider clock)
{
    /// <summary>A line of the ledger by itself.</summary>
    /// <param name="work">The act.</param>
    /// <param name="id">The case.</param>
    /// <param name="kind">One of <see cref="CaseEvents"/>.</param>
    /// <param name="detail">A code, an id or a moment.</param>
    /// <param name="note">Words for colleagues.</param>
    public void Line(Work work, Guid id, string kind, string? detail = null, string? note = null)
    {
        var author = Author.Of(work.Actor);
        work.Add(CaseQueries.Event, new { id, now = clock.GetUtcNow(), kind, by_kind = author.Kind, by = author.By, detail, note });
    }

    /// <summary>A line of the ledger and of the audit log.</summary>
    public void Record(Work work, Case its, string kind, string? detail = null, string? note = null)
    {
        Line(work, its.Id, kind, detail, note);
        audit.Record(work, $"cases.case.{kind}", its.Id, its.Whose);
    }

    /// <summary>Makes a case more urgent; never less.</summary>
    /// <param name="why">A code with words in the texts: <c>why-crisis</c> …</param>
    public void Lift(Work work, Guid id, int urgency, string why)
    {
        work.Add(CaseQueries.Lift, new { id, urgency, why });
        Line(work, id, CaseEvents.Lifted, why);
    }

    /// <summary>Goes on in another channel, with another promise.</summary>
    /// <param name="notBefore">When a call window begins.</param>
    /// <param name="detail">A code for the worklist's "why".</param>
    public void Turn(Work work, Case its, CaseChannel channel, DateTimeOffset? promisedAt, DateTimeOffset? notBefore, string? detail, WaitsFor waitsFor = WaitsFor.Us)
    {
        work.Add(CaseQueries.Turn, new { id = its.Id, channel, promised_at = promisedAt, not_before = notBefore, detail, waits_for = waitsFor, now = clock.GetUtcNow() });
        Record(work, its, its.Channel == channel ? CaseEvents.Scheduled : CaseEvents.Turned, EnumText.Of(channel));
    }

    /// <summary>The resident has been reached by phone: that is an answer, and no call is owed any more.</summary>
    public void Called(Work work, Guid id) => work.Add(CaseQueries.Called, new { id, now = clock.GetUtcNow() });

    /// <summary>Ends the case, in all its channels at once.</summary>
    /// <param name="outcome">A code with words in the texts: <c>outcome-answered</c> …</param>
    /// <param name="summary">The professional's closing words to the resident.</param>
    public void Close(Work work, Case its, string outcome, string? summary = null, string? contactAgain = null)
    {
        var by = Author.Of(work.Actor).Side;
        work.Add(CaseQueries.Close, new { id = its.Id, now = clock.GetUtcNow(), by_kind = by, outcome, summary, contact_again = contactAgain });
        Record(work, its, CaseEvents.Closed, outcome);
    }
}
