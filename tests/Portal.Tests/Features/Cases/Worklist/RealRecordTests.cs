using Portal.Features.Cases;
using Portal.Features.Cases.Worklist;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Cases.Worklist;

/// <summary>A finished case delivered to a real FHIR R4 server, which checks every resource.</summary>
public class RealRecordTests : NeighbourTest
{
    [Theory]
    [InlineData(CaseChannel.Chat, "fi", "Jos kuume jatkuu kolme päivää.")]
    [InlineData(CaseChannel.Callback, "sv", null)]
    [InlineData(CaseChannel.Written, "en", "If it gets worse.")]
    public async Task What_we_send_is_valid_FHIR(CaseChannel channel, string language, string? again)
    {
        var (resident, nurse) = (await Host.SignInResident(Random.Shared.Next(20_000), turvakielto: language == "sv"), await Host.SignInProfessional());
        var queue = Host.Get<ContentFacade>().Queue("nurse-advice")!;
        var opened = await Host.Get<CasesFacade>().Open(resident.Resident, new(queue, channel, "Hei!", language), Ct);
        await Host.Get<TakeCase>().Handle(nurse.Professional, opened.Id, Ct);
        Assert.Equal(FinishCase.Result.Finished,
            await Host.Get<FinishCase>().Handle(nurse.Professional, opened.Id, new(Guid.CreateVersion7(), "Hei hei", "Sovimme & kirjasimme: <levosta>.", again, "advice"), Ct));
        await Host.DoJobs();
        Assert.Equal([("done", null)], await Db.Read<(string, string?)>("select state, last_error from jobs.job where queue = 'ehr-cases' and key = @Id", new { opened.Id }));
        Assert.Equal(1, await Db.ReadOne<int>("select count(*)::int from cases.event where case_id = @Id and kind = 'delivered'", new { opened.Id }));
    }
}
