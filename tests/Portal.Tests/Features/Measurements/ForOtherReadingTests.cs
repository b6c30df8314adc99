using System.Net;
using Portal.Features.ActingFor;
using Portal.Features.Measurements;
using Portal.Platform;
using Portal.Tests.Features.ActingFor;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements;

/// <summary>Measurements for somebody else: by right, with the person told and the mirror showing each act.</summary>
public class ForOtherReadingTests : MeasurementTest
{
    const string Pressures = "/fi/measurements/blood-pressure";

    static Task<Page> Enter(SignedInResident who, string value) => Enter(who.Browser, value);

    static async Task<Page> Enter(Browser browser, string value) => await (await browser.Open(Pressures)).Fill("systolic", value).Press("Tallenna");

    Task<List<Reading>> Of(PersonId subject) => Db.Read<Reading>("select * from measurements.reading where subject = @id order by entered_at, id", new { id = subject.Value });

    [Fact]
    public async Task A_daughter_records_and_sends_for_her_mother_who_sees_who_did()
    {
        var (tuula, lempi) = (await Host.SignInResident(), await Host.SignInResident(2));
        var acting = await Host.ActFor(tuula, lempi);
        (await Enter(acting, "132/84")).Shows("Tallennettu");
        var r = Assert.Single(await Of(lempi.Id));
        Assert.Equal((tuula.Id.Value, Basis.Mandate, MeasuredBy.Family), (r.EnteredBy, r.EnteredBasis, r.MeasuredBy));
        Assert.Empty(await Of(tuula.Id));
        await (await acting.Browser.Open("/fi/measurements/send")).Choose(Queue.Name.Fi).Press("Lähetä");
        r = await Latest(r.Id);
        Assert.Equal((ReadingState.Sent, lempi.Id), (r.State, (await Stored(r.CaseId!.Value)).Subject));
        Assert.Equal(1, await Db.ReadOne<int>("select count(*)::int from jobs.job where queue = 'acting' and subject = @id", new { id = lempi.Id.Value }));   // told once, of the sending

        var line = (await Audit.LinesOf(lempi.Id)).Single(l => l.Action == "measurements.reading.entered");
        Assert.Equal((tuula.Id.Value, "mandate"), (line.Self, line.Basis));
        (await lempi.Browser.Open($"/fi/measurements/reading/{r.Id}")).Shows("valtuutettu");
        var mirror = await lempi.Browser.Open("/fi/acting/mirror");
        mirror.Shows("kirjasi mittauksen");
        mirror.Shows("lähetti mittauksia ammattilaiselle");
        Assert.Contains($"/fi/measurements/reading/{r.Id}", mirror.All("a").Select(a => a.GetAttribute("href")));
        Assert.Contains($"/fi/measurements/sent/{r.CaseId}", mirror.All("a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task A_mandate_for_something_else_is_no_right()
    {
        var (tuula, lempi) = (await Host.SignInResident(), await Host.SignInResident(2));
        var acting = await Host.ActFor(tuula, lempi, theme: FakeRegisters.Social);
        Assert.Contains("/acting/not-allowed", (await acting.Browser.Open(Pressures)).Path);
    }

    [Fact]
    public async Task When_the_right_has_ended_nothing_is_recorded()
    {
        var (tuula, lempi) = (await Host.SignInResident(), await Host.SignInResident(2));
        var acting = await Host.ActFor(tuula, lempi);
        var page = (await acting.Browser.Open(Pressures)).Fill("systolic", "132/84");
        await Host.EndRight(acting);
        (await page.Press("Tallenna")).DoesNotShow("Tallennettu");
        Assert.Empty(await Of(lempi.Id));
        Assert.Empty(await Of(tuula.Id));
    }

    [Fact]
    public async Task What_a_young_person_keeps_to_themselves_a_guardian_does_not_see()
    {
        var hetu = TestHetu.Child(16);
        var eino = await Host.SignInResident(hetu);
        await Host.Get<RecordReadings>().Handle(eino.Resident, [Pressure(111, 71)], "fi", new DateOnly(2010, 11, 22), Ct);
        var parent = await Host.ActFor(await Host.SignInResident(), hetu);
        Assert.Contains("/acting/not-allowed", (await parent.Browser.Open(Pressures)).Path);
        await Db.Write("insert into acting_for.permission (young, area, allowed, decided_at) values (@id, 'measurements', true, @now)", new { id = eino.Id.Value, now = Clock.Now });
        await Host.Ask(parent.Resident.Self, hetu, Basis.Guardian);
        parent = await Host.Choose(parent, eino.Id, Basis.Guardian);
        var page = await parent.Browser.Open(Pressures);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        page.DoesNotShow("111/71");
        (await Enter(parent, "112/72")).Shows("112/72 mmHg");
        (await eino.Browser.Open(Pressures)).Shows("112/72 mmHg");
    }
}
