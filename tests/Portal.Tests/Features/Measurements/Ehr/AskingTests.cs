using Portal.Features.Measurements.Ehr;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements.Ehr;

/// <summary>How often the patient record is asked.</summary>
public sealed class AskingTests : RecordTest
{
    int Asked => Ehr.Requests.Count(r => r == "POST Patient/_search");

    [Fact]
    public async Task The_record_is_asked_again_after_ten_minutes_and_once_for_all_who_ask_at_once()
    {
        Ehr.Clinic(FhirExamples.Patient("p1", TestHetu.Of(1)));
        Ehr.Clinic(FhirExamples.Result("r1", "p1"));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Aino.Browser.Open("/fi/measurements/results")));
        Assert.Equal(1, Asked);
        Clock.Advance(TimeSpan.FromMinutes(9));
        await Aino.Browser.Open("/fi/measurements/results");
        Assert.Equal(1, Asked);
        Clock.Advance(TimeSpan.FromMinutes(1));
        Ehr.Clinic(FhirExamples.Result("r2", "p1", name: "P-Krea"));
        (await Aino.Browser.Open("/fi/measurements/results")).Shows("P-Krea");
        Assert.Equal(2, Asked);
    }

    /// <summary>Who looked before the other's answer came, and asks after it.</summary>
    [Fact]
    public async Task An_answer_that_has_just_come_is_not_asked_for_again()
    {
        Ehr.Clinic(FhirExamples.Patient("p1", TestHetu.Of(1)));
        Ehr.Clinic(FhirExamples.Result("r1", "p1"));
        for (var i = 0; i < 2; i++) await Host.Get<EhrObservations>().Ask(Aino.Id, false, Ct);
        Assert.Equal(1, Asked);
    }
}
