using System.Net;
using Portal.Features.Measurements;
using Portal.Platform;
using Portal.Tests.Features.ActingFor;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements;

/// <summary>A school nurse or a home care worker enters with the person present: sees what they entered themselves, and no more.</summary>
public class AssistedReadingTests : AssistTest
{
    const string Pressures = "/fi/measurements/blood-pressure";

    static async Task<Page> Enter(Browser browser, string value) => await (await browser.Open(Pressures)).Fill("systolic", value).Press("Tallenna");

    async Task<List<Reading>> All() => await Db.Read<Reading>("select * from measurements.reading where subject = @id order by entered_at, id", new { id = (await Subject()).Value });

    [Fact]
    public async Task A_professional_enters_and_sends_beside_the_person_and_the_paper_says_so()
    {
        var assist = await Assist(Tiina);
        var subject = await Subject();
        await Host.Get<RecordReadings>().Handle(Resident.ForSelf(subject), [new(Guid.CreateVersion7(), Host.Get<global::Portal.Features.Content.ContentFacade>().Measure("blood-pressure")!, Clock.Now.AddHours(-1), [171m, 99m])], "fi", null, Ct);

        (await Tiina.Browser.Open("/fi/measurements")).DoesNotShow("171/99");
        var page = await Enter(Tiina.Browser, "132/84");
        page.Shows("Tallennettu");
        page.DoesNotShow("171/99");
        var r = (await All())[^1];
        Assert.Equal((Tiina.Professional.StaffId, Basis.Assisted, MeasuredBy.Professional), (r.EnteredBy, r.EnteredBasis, r.MeasuredBy));

        page = await Tiina.Browser.Open("/fi/measurements/send");
        Assert.Single(page.All("input[type=checkbox]"));
        page = await page.Choose("Keskustan terveysaseman hoitaja").Press("Lähetä");
        page.Shows("Mittaukset on lähetetty");
        page.Shows("132/84 mmHg");
        Assert.Equal([ReadingState.Draft, ReadingState.Sent], (await All()).Select(x => x.State));
        var line = (await Audit.LinesOf(subject)).Single(l => l.Action == "measurements.readings.sent");
        Assert.Equal((Tiina.Professional.StaffId, "assisted", (Guid?)null), (line.Staff, line.Basis, line.Self));

        var receipt = await Tiina.Browser.Open($"/fi/staff/assist/{IdOf(assist)}/receipt");
        receipt.Shows("Mittaus kirjattiin: Verenpaine");
        receipt.Shows("132/84 mmHg");
        receipt.Shows("Lähetetty ammattilaiselle");
        receipt.DoesNotShow("171/99");
    }

    [Fact]
    public async Task What_the_person_entered_is_not_found_by_the_professional()
    {
        await Assist(Tiina);
        var subject = await Subject();
        var id = Guid.CreateVersion7();
        await Host.Get<RecordReadings>().Handle(Resident.ForSelf(subject), [new(id, Host.Get<global::Portal.Features.Content.ContentFacade>().Measure("blood-pressure")!, Clock.Now, [171m, 99m])], "fi", null, Ct);
        Assert.Equal(HttpStatusCode.NotFound, (await Tiina.Browser.Open($"/fi/measurements/reading/{id}")).Status);
    }

    [Fact]
    public async Task A_dangerous_value_is_said_also_beside_the_person()
    {
        await Assist(Tiina);
        (await Enter(Tiina.Browser, "185/100")).Shows("Verenpaineesi on hyvin korkea.");
    }

