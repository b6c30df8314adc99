using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements.Offline;

/// <summary>Whatever a call brings: no error, nothing wrong kept.</summary>
public sealed class HostileReadingsTests : ReadingsApiTest
{
    public static TheoryData<string> Wrong => ["", "null", "{}", "[]", "[null]", "[1]", "[{\"id\":1}]", "[{}]", "{\"id\":", "[{\"id\":\"not-an-id\"}]", "[{\"id\":\"8d3c5b7e-1111-4111-8111-111111111111\",\"values\":{\"systolic\":132}}]",
        "[{\"id\":\"8d3c5b7e-1111-4111-8111-111111111111\",\"words\":\"\\ud800\"}]", "[" + string.Join(',', Enumerable.Repeat("{\"id\":\"8d3c5b7e-1111-4111-8111-111111111111\"}", 101)) + "]", new string('[', 10_000)];

    [Theory, MemberData(nameof(Wrong))]
    public async Task What_is_no_list_of_readings_is_refused(string body)
    {
        var aino = await Host.SignInResident();
        using var answer = await aino.Browser.Send(Request(await TagOf(aino), body));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, await Count());
    }

    [Fact]
    public async Task Ten_thousand_characters_in_any_field_are_asked_back()
    {
        var aino = await Host.SignInResident();
        var tag = await TagOf(aino);
        var much = new string('9', 10_000);
        foreach (var field in (string[])["measure", "at", "context", "posture", "device", "by", "words", "systolic"])
        {
            var one = JsonNode.Parse(JsonSerializer.Serialize(One(Guid.NewGuid(), "132", "84")))!;
            if (field == "systolic") one["values"]!["systolic"] = much; else one[field] = much;
            using var answer = await aino.Browser.Send(Request(tag, $"[{one.ToJsonString()}]"));
            var outcome = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["readings"]![0]!;
            Assert.True(Text(outcome, "outcome") == "asked", $"{field}: {outcome}");
        }
        using var large = await aino.Browser.Send(Request(tag, $"[{{\"id\":\"{Guid.NewGuid()}\",\"words\":\"{new string('x', 2 << 20)}\"}}]", ("Expect", "100-continue")));   // refused before it is sent
        Assert.True(large.StatusCode is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.BadRequest, $"{large.StatusCode}");
        Assert.Equal(0, await Count());
    }

    /// <summary>Moments of a day of 25 hours say themselves which of the two they are.</summary>
    [Fact]
    public async Task An_hour_that_was_twice_is_two_moments()
    {
        var aino = await Host.SignInResident();
        await Send(aino, await TagOf(aino), One(Guid.NewGuid(), "132", "84", "2026-10-25T03:30:00+03:00"), One(Guid.NewGuid(), "133", "84", "2026-10-25T03:30:00+02:00"));
        Assert.Equal(2, await Db.ReadOne<int>("select count(distinct measured_at)::int from measurements.reading"));
    }
}
