using Microsoft.Extensions.DependencyInjection;
using Portal.Features.ActingFor.Register;
using Portal.Tests.House;
using static Portal.Features.ActingFor.Register.RegisterAnswer;
using static Portal.Tests.House.Registers;

namespace Portal.Tests.Features.ActingFor.Register;

/// <summary>A register that is down, slow or strange never says yes, and nothing of a person is logged.</summary>
public class RegisterTroubleTests : RegisterTest
{
    [Fact]
    public async Task A_short_fault_is_got_over_in_a_question_without_a_user()
    {
        foreach (var (status, answer) in new[] { (503, null), (500, null), ((int?)null, "dropped") })
        {
            await Registers.Fault(Registers.Valtuudet, status, answer: answer);
            Assert.Equal(Allowed, await IsAllowed("aino", "eevi"));
            await Registers.Fault(Registers.Population, status, answer: answer);
            Assert.NotNull((await Population.Person(Hetu("aino"), Ct)).Person);
        }
    }

    [Theory]
    [InlineData(503, null, 2), InlineData(429, null, 1), InlineData(401, null, 1), InlineData(403, null, 1), InlineData(404, null, 1), InlineData(null, "garbled", 1), InlineData(null, "dropped", 2)]
    public async Task An_outage_is_not_an_answer(int? status, string? answer, int tries)
    {
        await Registers.Fault(Registers.Valtuudet, status, answer: answer, count: 9);
        Assert.Equal(Unavailable, await IsAllowed("aino", "eevi"));
        Assert.Equal(9 - tries, await Registers.FaultsLeft(Registers.Valtuudet));
        await Registers.Fault(Registers.Population, status, answer: answer, count: 9);
        Assert.Equal(status == 404 ? PopulationAnswer.Nobody : PopulationAnswer.None, await Population.Person(Hetu("aino"), Ct));
        Assert.Equal(9 - tries, await Registers.FaultsLeft(Registers.Population));
    }

    [Theory]
    [InlineData(503, null), InlineData(null, "garbled"), InlineData(null, "dropped")]
    public async Task With_the_delegate_waiting_nothing_is_tried_twice(int? status, string? answer)
    {
        var (session, selection) = await Chosen("aino", "onni");
        var code = (await Choose(session, "onni"))["code"]!;
        await Registers.Fault(Registers.Valtuudet, status, answer: answer, count: 5);
        Assert.Null(await Register("aino"));
        Assert.Same(ValtuudetSelection.Unavailable, await Selected(session, code));   // at the token
        Assert.Equal(Unavailable, await Authorization(session, selection, "onni"));
        await Valtuudet.Unregister(session.SessionId, "test", Ct);
        Assert.Null(await Register("aino"));
        Assert.Equal(0, await Registers.FaultsLeft(Registers.Valtuudet));

        code = (await Choose(session, "onni"))["code"]!;
        await Registers.Fault(Registers.Valtuudet, status, answer: answer, path: "/service/hpa/api/delegate");
        Assert.Same(ValtuudetSelection.Unavailable, await Selected(session, code));
    }

    /// <summary>Waited for, the registers would have said yes.</summary>
    [Fact]
    public async Task A_slow_register_is_not_waited_for_longer_than_set()
    {
        var services = await With(("ActingFor:Valtuudet:Timeout", "00:00:00.4"), ("ActingFor:PopulationRegister:Timeout", "00:00:00.4"));
        await Registers.Fault(Registers.Valtuudet, delay: 5_000, count: 2);
        await Registers.Fault(Registers.Population, delay: 5_000);
        Assert.Equal(Unavailable, await IsAllowed("aino", "eevi", services.GetRequiredService<ValtuudetClient>()));
        Assert.Null(await Register("aino", services.GetRequiredService<ValtuudetClient>()));
        Assert.Equal(PopulationAnswer.None, await services.GetRequiredService<PopulationRegisterClient>().Person(Hetu("aino"), Ct));
    }

    [Fact]
    public async Task Nobody_listening_is_an_outage()
    {
        var services = await With(("ActingFor:Valtuudet:BaseUrl", "http://localhost:1"), ("ActingFor:PopulationRegister:BaseUrl", "http://localhost:1"));
        Assert.Equal(Unavailable, await IsAllowed("aino", "eevi", services.GetRequiredService<ValtuudetClient>()));
        Assert.Equal(PopulationAnswer.None, await services.GetRequiredService<PopulationRegisterClient>().Person(Hetu("aino"), Ct));
    }

