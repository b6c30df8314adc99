using System.Net;
using System.Net.Http.Headers;
using Portal.Features.Measurements;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements.Import;

/// <summary>What is pasted or chosen is looked at first; nothing is kept before the press, nothing twice, and no row is lost for another's fault.</summary>
public sealed class ImportPageTests : MeasurementTest
{
    const string Week = "Päivämäärä;Kellonaika;Yläpaine;Alapaine;Syke\n22.11.2026;7.30;132;84;62\n22.11.2026;19.00;128;81;60\n23.11.2026;7.10;1320;84;62\n";

    [Fact]
    public async Task The_rows_are_shown_and_nothing_is_kept_before_the_press()
    {
        var aino = await Host.SignInResident();
        var preview = await Pasted(aino, Week);
        preview.Shows("Valittavissa: 2.");
        preview.Shows("Tarkistettavia: 1.");
        preview.Shows("132/84 mmHg, syke 62 /min");
        Assert.Equal(0, await Count());

        var done = await preview.Press("Ota valitut");
        done.Shows("2 mittausta tallennettiin.");
        done.Shows("Rivi 4: Verenpaine");
        Assert.Equal(2, await Count());
        var one = Assert.Single(await Db.Read<Reading>("select * from measurements.reading where value1 = 132", new { }));
        Assert.Equal((ReadingSource.Import, ReadingState.Draft, At(7, 30, day: -1)), (one.Source, one.State, one.MeasuredAt));
    }

    [Fact]
    public async Task What_a_meter_could_not_measure_is_taken_as_it_stands()
    {
        const string text = "Date;Time;Glucose (mmol/l)\n22.11.2026;7.30;HI\n22.11.2026;7.45;LO\n22.11.2026;8.00;16,1\n";
        var aino = await Host.SignInResident();
        var preview = await Pasted(aino, text);
        preview.Shows("Valittavissa: 3.");
        preview.Shows("Verensokerisi on vaarallisen korkea.");   // at once, before anything is kept
        (await preview.Press("Ota valitut")).Shows("3 mittausta tallennettiin.");
        Assert.Equal(["HI", "LO", "16.1"], await Db.Read<string>("select coalesce(meter_shows, value1::text) from measurements.reading order by measured_at"));
        (await Pasted(aino, text)).Shows("Jo tallennettu: 3.");
    }

    [Fact]
    public async Task A_faulty_row_is_corrected_where_it_stands_and_taken_then()
    {
        var aino = await Host.SignInResident();
        var preview = await Pasted(aino, Week);
        preview.Fill("r4-0.systolic", "131");
        var done = await preview.Press("Ota valitut");
        done.Shows("3 mittausta tallennettiin.");
        Assert.Equal(1, await Db.ReadOne<int>("select count(*)::int from measurements.reading where value1 = 131"));
    }

    [Fact]
    public async Task An_unusual_value_is_taken_only_when_it_is_said_of_that_number()
    {
        var aino = await Host.SignInResident();
        var preview = await Pasted(aino, "Date;Time;Systolic;Diastolic\n22.11.2026;7.30;80;50\n");
        preview.Choose("Luku on oikein niin kuin se on");
        preview.Fill("r2-0.systolic", "70");   // another number than the one that was asked about
        var asked = await preview.Press("Ota valitut");
        Assert.Equal(0, await Count());
        asked.Choose("Luku on oikein niin kuin se on");
        (await asked.Press("Ota valitut")).Shows("Yksi mittaus tallennettiin.");
        Assert.True(await Db.ReadOne<bool>("select confirmed from measurements.reading where value1 = 70"));
    }

    [Fact]
    public async Task The_same_file_twice_adds_nothing()
    {
        var aino = await Host.SignInResident();
        var preview = await Pasted(aino, Week);
        await Task.WhenAll(preview.Press("Ota valitut"), preview.Press("Ota valitut"));   // and two impatient presses at once
        Assert.Equal(2, await Count());
        var again = await Pasted(aino, Week);
        again.Shows("Jo tallennettu: 2.");
        again.DoesNotShow("Valittavissa");
        await again.Press("Ota valitut");
        Assert.Equal(2, await Count());
    }

    [Fact]
    public async Task What_was_typed_by_hand_before_is_not_chosen_and_is_said()
    {
        var aino = await Host.SignInResident();
        await Record(aino.Resident, Pressure(132, 84, 62, At(7, 30, day: -1)));
        var preview = await Pasted(aino, Week);
        preview.Shows("Näyttää olevan jo kirjattuna: 1.");
        await preview.Press("Ota valitut");
        Assert.Equal(2, await Count());   // the one from before, and the evening
    }

