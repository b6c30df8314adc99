using Portal.Features.Cases;
using Portal.Features.Measurements;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements;

/// <summary>Values and words that must not wait: what the page says at once, and honestly who watches.</summary>
public class DangerPageTests : MeasurementTest
{
    const string Pressures = "/fi/measurements/blood-pressure";

    Task<List<Reading>> Kept(SignedInResident who) => Db.Read<Reading>("select * from measurements.reading where subject = @id order by measured_at, version", new { id = who.Id.Value });

    [Fact]
    public async Task A_dangerous_value_of_a_watched_plan_is_sent_at_once_and_says_so()
    {
        var aino = await Host.SignInResident();
        var plan = await OrderedWeek(aino.Id);
        var page = await (await aino.Browser.Open(Pressures)).Fill("systolic", "185").Fill("diastolic", "100").Press("Tallenna");
        page.Shows("Poikkeava arvo: ota yhteyttä tänään");
        page.Shows("Verenpaineesi on hyvin korkea.");
        page.Shows("Kukaan ei seuraa tätä juuri nyt.");
        page.Shows("Tämä lähetettiin heti:");
        Assert.NotEmpty(page.All(".danger-notice [role=alert] a[href='tel:112']"));
        Assert.NotEmpty(page.All(".danger-notice [role=alert] a[href='tel:116117']"));
        var r = Assert.Single(await Kept(aino));
        Assert.Equal((ReadingState.Sent, plan), (r.State, r.PlanId));
        var its = await Stored(r.CaseId!.Value);
        Assert.Equal((CaseChannel.Measurements, "dangerous-value", 2), (its.Channel, its.UrgencyWhy, its.Urgency));
    }

    [Fact]
    public async Task A_dangerous_value_that_nobody_watches_says_that_nobody_watches()
    {
        var aino = await Host.SignInResident();
        var page = await (await aino.Browser.Open(Pressures)).Fill("systolic", "185/100").Press("Tallenna");
        page.Shows("Kukaan ei seuraa tätä juuri nyt. Tätä ei ole lähetetty kenellekään.");
        Assert.Equal(ReadingState.Draft, Assert.Single(await Kept(aino)).State);
    }

    [Fact]
    public async Task Words_of_a_danger_show_whom_to_call()
    {
        var aino = await Host.SignInResident();
        var page = await (await aino.Browser.Open(Pressures)).Fill("systolic", "132/84").Fill("words", "Rintakipua, en saa henkeä.").Press("Tallenna");
        Assert.NotEmpty(page.All("main .notice.alarm a[href='tel:112']"));
        page = await (await aino.Browser.Open(Pressures)).Fill("systolic", "x").Fill("words", "Rintakipua, en saa henkeä.").Press("Tallenna");
        Assert.NotEmpty(page.All("main .notice.alarm a[href='tel:112']"));
    }
}
