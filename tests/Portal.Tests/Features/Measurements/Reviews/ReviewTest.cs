using Portal.Features.Cases;
using Portal.Features.Measurements;
using Portal.Features.Measurements.Reviews;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements.Reviews;

/// <summary>A submission on a professional's page.</summary>
public abstract class ReviewTest : MeasurementTest
{
    internal static string PageOf(Guid id) => $"/fi/staff/cases/{id}";

    /// <summary>A week that Keskusta ordered, two readings a day around 128/78, sent on the eighth day; the clock is then there.</summary>
    internal async Task<(Guid CaseId, ReadingEntry[] Entries)> SentWeek(Resident resident, int above = 0)
    {
        var plan = await OrderedWeek(resident.Subject);
        ReadingEntry[] entries = [.. Enumerable.Range(0, 7).SelectMany(d => new[] { Pressure(128 + above + d % 3, 78, 62, At(7, 30, d), plan), Pressure(126 + above + d % 2, 76, 60, At(20, 0, d), plan) })];
        Clock.Advance(TimeSpan.FromDays(7));
        return (await Sent(resident, entries), entries);
    }

    /// <summary>What a page that was opened now would send.</summary>
    internal async Task<ReviewWish> Wish(Guid caseId, ReviewAct act = ReviewAct.Finish, string? answer = "Kiitos, kaikki hyvin.", params (Guid Id, string Reason)[] left)
    {
        var shown = await Db.Read<Reading>("select * from measurements.reading where case_id = @caseId and latest and state in ('sent', 'seen', 'wanted')", new { caseId });
        return new(act, shown.Select(r => r.Measure).Distinct().ToDictionary(m => m, _ => Guid.CreateVersion7()), shown.Select(r => (r.Id, r.Version)).ToHashSet(),
            left.ToDictionary(l => l.Id, l => l.Reason), null, Guid.CreateVersion7(), answer);
    }

    internal Task<(ReviewReadings.Outcome Outcome, Guid? Holder)> Review(SignedInProfessional nurse, Guid caseId, ReviewWish wish) =>
        Host.Get<ReviewReadings>().Handle(nurse.Professional, caseId, wish, Ct);

    internal async Task<ReviewReadings.Outcome> Review(SignedInProfessional nurse, Guid caseId) => (await Review(nurse, caseId, await Wish(caseId))).Outcome;

    internal Task<List<Review>> Reviews() => Db.Read<Review>("select * from measurements.review order by at, id");

    /// <summary>What is on its way to the patient record: "reading:1", "review:0" …</summary>
    internal Task<List<string>> News() => Db.Read<string>("select (array['reading', 'review', 'plan'])[(payload->>'of')::int + 1] || ':' || (payload->>'version') from jobs.job where queue = 'ehr-measurements' order by seq");
}
