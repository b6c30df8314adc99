using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Portal.DevStack;
using Portal.Platform.Jobs;

namespace Portal.Tests.House;

/// <summary>
/// The portal itself, inside the test process: the composition of Program.cs on a real server and a free port, with
/// the test's clock and database. Jobs do not run by themselves: a test says when, with <see cref="DoJobs"/>.
/// </summary>
sealed class PortalHost : IAsyncDisposable
{
    readonly WebApplication app;

    public Uri Address { get; }
    public ManualClock Clock { get; }
    public Outbound Outbound { get; }
    public LogLines Log { get; }

    /// <summary>The national registers, at the addresses of the defaults: they know nobody until the test says so.</summary>
    public FakeRegisters Registers { get; }

    PortalHost(WebApplication app, ManualClock clock, Outbound outbound, LogLines log, FakeRegisters registers)
    {
        (this.app, Clock, Outbound, Log, Registers) = (app, clock, outbound, log, registers);
        var bound = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Address = new Uri($"http://localhost:{bound.Port}");
    }

    /// <param name="settings">Configuration on top of the defaults below, e.g. <c>Login:IdleMinutes</c>.</param>
    /// <param name="services">Changes to what the rooms have registered.</param>
    public static async Task<PortalHost> Start(TestDatabase database, ManualClock clock, IReadOnlyDictionary<string, string>? settings = null,
        Action<IServiceCollection>? services = null)
    {
        var (outbound, log) = (new Outbound(), new LogLines());
        var registers = new FakeRegisters(outbound);
        var configuration = new Dictionary<string, string>(Defaults) { ["ConnectionStrings:Portal"] = database.AppConnection };
        foreach (var (key, value) in settings ?? new Dictionary<string, string>()) configuration[key.Replace("__", ":")] = value;

        var app = PortalApp.Create([.. configuration.Select(s => $"--{s.Key}={s.Value}")], builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddSingleton<IHttpMessageHandlerBuilderFilter>(outbound);
            builder.Logging.ClearProviders().AddProvider(log);
            services?.Invoke(builder.Services);
        });
        await app.StartAsync();
        return new PortalHost(app, clock, outbound, log, registers);
    }

    /// <summary>One of the portal's own parts, such as a use case.</summary>
    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    public IServiceProvider Services => app.Services;

    /// <summary>Does every job that is due by the test's clock, and those that these make, until none is left.</summary>
    /// <returns>How many were done or tried.</returns>
    public async Task<int> DoJobs()
    {
        var runner = app.Services.GetServices<IHostedService>().OfType<JobRunner>().Single();
        var handlers = app.Services.GetServices<IJobHandler>().ToList();
        var (all, round) = (0, 1);
        while (round > 0 && all < 1_000)
        {
            round = 0;
            foreach (var handler in handlers) round += await runner.RunDue(handler, TestContext.Current.CancellationToken);
            all += round;
        }
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>The same configuration as environment variables, for the portal as a process of its own.</summary>
    public static IReadOnlyDictionary<string, string> Environment(TestDatabase database)
    {
        var environment = Defaults.Where(s => s.Key.Contains(':')).ToDictionary(s => s.Key.Replace(":", "__"), s => s.Value);
        environment["ASPNETCORE_ENVIRONMENT"] = Defaults["environment"];
        environment["ConnectionStrings__Portal"] = database.AppConnection;
        environment["ConnectionStrings__Owner"] = database.OwnerConnection;
        return environment;
    }

    static readonly IReadOnlyDictionary<string, string> Defaults = new Dictionary<string, string>
    {
        ["applicationName"] = "Portal",
        ["contentRoot"] = Repository.PortalProject,
        ["environment"] = "Development",
        ["urls"] = "http://127.0.0.1:0",
        ["Jobs:Run"] = "false",
        ["Keys:MakeAhead"] = "false",   // most tests need none
        ["Portal:PublicUrl"] = "http://localhost",
        ["Login:Residents:Authority"] = "https://residents.test",
        ["Login:Residents:ClientId"] = "portal",
        ["Login:Staff:Authority"] = "https://staff.test",
        ["Login:Staff:ClientId"] = "portal-staff",
        ["Login:IdentityKey"] = Convert.ToBase64String(new byte[32]),
        ["Login:TestIdentities"] = "true",
        ["Ehr:BaseUrl"] = "http://ehr.test/fhir",
        ["Ehr:TokenUrl"] = "http://ehr.test/oauth2/token",
        ["Ehr:ClientId"] = "portal",
        ["ActingFor:Valtuudet:BaseUrl"] = FakeRegisters.Valtuudet,
        ["ActingFor:Valtuudet:ClientId"] = "abcd1234",
        ["ActingFor:Valtuudet:ApiKey"] = "test-api-key",
        ["ActingFor:Valtuudet:OauthPassword"] = "test-password",
        ["ActingFor:Valtuudet:RestApiKey"] = "test-rest-key",
        ["ActingFor:PopulationRegister:BaseUrl"] = FakeRegisters.Population,
        ["ActingFor:PopulationRegister:ApiKey"] = "test-key",
        ["Notifications:SmsUrl"] = "http://sink.test/sms",
        ["Notifications:SmtpHost"] = "localhost",
        ["Notifications:SmtpPort"] = "1",
    };
}

/// <summary>Everything the portal logged, for the tests that look for what must not be there, and for a failing test's output.</summary>
sealed class LogLines : ILoggerProvider
{
    public ConcurrentQueue<string> All { get; } = new();

    public IEnumerable<string> Errors => All.Where(line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal));

    public ILogger CreateLogger(string category) => new To(this, category);

    public void Dispose() { }

    sealed class To(LogLines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<T>(T state) where T : notnull => null;
        public bool IsEnabled(LogLevel level) => level >= LogLevel.Information;

        public void Log<T>(LogLevel level, EventId id, T state, Exception? exception, Func<T, Exception?, string> text)
        {
            if (IsEnabled(level)) lines.All.Enqueue($"{level} {category}: {text(state, exception)}{(exception is null ? "" : $"\n{exception}")}");
        }
    }
}