    [Fact]
    public async Task What_is_entered_or_imported_beside_the_person_belongs_to_the_plan_that_was_ordered()
    {
        await Assist(Tiina);
        var (subject, plan, hidden) = (await Subject(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await Host.Get<RecordReadings>().Handle(Resident.ForSelf(subject), [new(Guid.CreateVersion7(), Host.Get<global::Portal.Features.Content.ContentFacade>().Measure("blood-pressure")!, Clock.Now.AddHours(-1), [171m, 99m])], "fi", null, Ct);
        foreach (var (id, unit, open) in new[] { (plan, "rantakyla", true), (hidden, "rantakyla", false), (Guid.CreateVersion7(), null, true) })
            await Db.Write("""
                insert into measurements.plan (id, subject, open_to_delegate, measure, template, queue, unit, ordered_by, ordered_at, starts_on, ends_on, times, each_time, every_days, look_by)
                values (@id, @subject, @open, 'blood-pressure', 'blood-pressure-week', case when @unit::text is not null then 'nurse-advice' end, @unit, @id, @now, '2026-11-23', '2026-11-29', '{morning,evening}', 2, 1, @now)
                """, new { id, subject = subject.Value, open, unit, now = Clock.Now });

        (await Enter(Tiina.Browser, "132/84")).DoesNotShow("171/99");
        await (await (await Tiina.Browser.Open("/fi/measurements/import")).Fill("text", "Päivämäärä;Kellonaika;Yläpaine;Alapaine\n23.11.2026;7.30;128;81\n").Press("Katso rivit")).Press("Ota valitut");
        Assert.Equal([(171m, (Guid?)null), (132m, plan), (128m, plan)], (await All()).Select(r => (r.Value1!.Value, r.PlanId)));
        Assert.Equal(HttpStatusCode.Forbidden, (await Tiina.Browser.Open($"/fi/measurements/plan/{plan}")).Status);   // not what has been measured for it
    }

    [Fact]
    public async Task A_dangerous_value_of_a_plan_goes_at_once_also_when_it_is_entered_beside_the_person()
    {
        await Assist(Tiina);
        await Db.Write("""
            insert into measurements.plan (id, subject, measure, template, queue, unit, ordered_by, ordered_at, starts_on, ends_on, times, each_time, every_days, look_by)
            values (@id, @subject, 'blood-pressure', 'blood-pressure-week', 'nurse-advice', 'keskusta', @id, @now, '2026-11-23', '2026-11-29', '{morning,evening}', 2, 1, @now)
            """, new { id = Guid.CreateVersion7(), subject = (await Subject()).Value, now = Clock.Now });
        (await Enter(Tiina.Browser, "185/100")).Shows("Verenpaineesi on hyvin korkea.");
        Assert.Equal(ReadingState.Sent, (await All())[^1].State);
    }

    [Fact]
    public async Task A_school_nurse_sends_twice_for_a_young_person()
    {
        var hetu = TestHetu.Child(15);
        Host.Registers.Knows(hetu, "Eino", "Virtanen");
        await Assist(Tiina, hetu);
        foreach (var value in (string[])["112/72", "114/74"])
        {
            await Enter(Tiina.Browser, value);
            (await (await Tiina.Browser.Open("/fi/measurements/send")).Choose("Keskustan terveysaseman hoitaja").Press("Lähetä")).Shows("Mittaukset on lähetetty");
        }
        Assert.Equal([ReadingState.Sent, ReadingState.Sent], (await All()).Select(r => r.State));
        Assert.Equal(0, await Db.ReadOne<int>("select count(*)::int from measurements.reading r join cases.case c on c.id = r.case_id where c.waits_for <> 'us'", null));
    }

    [Fact]
    public async Task When_the_assistance_has_ended_nothing_more_is_shown_or_entered()
    {
        var assist = await Assist(Tiina);
        await Enter(Tiina.Browser, "132/84");
        var page = (await Tiina.Browser.Open(Pressures)).Fill("systolic", "140/90");
        await (await Tiina.Browser.Open($"/fi/staff/assist/{IdOf(assist)}")).Press("Lopeta");
        (await page.Press("Tallenna")).DoesNotShow("Tallennettu");
        Assert.Single(await All());
        Assert.NotEqual(HttpStatusCode.OK, (await Tiina.Browser.Open(Pressures)).Status);
        (await Tiina.Browser.Open($"/fi/staff/assist/{IdOf(assist)}/receipt")).Shows("132/84 mmHg");
    }
}
