using Portal.DevStack.DemoData;
using Portal.Features.Cases;
using Portal.Tests.Features.Cases;
using Portal.Tests.House;

namespace Portal.Tests.DevStack;

public sealed class DemoCasesTests : CaseTest
{
    [Fact]
    public async Task A_nurse_finds_matters_waiting_and_a_second_start_adds_none()
    {
        var added = await DemoCases.Write(Db.OwnerConnection, Clock.Now, Ct);
        Assert.Equal(0, await DemoCases.Write(Db.OwnerConnection, Clock.Now, Ct));

        var nurse = await Host.SignInProfessional("keskusta");
        var ids = await Db.Read<Guid>("select id from cases.case where unit = 'keskusta'");
        Assert.InRange(ids.Count, 3, added - 1);
        foreach (var id in ids)
        {
            var (its, messages, events) = (await Cases.Whole(nurse.Professional, id, 0, Ct))!.Value;
            Assert.Equal((WaitsFor.Us, 1), (its.WaitsFor, its.LastSeq));
            Assert.NotEmpty(Assert.Single(messages).Text);
            Assert.Equal(CaseEvents.Received, Assert.Single(events).Kind);
        }
    }
}
