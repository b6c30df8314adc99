using System.Diagnostics;
using System.Text.Json.Nodes;
using Portal.DevStack;
using Portal.Features.Content;
using Portal.Features.Measurements;
using Portal.Features.Measurements.Ehr;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements.Ehr;

/// <summary>Measurements into a real FHIR R4 server, which checks every resource, and back.</summary>
public sealed class RealRecordTests : NeighbourTest
{
    SignedInResident resident = null!;
    Professional nurse = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (resident, nurse) = (await Host.SignInResident(Random.Shared.Next(20_000)), (await Host.SignInProfessional()).Professional);
        await EhrFaults("DELETE", null);
    }

    ReadingEntry Entry(string measure, params decimal?[] values) =>
        new(Guid.CreateVersion7(), Host.Get<ContentFacade>().Measure(measure)!, DateTimeOffset.FromUnixTimeSeconds(Clock.Now.AddHours(-2).ToUnixTimeSeconds()), values);

    async Task Accepted(params ReadingEntry[] entries)
    {
        await Host.Get<RecordReadings>().Handle(resident.Resident, entries, "fi", null, Ct);
        await Host.Get<SendReadings>().Handle(resident.Resident, Guid.CreateVersion7(), "nurse-advice", [.. entries.Select(e => e.Id)], null, "fi", null, Ct);
        await Host.Accept(Db, nurse, [.. entries.Select(e => e.Id)], [.. entries[0].Values.Concat([null, null, null]).Take(3)], measure: entries[0].Measure.Id);
    }

    [Fact]
    public async Task What_we_send_is_accepted_by_R4_validation_and_by_the_published_rules_and_comes_back_as_it_was()
    {
        var summer = new DateTimeOffset(2026, 7, 1, 4, 30, 12, TimeSpan.Zero);
        ReadingEntry[] all =
        [
            Entry("blood-pressure", 132, 84, 62) with { Posture = Posture.Sitting, Device = "Omron <M3> & co", Words = "Kahvin jälkeen \"kiireessä\"\nja väsynyt 😀", Confirmed = true },
            Entry("blood-pressure", 141, 91, null) with { MeasuredAt = summer, MeasuredBy = MeasuredBy.Family },
            Entry("glucose", 6.10m) with { Context = "fasting" },
            Entry("glucose", (decimal?)null) with { MeterShows = "HI", Context = "after-meal" },
            Entry("weight", 72.05m) with { Posture = Posture.Standing },
            Entry("temperature", 36.6m) with { Context = "ear" },
            Entry("oxygen-saturation", 97, 61),
            Entry("peak-flow", 480),
            Entry("pain", 4),
        ];
        foreach (var entry in all) await Accepted(entry);
        await Host.DoJobs();   // what is told of them first; the corrections come after it
        var plan = Guid.CreateVersion7();
        await Db.Write("""
            insert into measurements.plan (id, subject, measure, template, queue, unit, ordered_by, ordered_at, starts_on, ends_on, times, each_time, every_days, target_under, target_under_second, look_by, note, state, ended_at, stop_reason)
            values (@plan, @subject, 'blood-pressure', 'blood-pressure-week', 'nurse-advice', 'keskusta', @by, @now, @day, @day, '{morning,evening}', 2, 1, 135, 85, @now + interval '9 days', 'Mittaa rauhassa', 'stopped', @now + interval '2 days', 'changed-need')
            """, new { plan, subject = resident.Id.Value, by = nurse.StaffId, now = Clock.Now, day = Clock.Now.UtcDateTime.Date });
        await using (var work = Host.Get<PortalDb>().As(nurse))
        {
            foreach (var version in (int[])[1, 2]) Host.Get<Announce>().Planned(work, "keskusta", nurse.StaffId, resident.Id, plan, version);
            await work.Commit(Ct);
        }
        await Host.Get<ChangeReading>().Handle(resident.Resident, all[0].Id, 1, all[0] with { Values = [123, 84, null] }, null, "fi", null, Ct);
        await Host.Accept(Db, nurse, [all[0].Id]);
        await Host.Get<ChangeReading>().Handle(resident.Resident, all[1].Id, 1, null, "Väärä mittari", "fi", null, Ct);
        await Host.Accept(Db, nurse, [all[1].Id]);
        await Host.DoJobs();
        Assert.Empty(await Db.Read<string>("select coalesce(last_error, state) from jobs.job where queue = 'ehr-measurements' and state <> 'done'"));

        List<JsonNode?> sent = [.. await EhrHistory($"Task/{plan}")];
        foreach (var entry in all) sent.AddRange(await EhrHistory($"Observation/{entry.Id}"));
        foreach (var of in await Db.Read<Guid>("select id from measurements.review where delivered_at is not null")) sent.AddRange(await EhrHistory($"Observation/{of}"));
        foreach (var r in await Db.Read<Reading>("select * from measurements.reading where delivered_at is not null")) sent.AddRange(await EhrHistory($"Provenance/{FhirProvenance.Id(r.Id, r.Version)}"));
        Assert.True(sent.Count >= 2 + 10 + 10 + 10, $"Only {sent.Count} were looked at.");
        Assert.Equal((0, ""), await Rules(sent.OfType<JsonObject>()));
        Assert.Equal(["final", "corrected"], (await EhrHistory($"Observation/{all[0].Id}")).Select(o => o!["status"]!.ToString()));

        async Task<IEnumerable<string>> MeanOf(ReadingEntry entry) => (await EhrHistory($"Observation/{(await Reviews(entry.Id))[0]}")).Select(o => o!["status"]!.ToString());
        Assert.Equal(["final", "corrected"], await MeanOf(all[0]));
        Assert.Equal(["final", "entered-in-error"], await MeanOf(all[1]));

        await Host.Get<FetchObservations>().Handle(resident.Id, false, Ct);
        var copies = await Db.Read<EhrItem>("select * from measurements.ehr_copy where reading is not null");
        Assert.Equal(all.Select(e => e.Id).Order(), copies.Select(c => c.Reading!.Value).Order());
        Assert.All(copies, c => Assert.False(c.Differs, $"{c.Measure} {c.Value1} {c.At} {c.Status}"));
        foreach (var entry in all.Skip(2))
            Assert.Equal((entry.Measure.Id, entry.MeasuredAt.ToUniversalTime(), entry.Value(0), entry.Value(1)), copies.Where(c => c.Reading == entry.Id).Select(c => ((string?)c.Measure!, c.At.ToUniversalTime(), c.Value1, c.Value2)).Single());
        Assert.Equal("Kahvin jälkeen \"kiireessä\"\nja väsynyt 😀", (await EhrHistory($"Observation/{all[0].Id}"))[0]!["note"]![0]!["text"]!.ToString());
        Assert.Equal("2026-07-01T07:30:12+03:00", (await EhrHistory($"Observation/{all[1].Id}"))[0]!["effectiveDateTime"]!.ToString());
    }

    [Theory]
    [InlineData("down", 3)]
    [InlineData("slow", 1)]
    [InlineData("500", 2)]
    [InlineData("500-after-apply", 1)]
    [InlineData("drop-answer", 1)]
    [InlineData("duplicate", 2)]
    public async Task Each_version_is_there_once_and_in_order_when_the_EHR_is_or_does(string mode, int count)
    {
        object fault = mode == "down" ? new { mode, count } : new { mode, count, ms = 12_000, method = "PUT" };
        var entry = Entry("blood-pressure", 132, 84, 62);
        await EhrFaults("POST", fault);
        await Accepted(entry);
        await Deliver();
        await EhrFaults("POST", fault);
        await Host.Get<ChangeReading>().Handle(resident.Resident, entry.Id, 1, entry with { Values = [123, 84, 62] }, null, "fi", null, Ct);
        await Host.Accept(Db, nurse, [entry.Id]);
        await Deliver();
        Assert.Equal(["final 132", "corrected 123"], (await EhrHistory($"Observation/{entry.Id}")).Select(o => $"{o!["status"]} {o["component"]![0]!["valueQuantity"]!["value"]}"));
        Assert.Single(await EhrHistory($"Provenance/{FhirProvenance.Id(entry.Id, 2)}"));
        Assert.Equal(2, await Db.ReadOne<int>("select count(delivered_at)::int from measurements.reading where id = @Id", new { entry.Id }));
    }

    /// <summary>The reviews of a reading's versions.</summary>
    Task<List<Guid>> Reviews(Guid reading) => Db.Read<Guid>("select review_id from measurements.reading where id = @reading order by version", new { reading });

    /// <summary>As the pauses between the attempts pass.</summary>
    async Task Deliver()
    {
        for (var i = 0; i < 8; i++)
        {
            await Host.DoJobs();
            Clock.Advance(TimeSpan.FromSeconds(8));
        }
    }

    /// <summary>HL7's JSON rules of R4, by a validator that is not ours.</summary>
    static async Task<(int, string)> Rules(IEnumerable<JsonObject> resources)
    {
        var start = new ProcessStartInfo("node", ["testing/rules.mjs"]) { WorkingDirectory = Repository.Folder("infra", "ehr"), RedirectStandardInput = true, RedirectStandardOutput = true };
        using var rules = Process.Start(start)!;
        foreach (var resource in resources) await rules.StandardInput.WriteLineAsync(resource.ToJsonString());
        rules.StandardInput.Close();
        var said = await rules.StandardOutput.ReadToEndAsync(Ct);
        await rules.WaitForExitAsync(Ct);
        return (rules.ExitCode, said.Trim());
    }
}
