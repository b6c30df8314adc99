using System.Net;
using Portal.Features.Measurements;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements;

/// <summary>Entering readings by the form: what is understood, what is asked back, what a dangerous value says.</summary>
public class RecordTests : MeasurementTest
{
    const string Pressures = "/fi/measurements/blood-pressure";

    Task<List<Reading>> Kept(SignedInResident who) => Db.Read<Reading>("select * from measurements.reading where subject = @id order by measured_at, version", new { id = who.Id.Value });

    [Fact]
    public async Task A_blood_pressure_is_kept_and_said_back()
    {
        var aino = await Host.SignInResident();
        var page = await aino.Browser.Open(Pressures);
        page = await page.Fill("systolic", "132").Fill("diastolic", "84").Fill("pulse", "62").Press("Tallenna");
        page.Shows("Tallennettu");
        page.Shows("132/84 mmHg, syke 62 /min");
        page.Shows("Ammattilainen ei näe tätä ennen kuin lähetät sen.");
        var r = Assert.Single(await Kept(aino));
        Assert.Equal((132m, 84m, 62m, At(8), ReadingState.Draft, aino.Id.Value), (r.Value1, r.Value2, r.Value3, r.MeasuredAt, r.State, r.EnteredBy));
        Assert.Contains(await Audit.LinesOf(aino.Id), l => l.Action == "measurements.reading.entered" && l.Object == r.Id && l.Self == aino.Id.Value);
        (await aino.Browser.Open("/fi/measurements")).Shows("Yksi mittaus on lähettämättä");
    }

    [Fact]
    public async Task Two_readings_are_kept_a_minute_apart()
    {
        var aino = await Host.SignInResident();
        var page = await aino.Browser.Open(Pressures);
        page = await page.Fill("systolic", "140/90/65").Fill("systolic2", "136").Fill("diastolic2", "86").Press("Tallenna");
        page.Shows("140/90 mmHg, syke 65 /min");
        page.Shows("136/86 mmHg");
        Assert.Equal([(140m, 90m, (decimal?)65m, At(7, 59)), (136m, 86m, null, At(8))], (await Kept(aino)).Select(r => (r.Value1!.Value, r.Value2!.Value, r.Value3, r.MeasuredAt)));
    }

    [Fact]
    public async Task Pressing_twice_keeps_it_once()
    {
        var aino = await Host.SignInResident();
        var page = (await aino.Browser.Open(Pressures)).Fill("systolic", "132/84");
        await page.Press("Tallenna");
        (await page.Press("Tallenna")).Shows("Tallennettu");
        Assert.Single(await Kept(aino));
    }

    [Fact]
    public async Task What_is_unusual_is_asked_back_and_the_other_reading_stands()
    {
        var aino = await Host.SignInResident();
        var page = await aino.Browser.Open(Pressures);
        page = await page.Fill("systolic", "132/84").Fill("systolic2", "232").Fill("diastolic2", "86").Fill("words", "Juoksin.").Press("Tallenna");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        page.Shows("232 on tavallisesta poikkeava arvo.");
        Assert.Equal(["132", "84", "232", "86"], new[] { "systolic", "diastolic", "systolic2", "diastolic2" }.Select(f => page.Find($"#{f}").GetAttribute("value")));
        Assert.Equal("Juoksin.", page.Find("#words").TextContent.Trim());
        Assert.Empty(await Kept(aino));

        page = await page.Choose("232 mmHg on oikein, niin mittari näytti").Press("Tallenna");
        page.Shows("Vaarallinen arvo: toimi heti");
        Assert.Equal([false, true], (await Kept(aino)).Select(r => r.Confirmed));
    }

    [Fact]
    public async Task An_answer_is_about_the_number_that_was_asked_about()
    {
        var aino = await Host.SignInResident();
        var page = await (await aino.Browser.Open(Pressures)).Fill("systolic", "232/86").Press("Tallenna");
        page = await page.Choose("232 mmHg on oikein").Fill("systolic", "250").Press("Tallenna");
        page.Shows("250 on tavallisesta poikkeava arvo.");
        Assert.Empty(await Kept(aino));
    }

    [Fact]
    public async Task An_answer_given_stands_while_something_else_is_mended()
    {
        var aino = await Host.SignInResident();
        var page = await (await aino.Browser.Open(Pressures)).Fill("systolic", "232/86").Fill("pulse", "kova").Press("Tallenna");
        page = await page.Choose("232 mmHg on oikein").Press("Tallenna");
        page.Shows("Lukua ei voi lukea: syke.");
        page = await page.Fill("pulse", "88").Press("Tallenna");
        Assert.Equal((232m, 88m), Assert.Single(await Kept(aino)) is var r ? (r.Value1, r.Value3) : default);
    }