    [Fact]
    public async Task A_request_that_the_user_gave_up_is_cancelled()
    {
        using var gone = new CancellationTokenSource(200);
        await Registers.Fault(Registers.Valtuudet, delay: 5_000);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Valtuudet.IsAllowed(Hetu("aino"), Hetu("eevi"), Health, gone.Token));
    }

    [Theory]
    [InlineData(4, true), InlineData(-4, true), InlineData(6, false), InlineData(-6, false)]
    public async Task A_clock_that_is_off_is_our_own_fault_and_told_to_the_operator(int minutes, bool taken)
    {
        Clock.Advance(TimeSpan.FromMinutes(minutes));   // the portal's only
        foreach (var status in new[] { 401, 403 })      // which of them is not documented
        {
            await Registers.Set(new { refusalStatus = status });
            Assert.Equal(taken ? Allowed : Unavailable, await IsAllowed("aino", "eevi"));
            Assert.Equal(taken, await Register("aino") is not null);
            Assert.Equal(!taken, Log.All.Any(line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains($"key or clock (answered {status})")));
        }
    }

    [Theory]
    [InlineData("Valtuudet:RestApiKey"), InlineData("Valtuudet:ApiKey"), InlineData("PopulationRegister:ApiKey"), InlineData("Valtuudet:OauthPassword")]
    public async Task A_wrong_key_is_no_answer_and_told_to_the_operator(string key)
    {
        var services = await With(($"ActingFor:{key}", "wrong"));
        var valtuudet = services.GetRequiredService<ValtuudetClient>();
        Assert.Equal(key.EndsWith("RestApiKey", StringComparison.Ordinal) ? Unavailable : Allowed, await IsAllowed("aino", "eevi", valtuudet));
        var session = await Register("aino", valtuudet);
        Assert.Equal(key == "Valtuudet:ApiKey", session is null);
        Assert.Equal(key == "PopulationRegister:ApiKey", (await services.GetRequiredService<PopulationRegisterClient>().Person(Hetu("aino"), Ct)).Unavailable);
        if (key == "Valtuudet:OauthPassword") Assert.Same(ValtuudetSelection.Unavailable, await Selected(session!, (await Choose(session!, "onni"))["code"]!, valtuudet));
        Assert.Single(Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_of_a_person_and_no_secret_is_logged_or_traced()
    {
        var (session, selection) = await Chosen("aino", "onni");
        await Authorization(session, selection, "onni");
        await Valtuudet.Unregister(session.SessionId, "test", Ct);
        await IsAllowed("aino", "eevi");
        await Registers.Fault(Registers.Valtuudet, answer: "dropped", count: 2);
        await IsAllowed("aino", "eevi");
        await IsAllowed("aino", "eevi", (await With(("ActingFor:Valtuudet:BaseUrl", "http://localhost:1"))).GetRequiredService<ValtuudetClient>());
        var person = await Population.Person(Hetu("aino"), Ct);
        await Registers.Fault(Registers.Population, status: 500, count: 2);
        await Population.Person(Hetu("aino"), Ct);

        var lines = Log.All.ToList();
        Assert.Contains(lines, l => l.Contains($"GET {Registers.Valtuudet}/service/rest/hpa/authorization/{{0}}/{{1}}/{{2}} answered 200"));
        Assert.Contains(lines, l => l.Contains("failed with HttpRequestException"));
        Assert.Contains(lines, l => l.Contains($"GET {Registers.Population}/v1/persons/{{0}} answered 500"));
        string[] never = [.. new[] { "aino", "eevi", "onni" }.Select(Hetu), session.SessionId, session.UserId, selection.Token, "requestId", "Korpela"];
        foreach (var word in never) Assert.DoesNotContain(lines, line => line.Contains(word));
        string[] printed = [$"{session}", $"{selection}", $"{selection.Principals[0]}", $"{person}", $"{person.Person}", $"{person.Person!.Address}", $"{person.Person.Dependants[0]}"];
        Assert.All(printed, text => Assert.All(never, word => Assert.DoesNotContain(word, text)));
    }
}
