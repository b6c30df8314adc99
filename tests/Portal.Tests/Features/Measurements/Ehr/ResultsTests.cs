using Portal.Features.Measurements.Ehr;
using Portal.Platform.Ehr;
using Portal.Tests.House;
using Portal.Tests.Platform.Ehr;

namespace Portal.Tests.Features.Measurements.Ehr;

/// <summary>What the patient record holds, as the resident sees it: also when it is slow, away, or says what it should not.</summary>
public sealed class ResultsTests : RecordTest
{
    const string Results = "/fi/measurements/results";

    void Has(params System.Text.Json.Nodes.JsonObject[] observations)
    {
        Ehr.Clinic(FhirExamples.Patient("p1", TestHetu.Of(1)));
        foreach (var o in observations) Ehr.Clinic(o);
    }

    [Fact]
    public async Task A_resident_sees_results_with_the_professionals_comment_a_chart_and_their_source()
    {
        Has(FhirExamples.Result("r1", "p1"), FhirExamples.Result("r2", "p1", "2026-05-20T08:15:00+03:00", value: 47), FhirExamples.Pressure("b1", "p1", 141, 88));
        var page = await Aino.Browser.Open(Results);
        foreach (var text in (string[])["B-HbA1c-IFCC", "52 mmol/mol", "yli viitearvon", "20–42", "Hiukan koholla. Katsotaan uudelleen keväällä.", "Potilaskertomus: Lintuveden laboratorio", "141/88 mmHg"]) page.Shows(text);
        page.Shows("Potilaskertomuksesta haettu 23.11.2026 klo 8.00.");
        Assert.Single(page.All("svg[role=img]"));
        Assert.Single(await Audit.LinesOf(Aino.Id), l => l.Action == "measurements.results.seen");
        Assert.DoesNotContain(Ehr.Requests, r => r.Contains(TestHetu.Of(1)));   // in a form, never in an address
        Assert.DoesNotContain(Host.Log.All, l => l.Contains(TestHetu.Of(1)));
    }

    [Theory]
    [InlineData("down")]
    [InlineData("slow")]
    [InlineData("500")]
    [InlineData("not json")]
    [InlineData("another bundle")]
    [InlineData("huge")]
    [InlineData("deep")]
    [InlineData("half a letter")]
    public async Task When_it_does_not_answer_the_old_copy_is_shown_with_its_time(string trouble)
    {
        Has(FhirExamples.Result("r1", "p1"));
        await Aino.Browser.Open(Results);
        Clock.Advance(TimeSpan.FromMinutes(20));
        Ehr.Down = trouble == "down";
        if (trouble == "slow") Ehr.Faults.Enqueue(new Fault(Status: 0, Late: true));
        if (trouble == "500") Ehr.Faults.Enqueue(new Fault(500));
        Ehr.Instead = request => request != "GET Observation" ? null : trouble switch
        {
            "not json" => "<html>",
            "another bundle" => """{ "resourceType": "Patient" }""",
            "huge" => $$"""{ "resourceType": "Bundle", "x": "{{new string('x', 5 << 20)}}" }""",
            "deep" => new string('[', 5000),
            "half a letter" => """{ "resourceType": "Bundle", "link": [{ "relation": "\ud800" }] }""",
            _ => null,
        };
        var page = await Aino.Browser.Open(Results);
        page.Shows("Potilaskertomus ei vastaa juuri nyt. Näytämme, mitä siinä oli 23.11.2026 klo 8.00.");
        page.Shows("52 mmol/mol");
        var asked = Ehr.Requests.Count;
        (await Aino.Browser.Open(Results)).Shows("ei vastaa juuri nyt");
        Assert.Equal(asked, Ehr.Requests.Count);   // not again at each page

        (Ehr.Down, Ehr.Instead) = (false, _ => null);
        Clock.Advance(TimeSpan.FromMinutes(2));
        (await Aino.Browser.Open(Results)).Shows("Potilaskertomuksesta haettu 23.11.2026 klo 8.22.");
    }

    [Fact]
    public async Task A_record_that_has_never_answered_leaves_the_page_standing()
    {
        Ehr.Down = true;
        (await Aino.Browser.Open(Results)).Shows("Tuloksia ei saatu nyt haettua potilaskertomuksesta.");
    }