    [Fact]
    public async Task What_cannot_be_is_not_kept_however_it_is_confirmed()
    {
        var aino = await Host.SignInResident();
        var page = await (await aino.Browser.Open(Pressures)).Fill("systolic", "1320").Fill("diastolic", "84").Press("Tallenna");
        page.Shows("1320 ei ole mahdollinen arvo (yläpaine).");
        Assert.Empty(page.All("input[value='right']"));
        page = await (await aino.Browser.Open(Pressures)).Fill("systolic", "84").Fill("diastolic", "132").Press("Tallenna");
        page.Shows("132 on tavallisesta poikkeava arvo.");
        page = await page.Choose("132 mmHg on oikein").Choose("84 mmHg on oikein").Press("Tallenna");
        page.Shows("Yläpaineen pitää olla suurempi kuin alapaineen.");
        Assert.Empty(await Kept(aino));
    }

    [Fact]
    public async Task An_earlier_time_is_read_as_people_write_it()
    {
        var aino = await Host.SignInResident();
        var page = (await aino.Browser.Open(Pressures)).Fill("systolic", "132/84").Choose("Aikaisemmin").Fill("day", "22.11.2026").Fill("time", "7.05");
        await page.Press("Tallenna");
        Assert.Equal(At(7, 5, day: -1), Assert.Single(await Kept(aino)).MeasuredAt);
    }

    [Fact]
    public async Task A_time_that_was_twice_is_asked_about()
    {
        var aino = await Host.SignInResident();
        var page = await (await aino.Browser.Open(Pressures)).Fill("systolic", "132/84").Choose("Aikaisemmin").Fill("day", "2026-10-25").Fill("time", "03:30").Press("Tallenna");
        page.Shows("Tämä kellonaika oli sinä yönä kahdesti.");
        page = await page.Choose("Toinen kerta, talviaikaa").Press("Tallenna");
        Assert.Equal(new DateTimeOffset(2026, 10, 25, 1, 30, 0, TimeSpan.Zero), Assert.Single(await Kept(aino)).MeasuredAt);
    }

    [Theory]
    [InlineData("2026-11-23", "09:30", "Aika on tulevaisuudessa.")]
    [InlineData("2026-03-29", "03:30", "Tätä kellonaikaa ei ollut")]
    [InlineData("2020-01-01", "03:30", "Näin vanhaa tulosta ei voi kirjata.")]
    [InlineData("eilen", "aamulla", "Anna päivä ja kellonaika")]
    public async Task A_time_that_cannot_be_is_refused_and_kept_in_its_field(string day, string time, string says)
    {
        var aino = await Host.SignInResident();
        var page = await (await aino.Browser.Open(Pressures)).Fill("systolic", "132/84").Choose("Aikaisemmin").Fill("day", day).Fill("time", time).Press("Tallenna");
        page.Shows(says);
        Assert.Equal((day, time), (page.Find("#day").GetAttribute("value"), page.Find("#time").GetAttribute("value")));
        Assert.Empty(await Kept(aino));
    }

    [Fact]
    public async Task Now_stays_the_moment_of_the_first_press()
    {
        var aino = await Host.SignInResident();
        var page = await (await aino.Browser.Open(Pressures)).Fill("systolic", "232/86").Press("Tallenna");
        Clock.Advance(TimeSpan.FromMinutes(2));
        await page.Choose("232 mmHg on oikein").Press("Tallenna");
        Assert.Equal(At(8), Assert.Single(await Kept(aino)).MeasuredAt);
    }

    [Fact]
    public async Task The_last_device_and_posture_stand_ready()
    {
        var aino = await Host.SignInResident();
        var page = (await aino.Browser.Open(Pressures)).Fill("systolic", "132/84").Choose("Istuen").Fill("device", "Omron M3");
        page = await page.Press("Tallenna");
        Assert.Equal("Omron M3", page.Find("#device").GetAttribute("value"));
        Assert.NotNull(page.Find("input[name=posture][value=sitting]").GetAttribute("checked"));
    }

    [Fact]
    public async Task An_unknown_measure_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await (await Host.SignInResident()).Browser.Open("/fi/measurements/horoscope")).Status);

    [Fact]
    public async Task A_value_just_kept_is_not_told_to_somebody_else()
    {
        var (aino, other) = (await Host.SignInResident(), await Host.SignInResident(2));
        var entry = Pressure(185, 100);
        await Record(aino.Resident, entry);
        (await other.Browser.Open($"{Pressures}?saved={entry.Id}")).DoesNotShow("185");
        (await aino.Browser.Open($"{Pressures}?saved={entry.Id}")).Shows("185/100 mmHg");
    }
}
