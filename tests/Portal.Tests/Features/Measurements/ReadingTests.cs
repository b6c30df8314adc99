using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Features.Measurements;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements;

/// <summary>Readings are kept once, sent once, corrected without losing what was, and seen by nobody but whose they are.</summary>
public sealed class ReadingTests : MeasurementTest
{
    [Fact]
    public async Task A_reading_is_kept_as_typed_and_is_a_draft()
    {
        var aino = (await Host.SignInResident()).Resident;
        var entry = Pressure(132, 84, 62) with { Posture = Posture.Sitting, Device = "Omron", Words = "ennen aamiaista" };
        var kept = await Record(aino, entry);

        Assert.Equal(RecordReadings.Outcome.Kept, kept.Outcome);
        var reading = await Latest(entry.Id);
        Assert.Equal((ReadingState.Draft, 132m, 84m, 62m, At(7, 30)), (reading.State, reading.Value1, reading.Value2, reading.Value3, reading.MeasuredAt));
        Assert.Equal((Posture.Sitting, "Omron", "ennen aamiaista", Basis.Self), (reading.Posture, reading.Device, reading.Words, reading.EnteredBasis));
        Assert.Contains(await Audit.LinesOf(aino.Subject), line => line.Action == "measurements.reading.entered");
    }

    [Fact]
    public async Task The_zeros_that_were_typed_are_kept()
    {
        var aino = (await Host.SignInResident()).Resident;
        var entry = Pressure(132, 84) with { Values = [132.0m, 84m, null] };
        await Record(aino, entry);
        Assert.Equal("132.0", await Db.ReadOne<string>("select value1::text from measurements.reading where id = @id", new { id = entry.Id }));
    }

