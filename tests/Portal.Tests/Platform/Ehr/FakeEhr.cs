using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Tests.House;

namespace Portal.Tests.Platform.Ehr;

/// <summary>
/// An EHR of one test on a free port: a FHIR R4 server with versions, If-Match and If-None-Match, a SMART Backend
/// Services token, and faults on order. It keeps every version, so that a test can count what was applied.
/// </summary>
sealed class FakeEhr : IAsyncDisposable
{
    public sealed record Version(string Key, int Number, JsonObject Resource);

    readonly WebApplication app;
    readonly ConcurrentDictionary<string, bool> tokens = new();
    readonly Lock @lock = new();
    int underWay;

    public List<Version> History { get; } = [];
    public ConcurrentQueue<string> Requests { get; } = new();
    public ConcurrentQueue<Fault> Faults { get; } = new();
    /// <summary>Says which requests a fault is for, e.g. <c>r => r.StartsWith("PUT Appointment")</c>; all by default.</summary>
    public Func<string, bool> FaultsAreFor { get; set; } = _ => true;

    /// <summary>What is answered to a search instead of a bundle, e.g. something hostile; null: the bundle.</summary>
    public Func<string, string?> Instead { get; set; } = _ => null;
    public int PageSize { get; set; } = 100;

    /// <summary>Nobody answers while this holds.</summary>
    public bool Down { get; set; }
    public int TokensGiven { get; private set; }
    public int TokenLifetime { get; set; } = 300;

    /// <summary>The portal's published keys; assertions are checked against them.</summary>
    public Func<Task<JsonObject>>? Keys { get; set; }
    public string Address { get; }

