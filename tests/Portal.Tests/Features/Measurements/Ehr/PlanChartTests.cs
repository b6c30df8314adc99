using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements.Ehr;

/// <summary>On the page of a plan: what the patient record has of the same days.</summary>
public sealed class PlanChartTests : RecordTest
{
    [Fact]
    public async Task The_records_own_values_of_the_plans_days_stand_in_its_chart()
    {
        Ehr.Clinic(FhirExamples.Patient("p1", TestHetu.Of(1)));
        Ehr.Clinic(FhirExamples.Pressure("b1", "p1", 141, 88, "2026-11-23T07:10:00+02:00"));
        Ehr.Clinic(FhirExamples.Pressure("b2", "p1", 155, 99, "2026-11-20T07:10:00+02:00"));
        var plan = await OrderedWeek(Aino.Id);
        await Record(Aino.Resident, Pressure(132, 84, plan: plan));
        var page = await Aino.Browser.Open($"/fi/measurements/plan/{plan}");
        page.Shows("141/88 mmHg");
        page.DoesNotShow("155/99");
        page.Shows("Potilaskertomuksesta haettu 23.11.2026 klo 8.00.");
        Assert.Contains(page.All("svg path.other"), p => p.GetAttribute("d") != "");

        Ehr.Down = true;
        Clock.Advance(TimeSpan.FromMinutes(11));
        page = await Aino.Browser.Open($"/fi/measurements/plan/{plan}");
        page.Shows("132/84 mmHg");
        page.Shows("Potilaskertomus ei vastaa juuri nyt");
    }
}
