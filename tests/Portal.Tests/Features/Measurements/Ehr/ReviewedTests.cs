using Portal.Features.Measurements;
using Portal.Features.Measurements.Reviews;
using Portal.Tests.House;
using Portal.Tests.Platform.Ehr;

namespace Portal.Tests.Features.Measurements.Ehr;

/// <summary>From the press of the reviewer into the patient record.</summary>
public sealed class ReviewedTests : RecordTest
{
    async Task Decide(Guid caseId, params Guid[] left)
    {
        var shown = (await Db.Read<(Guid, int)>("select id, version from measurements.reading where case_id = @caseId and latest and state in ('sent', 'seen', 'wanted')", new { caseId })).ToHashSet();
        var (outcome, _) = await Host.Get<ReviewReadings>().Handle(Nurse.Professional, caseId, new(ReviewAct.GoOn, new Dictionary<string, Guid> { ["blood-pressure"] = Guid.CreateVersion7() }, shown,
            left.ToDictionary(id => id, _ => "Mittari oli väärin"), null, Guid.CreateVersion7(), "Hyvä."), Ct);
        Assert.Equal(ReviewReadings.Outcome.Reviewed, outcome);
    }

    [Fact]
    public async Task What_was_accepted_goes_with_its_mean_what_was_not_stays_and_a_mistake_is_taken_out()
    {
        var (yesterday, first, second, odd) = (Pressure(150, 95, 70, At(7, 30, -1)), Pressure(132, 84, 60, At(7, 30)), Pressure(134, 86, 62, At(7, 32)), Pressure(190, 100, 64, At(7, 34)));
        var caseId = await Sent(Aino.Resident, yesterday, first, second, odd);
        var page = $"/fi/staff/cases/{caseId}";
        await Decide(caseId, odd.Id);
        (await Nurse.Browser.Open(page)).Shows("Potilaskertomuksessa 0/3");
        await Host.DoJobs();
        (await Nurse.Browser.Open(page)).Shows("Potilaskertomuksessa 3/3");
        Assert.Equal(["final 132/84"], Told(first.Id));
        Assert.Empty(Told(odd.Id));
        var review = await Db.ReadOne<Guid>("select id from measurements.review");
        Assert.Equal(["final 133/85/61"], Told(review));
        Assert.Equal(2, Ehr.Current("Observation", review)!["derivedFrom"]!.AsArray().Count);   // the first day is left out

        await Change(Aino.Resident, first.Id, 1, null);
        await Decide(caseId);
        await Host.DoJobs();
        Assert.Equal(["final 132/84", "entered-in-error 132/84"], Told(first.Id));
        Assert.Equal(["final 133/85/61", "corrected 134/86/62"], Told(review));   // the mean is of what is left
        Assert.Empty(await NotDone());
    }

    [Fact]
    public async Task While_the_record_is_away_the_professional_sees_that_it_waits()
    {
        var caseId = await Sent(Aino.Resident, Pressure(132, 84));
        Ehr.Down = true;
        await Decide(caseId);
        await Host.DoJobs();
        (await Nurse.Browser.Open($"/fi/staff/cases/{caseId}")).Shows("Odottaa siirtoa: Järjestelmä ei vastannut ajoissa.");
        Ehr.Down = false;
        await DoJobsForHours(1);
        (await (await Host.SignInProfessional()).Browser.Open($"/fi/staff/cases/{caseId}")).Shows("Potilaskertomuksessa 1/1");
    }
}
