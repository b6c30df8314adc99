using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Features.ActingFor.Register;
using Portal.Tests.House;

namespace Portal.Tests.Features.ActingFor.Register;

/// <summary>The register clients by themselves, with everything that they log, against the real simulators and their clock.</summary>
[Collection("neighbours")]
public abstract class RegisterTest : IAsyncLifetime
{
    internal const string RedirectPath = "/bff/valtuudet";
    readonly List<IHost> hosts = [];
    string portal = "";

    internal Registers Registers { get; private set; } = null!;
    internal ManualClock Clock { get; } = new(new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));
    internal EveryLine Log { get; } = new();
    internal ValtuudetClient Valtuudet { get; private set; } = null!;
    internal PopulationRegisterClient Population { get; private set; } = null!;
    internal string RedirectUri => portal + RedirectPath;
    internal string[] Health { get; private set; } = [];
    internal static CancellationToken Ct => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        var neighbours = await TestStack.Neighbours();
        portal = neighbours.Environment["Portal__PublicUrl"];
        Registers = new(neighbours);
        await Registers.Reset();
        await Registers.SetClock(Clock.Now);
        var services = Services();
        (Valtuudet, Population) = (services.GetRequiredService<ValtuudetClient>(), services.GetRequiredService<PopulationRegisterClient>());
        Health = [services.GetRequiredService<ValtuudetOptions>().HealthTheme];

        IServiceProvider Services() => With(neighbours.Environment.Where(s => s.Key.StartsWith("ActingFor__", StringComparison.Ordinal)), []);
    }

    /// <summary>The clients with other settings, e.g. a wrong key.</summary>
    internal async Task<IServiceProvider> With(params (string Key, string Value)[] settings) =>
        With((await TestStack.Neighbours()).Environment.Where(s => s.Key.StartsWith("ActingFor__", StringComparison.Ordinal)), settings);

    IServiceProvider With(IEnumerable<KeyValuePair<string, string>> known, (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Development" });
        var all = known.ToDictionary(s => s.Key.Replace("__", ":"), s => (string?)s.Value);
        foreach (var (key, value) in settings) all[key] = value;
        builder.Configuration.AddInMemoryCollection(all);
        builder.Logging.AddProvider(Log).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.AddRegister();
        hosts.Add(builder.Build());
        return hosts[^1].Services;
    }

    /// <summary>Moves the portal's clock and the registers' alike.</summary>
    internal async Task Advance(TimeSpan by)
    {
        Clock.Advance(by);
        await Registers.SetClock(Clock.Now);
    }

    /// <summary>What the delegate's browser does: the page, a choice on it, and back. Returns what comes back in the address.</summary>
    internal async Task<System.Collections.Specialized.NameValueCollection> Choose(ValtuudetSession session, string? principal, string state = "s")
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var page = Valtuudet.SelectionAddress(session, RedirectUri, state, "en");
        Assert.Contains("Who are you acting for?", await browser.GetStringAsync(page, Ct));
        using var form = new FormUrlEncodedContent(principal is null ? [new("act", "cancel")] : new Dictionary<string, string> { ["act"] = "choose", ["principal"] = principal });
        using var answer = await browser.PostAsync(page, form, Ct);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.StartsWith(RedirectUri + "?", answer.Headers.Location!.ToString());
        return System.Web.HttpUtility.ParseQueryString(answer.Headers.Location.Query);
    }

    /// <summary>A session in which the delegate has chosen the principal.</summary>
    internal async Task<(ValtuudetSession Session, ValtuudetSelection Selection)> Chosen(string @delegate, string principal)
    {
        var session = (await Register(@delegate))!;
        var selection = await Selected(session, (await Choose(session, principal))["code"]!);
        Assert.Equal(RegisterAnswer.Allowed, selection.Answer);
        return (session, selection);
    }

    internal Task<ValtuudetSession?> Register(string @delegate, ValtuudetClient? client = null) =>
        (client ?? Valtuudet).Register(Registers.Hetu(@delegate), "test", Ct);

    internal Task<ValtuudetSelection> Selected(ValtuudetSession session, string code, ValtuudetClient? client = null) =>
        (client ?? Valtuudet).Selected(session.SessionId, code, RedirectUri, "test", Ct);

    internal Task<RegisterAnswer> Authorization(ValtuudetSession session, ValtuudetSelection selection, string principal, params string[] more) =>
        Valtuudet.Authorization(session.SessionId, selection, Registers.Hetu(principal), [.. Health, .. more], "test", Ct);

    internal Task<RegisterAnswer> IsAllowed(string @delegate, string principal, ValtuudetClient? client = null) =>
        (client ?? Valtuudet).IsAllowed(Registers.Hetu(@delegate), Registers.Hetu(principal), Health, Ct);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Registers is not null) await Registers.Reset();
        foreach (var host in hosts) host.Dispose();
    }
}

/// <summary>Whatever anybody logs, at any level, and whatever is traced.</summary>
sealed class EveryLine : ILoggerProvider, ILogger
{
    readonly ActivityListener listener;

    public ConcurrentQueue<string> All { get; } = new();

    public EveryLine()
    {
        listener = new()
        {
            ShouldListenTo = source => source.Name.Contains("Http", StringComparison.Ordinal),
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => All.Enqueue($"trace {activity.DisplayName} {string.Join(' ', activity.TagObjects)}"),
        };
        ActivitySource.AddActivityListener(listener);
    }

    public ILogger CreateLogger(string category) => this;
    public IDisposable? BeginScope<T>(T state) where T : notnull { All.Enqueue($"scope {state}"); return null; }
    public bool IsEnabled(LogLevel level) => true;

    public void Log<T>(LogLevel level, EventId id, T state, Exception? exception, Func<T, Exception?, string> text)
    {
        var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs) : "";
        All.Enqueue($"{level} {text(state, exception)} {values} {exception}");
    }

    public void Dispose() => listener.Dispose();
}
