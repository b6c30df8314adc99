using System.Net;
using Portal.Features.Measurements;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements;

/// <summary>Forms and addresses filled by somebody who means no good, over HTTP: no error page, nothing kept that could not be.</summary>
public class HostileFormTests : MeasurementTest
{
    static readonly string[] nasty =
    [
        "", " ", "119", "11,9", "11.9", "1e9", "NaN", "-5", "∞", "٦٫١", "１３２", "140/90", "140/90/65", "140//90", "/", "1 3 2", "132 mmHg", "6,6 mg/dl", "0x10", "99999999999999999999999999999",
        "null", "undefined", "<script>alert(1)</script>", "'; drop table measurements.reading; --", "{0}{1}", "%00", "\ud800", "😀", "\u202e321", "true", "right", "again", "first", "second", "now",
        "earlier", "2026-10-25", "2026-03-29", "03:30", "25:61", "24.11.2026", "0001-01-01", "9999-12-31", "31.2.2026", "sitting", "1", "-1", "sitting,lying", "00000000-0000-0000-0000-000000000000",
        "2026-11-23T06:00:00.0000000+00:00", "2999-01-01T00:00:00.0000000+00:00", "fasting", "self", "professional", "2147483648", new('9', 5_000), new('ä', 2_001), "HI", "lo",
    ];

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["RateLimits:Forms"] = "100000" };

    [Theory]
    [InlineData("blood-pressure")]
    [InlineData("glucose")]
    [InlineData("diary")]
    public async Task No_form_brings_an_error_page_or_keeps_what_cannot_be(string measure)
    {
        var aino = await Host.SignInResident();
        var page = await aino.Browser.Open($"/fi/measurements/{measure}");
        var random = new Random(7);
        var token = page.All("form input[name=__RequestVerificationToken]")[0].GetAttribute("value")!;
        string[] fields =
        [
            .. page.All("form [name]").Select(f => f.GetAttribute("name")!).Where(n => n[0] != '_').Distinct(), "at", "which", "context", "id", "plan",
            .. page.All("input[inputmode]").SelectMany(f => new[] { f.GetAttribute("name") + "-is", f.GetAttribute("name") + "-about" }),
        ];
        List<string> wrong = [];
        for (var i = 0; i < 120; i++)
        {
            var form = new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["_handler"] = "record", ["_for"] = $"{aino.Id}" };
            foreach (var field in fields) if (random.Next(3) > 0) form[field] = nasty[random.Next(nasty.Length)];
            // Often nearly right, so that some get through.
            if (i % 3 == 0) (form["systolic"], form["diastolic"], form["glucose"], form["when"], form["by"]) = (nasty[random.Next(15)], "84", nasty[random.Next(15)], "now", "self");
            if (i % 6 == 0) foreach (var f in (string[])["systolic2", "diastolic2", "pulse2", "pulse", "words", "posture", "device", "context", "id", "id2", "plan", "shows"]) form.Remove(f);
            if (i % 12 == 0) form["glucose"] = "HI";
            using var answer = await aino.Browser.Send(HttpMethod.Post, $"/fi/measurements/{measure}", new FormUrlEncodedContent(form));
            if (answer.StatusCode is not (HttpStatusCode.UnprocessableEntity or HttpStatusCode.Found or HttpStatusCode.SeeOther))
                wrong.Add($"{(int)answer.StatusCode}: {string.Join(" & ", form.Skip(3).Select(f => $"{f.Key}={(f.Value.Length > 40 ? f.Value[..40] : f.Value)}"))}");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Empty(Host.Log.Errors);

        var kept = await Db.Read<Reading>("select * from measurements.reading where subject = @id", new { id = aino.Id.Value });
        Assert.NotEmpty(kept);
        var its = Host.Get<global::Portal.Features.Content.ContentFacade>().Measure(measure)!;
        Assert.All(kept, r => Assert.All(its.Quantities.Index(), q =>
            Assert.True(r.Values[q.Index] is { } v ? v >= q.Item.Lowest && v <= q.Item.Highest && (r.Confirmed || v >= q.Item.UsualFrom && v <= q.Item.UsualTo) : q.Item.Optional || r.MeterShows is not null, $"{r.Values[q.Index]}")));
        if (measure == "glucose") Assert.Contains(kept, r => r is { MeterShows: not null, Danger: not null });
        Assert.All(kept, r => Assert.True(r.MeasuredAt <= Clock.Now + TypedMoment.Ahead && r.MeasuredAt >= Clock.Now - TypedMoment.Oldest));
        Assert.Equal(HttpStatusCode.OK, (await aino.Browser.Open($"/fi/measurements/{measure}")).Status);   // and all of it can be shown
        Assert.Equal(HttpStatusCode.OK, (await aino.Browser.Open("/fi/measurements/send")).Status);
    }

    [Theory]
    [InlineData("/fi/measurements/blood-pressure?saved=abc")]
    [InlineData("/fi/measurements/blood-pressure?saved=1&saved=%00&plan=x&range=century")]
    [InlineData("/fi/measurements/send?plan=x")]
    [InlineData("/fi/measurements/blood-pressure?range=-1")]
    public async Task An_address_typed_wrong_shows_the_page(string address) =>
        Assert.Equal(HttpStatusCode.OK, (await (await Host.SignInResident()).Browser.Open(address)).Status);

    [Theory]
    [InlineData("/fi/measurements/%00")]
    [InlineData("/fi/measurements/..%2f..%2fetc")]
    [InlineData("/fi/measurements/reading/1")]
    [InlineData("/fi/measurements/blood-pressure/x")]
    [InlineData("/fi/booking/nurse-appointment?moves=x")]
    public async Task An_address_of_nothing_is_not_found(string address) =>
        Assert.True((await (await Host.SignInResident()).Browser.Open(address)).Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest);
}
