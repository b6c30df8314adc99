using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using Portal.Features.ActingFor.Register;
using Portal.Tests.House;
using static Portal.Features.ActingFor.Register.RegisterAnswer;

namespace Portal.Tests.Features.ActingFor.Register;

/// <summary>Answers that no register should give, and settings that cannot work.</summary>
public class StrangeAnswerTests
{
    const string Aino = "120384-9040", Eevi = "180522B902D";
    static readonly ValtuudetSelection Selection = new(Allowed, [], "t");
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"result":"ALLOWED","reasons":[]}""", 200, nameof(Allowed)), InlineData("""{"result":"DISALLOWED"}""", 200, nameof(Refused))]
    [InlineData("""{"result":"ALLOWED","news":{"a":1}}""", 200, nameof(Allowed))]
    [InlineData("""{"result":"allowed"}""", 200, nameof(Unavailable)), InlineData("""{"result":"ALLOWED "}""", 200, nameof(Unavailable))]
    [InlineData("""{"result":"MAYBE"}""", 200, nameof(Unavailable)), InlineData("""{"result":null}""", 200, nameof(Unavailable))]
    [InlineData("""{"result":true}""", 200, nameof(Unavailable)), InlineData("""{"result":["ALLOWED"]}""", 200, nameof(Unavailable))]
    [InlineData("""["ALLOWED"]""", 200, nameof(Unavailable)), InlineData("""{}""", 200, nameof(Unavailable)), InlineData("null", 200, nameof(Unavailable))]
    [InlineData("", 200, nameof(Unavailable)), InlineData("<html>ALLOWED</html>", 200, nameof(Unavailable)), InlineData("\"ALLOWED\"", 200, nameof(Unavailable))]
    [InlineData("""{"result":"ALLOWED"}""", 201, nameof(Unavailable)), InlineData("""{"result":"ALLOWED"}""", 206, nameof(Unavailable))]
    [InlineData("""{"result":"ALLOWED"}""", 302, nameof(Unavailable)), InlineData("""{"result":"ALLOWED"}""", 503, nameof(Unavailable))]
    public async Task Only_a_clear_yes_is_yes(string body, int status, string answer)
    {
        using var host = Register(body, status);
        var client = host.Services.GetRequiredService<ValtuudetClient>();
        Assert.Equal(answer, (await client.IsAllowed(Aino, Eevi, [], Ct)).ToString());
        Assert.Equal(answer, (await client.Authorization("s", Selection, Eevi, [], "test", Ct)).ToString());
    }

    [Fact]
    public void What_was_never_asked_is_not_allowed() => Assert.Equal(Unavailable, default);

    [Theory]
    [InlineData("""{"sessionId":"","userId":"u"}"""), InlineData("""{"sessionId":"s"}"""), InlineData("""{"sessionId":null,"userId":"u"}"""), InlineData("[]"), InlineData("")]
    [InlineData("""{"access_token":"","token_type":"bearer"}"""), InlineData("""{"access_token":"t","token_type":"mac"}"""), InlineData("""{"access_token":"t"}""")]
    public async Task Half_an_answer_is_none(string body)
    {
        using var host = Register(body);
        var client = host.Services.GetRequiredService<ValtuudetClient>();
        Assert.Null(await client.Register(Aino, "test", Ct));
        Assert.Same(ValtuudetSelection.Unavailable, await client.Selected("s", "c", "http://localhost/x", "test", Ct));
    }

    [Theory]
    [InlineData("[]"), InlineData("[null]"), InlineData("""[{"personId":"1","name":"x"}]"""), InlineData("""[{"personId":"180522B902D"}]"""), InlineData("""{"personId":"180522B902D","name":"x"}""")]
    public async Task A_choice_of_nobody_in_particular_is_none(string body)
    {
        using var host = Register(request => request.RequestUri!.AbsolutePath == "/oauth/token" ? """{"access_token":"t","token_type":"bearer"}""" : body);
        Assert.Same(ValtuudetSelection.Unavailable, await host.Services.GetRequiredService<ValtuudetClient>().Selected("s", "c", "http://localhost/x", "test", Ct));
    }

    const string Whole = """
        { "hetu": "180522B902D", "familyName": "Korpela", "givenNames": "Eevi Sofia", "callName": "Eevi", "birthDate": "2022-05-18", "deathDate": null,
          "language": "fi", "nonDisclosure": false, "municipality": "901", "address": { "street": "Kuikkatie 4", "postalCode": "29910", "city": "Lintuvesi" },
          "guardians": [{ "hetu": "120384-9040", "familyName": "Korpela", "givenNames": "Aino Maria", "matters": null, "both": true }], "custody": null, "dependants": [] }
        """;

    [Theory]
    [InlineData("hetu"), InlineData("nonDisclosure"), InlineData("guardians"), InlineData("custody"), InlineData("birthDate"), InlineData("deathDate"), InlineData("dependants")]
    public async Task What_the_population_register_leaves_out_is_not_made_up(string left)
    {
        Assert.NotNull((await Person(Whole)).Person);
        var person = JsonNode.Parse(Whole)!.AsObject();
        person.Remove(left);
        Assert.Equal(PopulationAnswer.None, await Person(person.ToJsonString()));
    }

    [Theory]
    [InlineData("guardians", """[{ "hetu": "120384-9040", "familyName": "K", "givenNames": "A", "both": true }]"""), InlineData("guardians", "[null]"), InlineData("guardians", "null")]
    [InlineData("hetu", "\"120384-9040\""), InlineData("nonDisclosure", "null"), InlineData("nonDisclosure", "\"yes\""), InlineData("birthDate", "\"18.5.2022\""), InlineData("dependants", "[null]")]
    public async Task Nor_is_what_cannot_be_understood(string name, string value)
    {
        var person = JsonNode.Parse(Whole)!.AsObject();
        person[name] = JsonNode.Parse(value);
        Assert.Equal(PopulationAnswer.None, await Person(person.ToJsonString()));
    }

    [Fact]
    public async Task An_address_that_should_not_have_been_sent_is_dropped()
    {
        var answer = await Person(Whole.Replace("\"nonDisclosure\": false", "\"nonDisclosure\": true"));
        Assert.Equal((true, null, null), (answer.Person!.NonDisclosure, answer.Person.Municipality, answer.Person.Address));
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        using var host = Register($$"""{"result":"ALLOWED","news":"{{new string('x', 300_000)}}"}""");
        Assert.Equal(Unavailable, await host.Services.GetRequiredService<ValtuudetClient>().IsAllowed(Aino, Eevi, [], Ct));
    }

    [Theory]
    [InlineData("Valtuudet:BaseUrl", "http://valtuudet.test", "Production"), InlineData("Valtuudet:BaseUrl", "valtuudet"), InlineData("Valtuudet:BaseUrl", ""), InlineData("PopulationRegister:BaseUrl", "https://x.test/?a=1")]
    [InlineData("Valtuudet:ClientId", "abcd123"), InlineData("Valtuudet:ClientId", "abcd-123"), InlineData("Valtuudet:ApiKey", ""), InlineData("Valtuudet:OauthPassword", ""), InlineData("Valtuudet:RestApiKey", "")]
    [InlineData("Valtuudet:Timeout", "00:00:00"), InlineData("PopulationRegister:Timeout", "00:01:00"), InlineData("PopulationRegister:ApiKey", ""), InlineData("Valtuudet:HealthTheme", "terveys")]
    public async Task Settings_that_cannot_work_stop_the_start(string key, string value, string environment = "Development")
    {
        using var host = Register("", environment: environment, settings: ($"ActingFor:{key}", value));
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Ct));
        Assert.StartsWith($"ActingFor:{key} ", Assert.Single(fault.Failures));
    }

    [Fact]
    public async Task Settings_that_can_work_do_not()
    {
        using var host = Register("", environment: "Production");
        await host.StartAsync(Ct);
        await host.StopAsync(Ct);
    }

    static async Task<PopulationAnswer> Person(string body)
    {
        using var host = Register(body);
        return await host.Services.GetRequiredService<PopulationRegisterClient>().Person(Eevi, Ct);
    }

    static IHost Register(string body, int status = 200, string environment = "Development", params (string Key, string Value)[] settings) =>
        Register(_ => body, status, environment, settings);

    static IHost Register(Func<HttpRequestMessage, string> body, int status = 200, string environment = "Development", params (string Key, string Value)[] settings)
    {
        var outbound = new Outbound();
        foreach (var address in new[] { "https://valtuudet.test", "https://population.test" })
            outbound.Answer(address, request => new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body(request), Encoding.UTF8, "application/json") });
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ActingFor:Valtuudet:BaseUrl"] = "https://valtuudet.test/", ["ActingFor:Valtuudet:ClientId"] = "abcd1234", ["ActingFor:Valtuudet:ApiKey"] = "a",
            ["ActingFor:Valtuudet:OauthPassword"] = "b", ["ActingFor:Valtuudet:RestApiKey"] = "c",
            ["ActingFor:PopulationRegister:BaseUrl"] = "https://population.test", ["ActingFor:PopulationRegister:ApiKey"] = "d",
        });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value));
        builder.Services.AddSingleton<TimeProvider>(new ManualClock()).AddSingleton<IHttpMessageHandlerBuilderFilter>(outbound).AddLogging();
        builder.AddRegister();
        return builder.Build();
    }
}
