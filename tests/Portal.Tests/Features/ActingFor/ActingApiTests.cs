using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Portal.Tests.House;

namespace Portal.Tests.Features.ActingFor;

/// <summary>A client of the API says for whom it acts; it is never guessed.</summary>
public class ActingApiTests : GateTest
{
    static readonly string Eevi = TestHetu.Child(4, 904);
    const string Address = "/api/booking/appointments";

    //          session acts for   the call says     reads   books   problem
    [Theory]
    [InlineData("child", "child", 200, 201, null)]
    [InlineData("child", null, 200, 409, "acting-other")]
    [InlineData("child", "self", 200, 409, "acting-other")]
    [InlineData("child", "stranger", 200, 409, "acting-other")]
    [InlineData("child", "not an id", 200, 409, "acting-other")]
    [InlineData("self", null, 200, 201, null)]
    [InlineData("self", "self", 200, 201, null)]
    [InlineData("self", "child", 200, 409, "acting-other")]
    public async Task A_call_is_for_whom_it_says_or_for_nobody(string acts, string? says, int reads, int books, string? problem)
    {
        var eevi = await For(Eevi);
        if (acts == "self") await Host.ActForSelf(eevi);
        var header = says switch { "child" => $"{eevi.Id}", "self" => $"{Aino.Id}", "stranger" => $"{Guid.NewGuid()}", var text => text };
        Assert.Equal(reads, (int)(await Call(HttpMethod.Get, header)).StatusCode);

        var answer = await Call(HttpMethod.Post, header);
        Assert.Equal(books, (int)answer.StatusCode);
        if (problem is null) Assert.Equal(acts == "child" ? eevi.Id.Value : Aino.Id.Value, await Db.ReadOne<Guid>("select subject from booking.appointment"));
        else Assert.Equal(0, await BookedNow());
        Assert.Equal(problem, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["type"]?.GetValue<string>());
    }

    [Fact]
    public async Task An_unchecked_right_is_unavailable_and_an_ended_one_is_said_to_have_ended()
    {
        var eevi = await For(Eevi);
        Clock.Advance(ToDo);
        Host.Registers.Down = true;
        await Is(503, "acting-unavailable");
        Host.Registers.Down = false;
        await Host.ForgetRight(eevi);
        await Is(409, "acting-ended");
        Assert.Equal(0, await Db.ReadOne<int>("select count(*)::int from booking.appointment"));

        async Task Is(int status, string type)
        {
            var answer = await Call(HttpMethod.Post, $"{eevi.Id}");
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal(type, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["type"]!.GetValue<string>());
        }
    }

    async Task<HttpResponseMessage> Call(HttpMethod method, string? header)
    {
        var slot = await Db.ReadOne<Guid>("select id from booking.slot");
        (string, string)[] headers = header is null ? [("X-CSRF", "1")] : [("X-CSRF", "1"), ("X-Acting-For", header)];
        return await Aino.Browser.Send(method, Address, method == HttpMethod.Get ? null : JsonContent.Create(new { slot, service = Service }), headers);
    }
}
