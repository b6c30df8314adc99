using System.Text.Json;
using Portal.Features.Cases;
using Portal.Tests.House;

namespace Portal.Tests.Features.Cases.Live;

/// <summary>Those who look at the worklist hear that it has changed, and those who wait hear their place.</summary>
public sealed class LiveWorklistTests : LiveTest
{
    [Fact]
    public async Task A_new_case_and_a_new_message_wake_the_units_worklist_and_no_other()
    {
        var (nurse, elsewhere) = (await Host.SignInProfessional(), await Host.SignInProfessional("rantakyla", subject: "other-unit"));
        var (here, away) = (await Connect(nurse.Browser), await Connect(elsewhere.Browser));
        await here.Call("Watch");
        await away.Call("Watch");
        var guest = GuestBrowser.New();
        var its = await Opened(guest.Guest, null);
        await here.Hears("worklist");
        var before = here.Heard.Count;
        await Cases.Post(guest.Guest, its, Guid.CreateVersion7(), "Hei", Ct);
        await Eventually.Holds("the worklist is told again", () => Task.FromResult(here.Heard.Count > before));
        Assert.Empty(away.Heard);
    }

    [Fact]
    public async Task Who_waits_in_a_chat_hears_when_the_place_changes()
    {
        var (first, second, nurse) = (GuestBrowser.New(), GuestBrowser.New(), await Host.SignInProfessional());
        var before = await Opened(first.Guest);
        Clock.Advance(TimeSpan.FromSeconds(10));
        var after = await Opened(second.Guest);
        await Db.Write("insert into cases.presence (staff, unit, takes_chats, seen_at) values (@staff, 'keskusta', true, @now)", new { staff = nurse.Professional.StaffId, now = Clock.Now });
        var waiting = await Connect(second);
        Assert.Equal(2, (await waiting.Join(after.Id)).Position);

        await using (var work = Host.Get<Portal.Platform.Db.PortalDb>().As(nurse.Professional))
        {
            Cases.Close(work, before, "answered");
            await work.Commit(Ct);
        }
        await waiting.Hears("queue", a => a[0].GetGuid() == after.Id && a[1].GetInt32() == 1 && a[2].GetInt32() == 0 && a[3].ValueKind == JsonValueKind.Number);
        Assert.DoesNotContain(waiting.Heard, h => h.Target == "worklist");
    }
}
