using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Features.Measurements.Ehr;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements.Ehr;

/// <summary>How an Observation of somebody else's system is read: exactly, or not at all.</summary>
public sealed class EhrReaderTests : PortalTest
{
    static readonly PersonId subject = new(Guid.NewGuid());
    static readonly HashSet<string> patients = ["Patient/p1"];

    (EhrReading Outcome, EhrItem? Item) Read(JsonObject o, bool young = false) => Host.Get<EhrReader>().Read(o, subject, patients, young, Clock.Now);

    EhrItem Shown(JsonObject o)
    {
        var (outcome, item) = Read(o);
        Assert.Equal(EhrReading.Read, outcome);
        return item!;
    }

    [Fact]
    public void A_result_is_read_with_its_range_its_comment_and_who_made_it()
    {
        var item = Shown(FhirExamples.Result("r1", "p1"));
        Assert.Equal(("B-HbA1c-IFCC", 52m, "mmol/mol", 20m, 42m, "H"), (item.Name, item.Value1, item.Unit, item.Low, item.High, item.Interpretation));
        Assert.Equal(("Hiukan koholla. Katsotaan uudelleen keväällä.", "Lintuveden laboratorio", true), (item.Comment, item.Performer, item.Laboratory));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 6, 15, 0, TimeSpan.Zero), item.At);
    }

    [Theory]
    [InlineData("29463-7", "72.55", "kg", "weight", "72.55")]
    [InlineData("29463-7", "3540", "g", "weight", "3.54")]
    [InlineData("29463-7", "150", "[lb_av]", "weight", "68.0388555")]
    [InlineData("15074-8", "119", "mg/dL", "glucose", "6.60")]
    [InlineData("8310-5", "101.3", "[degF]", "temperature", "38.5")]
    [InlineData("8310-5", "310.15", "K", "temperature", "37.00")]
    [InlineData("59408-5", "97", "%", "oxygen-saturation", "97")]
    [InlineData("33452-4", "7.5", "L/s", "peak-flow", "450")]
    public void A_value_is_turned_into_the_unit_of_the_measure_exactly(string code, string value, string unit, string measure, string expected)
    {
        var item = Shown(FhirExamples.Vital("v1", "p1", code, value, unit));
        Assert.Equal(measure, item.Measure);
        var exact = decimal.Parse(expected, CultureInfo.InvariantCulture);
        Assert.Equal(exact, measure == "glucose" ? Math.Round(item.Value1!.Value, 2) : item.Value1);
    }

    [Fact]
    public void A_blood_pressure_is_read_by_its_codes_in_whatever_order_they_come()
    {
        var item = Shown(FhirExamples.Pressure("b1", "p1", 141, 88));
        Assert.Equal(("blood-pressure", 141m, 88m), (item.Measure, item.Value1, item.Value2));
    }

    [Theory]
    [InlineData("72", "stone")]
    [InlineData("72", "[lb_tr]")]
    [InlineData("72", "KG")]   // UCUM minds the case
    public void A_unit_that_is_not_known_is_no_value_of_the_measure_but_is_shown_as_it_is(string value, string unit)
    {
        var item = Shown(FhirExamples.Vital("v1", "p1", "29463-7", value, unit));
        Assert.Equal((null, 72m, unit), (item.Measure, item.Value1, item.Unit));
    }

    [Fact]
    public void A_comparator_makes_it_words()
    {
        var item = Shown(FhirExamples.Vital("v1", "p1", "29463-7", "0.5", "kg").With("valueQuantity", $$"""{ "value": 0.5, "comparator": "<", "unit": "kg", "system": "{{FhirExamples.Ucum}}", "code": "kg" }"""));
        Assert.Equal((null, null, "< 0.5 kg"), (item.Measure, item.Value1, item.ValueText));
    }

    [Theory]
    [InlineData("""{ "valueString": "Ei kasvua" }""", "Ei kasvua")]
    [InlineData("""{ "valueCodeableConcept": { "coding": [{ "display": "Negatiivinen", "code": "neg" }] } }""", "Negatiivinen")]
    [InlineData("""{ "valueRange": { "low": { "value": 2, "unit": "kpl" }, "high": { "value": 5, "unit": "kpl" } } }""", "2 kpl – 5 kpl")]
    [InlineData("""{ "valueRatio": { "numerator": { "value": 1 }, "denominator": { "value": 64 } } }""", "1 : 64")]
    [InlineData("""{ "component": [{ "code": { "text": "A" }, "valueString": "x" }, { "code": { "text": "B" }, "valueQuantity": { "value": 1.50, "unit": "g" } }] }""", "A: x; B: 1.50 g")]
    public void A_value_in_words_stays_in_words(string value, string text)
    {
        var o = FhirExamples.Result("r1", "p1");
        o.Remove("valueQuantity");
        foreach (var (name, node) in FhirExamples.Parse(value)) o[name] = node?.DeepClone();
        Assert.Equal(text, Shown(o).ValueText);
    }

    [Theory]
    [InlineData("2026-11-20", true, "2026-11-19T22:00:00Z")]   // the day begins in Finland
    [InlineData("2026-11-20T10:00:00Z", false, "2026-11-20T10:00:00Z")]
    [InlineData("2026-11-20T10:00:00.250+02:00", false, "2026-11-20T08:00:00.250Z")]
    public void A_moment_is_read_as_exactly_as_it_is_told(string told, bool dayOnly, string utc)
    {
        var item = Shown(FhirExamples.Result("r1", "p1", told));
        Assert.Equal((dayOnly, DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture)), (item.DayOnly, item.At));
    }

    [Theory]
    [InlineData("subject", """{ "reference": "Patient/p2" }""")]
    [InlineData("subject", """{ "reference": "Patient/p1/../p2" }""")]
    [InlineData("subject", """{ "reference": "https://elsewhere.test/Patient/p1" }""")]
    [InlineData("subject", "null")]
    [InlineData("subject", "[1]")]
    [InlineData("id", "\"../../x\"")]
    [InlineData("id", "7")]
    [InlineData("status", "\"banana\"")]
    [InlineData("effectiveDateTime", "\"20.11.2026\"")]
    [InlineData("effectiveDateTime", "\"2026-11\"")]
    [InlineData("effectiveDateTime", "\"9999-12-31T23:59:59Z\"")]
    [InlineData("code", "{}")]
    [InlineData("valueQuantity", """{ "value": 1e400 }""")]
    [InlineData("valueQuantity", """{ "value": "52" }""")]
    [InlineData("valueQuantity", "[]")]
    public void What_is_not_understood_or_about_somebody_else_is_left_out(string name, string json) =>
        Assert.Equal((EhrReading.LeftOut, null), Read(FhirExamples.Result("r1", "p1").With(name, json)));

    [Theory]
    [InlineData("status", "\"registered\"")]
    [InlineData("status", "\"entered-in-error\"")]
    [InlineData("category", "[]")]
    public void What_is_not_a_result_yet_or_no_more_is_not_shown(string name, string json) =>
        Assert.Equal((EhrReading.NotShown, null), Read(FhirExamples.Result("r1", "p1").With(name, json)));

    [Fact]
    public void What_the_clinic_tells_first_itself_is_shown_from_its_day_on()
    {
        Assert.Equal(EhrReading.NotShown, Read(FhirExamples.Result("r1", "p1").ShownFrom("2026-11-24")).Outcome);
        Assert.Equal(EhrReading.Read, Read(FhirExamples.Result("r1", "p1").ShownFrom("2026-11-23")).Outcome);
        Assert.Equal(EhrReading.NotShown, Read(FhirExamples.Result("r1", "p1").ShownFrom("soon")).Outcome);
    }

    [Theory]
    [InlineData(null, false, true)]
    [InlineData(null, true, false)]   // of age to decide, and nobody has said: as "not known"
    [InlineData("1", true, true)]
    [InlineData("2", true, true)]
    [InlineData("3", true, false)]
    [InlineData("4", true, false)]
    [InlineData("3", false, false)]
    [InlineData("5", false, false)]
    public void A_minors_own_is_open_to_guardians_as_a_professional_has_said(string? code, bool young, bool open)
    {
        var o = FhirExamples.Result("r1", "p1");
        Assert.Equal(open, Read(code is null ? o : o.Restricted(code), young).Item!.OpenToDelegate);
    }

    [Fact]
    public void Texts_are_cleaned_and_cut()
    {
        var item = Shown(FhirExamples.Result("r1", "p1").With("note", $$"""[{ "text": "a\u0000\u0007b {{new string('x', 5000)}}" }]"""));
        Assert.StartsWith("ab x", item.Comment);
        Assert.InRange(item.Comment!.Length, 2000, 2001);
    }
}
