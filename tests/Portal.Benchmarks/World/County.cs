using System.Diagnostics;
using System.Security.Cryptography;
using Npgsql;
using Portal.DevStack;

namespace Portal.Benchmarks.World;

/// <summary>
/// A PostgreSQL of its own with durable settings (it waits for the disk), the portal's tables, and what a benchmark
/// fills in as the owner of the tables. The portal and the limits are started on it as processes of their own.
/// </summary>
sealed class County : IAsyncDisposable
{
    readonly Stack stack;

    /// <summary>As the owner of the tables: to fill them and to look behind the walls.</summary>
    public NpgsqlDataSource Owner { get; }

    public IReadOnlyDictionary<string, string> Environment { get; }

    public Cpu Cpu { get; }

    County(Stack stack)
    {
        this.stack = stack;
        Cpu = Cpu.Of(stack.Parts[PartNames.Postgres].Output);
        Owner = NpgsqlDataSource.Create(stack.Database.Owner() + ";Command Timeout=120");
        var environment = new Dictionary<string, string>(stack.Environment)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            // Production refuses test people and plain http. Nobody logs in at a provider here, nothing is delivered, no register asked.
            ["Login__TestIdentities"] = "false",
            ["Ehr__BaseUrl"] = "https://ehr.invalid/fhir",
            ["Ehr__TokenUrl"] = "https://ehr.invalid/oauth2/token",
            ["ActingFor__Valtuudet__BaseUrl"] = "https://registers.invalid",
            ["ActingFor__PopulationRegister__BaseUrl"] = "https://registers.invalid",
        };
        environment.TryAdd("Notifications__FromAddress", "portal@example.org");
        environment.TryAdd("Keys__Master", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        Environment = environment;
    }

    public static async Task<County> Start(params string[] parts)
    {
        var options = new StackOptions { Parts = [PartNames.Postgres, .. parts], Client = parts.Length > 0, DemoData = false, Durable = true };
        return new(await Stack.StartAsync(options, step => { if (step.Took is { } took) Figures.Progress($"{step.What} ({took.TotalSeconds:0.0} s)"); }));
    }

    /// <summary>The real portal, in Release, as it would run in production.</summary>
    public Task<ServerProcess> StartPortal(string probe = "/.well-known/jwks.json", params (string Name, string Value)[] settings)
    {
        var environment = new Dictionary<string, string>(Environment);
        foreach (var (name, value) in settings) environment[name] = value;
        return ServerProcess.Start(Program, [], Folder, environment, stack.Ports.Portal, probe);
    }

    /// <summary>The bare counterpart: this same program, see Limits/.</summary>
    public Task<ServerProcess> StartLimit(string name, params (string Name, string Value)[] settings) =>
        ServerProcess.Start(typeof(County).Assembly.Location, ["limit", name], AppContext.BaseDirectory,
            new Dictionary<string, string>(settings.Select(s => KeyValuePair.Create(s.Name, s.Value))) { ["ConnectionStrings__Limit"] = $"{OwnerConnection};Maximum Pool Size=16" }, stack.Ports.Residents, "/");

    /// <summary>For a bare counterpart inside this process.</summary>
    public string OwnerConnection => stack.Database.Owner();

    /// <summary>A chat server of infra/chat-limits: ws or socketio.</summary>
    public Task<ServerProcess> StartChatLimit(string name)
    {
        var port = name == "ws" ? stack.Ports.Residents : stack.Ports.Staff;
        var database = new NpgsqlConnectionStringBuilder(stack.Database.Owner());
        var address = $"postgres://{Uri.EscapeDataString(database.Username!)}:{Uri.EscapeDataString(database.Password ?? "")}@{database.Host}:{database.Port}/{database.Database}";
        return ServerProcess.Start($"{name}.mjs", [], Repository.Folder("infra", "chat-limits"),
            new Dictionary<string, string> { ["DATABASE"] = address, ["PORT"] = $"{port}", ["NODE_ENV"] = "production" }, port, "/", "node");
    }

    /// <summary>Runs <c>Portal audit verify</c> on this database and returns how many faults it names.</summary>
    public async Task<long> AuditFaults()
    {
        var info = new ProcessStartInfo("dotnet", [Program, "audit", "verify"]) { WorkingDirectory = Folder, RedirectStandardOutput = true };
        foreach (var (name, value) in Environment) info.Environment[name] = value;
        using var process = Process.Start(info)!;
        var lines = (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync();
        Figures.Progress(lines.LastOrDefault() ?? "audit verify wrote nothing");
        return process.ExitCode == 0 ? 0 : Math.Max(1, lines.Length - 1);
    }

    /// <summary>The demo professionals and their times for ten weeks, for pages that should look as they do in use.</summary>
    public Task DemoTimes() => DevStack.DemoData.DemoTimes.Write(stack.Database.Owner(), DateOnly.FromDateTime(DateTime.Today));

    /// <summary>
    /// What PostgreSQL does by itself within minutes of the first use: until then it plans for tables as empty as they were
    /// when they were made, and reads them from end to end.
    /// </summary>
    public Task TidyUp() => Execute("vacuum analyze");

    public async Task Execute(string sql, params object[] values)
    {
        await using var command = Owner.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> Ask<T>(string sql, params object[] values)
    {
        await using var command = Owner.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await Owner.DisposeAsync();
        await stack.DisposeAsync();
    }

    static string Folder { get; } = Path.Combine(FindRoot(), "src", "Portal");

    static string Program { get; } = Path.Combine(Folder, "bin", "Release", "net10.0", "Portal.dll");

    static string FindRoot()
    {
        for (var d = new DirectoryInfo(AppContext.BaseDirectory); d is not null; d = d.Parent)
            if (File.Exists(Path.Combine(d.FullName, "Portal.sln"))) return d.FullName;
        throw new StackException("The benchmarks run from the source tree, and no Portal.sln was found above " + AppContext.BaseDirectory);
    }
}
