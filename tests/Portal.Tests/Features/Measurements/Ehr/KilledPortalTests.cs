using Portal.Features.Content;
using Portal.Features.Measurements;
using Portal.Features.Measurements.Ehr;
using Portal.Tests.House;
using Portal.Tests.Platform.Ehr;

namespace Portal.Tests.Features.Measurements.Ehr;

/// <summary>The portal's process is killed (kill -9) after a professional has accepted a reading and before the EHR has it.</summary>
public sealed class KilledPortalTests : DatabaseTest
{
    readonly FakeEhr ehr = FakeEhr.Start();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await ehr.DisposeAsync();
    }

    Task<PortalProcess> StartPortal() => PortalProcess.Start(Db, new Dictionary<string, string>
    {
        ["Jobs:Run"] = "true", ["Jobs:Look"] = "00:00:00.2", ["Jobs:Lease"] = "00:00:03", ["Jobs:FirstPause"] = "00:00:00.5", ["Jobs:LongestPause"] = "00:00:01",
        ["Ehr:BaseUrl"] = $"{ehr.Address}/fhir", ["Ehr:TokenUrl"] = $"{ehr.Address}/oauth2/token",
    });

    [Fact]
    public async Task Killed_between_the_review_and_the_delivery_each_reading_arrives_once_after_the_next_start()
    {
        ehr.Down = true;
        IReadOnlyList<Guid> ids;
        await using (var portal = await StartPortal())
        {
            ids = await Accepted(5);
            await Eventually.Holds("a delivery has been tried", () => Task.FromResult(!ehr.Requests.IsEmpty));
            await portal.Kill();
        }
        Assert.Empty(ehr.History);
        ehr.Down = false;
        await using var again = await StartPortal();
        await Arrived(ids);
    }

    [Theory]
    [InlineData("PUT Observation")]
    [InlineData("PUT Provenance")]
    public async Task Killed_in_the_middle_of_a_delivery_each_reading_is_there_once(string request)
    {
        ehr.FaultsAreFor = r => r.StartsWith(request, StringComparison.Ordinal);
        ehr.Faults.Enqueue(new Fault(Status: 0, Late: true));   // the EHR goes on although nobody listens
        IReadOnlyList<Guid> ids;
        await using (var portal = await StartPortal())
        {
            ids = await Accepted(3);
            await Eventually.Holds("the delivery is under way", () => Task.FromResult(ehr.Faults.IsEmpty));
            await portal.Kill();
        }
        await using var again = await StartPortal();
        await Arrived(ids);
    }

    async Task Arrived(IReadOnlyList<Guid> ids)
    {
        await Eventually.Holds("all are noted as delivered",
            async () => await Db.ReadOne<int>("select count(delivered_at)::int from measurements.reading") == ids.Count, TimeSpan.FromSeconds(60));
        await ehr.Quiet();
        Assert.Single(ehr.VersionsOf("Patient"));
        foreach (var id in ids)
        {
            Assert.Single(ehr.VersionsOf("Observation", id));
            Assert.Single(ehr.VersionsOf("Provenance", FhirProvenance.Id(id, 1)));
        }
        Assert.Equal(2 * ids.Count, ehr.VersionsOf("Observation").Count);   // each with its pulse
    }

    /// <summary>Sent and accepted by a portal in this process, on the same database; its jobs do not run.</summary>
    async Task<IReadOnlyList<Guid>> Accepted(int count)
    {
        await using var host = await PortalHost.Start(Db, new ManualClock(DateTimeOffset.UtcNow));
        var (resident, nurse) = ((await host.SignInResident(1)).Resident, (await host.SignInProfessional()).Professional);
        var measure = host.Get<ContentFacade>().Measure("blood-pressure")!;
        List<ReadingEntry> entries = [.. Enumerable.Range(0, count).Select(i => new ReadingEntry(Guid.CreateVersion7(), measure, host.Clock.Now.AddMinutes(-10 - i), [130 + i, 80, 60]))];
        await host.Get<RecordReadings>().Handle(resident, entries, "fi", null, Ct);
        await host.Get<SendReadings>().Handle(resident, Guid.CreateVersion7(), "nurse-advice", [.. entries.Select(e => e.Id)], null, "fi", null, Ct);
        await host.Accept(Db, nurse, [.. entries.Select(e => e.Id)]);
        return [.. entries.Select(e => e.Id)];
    }
}
