using Portal.Features.Measurements;
using Portal.Features.Measurements.Ehr;
using Portal.Features.Measurements.Reviews;
using Portal.Tests.Platform.Ehr;

namespace Portal.Tests.Features.Measurements.Ehr;

/// <summary>A mean in the patient record is of the readings as they stand: an accepted correction or withdrawal makes a new version of it, once.</summary>
public sealed class MeanAgainTests : RecordTest
{
    readonly ReadingEntry[] three = new ReadingEntry[3];
    Guid mean;

    /// <summary>130/80, 134/84 and 138/88 of one day, reviewed and delivered: 134/84.</summary>
    async Task Delivered()
    {
        for (var i = 0; i < 3; i++) three[i] = Pressure(130 + 4 * i, 80 + 4 * i, null, At(7, 30 + i));
        await Sent(Aino.Resident, three);
        mean = await Accept([.. three.Select(e => e.Id)], [134, 84, null]);
        await DoJobsForHours(1);
        Assert.Equal(["final 134/84"], Told(mean));
    }

    async Task Correct(int which, int version, int systolic)
    {
        await Change(Aino.Resident, three[which].Id, version, three[which] with { Values = [systolic, 84 + 4 * (which - 1), null] });
        await Accept([three[which].Id]);
    }

    async Task Withdraw(int which, int version = 1)
    {
        await Change(Aino.Resident, three[which].Id, version, null);
        await Accept([three[which].Id]);
    }

    [Fact]
    public async Task A_correction_and_a_withdrawal_make_new_versions_and_a_mean_of_nothing_was_a_mistake()
    {
        await Delivered();
        await Correct(2, 1, 150);
        await DoJobsForHours(1);
        await Withdraw(0);
        await DoJobsForHours(1);
        Assert.Equal(["final 134/84", "corrected 138/84", "corrected 142/86"], Told(mean));
        var now = Ehr.Current("Observation", mean)!;
        Assert.Equal([$"urn:uuid:{three[1].Id}", $"urn:uuid:{three[2].Id}"], now["derivedFrom"]!.AsArray().Select(d => Of(d, "identifier.value")));
        Assert.Equal(($"urn:uuid:{mean}", "2026-11-23T07:31:00+02:00"), (Of(now, "identifier.0.value"), Of(now, "effectivePeriod.start")));
        Assert.Contains("Keskiarvo 2 kotimittauksesta 1 päivältä.", Of(now, "note.0.text"));

        await Withdraw(1);
        await Withdraw(2, version: 2);
        await DoJobsForHours(1);
        Assert.Equal("entered-in-error 142/86", Told(mean).Last());
        Assert.Equal(["CREATE", "UPDATE", "UPDATE", "UPDATE"], Ehr.VersionsOf("Provenance").Where(p => Of(p.Resource, "target.0.reference") == $"Observation/{mean}").Select(p => Of(p.Resource, "activity.coding.0.code")));
        Assert.Equal(5, await Db.ReadOne<int>("select delivered_version from measurements.review where id = @mean", new { mean }));
        Assert.Equal(134, await Db.ReadOne<decimal>("select mean1 from measurements.review where id = @mean", new { mean }));   // what the reviewer saw stays
        Assert.Empty(await NotDone());
    }

    [Theory]
    [MemberData(nameof(Fault.Names), MemberType = typeof(Fault))]
    public async Task Each_version_is_applied_once_when_the_EHR(string fault)
    {
        await Delivered();
        Ehr.FaultsAreFor = request => request == $"PUT Observation/{mean}" || request.StartsWith("PUT Provenance", StringComparison.Ordinal);
        foreach (var f in Fault.Kinds[fault]) Ehr.Faults.Enqueue(f);
        await Correct(2, 1, 150);
        await DoJobsForHours();
        await Ehr.Quiet();
        Assert.Equal(["final 134/84", "corrected 138/84"], Told(mean));
        Assert.Equal(Ehr.VersionsOf("Provenance").Count, Ehr.VersionsOf("Provenance").Select(v => v.Key).Distinct().Count());
        Assert.Equal(2, (await Audit.LinesOf(Aino.Id)).Count(l => l.Action == "measurements.review.delivered"));
        Assert.Empty(await NotDone());
    }

    [Fact]
    public async Task Two_corrections_in_one_press_are_one_version_and_a_refused_one_is_none()
    {
        await Delivered();
        await Change(Aino.Resident, three[0].Id, 1, three[0] with { Values = [120, 80, null] });
        await Change(Aino.Resident, three[1].Id, 1, three[1] with { Values = [120, 84, null] });
        await Accept([three[0].Id, three[1].Id]);
        await DoJobsForHours(1);
        Assert.Equal(["final 134/84", "corrected 126/84"], Told(mean));

        await Change(Aino.Resident, three[2].Id, 1, three[2] with { Values = [180, 88, null] });
        await Db.Write("update measurements.reading set state = 'refused' where id = @id and latest", new { id = three[2].Id });
        await Correct(1, 2, 126);
        await DoJobsForHours(1);
        Assert.Equal("corrected 128/84", Told(mean).Last());   // 120, 126 and still 138
        Assert.Empty(await NotDone());
    }

    [Fact]
    public async Task A_correction_that_is_quicker_than_the_mean_is_in_the_first_that_is_told()
    {
        Ehr.Down = true;
        for (var i = 0; i < 3; i++) three[i] = Pressure(130 + 4 * i, 80 + 4 * i, null, At(7, 30 + i));
        await Sent(Aino.Resident, three);
        mean = await Accept([.. three.Select(e => e.Id)], [134, 84, null]);
        await Host.DoJobs();
        await Correct(2, 1, 150);
        Ehr.Down = false;
        await DoJobsForHours();
        Assert.Equal(["final 138/84"], Told(mean));
        Assert.Empty(await NotDone());
    }

    [Fact]
    public async Task A_mean_of_which_nothing_was_left_before_it_was_told_is_never_told()
    {
        Ehr.Down = true;
        three[0] = Pressure(130, 80);
        await Sent(Aino.Resident, three[0]);
        mean = await Accept([three[0].Id], [130, 80, null]);
        await Host.DoJobs();
        await Withdraw(0);
        Ehr.Down = false;
        await DoJobsForHours();
        Assert.Empty(Told(mean));
        Assert.DoesNotContain(Ehr.VersionsOf("Provenance"), p => Of(p.Resource, "target.0.reference") == $"Observation/{mean}");
        Assert.Null(await Db.ReadOne<DateTimeOffset?>("select delivered_at from measurements.review where id = @mean", new { mean }));
        Assert.Empty(await NotDone());
    }

    [Fact]
    public async Task What_the_clinic_has_called_a_mistake_is_not_told_anew()
    {
        await Delivered();
        var there = Ehr.Current("Observation", mean)!.DeepClone().AsObject();
        there["status"] = "entered-in-error";
        Ehr.Clinic(there);
        await Correct(2, 1, 150);
        await DoJobsForHours(1);
        Assert.Equal(["final 134/84", "entered-in-error 134/84"], Told(mean));
        Assert.Equal(["final 138/88", "corrected 150/88"], Told(three[2].Id));
        Assert.Contains(PutVersion.ClinicHas, Assert.Single(await NotDone()));   // staff see it, and let it go
    }
}