    [Fact]
    public async Task Sent_by_two_tabs_at_once_each_is_there_once()
    {
        var aino = (await Host.SignInResident()).Resident;
        var entries = Enumerable.Range(0, 10).Select(i => Pressure(130 + i, 80)).ToArray();
        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Record(aino, entries)));

        Assert.All(all, kept => Assert.Equal(RecordReadings.Outcome.Kept, kept.Outcome));
        Assert.Equal(10, await Db.ReadOne<int>("select count(*)::int from measurements.reading"));
    }

    [Fact]
    public async Task The_id_of_somebody_elses_reading_takes_nothing_and_tells_nothing()
    {
        var aino = (await Host.SignInResident(1)).Resident;
        var mikko = (await Host.SignInResident(2)).Resident;
        var hers = Pressure(132, 84);
        await Record(aino, hers);

        var taken = await Record(mikko, Pressure(200, 130, id: hers.Id), Pressure(120, 80));
        Assert.Equal(RecordReadings.Outcome.Taken, taken.Outcome);
        Assert.Equal(132, (await Latest(hers.Id)).Value1);
        Assert.Equal(1, await Db.ReadOne<int>("select count(*)::int from measurements.reading"));
    }

    [Fact]
    public async Task Sent_readings_are_a_case_and_what_comes_later_joins_it()
    {
        var aino = (await Host.SignInResident()).Resident;
        var first = Pressure(132, 84);
        var id = await Sent(aino, first);
        var its = await Stored(id);
        Assert.Equal((CaseChannel.Measurements, "measurements", "keskusta", WaitsFor.Us), (its.Channel, its.Area, its.Unit, its.WaitsFor));
        Assert.Equal((ReadingState.Sent, id), ((await Latest(first.Id)).State, (await Latest(first.Id)).CaseId!.Value));

        Assert.Equal(id, await Sent(aino, Pressure(128, 80)));
        Assert.Equal(2, await Db.ReadOne<int>("select count(*)::int from measurements.reading where case_id = @id", new { id }));
    }

    [Fact]
    public async Task Sent_twice_at_once_each_reading_is_in_one_case()
    {
        var aino = (await Host.SignInResident()).Resident;
        var entry = Pressure(132, 84);
        await Record(aino, entry);
        var page = Guid.CreateVersion7();
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Host.Get<SendReadings>().Handle(aino, page, "nurse-advice", [entry.Id], null, "fi", null, Ct)));
        Assert.Contains(all, a => a.Outcome == SendReadings.Outcome.Sent);
        Assert.Single(await Versions(entry.Id));
        Assert.Equal(1, await Db.ReadOne<int>("select count(*)::int from cases.case"));
    }

    [Fact]
    public async Task A_dangerous_value_of_a_watched_plan_is_sent_at_once_and_lifts_the_case()
    {
        var aino = (await Host.SignInResident()).Resident;
        var plan = await OrderedWeek(aino.Subject);
        var (calm, high) = (Pressure(132, 84, plan: plan), Pressure(204, 110, plan: plan));
        var kept = await Record(aino, calm, high);

        Assert.Equal(high.Id, Assert.Single(kept.Dangers).Id);
        Assert.Equal(DangerLevel.Emergency, kept.Dangers.Single().Limit.Level);
        var its = await Stored(kept.CaseId!.Value);
        Assert.Equal((1, "dangerous-value"), (its.Urgency, its.UrgencyWhy));
        Assert.Equal((ReadingState.Draft, ReadingState.Sent), ((await Latest(calm.Id)).State, (await Latest(high.Id)).State));

        var again = await Record(aino, Pressure(185, 112, plan: plan));   // while the first waits: the same case
        Assert.Equal(kept.CaseId, again.CaseId);
    }

    [Fact]
    public async Task Dangerous_values_of_two_plans_go_to_those_who_watch_each()
    {
        var aino = (await Host.SignInResident()).Resident;
        var (near, far) = (await OrderedWeek(aino.Subject), await OrderedWeek(aino.Subject, "rantakyla-nurse", "rantakyla"));
        var (high, higher) = (Pressure(185, 112, plan: near), Pressure(204, 110, at: At(7, 45), plan: far));
        var kept = await Record(aino, high, higher);

        Assert.Equal(("nurse-advice", 2), await QueueOf((await Latest(high.Id)).CaseId!.Value));
        Assert.Equal(("rantakyla-nurse", 1), await QueueOf((await Latest(higher.Id)).CaseId!.Value));
        Assert.Equal((await Latest(higher.Id)).CaseId, kept.CaseId);   // the page tells of the worst

        async Task<(string, int)> QueueOf(Guid id) => await Stored(id) is var its ? (its.Queue, its.Urgency) : default;
    }

    [Fact]
    public async Task A_dangerous_value_of_an_own_diary_is_told_and_sent_to_nobody()
    {
        var aino = (await Host.SignInResident()).Resident;
        var kept = await Record(aino, Pressure(204, 110));
        Assert.Equal("bp-emergency", Assert.Single(kept.Dangers).Limit.Id);
        Assert.Null(kept.CaseId);
        Assert.Equal(0, await Db.ReadOne<int>("select count(*)::int from cases.case"));
    }

    [Fact]
    public async Task Somebody_elses_reading_is_not_found()
    {
        var aino = (await Host.SignInResident(1)).Resident;
        var mikko = (await Host.SignInResident(2)).Resident;
        var entry = Pressure(132, 84);
        await Record(aino, entry);
        Assert.Equal(ChangeReading.Outcome.NotFound, (await Change(mikko, entry.Id, 1, null)).Outcome);
        Assert.Equal(SendReadings.Outcome.Nothing, (await Host.Get<SendReadings>().Handle(mikko, Guid.CreateVersion7(), "nurse-advice", [entry.Id], null, "fi", null, Ct)).Outcome);
        Assert.Equal(ReadingState.Draft, (await Latest(entry.Id)).State);
    }

    [Fact]
    public async Task A_professional_sees_what_was_sent_to_their_unit_and_no_draft()
    {
        var aino = (await Host.SignInResident()).Resident;
        var (sent, draft) = (Pressure(132, 84), Pressure(140, 90));
        await Sent(aino, sent);
        await Record(aino, draft);
        var here = (await Host.SignInProfessional()).Professional;
        var elsewhere = (await Host.SignInProfessional("rantakyla")).Professional;

        Assert.Equal([sent.Id], await SeenBy(here));
        Assert.Empty(await SeenBy(elsewhere));
    }

    async Task<List<Guid>> SeenBy(Actor actor)
    {
        await using var work = Host.Get<PortalDb>().As(actor);
        return await work.CommitWith<Guid>("select id from measurements.reading", null, Ct);
    }
}
