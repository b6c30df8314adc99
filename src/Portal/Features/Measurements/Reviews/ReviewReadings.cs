using Portal.Features.Audit;
using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Reviews;

/// <summary>What happens to the matter when its readings have been decided on.</summary>
public enum ReviewAct
{
    /// <summary>Accepted and answered: the matter has ended.</summary>
    Finish,

    /// <summary>Accepted and answered: the matter goes on.</summary>
    GoOn,

    /// <summary>More is wanted; nothing but the marked is decided.</summary>
    More,
}

/// <summary>What a professional decides, in one press.</summary>
/// <param name="Act">For the matter.</param>
/// <param name="Reviews">By measure, the id of the review that the page has made for it: pressing twice is once.</param>
/// <param name="Shown">The readings and versions that the page showed to be decided on.</param>
/// <param name="LeftOut">The marked ones, with the reason in plain words and in the resident's language.</param>
/// <param name="Wanted">With <see cref="ReviewAct.More"/>: what, in plain words; null when the answer says it.</param>
/// <param name="Message">Id of the answer, made by the page.</param>
public sealed record ReviewWish(ReviewAct Act, IReadOnlyDictionary<string, Guid> Reviews, IReadOnlySet<(Guid Id, int Version)> Shown,
    IReadOnlyDictionary<Guid, string> LeftOut, string? Wanted, Guid Message, string? Answer);

/// <summary>
/// Decides on the readings of a submission, answers the resident and ends the matter or goes on with it, all or none. On
/// exactly the versions that were shown: whatever the resident has changed meanwhile stops it.
/// </summary>
sealed class ReviewReadings(PortalDb db, CasesFacade cases, ContentFacade content, Announce announce, ReviewWords words, AuditFacade audit, TimeProvider clock)
{
    /// <summary>Held: a colleague has the case. Meanwhile: there are other readings or versions than were shown.</summary>
    public enum Outcome { Reviewed, NotFound, Ended, Held, Meanwhile, Empty, TooLong, Unfilled }

    public const int LongestReason = 300, LongestAnswer = 3000;

    /// <returns>With <see cref="Outcome.Held"/>, who has it.</returns>
    public async Task<(Outcome Outcome, Guid? Holder)> Handle(Professional professional, Guid id, ReviewWish wish, CancellationToken ct)
    {
        if (Fault(wish) is { } fault) return (fault, null);
        await using var work = db.As(professional);
        await work.Query<Guid>(ReviewQueries.LockUndecided, new { id }, ct);
        if (await cases.Lock(work, id, ct) is not { } its || its.Unit != professional.Unit) return (Outcome.NotFound, null);
        if (await work.QueryOne<bool>(ReviewQueries.IsMade, new { ids = wish.Reviews.Values.ToArray() }, ct)) return (Outcome.Reviewed, null);
        if (!its.IsOpen) return (Outcome.Ended, null);
        // A fresh look, after the locks: a correction that was quicker is seen here, and one that is slower waits.
        var readings = (await work.Query<Reading>(ReviewQueries.Undecided, new { id }, ct)).FindAll(r => content.Measure(r.Measure) is not null);
        if (readings.Count == 0 || !readings.Select(r => (r.Id, r.Version)).ToHashSet().SetEquals(wish.Shown)) return (Outcome.Meanwhile, null);
        if (await cases.Take(work, professional, its, ct) is (false, var holder)) return holder is null ? (Outcome.Ended, null) : (Outcome.Held, holder);

        List<Review> reviews = [.. readings.GroupBy(r => r.Measure).Select(g => Decide(work, professional, its, content.Measure(g.Key)!, [.. g], wish))];
        audit.Record(work, "measurements.submission.reviewed", id, its.Whose);
        var answer = words.Answer(wish.Answer!.Trim(), [.. readings.Where(r => wish.LeftOut.ContainsKey(r.Id))], wish.LeftOut, its.Language);
        var said = wish.Act == ReviewAct.Finish
            ? await cases.FinishReviewed(work, professional, its, wish.Message, answer, words.Summary(reviews, readings.Count(r => wish.LeftOut.ContainsKey(r.Id)), its.Language), ct)
            : (await cases.Post(work, its, wish.Message, answer, ct)).Posted is not null;
        if (!said) return (Outcome.Ended, null);
        await work.Commit(ct);
        return (Outcome.Reviewed, null);
    }

