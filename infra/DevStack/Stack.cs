using Portal.DevStack.DemoData;

namespace Portal.DevStack;

/// <summary>
/// The whole of what the portal needs to run, on this machine: PostgreSQL, the identity providers, the EHR, the
/// national registers, the SMS and e-mail sink, and the portal itself. The one command starts it, and so do the tests.
/// </summary>
public sealed class Stack : IAsyncDisposable
{
    readonly DataDirectory data;
    readonly TaskCompletionSource<Part> crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Ports Ports { get; }
    public Database Database { get; }

    /// <summary>The portal's configuration, as environment variables.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>The parts that were asked for, by name.</summary>
    public IReadOnlyDictionary<string, Part> Parts { get; }

    /// <summary>Completes with a part that ended without having been told to.</summary>
    public Task<Part> Crashed => crashed.Task;

    /// <summary>Where to look, for people: which part, what it is, its address.</summary>
    public IReadOnlyList<(string Part, string What, string Address)> Addresses { get; }

    /// <summary>Where this stack keeps its files.</summary>
    public string DataRoot => data.Root;

    Stack(DataDirectory data, Ports ports, StackOptions options)
    {
        this.data = data;
        Ports = ports;
        var secrets = Secrets.Of(data);
        Database = new Database(ports.Postgres, secrets);
        var plans = new PartPlans(data, ports, secrets, Database, options);
        Environment = plans.PortalEnvironment;
        Addresses = plans.Addresses;
        var logs = data.Folder("logs");
        Parts = plans.All.Where(plan => options.Parts.Contains(plan.Name))
            .ToDictionary(plan => plan.Name, plan => new Part(plan, Path.Combine(logs, plan.Name + ".log"), part => crashed.TrySetResult(part)));
    }

    /// <summary>Starts what the options ask for and returns when all of it answers. Nothing is left running when it throws.</summary>
    public static async Task<Stack> StartAsync(StackOptions options, Action<StackProgress>? progress = null, CancellationToken ct = default)
    {
        var ports = Ports.From(options.Port);
        var data = DataDirectory.Open(options.DataDirectory, options.Fresh);
        Stack? stack = null;
        try
        {
            await Node.Require(ct);
            await StopLeftover(data, ct);
            await ports.RequireFree(options.Parts, ct);
            stack = new Stack(data, ports, options);
            await stack.Start(options, new Steps(progress ?? (_ => { })), ct);
            return stack;
        }
        catch
        {
            if (stack is null) data.Dispose();
            else await stack.DisposeAsync();
            throw;
        }
    }

    async Task Start(StackOptions options, Steps steps, CancellationToken ct)
    {
        var servers = Parts.Values.Where(part => part.Name != PartNames.Portal).ToList();
        foreach (var server in servers)
            await NodePackages.Restore(Repository.Folder("infra", server.Name), steps, ct);

        // What does not wait for another starts at once, and the lines come in order. One failure ends them all.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var (all, token) = (new List<(string What, Task<TimeSpan> Step)>(), ending.Token);
        Task Begin(string what, Func<Task> step, params Task[] after)
        {
            all.Add((what, Steps.Time(step, Task.WhenAll(after))));
            return all[^1].Step;
        }
        var starting = servers.ToDictionary(server => server.Name, server => Begin(server.Title, () => server.StartAsync(token)));
        var last = options.Client ? Begin("Styles and scripts", () => ClientBuild.Ensure(token)) : Task.CompletedTask;
        if (starting.TryGetValue(PartNames.Postgres, out var postgres))
        {
            last = Begin("Database and its roles", () => Database.Prepare(token), last, postgres);
            if (options.Migrate) last = Begin("Migrations", () => Migrate(token), last);
            if (options.DemoData) last = Begin("Demo data", () => WriteDemoData(token), last);
        }
        if (Parts.TryGetValue(PartNames.Portal, out var portal))
        {
            last = Begin(portal.Title, () => portal.StartAsync(token), [last, .. starting.Values]);
            if (options.DemoVisits) last = Begin("Demo people's measurements", () => DemoReadings.Write(Environment["Portal__PublicUrl"], Database.Owner(), Today, token), last);
        }

        try
        {
            foreach (var (what, step) in all) await steps.Await(what, step);
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(all.Select(a => a.Step)).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    Task Migrate(CancellationToken ct) =>
        Tool.Must("Portal migrate", "dotnet", [Repository.PortalProgram, "migrate"], Repository.PortalProject, Environment, ct);

    /// <summary>After a kill -9 of the whole stack, PostgreSQL may still hold the data directory and the port.</summary>
    static async Task StopLeftover(DataDirectory data, CancellationToken ct)
    {
        var postgres = data.PathOf(PartNames.Postgres);
        if (File.Exists(Path.Combine(postgres, "postmaster.pid")))
            await Tool.Must("Stopping the PostgreSQL that an earlier run left", "node", ["leftover.mjs", postgres], Repository.Folder("infra", PartNames.Postgres), null, ct);
    }

    async Task WriteDemoData(CancellationToken ct)
    {
        await DemoTimes.Write(Database.Owner(), Today, ct);
        await DemoCases.Write(Database.Owner(), DateTimeOffset.UtcNow, ct);
    }

    static DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Europe/Helsinki")).DateTime);

    /// <summary>Writes the portal's configuration into the data directory, for an IDE or a shell. Returns the file's name.</summary>
    public string WriteEnvironment()
    {
        data.WritePrivate("portal.env", string.Concat(Environment.Select(v => $"{v.Key}=\"{v.Value}\"\n")));
        return data.PathOf("portal.env");
    }

    /// <summary>Stops the parts, the last started first.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var part in Parts.Values.Reverse())
        {
            await part.StopAsync();
            part.Dispose();
        }
        data.Dispose();
    }
}