    [Fact]
    public async Task Rows_that_were_not_chosen_are_not_kept()
    {
        var aino = await Host.SignInResident();
        var preview = await Pasted(aino, Week);
        preview.Clear("Ota 22.11.2026 7.30");
        await preview.Press("Ota valitut");
        Assert.Equal(128m, await Db.ReadOne<decimal>("select value1 from measurements.reading"));
    }

    [Fact]
    public async Task A_dangerous_value_says_so_before_anything_is_kept_also_when_it_is_asked_back()
    {
        var aino = await Host.SignInResident();
        var preview = await Pasted(aino, "Date;Time;Systolic;Diastolic\n23.11.2026;7.30;205;110\n");
        preview.Shows("soita 112");
        preview.Shows("Kukaan ei seuraa näitä arvoja juuri nyt");
        Assert.Equal(0, await Count());
    }

    [Fact]
    public async Task A_dangerous_value_of_a_watched_plan_is_sent_at_once()
    {
        var aino = await Host.SignInResident();
        var plan = await OrderedWeek(aino.Id);
        var preview = await Pasted(aino, "Date;Time;Systolic;Diastolic\n23.11.2026;7.30;185;105\n23.11.2026;7.32;130;80\n");
        (await preview.Press("Ota valitut")).Shows("Vaaralliset arvot lähetettiin heti");
        Assert.Equal([("draft", plan), ("sent", plan)], (await Db.Read<(string, Guid)>("select state, plan_id from measurements.reading order by value1", new { })));
    }

    [Fact]
    public async Task A_file_goes_the_same_way()
    {
        var aino = await Host.SignInResident();
        using var answer = await SendFile(aino, System.Text.Encoding.Unicode.GetPreamble().Concat(System.Text.Encoding.Unicode.GetBytes(Week)).ToArray());
        Assert.Contains("132/84 mmHg", await answer.Content.ReadAsStringAsync(Ct));
        using var large = await SendFile(aino, new byte[(1 << 20) + 1]);
        Assert.Contains("Tiedosto on liian suuri", await large.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task More_rows_than_fit_at_once_come_when_the_first_are_done()
    {
        var aino = await Host.SignInResident();
        var rows = string.Concat(Enumerable.Range(0, 700).Select(i => $"{At(8).AddMinutes(-30 * i):yyyy-MM-dd};{At(8).AddMinutes(-30 * i):HH:mm};{120 + i % 10};80\n"));
        var preview = await Pasted(aino, "Date;Time;Systolic;Diastolic\n" + rows);
        preview.Shows("Näytämme 500 uusinta. Loput 200");
        var rest = await preview.Press("Ota valitut");
        rest.Shows("500 mittausta tallennettiin.");
        await rest.Press("Ota valitut");
        Assert.Equal(0, await Db.ReadOne<int>("select count(*)::int from measurements.reading where state <> 'draft'"));
        Assert.Equal(700, await Count());
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_by_its_line()
    {
        var aino = await Host.SignInResident();
        (await Pasted(aino, Week + "höpöhöpö;;;;\n")).Shows("Rivien numerot: 5.");
        (await Pasted(aino, "22.11.2026 7.30 132/84")).Shows("Valitse, mitä mitattiin.");
        (await Pasted(aino, "Date;Time;Systolic;Diastolic\n3/4/2026;7.30;132;84\n")).Shows("kumpi luku päivämäärässä 3/4/2026 on kuukausi");
        (await Pasted(aino, "")).Shows("Liitä mittaukset tai valitse tiedosto.");
    }

    static async Task<Page> Pasted(SignedInResident who, string text) => await (await who.Browser.Open("/fi/measurements/import")).Fill("text", text).Press("Katso rivit");

    static async Task<HttpResponseMessage> SendFile(SignedInResident who, byte[] content)
    {
        var page = await who.Browser.Open("/fi/measurements/import");
        using var form = new MultipartFormDataContent();
        foreach (var hidden in page.All("form input[type=hidden]").Where(h => h.Closest("main") is not null)) form.Add(new StringContent(hidden.GetAttribute("value") ?? ""), hidden.GetAttribute("name")!);
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        form.Add(file, "file", "omron.csv");
        var answer = await who.Browser.Send(HttpMethod.Post, page.Path, form, ("Origin", page.Address.GetLeftPart(UriPartial.Authority)));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer;
    }

    Task<int> Count() => Db.ReadOne<int>("select count(*)::int from measurements.reading");
}
