using Portal.Features.Measurements;
using Portal.Platform.Db;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements.Reviews;

/// <summary>The row of a submission says how many readings it brings, and nothing of whose they are.</summary>
public sealed class WorklistRowTests : ReviewTest
{
    const string Worklist = "/fi/staff/worklist";

    static string RowOf(Page page, Guid id) => House.Page.Words(page.Find($"tr[data-row='{id}']"));

    [Fact]
    public async Task Each_submission_tells_how_much_is_ahead()
    {
        var (aino, mikko) = (await Host.SignInResident(1), await Host.SignInResident(2));
        var (week, _) = await SentWeek(aino.Resident);
        var single = Pressure(140, 90);
        var one = await Sent(mikko.Resident, single);
        var chat = (await Opened((await Host.SignInResident(3)).Resident)).Id;
        var nurse = await Host.SignInProfessional();
        var page = await nurse.Browser.Open(Worklist);
        Assert.Contains("66 v, 14 mittausta", RowOf(page, week));
        Assert.Contains("66 v, 1 mittaus", RowOf(page, one));
        Assert.DoesNotContain("mittau", RowOf(page, chat));
        Assert.Contains(page.All("button"), b => AccessibleName.Of(b).Contains("66 v, 14 mittausta, ", StringComparison.Ordinal));
        page.DoesNotShow("140/90");

        await Change(mikko.Resident, single.Id, 1, single with { Values = [141, 90, null] });   // another version is not another reading
        await Sent(mikko.Resident, Pressure(138, 88), Pressure(136, 87));
        Assert.Contains("66 v, 3 mittausta", RowOf(await nurse.Browser.Open(Worklist), one));
        (await nurse.Browser.Open("/sv/staff/worklist")).Shows("66 år, 3 mätningar");
        (await nurse.Browser.Open("/en/staff/worklist")).Shows("66 years, 3 measurements");
    }

    [Fact]
    public async Task What_has_been_decided_and_what_is_not_sent_is_not_ahead()
    {
        var aino = await Host.SignInResident();
        var (odd, good) = (Pressure(150, 95), Pressure(132, 84));
        var id = await Sent(aino.Resident, odd, good);
        await Record(aino.Resident, Pressure(130, 80));
        var nurse = await Host.SignInProfessional();
        await Review(nurse, id, await Wish(id, Portal.Features.Measurements.Reviews.ReviewAct.GoOn));
        await Change(aino.Resident, good.Id, 1, good with { Values = [133, 84, null] });
        Assert.Contains("66 v, 1 mittaus", RowOf(await nurse.Browser.Open(Worklist), id));
    }

    [Fact]
    public async Task Another_units_submission_has_no_number_for_the_professional()
    {
        var id = await Sent((await Host.SignInResident()).Resident, Pressure(132, 84));
        async Task<int> Rows(SignedInProfessional who)
        {
            await using var work = Host.Get<PortalDb>().As(who.Professional);
            return (await Host.Get<Portal.Features.Cases.IRowRemark>().Of(work, [id], Ct)).Count;
        }
        Assert.Equal(1, await Rows(await Host.SignInProfessional()));
        Assert.Equal(0, await Rows(await Host.SignInProfessional("rantakyla", subject: "toinen")));
    }
}