    FakeEhr(WebApplication app)
    {
        this.app = app;
        app.Run(Handle);
        app.StartAsync().GetAwaiter().GetResult();
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    public static FakeEhr Start(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        return new FakeEhr(builder.Build());
    }

    public List<Version> VersionsOf(string type, Guid? id = null)
    {
        lock (@lock) return [.. History.Where(v => v.Key.StartsWith($"{type}/{id}", StringComparison.Ordinal))];
    }

    public JsonObject? Current(string type, Guid id) => VersionsOf(type, id).LastOrDefault()?.Resource;

    List<JsonObject> Present()
    {
        lock (@lock) return [.. History.GroupBy(v => v.Key).Select(g => g.Last().Resource.DeepClone().AsObject())];
    }

    /// <summary>Puts something there as the clinic would; its version is told as the EHR tells it.</summary>
    public void Clinic(JsonObject resource)
    {
        lock (@lock)
        {
            var key = $"{resource["resourceType"]}/{resource["id"]}";
            var number = History.Count(v => v.Key == key) + 1;
            (resource["meta"] ??= new JsonObject())["versionId"] = $"{number}";
            History.Add(new(key, number, resource));
        }
    }

    public void RevokeTokens() => tokens.Clear();

    /// <summary>Waits until nothing is under way: what comes late has come.</summary>
    public Task Quiet() => Eventually.Holds("the EHR has nothing under way", () => Task.FromResult(Volatile.Read(ref underWay) == 0));

    /// <summary>What was sent is read first: afterwards nobody is there to send it.</summary>
    static async Task GivenUp(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        body.Position = 0;
        context.Request.Body = body;
        var gone = new TaskCompletionSource();
        await using (context.RequestAborted.Register(gone.SetResult)) await gone.Task;
    }

    async Task Handle(HttpContext context)
    {
        Interlocked.Increment(ref underWay);
        try { await Answer(context); }
        finally { Interlocked.Decrement(ref underWay); }
    }

    async Task Answer(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var name = $"{context.Request.Method} {path.Replace("/fhir/", "")}";
        Requests.Enqueue(name);
        if (Down) { context.Abort(); return; }
        if (path == "/oauth2/token") { await Token(context); return; }

        var fault = FaultsAreFor(name) && Faults.TryDequeue(out var ordered) ? ordered : null;
        if (fault is { Late: true }) await GivenUp(context);
        if (!tokens.ContainsKey(context.Request.Headers.Authorization.ToString().Replace("Bearer ", ""))) { context.Response.StatusCode = 401; return; }
        var (status, body, etag) = fault is { Applied: false, Status: > 0 } ? (fault.Status, null, null) : await Fhir(context, path["/fhir/".Length..]);
        if (fault?.Drop == true) { context.Abort(); return; }
        if (fault is { Status: > 0 }) (status, body) = (fault.Status, fault.Outcome is { } outcome ? JsonNode.Parse(outcome) : null);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/fhir+json";
        if (status == 200 && FakeSearch.Is(context.Request) && Instead(name) is { } instead) { await context.Response.WriteAsync(instead); return; }
        if (etag is not null) context.Response.Headers.ETag = etag;
        await context.Response.WriteAsync(body?.ToJsonString() ?? "");
    }

    async Task<(int, JsonNode?, string?)> Fhir(HttpContext context, string key)
    {
        if (FakeSearch.Is(context.Request)) return (200, await FakeSearch.Answer(context.Request, key.Split('/')[0], Present(), Address, PageSize), null);
        var sent = context.Request.Method == "PUT" ? (await JsonNode.ParseAsync(context.Request.Body))!.AsObject() : null;
        lock (@lock)
        {
            var current = History.LastOrDefault(v => v.Key == key);
            if (sent is null) return current is null ? (404, null, null) : (200, current.Resource.DeepClone(), $"W/\"{current.Number}\"");
            var match = context.Request.Headers.IfMatch.ToString();
            if (context.Request.Headers.IfNoneMatch == "*" && current is not null) return (412, null, null);
            if (match != "" && match != $"W/\"{current?.Number}\"") return (412, null, null);
            if ($"{sent["resourceType"]}/{sent["id"]}" != key) return (400, null, null);
            var next = new Version(key, (current?.Number ?? 0) + 1, sent);
            History.Add(next);
            return (current is null ? 201 : 200, sent.DeepClone(), $"W/\"{next.Number}\"");
        }
    }

    async Task Token(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (form["grant_type"] != "client_credentials" || form["client_assertion_type"] != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            || !await AssertionIsGood(form["client_assertion"].ToString()))
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsJsonAsync(new { error = "invalid_client" });
            return;
        }
        var token = Guid.NewGuid().ToString("N");
        tokens[token] = true;
        TokensGiven++;
        await context.Response.WriteAsJsonAsync(new { access_token = token, token_type = "bearer", expires_in = TokenLifetime, scope = form["scope"].ToString() });
    }

    async Task<bool> AssertionIsGood(string jwt)
    {
        if (Keys is null) return jwt.Count(c => c == '.') == 2;
        var parts = jwt.Split('.');
        var (header, claims) = (Part(parts[0]), Part(parts[1]));
        var key = (await Keys())["keys"]!.AsArray().Single(k => k!["kid"]!.ToString() == header["kid"]!.ToString())!;
        using var ec = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP384, Q = new ECPoint { X = Bytes(key["x"]!.ToString()), Y = Bytes(key["y"]!.ToString()) },
        });
        return header["alg"]!.ToString() == "ES384" && claims["aud"]!.ToString() == $"{Address}/oauth2/token" && claims["iss"]!.ToString() == "portal"
            && claims["sub"]!.ToString() == "portal" && claims["jti"] is not null && claims["exp"]!.GetValue<long>() - claims["iat"]!.GetValue<long>() <= 300
            && ec.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Bytes(parts[2]), HashAlgorithmName.SHA384);

        static byte[] Bytes(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);
        static JsonNode Part(string text) => JsonNode.Parse(Bytes(text))!;
    }

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await app.StopAsync(soon.Token);
        await app.DisposeAsync();
    }
}