    static Outcome? Fault(ReviewWish wish) => wish switch
    {
        { Answer: var answer } when string.IsNullOrWhiteSpace(answer) => Outcome.Empty,
        { Answer.Length: > LongestAnswer } => Outcome.TooLong,
        _ when Reply.Unfilled(wish.Answer!).Count > 0 => Outcome.Unfilled,
        _ => null,
    };

    /// <summary>The readings of one measure, and the review that says what was decided on which ground.</summary>
    Review Decide(Work work, Professional professional, Case its, Measure measure, List<Reading> readings, ReviewWish wish)
    {
        var id = wish.Reviews.GetValueOrDefault(measure.Id, wish.Message);
        var (left, rest) = (readings.FindAll(r => wish.LeftOut.ContainsKey(r.Id)), readings.FindAll(r => !wish.LeftOut.ContainsKey(r.Id)));
        var more = wish.Act == ReviewAct.More;
        if (left.Count > 0) work.Add(ReviewQueries.Refuse, new { review = id, ids = left.Select(r => r.Id).ToArray(), reasons = left.Select(r => wish.LeftOut[r.Id]).ToArray() });
        if (rest.Count > 0 && more) work.Add(ReviewQueries.Want, new { review = id, ids = rest.Select(r => r.Id).ToArray(), reason = wish.Wanted });
        else if (rest.Count > 0) work.Add(ReviewQueries.Accept, new { review = id, ids = rest.Select(r => r.Id).ToArray() });
        foreach (var r in left) audit.Record(work, "measurements.reading.refused", r.Id, its.Whose);
        foreach (var r in rest) audit.Record(work, more ? "measurements.reading.wanted" : "measurements.reading.accepted", r.Id, its.Whose);

        var review = Made(id, professional, its, measure, more ? [] : rest, more ? ReviewDecision.More : left.Count > 0 ? ReviewDecision.Partly : ReviewDecision.Accepted, readings);
        work.Add(ReviewQueries.Made, new
        {
            id, case_id = its.Id, subject = its.Whose, unit = review.Unit, measure = measure.Id, plan_id = review.PlanId, by = review.By, at = review.At, decision = review.Decision,
            readings = review.Readings, days = review.Days, from_at = review.FromAt, until_at = review.UntilAt, mean1 = review.Mean1, mean2 = review.Mean2, mean3 = review.Mean3, first_day_out = review.FirstDayOut,
        });
        if (more || measure.Code is null) return review;   // words and mood stay in the portal
        announce.Accepted(work, professional, rest);
        if (measure.Code.MeanCodes.Count > 0 && review.Readings > 1) announce.Reviewed(work, professional, its.Whose, id);   // the mean of one is the reading itself
        return review;
    }

    Review Made(Guid id, Professional professional, Case its, Measure measure, List<Reading> accepted, ReviewDecision decision, List<Reading> all)
    {
        var values = accepted.FindAll(r => !r.Withdraws);
        var summary = SeriesSummary.Of(measure, values, _ => null, null, clock.GetUtcNow().HelsinkiDate());
        return new Review
        {
            Id = id, CaseId = its.Id, Subject = its.Whose, Unit = professional.Unit, Measure = measure.Id, By = professional.StaffId, At = clock.GetUtcNow(), Decision = decision,
            PlanId = all.Select(r => r.PlanId).OfType<Guid>().Distinct().ToArray() is [var plan] ? plan : null,
        }.Of(values, summary);
    }
}
