using Portal.Features.Cases;
using Portal.Features.Measurements;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements;

/// <summary>A correction or a withdrawal is a new version; what a professional has accepted stays until they have looked again.</summary>
public sealed class ChangeReadingTests : MeasurementTest
{
    [Fact]
    public async Task Before_the_review_a_correction_takes_the_place_of_the_earlier_version()
    {
        var aino = (await Host.SignInResident()).Resident;
        var entry = Pressure(132, 84);
        var id = await Sent(aino, entry);
        var (outcome, _) = await Change(aino, entry.Id, 1, entry with { Values = [123, 84, null] });

        Assert.Equal(ChangeReading.Outcome.Changed, outcome);
        var latest = await Latest(entry.Id);
        Assert.Equal((2, 123m, ReadingState.Sent, id), (latest.Version, latest.Value1, latest.State, latest.CaseId!.Value));
        Assert.Equal(ChangeReading.Outcome.Meanwhile, (await Change(aino, entry.Id, 1, entry with { Values = [140, 84, null] })).Outcome);
        Assert.Equal(ChangeReading.Outcome.Same, (await Change(aino, entry.Id, 2, entry with { Values = [123, 84, null] })).Outcome);
    }

    [Fact]
    public async Task A_submission_of_which_all_is_withdrawn_ends()
    {
        var aino = (await Host.SignInResident()).Resident;
        var (one, two) = (Pressure(132, 84), Pressure(133, 85));
        var id = await Sent(aino, one, two);
        await Change(aino, one.Id, 1, null);
        Assert.True((await Stored(id)).IsOpen);
        await Change(aino, two.Id, 1, null);
        Assert.Equal((CaseState.Closed, "withdrawn"), ((await Stored(id)).State, (await Stored(id)).Outcome));
        Assert.Equal(ReadingState.Withdrawn, (await Latest(one.Id)).State);
    }

    [Fact]
    public async Task After_the_review_a_correction_is_sent_anew_and_both_versions_stay()
    {
        var aino = (await Host.SignInResident()).Resident;
        var entry = Pressure(132, 84);
        var first = await Accepted(aino, entry);

        await Change(aino, entry.Id, 1, entry with { Values = [123, 84, null] });
        var versions = await Versions(entry.Id);
        Assert.Equal([(ReadingState.Accepted, false), (ReadingState.Sent, true)], versions.Select(v => (v.State, v.Latest)));
        Assert.NotEqual(first, versions[1].CaseId);

        await Change(aino, entry.Id, 2, null);   // it was a mistake altogether: the professional decides, the record still has the first
        var withdrawal = await Latest(entry.Id);
        Assert.Equal((true, ReadingState.Sent, versions[1].CaseId), (withdrawal.Withdraws, withdrawal.State, withdrawal.CaseId));
    }

    /// <summary>Accepted and answered; the case in which it was.</summary>
    async Task<Guid> Accepted(Resident resident, ReadingEntry entry)
    {
        var id = await Sent(resident, entry);
        await Db.Write("update measurements.reading set state = 'accepted' where case_id = @id; update cases.case set state = 'closed', waits_for = 'nobody', closed_at = opened_at, promised_at = null where id = @id", new { id });
        return id;
    }
}