    [Fact]
    public async Task Nothing_about_anybody_else_is_ever_shown_whatever_the_record_answers()
    {
        var other = FhirExamples.Patient("p2", TestHetu.Of(2));
        Has(FhirExamples.Result("r1", "p1"));
        Ehr.Instead = request => request == "GET Observation" ? new System.Text.Json.Nodes.JsonObject
        {
            ["resourceType"] = "Bundle",
            ["entry"] = new System.Text.Json.Nodes.JsonArray([.. new[] { FhirExamples.Result("r1", "p1"), FhirExamples.Result("x1", "p2", name: "SALAISUUS") }.Select(r => new System.Text.Json.Nodes.JsonObject { ["resource"] = r })]),
        }.ToJsonString() : null;
        var page = await Aino.Browser.Open(Results);
        page.Shows("B-HbA1c-IFCC");
        page.Shows("Tuloksia, joita ei voitu näyttää: 2.");   // one of each search
        Assert.DoesNotContain("SALAISUUS", page.Text);

        Clock.Advance(TimeSpan.FromMinutes(11));   // and a patient with another identifier is not the person
        Ehr.Clinic(other);
        Ehr.Instead = request => request == "POST Patient/_search" ? new System.Text.Json.Nodes.JsonObject
        {
            ["resourceType"] = "Bundle", ["entry"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["resource"] = other.DeepClone() }),
        }.ToJsonString() : null;
        (await Aino.Browser.Open(Results)).Shows("ei ole tuloksia, jotka voisi näyttää täällä");
    }

    [Fact]
    public async Task The_records_own_values_stand_in_the_chart_of_the_measure_marked_by_their_source()
    {
        Has(FhirExamples.Pressure("b1", "p1", 141, 88));
        await Record(Aino.Resident, Pressure(132, 84));
        var page = await Aino.Browser.Open("/fi/measurements/blood-pressure");
        page.Shows("141/88 mmHg");
        page.Shows("Potilaskertomuksesta haettu 23.11.2026 klo 8.00.");
        Assert.Contains(page.All("svg path.other"), p => p.GetAttribute("d") != "");
    }

    [Fact]
    public async Task Who_has_no_reading_of_their_own_sees_what_the_clinic_has_measured_in_the_year()
    {
        Assert.Empty((await Aino.Browser.Open("/fi/measurements/blood-pressure")).All("figure"));   // nothing to see, no empty picture
        Has(FhirExamples.Pressure("b1", "p1", 141, 88));
        Clock.Advance(TimeSpan.FromMinutes(11));
        var page = await Aino.Browser.Open("/fi/measurements/blood-pressure");
        page.Shows("141/88 mmHg");
        Assert.Contains("Potilaskertomuksen arvoja 1.", page.All("svg desc")[0].TextContent);
        Assert.Equal("true", page.All(".range-links a[href*='range=year']")[0].GetAttribute("aria-current"));
        Assert.NotEmpty((await Aino.Browser.Open("/fi/measurements/blood-pressure?range=week")).All(".range-links"));   // a way back
    }

    [Fact]
    public async Task In_the_table_of_a_year_the_records_own_has_its_source_in_a_column_of_its_own()
    {
        Has(FhirExamples.Pressure("b1", "p1", 141, 88));
        await Record(Aino.Resident, Pressure(132, 84));
        var page = await Aino.Browser.Open("/fi/measurements/blood-pressure?range=year");
        Assert.Equal(["Viikko alkaa", "Mittauksia", "Keskiarvo", "Pienin–suurin", "Huomattavaa"], page.All("figure th[scope=col]").Select(e => Page.Words(e)));
        var row = Assert.Single(page.All("figure tbody tr"), r => Page.Words(r).Contains("141/88", StringComparison.Ordinal));
        Assert.Equal(["1", "141/88 mmHg", "", "Potilaskertomus"], row.QuerySelectorAll("td").Select(c => Page.Words(c).Split(':')[0]));
        Assert.EndsWith("2026", Page.Words(row.QuerySelector("th")!));   // in a year's table a day has its year
    }

    [Fact]
    public async Task The_measures_page_stands_while_the_record_is_away()
    {
        Ehr.Down = true;
        await Record(Aino.Resident, Pressure(132, 84));
        var page = await Aino.Browser.Open("/fi/measurements/blood-pressure");
        page.Shows("132/84 mmHg");
        page.Shows("Potilaskertomus ei vastaa juuri nyt");
    }

    [Fact]
    public async Task Hostile_texts_are_texts()
    {
        Has(FhirExamples.Result("r1", "p1").With("code", """{ "text": "<script>alert(1)</script>" }""").With("note", """[{ "text": "<img src=x onerror=alert(1)>" }]"""));
        var page = await Aino.Browser.Open(Results);
        page.Shows("<script>alert(1)</script>");
        Assert.Empty(page.All("img[src=x]"));
    }

    [Fact]
    public async Task All_pages_of_a_search_are_read_but_none_of_another_server()
    {
        Ehr.PageSize = 2;
        Has([.. Enumerable.Range(0, 7).Select(i => FhirExamples.Result($"r{i}", "p1", name: $"Koe{i}"))]);
        var page = await Aino.Browser.Open(Results);
        for (var i = 0; i < 7; i++) page.Shows($"Koe{i}");

        Clock.Advance(TimeSpan.FromMinutes(11));
        Ehr.Instead = request => request == "GET Observation" ? """{ "resourceType": "Bundle", "link": [{ "relation": "next", "url": "http://elsewhere.test/fhir/Observation?x" }] }""" : null;
        (await Aino.Browser.Open(Results)).Shows("Näkyvissä ovat uusimmat.");   // and the test would fail by what it tried to reach
    }

    [Fact]
    public async Task Our_own_readings_come_back_as_ours_and_not_as_results()
    {
        var r = Pressure(132, 84, 62);
        await Accepted(Aino.Resident, r);
        await Host.DoJobs();
        Has(FhirExamples.Pressure("b1", "p1", 141, 88));
        var page = await Aino.Browser.Open(Results);
        page.Shows("141/88 mmHg");
        Assert.DoesNotContain("132/84", page.Text);
        var copy = await Db.ReadOne<EhrItem>("select * from measurements.ehr_copy where reading = @Id", new { r.Id });
        Assert.Equal((1, false, 132m, 84m, 62m), (copy.ReadingVersion, copy.Differs, copy.Value1, copy.Value2, copy.Value3));
        Assert.Equal(r.MeasuredAt, copy.At);
    }
}
