using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Portal.Features.Content;
using Portal.Features.Measurements;
using Portal.Features.Measurements.Ehr;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements.Ehr;

/// <summary>A reading as it is told to the patient record: nothing is lost, and nothing is made up.</summary>
public sealed class FhirReadingTests : PortalTest
{
    static readonly Reading example = new()
    {
        Id = new("019d0000-0000-7000-8000-000000000001"), Version = 1, Subject = new(new("019d0000-0000-7000-8000-0000000000aa")), Measure = "blood-pressure",
        MeasuredAt = new(2026, 11, 23, 5, 30, 0, TimeSpan.Zero), Value1 = 132, Value2 = 84, Value3 = 62, Posture = Posture.Sitting, Device = "Omron M3", Words = "Kahvin <jälkeen> & levossa\u0007",
        EnteredBy = new("019d0000-0000-7000-8000-0000000000aa"), EnteredBasis = Basis.Self, EnteredAt = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero),
    };

    AcceptedReading News(Reading r, bool again = false) =>
        new(r, Host.Get<ContentFacade>().Measure(r.Measure)!, again, new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero), Guid.NewGuid(), "Hoitaja Malli", "Maija Malli");

    IReadOnlyList<FhirPart> Parts(Reading r, bool again = false, string language = "fi-FI")
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return Host.Get<FhirReading>().Of(News(r, again));
    }

    JsonObject Main(Reading r, bool again = false, string language = "fi-FI") => Parts(r, again, language)[^1].Resource!;

    static string Of(JsonNode? node, string path) => RecordTest.Of(node, path);

    [Fact]
    public void A_blood_pressure_is_a_panel_and_its_pulse_an_observation_of_its_own()
    {
        var parts = Parts(example);
        var (pulse, main) = (parts[0].Resource!, parts[1].Resource!);
        Assert.Equal(("85354-9", "http://loinc.org"), (Of(main, "code.coding.0.code"), Of(main, "code.coding.0.system")));
        Assert.Equal(["8480-6 132 mm[Hg]", "8462-4 84 mm[Hg]"],
            main["component"]!.AsArray().Select(c => $"{Of(c, "code.coding.0.code")} {Of(c, "valueQuantity.value")} {Of(c, "valueQuantity.code")}"));
        Assert.Equal("http://hl7.org/fhir/StructureDefinition/bp", Of(main, "meta.profile.0"));
        Assert.Null(main["valueQuantity"]);
        Assert.Equal(("8867-4", "62", "/min"), (Of(pulse, "code.coding.0.code"), Of(pulse, "valueQuantity.value"), Of(pulse, "valueQuantity.code")));
        Assert.Equal("http://hl7.org/fhir/StructureDefinition/heartrate", Of(pulse, "meta.profile.0"));
        Assert.Equal($"Observation/{parts[0].Id}", Of(main, "hasMember.0.reference"));
        Assert.Equal(parts[0].Id, Parts(example)[0].Id);   // always the same
        Assert.All(parts, p => Assert.Equal(("vital-signs", "final", $"urn:uuid:{p.Id}"), (Of(p.Resource, "category.0.coding.0.code"), Of(p.Resource, "status"), Of(p.Resource, "identifier.0.value"))));
    }

    [Fact]
    public void Words_device_posture_and_who_measured_are_told()
    {
        var main = Main(example);
        Assert.Equal("Kahvin <jälkeen> & levossa", Of(main, "note.0.text"));   // without the control character that FHIR forbids
        Assert.Equal($"Patient/{example.Subject}", Of(main, "note.0.authorReference.reference"));
        Assert.Equal("33586001", Of(main, "extension.0.valueCodeableConcept.coding.0.code"));
        Assert.Equal(("#device", "Omron M3"), (Of(main, "device.reference"), Of(main, "contained.0.deviceName.0.name")));
        Assert.Equal($"Patient/{example.Subject}", Of(main, "performer.0.reference"));
        var family = Main(example with { MeasuredBy = MeasuredBy.Family });
        Assert.Equal(("#measurer", "RelatedPerson"), (Of(family, "performer.0.reference"), Of(family, "contained.0.resourceType")));
    }

    [Theory]
    [InlineData("fi-FI", "fi", "Verenpaine: 132/84 mmHg", "Kahvin <jälkeen> & levossa")]
    [InlineData("sv-FI", "sv", "Blodtryck: 132/84 mmHg", "Med patientens ord")]
    [InlineData("en-GB", "en", "Blood pressure: 132/84 mmHg", "In the patient’s words")]
    public void The_narrative_says_it_all_in_the_patients_language_and_is_well_formed(string culture, string code, string value, string also)
    {
        var main = Main(example, language: culture);
        Assert.Equal(code, Of(main, "language"));
        var text = XElement.Parse(Of(main, "text.div"));
        Assert.Equal("http://www.w3.org/1999/xhtml", text.Name.NamespaceName);
        foreach (var part in (string[])[value, also, "Omron M3", "23.11.2026 7:30"]) Assert.Contains(part, text.Value);
    }

    [Theory]
    [InlineData("weight", "6.10")]
    [InlineData("weight", "72")]
    [InlineData("temperature", "36.60")]
    [InlineData("glucose", "0.5000")]
    public void A_number_goes_with_the_decimals_that_were_typed(string measure, string typed)
    {
        var r = example with { Measure = measure, Value1 = decimal.Parse(typed, CultureInfo.InvariantCulture), Value2 = null, Value3 = null };
        Assert.Contains($"\"value\":{typed},", Main(r).ToJsonString());
    }

    /// <summary>HL7's v3-ObservationInterpretation: no value, for what each meter can measure is not known.</summary>
    [Theory]
    [InlineData("HI", ">", "Off scale high")]
    [InlineData("LO", "<", "Off scale low")]
    public void What_a_meter_could_not_measure_goes_as_off_scale(string shown, string code, string display)
    {
        var main = Main(example with { Measure = "glucose", Value1 = null, Value2 = null, Value3 = null, MeterShows = shown });
        Assert.Equal((code, display, shown), (Of(main, "interpretation.0.coding.0.code"), Of(main, "interpretation.0.coding.0.display"), Of(main, "interpretation.0.text")));
        Assert.Equal("as-text", Of(main, "dataAbsentReason.coding.0.code"));
        Assert.Null(main["valueQuantity"]);
        Assert.Contains($"Verensokeri: {shown}", Of(main, "text.div"));
        Assert.Contains($"Mittari näytti luvun sijasta {shown}", Of(main, "note.1.text"));
    }

    [Fact]
    public void The_context_is_a_part_of_the_observation_with_its_own_code()
    {
        var main = Main(example with { Measure = "glucose", Value1 = 6.1m, Value2 = null, Value3 = null, Context = "fasting", Posture = null });
        Assert.Equal(("6.1", "mmol/L", "15074-8"), (Of(main, "valueQuantity.value"), Of(main, "valueQuantity.code"), Of(main, "code.coding.0.code")));
        Assert.Equal("fasting", Of(main, "component.0.valueCodeableConcept.coding.0.code"));
    }

    [Theory]
    [InlineData("2026-07-01T05:30:00Z", "2026-07-01T08:30:00+03:00")]
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25T03:30:00+03:00")]   // the first time at half past three …
    [InlineData("2026-10-25T01:30:00Z", "2026-10-25T03:30:00+02:00")]   // … and the second
    [InlineData("2026-11-23T05:30:07.123456Z", "2026-11-23T07:30:07.123456+02:00")]
    public void The_moment_is_told_by_the_clocks_of_then(string utc, string told) =>
        Assert.Equal(told, Of(Main(example with { MeasuredAt = DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture) }), "effectiveDateTime"));

    [Fact]
    public void A_correction_and_a_withdrawal_say_so()
    {
        Assert.All(Parts(example with { Version = 2 }, again: true), p => Assert.Equal("corrected", Of(p.Resource, "status")));
        Assert.All(Parts(example with { Version = 2, Withdraws = true }, again: true), p => Assert.Equal("entered-in-error", Of(p.Resource, "status")));
        Assert.Null(Parts(example with { Version = 2, Value3 = null }, again: true)[0].Resource);   // the pulse is no more
    }

    [Theory]
    [InlineData(Basis.Self, "author:Patient enterer:Patient verifier:#professional")]
    [InlineData(Basis.Guardian, "author:#hand>Patient enterer:#hand verifier:#professional")]
    [InlineData(Basis.Mandate, "author:#hand>Patient enterer:#hand verifier:#professional")]
    [InlineData(Basis.Assisted, "author:Patient enterer:#hand verifier:#professional")]
    public void Provenance_says_whose_it_is_who_entered_it_and_who_looked_at_it(Basis basis, string agents)
    {
        var news = News(example with { EnteredBasis = basis });
        var provenance = Host.Get<FhirProvenance>().Of(news, Parts(news.Reading));
        Assert.Equal(agents, string.Join(' ', provenance["agent"]!.AsArray().Select(a =>
            $"{Of(a, "type.coding.0.code")}:{Short(a!["who"]!)}{(a["onBehalfOf"] is { } whom ? ">" + Short(whom) : "")}")));
        Assert.Equal(2, provenance["target"]!.AsArray().Count);
        Assert.Equal(FhirProvenance.Id(example.Id, 1), FhirProvenance.Id(example.Id, 1));
        Assert.NotEqual(FhirProvenance.Id(example.Id, 1), FhirProvenance.Id(example.Id, 2));

        static string Short(JsonNode who) => who["reference"]!.ToString().Split('/')[0];
    }
}
