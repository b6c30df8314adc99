using System.Text.Json.Nodes;
using Portal.Platform.Ehr;
using Portal.Platform.Jobs;
using Portal.Platform.Keys;
using Portal.Tests.House;

namespace Portal.Tests.Platform.Ehr;

public class FhirClientTests : DatabaseTest
{
    readonly FakeEhr ehr = FakeEhr.Start();
    readonly ManualClock clock = new();
    PortalHost host = null!;
    readonly Guid id = Guid.NewGuid();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        host = await PortalHost.Start(Db, clock, new Dictionary<string, string>
        {
            ["Ehr:BaseUrl"] = $"{ehr.Address}/fhir/", ["Ehr:TokenUrl"] = $"{ehr.Address}/oauth2/token", ["Ehr:Timeout"] = "00:00:01",
        });
        host.Outbound.Allow(ehr.Address);
        ehr.Keys = () => host.Get<ClientKeys>().Published(Ct);
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await host.DisposeAsync();
        await base.DisposeAsync();
        await ehr.DisposeAsync();
    }

    FhirClient Client => host.Get<FhirClient>();

    JsonObject Patient(string name = "Testinen") => new()
    {
        ["resourceType"] = "Patient", ["id"] = id.ToString(), ["name"] = new JsonArray(new JsonObject { ["family"] = name }),
        ["identifier"] = new JsonArray(new JsonObject { ["value"] = "010160-9000" }),
    };

    [Fact]
    public async Task A_token_is_asked_for_with_the_portals_own_key_and_used_until_shortly_before_its_end()
    {
        await Client.Put("Patient", id, Patient(), null, Ct);
        for (var i = 0; i < 3; i++) Assert.NotNull(await Client.Read("Patient", id, Ct));
        Assert.Equal(1, ehr.TokensGiven);

        clock.Advance(TimeSpan.FromSeconds(269));
        await Client.Read("Patient", id, Ct);
        Assert.Equal(1, ehr.TokensGiven);
        clock.Advance(TimeSpan.FromSeconds(2));
        await Client.Read("Patient", id, Ct);
        Assert.Equal(2, ehr.TokensGiven);
    }

    [Fact]
    public async Task Requests_at_once_ask_for_one_token()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Client.Read("Patient", id, Ct)));
        Assert.Equal(1, ehr.TokensGiven);
    }

    [Fact]
    public async Task A_token_that_is_not_taken_any_more_is_renewed_once()
    {
        await Client.Put("Patient", id, Patient(), null, Ct);
        ehr.RevokeTokens();
        Assert.NotNull(await Client.Read("Patient", id, Ct));
        Assert.Equal(2, ehr.TokensGiven);

        ehr.Faults.Enqueue(new Fault(401));
        ehr.Faults.Enqueue(new Fault(401));
        var e = await Assert.ThrowsAnyAsync<EhrUnavailable>(() => Client.Read("Patient", id, Ct));
        Assert.Equal("answered 401", e.Message);
    }

    [Fact]
    public async Task An_assertion_signed_with_another_key_gets_no_token()
    {
        ehr.Keys = async () =>
        {
            var keys = await host.Get<ClientKeys>().Published(Ct);
            foreach (var key in keys["keys"]!.AsArray().Where(k => k!["x"] is not null)) (key!["x"], key["y"]) = (key["y"]!.DeepClone(), key["x"]!.DeepClone());
            return keys;
        };
        await Assert.ThrowsAnyAsync<Exception>(() => Client.Read("Patient", id, Ct));
        Assert.Equal(0, ehr.TokensGiven);
    }

    [Fact]
    public async Task What_is_not_there_is_null() => Assert.Null(await Client.Read("Patient", id, Ct));

    [Fact]
    public async Task Nothing_is_put_over_what_was_not_looked_at()
    {
        await Client.Put("Patient", id, Patient(), null, Ct);
        await Assert.ThrowsAsync<EhrChanged>(() => Client.Put("Patient", id, Patient("Toinen"), null, Ct));
        var seen = (await Client.Read("Patient", id, Ct))!;
        await Client.Put("Patient", id, Patient("Toinen"), seen, Ct);
        await Assert.ThrowsAsync<EhrChanged>(() => Client.Put("Patient", id, Patient("Kolmas"), seen, Ct));
        Assert.Equal(2, ehr.VersionsOf("Patient").Count);
    }

    [Theory]
    [InlineData(500, "answered 500")]
    [InlineData(503, "answered 503")]
    [InlineData(429, "answered 429")]
    [InlineData(403, "answered 403")]
    [InlineData(404, "answered 404")]
    public async Task What_may_pass_is_for_later(int status, string code)
    {
        ehr.Faults.Enqueue(new Fault(status));
        var e = await Assert.ThrowsAsync<EhrUnavailable>(() => Client.Put("Patient", id, Patient(), null, Ct));
        Assert.Equal(code, e.Message);
    }

    [Fact]
    public async Task Slow_and_cut_off_and_away_are_for_later()
    {
        await Client.Read("Patient", id, Ct);
        ehr.Faults.Enqueue(new Fault(Status: 0, Late: true));
        Assert.Equal("no-answer", (await Assert.ThrowsAsync<EhrUnavailable>(() => Client.Read("Patient", id, Ct))).Message);
        ehr.Faults.Enqueue(new Fault(Drop: true));
        Assert.Equal("no-answer", (await Assert.ThrowsAsync<EhrUnavailable>(() => Client.Read("Patient", id, Ct))).Message);
        await ehr.DisposeAsync();
        Assert.Equal("no-connection", (await Assert.ThrowsAsync<EhrUnavailable>(() => Client.Read("Patient", id, Ct))).Message);
    }

    [Fact]
    public async Task A_refusal_says_why_without_saying_of_whom()
    {
        ehr.Faults.Enqueue(new Fault(422, Outcome: """
            { "resourceType": "OperationOutcome", "issue": [
              { "severity": "error", "code": "value", "diagnostics": "Bad value '010160-9000' for Testinen, also 020260-901A", "expression": ["Patient.identifier.value"] },
              { "severity": "error", "code": "required", "details": { "text": "birthDate is needed" } } ] }
            """));
        var e = await Assert.ThrowsAsync<JobRefused>(() => Client.Put("Patient", id, Patient(), null, Ct));
        Assert.Equal("refused 422: Bad value '…' for …, also … (Patient.identifier.value); birthDate is needed", e.Message);
    }

    [Fact]
    public async Task A_refusal_without_words_is_still_one()
    {
        ehr.Faults.Enqueue(new Fault(400));
        var e = await Assert.ThrowsAsync<JobRefused>(() => Client.Put("Patient", id, Patient(), null, Ct));
        Assert.Equal("refused 400: no reason given", e.Message);
    }

    [Fact]
    public async Task The_log_tells_the_address_and_never_a_national_id_or_a_token()
    {
        await Client.Put("Patient", id, Patient(), null, Ct);
        Assert.Contains(host.Log.All, line => line.Contains($"PUT {ehr.Address}/fhir/Patient/{id} answered 201"));
        Assert.DoesNotContain(host.Log.All, line => line.Contains("010160-9000") || line.Contains("Bearer"));
        Assert.Equal("https://x.test/a/******/b", Portal.Platform.Http.QuietHttpLog.Address(new Uri("https://x.test/a/010160-9000/b?id=010160-9000")));
        Assert.Equal("https://x.test/a/******", Portal.Platform.Http.QuietHttpLog.Address(new Uri("https://x.test/a/010160%2B9000")));
        const string like = "https://x.test/a/01a1fc12-3456-7891-8234-123456a7890b";   // an id of ours that looks like one in two places
        Assert.Equal(like, Portal.Platform.Http.QuietHttpLog.Address(new Uri(like)));
    }

    [Theory]
    [InlineData("", "http://localhost/t", "00:00:10")]
    [InlineData("http://localhost/fhir", "ftp://localhost/t", "00:00:10")]
    [InlineData("http://localhost/fhir", "http://localhost/t", "00:01:00")]
    public async Task Wrong_settings_stop_the_start_with_a_sentence(string baseUrl, string tokenUrl, string timeout)
    {
        var e = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => PortalHost.Start(Db, clock,
            new Dictionary<string, string> { ["Ehr:BaseUrl"] = baseUrl, ["Ehr:TokenUrl"] = tokenUrl, ["Ehr:Timeout"] = timeout }));
        Assert.Contains("Ehr:", e.Message);
    }
}
