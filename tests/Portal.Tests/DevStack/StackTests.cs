using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Portal.DevStack;
using Portal.Tests.House;

namespace Portal.Tests.DevStack;

public class StackTests
{
    static readonly HttpClient Http = new();

    [Fact]
    public async Task The_whole_stack_stands_and_its_parts_know_each_other()
    {
        List<string> steps = [];
        await using var stack = await Stack.StartAsync(new StackOptions { Durable = false }, step => { if (step.Took is null) steps.Add(step.What); });
        Assert.Equal(["PostgreSQL 18", "Identity providers", "EHR (FHIR R4)", "National services, SMS and e-mail", "Styles and scripts",
            "Database and its roles", "Migrations", "Demo data", "Portal"], steps.Where(step => !step.StartsWith("Packages of", StringComparison.Ordinal)));

        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var portal = stack.Environment["Portal__PublicUrl"];
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"{portal}/fi")).StatusCode);
        foreach (var page in new[] { $"http://localhost:{stack.Ports.Ehr}/", $"http://localhost:{stack.Ports.Ehr}/fhir/Appointment", $"http://localhost:{stack.Ports.Sink}/" })
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(page)).StatusCode);

        // The provider sends the browser on only when it has fetched the portal's keys and found its signatures right.
        var login = await browser.GetAsync($"{portal}/bff/login?returnUrl=/fi");
        Assert.Equal(HttpStatusCode.Redirect, login.StatusCode);
        Assert.StartsWith($"http://localhost:{stack.Ports.Residents}/", login.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await Http.GetAsync(login.Headers.Location)).StatusCode);
        Assert.False(stack.Crashed.IsCompleted);
    }

    [Fact]
    public async Task A_part_can_be_stopped_and_started_while_the_stack_stands()
    {
        await using var stack = await Sink();
        var sink = stack.Parts[PartNames.National];
        Assert.Equal(HttpStatusCode.OK, await Ask(stack));
        await sink.StopAsync();
        Assert.False(sink.IsRunning);
        await Assert.ThrowsAsync<HttpRequestException>(() => Ask(stack));
        await sink.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await Ask(stack));
        Assert.False(stack.Crashed.IsCompleted); // what a test stops has not crashed
    }

    [Fact]
    public async Task A_part_that_crashes_is_named_with_its_last_lines()
    {
        await using var stack = await Sink();
        var pid = stack.Parts[PartNames.National].ProcessId!.Value;
        Process.GetProcessById(pid).Kill();
        var crashed = await stack.Crashed.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.StartsWith("National services, SMS and e-mail stopped by itself (exit code 137). Its last lines:\n    READY {", crashed.Failure);
        Assert.Contains("national.log", crashed.Failure);
    }

    [Fact]
    public async Task A_part_that_cannot_start_says_why_and_nothing_is_left_running()
    {
        using var directory = new Temporary();
        await File.WriteAllTextAsync(Path.Combine(directory.Path, ".devstack"), "");
        Directory.CreateDirectory(Path.Combine(directory.Path, "postgres"));
        await File.WriteAllTextAsync(Path.Combine(directory.Path, "postgres", "PG_VERSION"), "12\n");
        var options = Only(PartNames.Postgres, PartNames.National) with { DataDirectory = directory.Path };
        var failure = await Assert.ThrowsAsync<StackException>(() => Stack.StartAsync(options));
        Assert.Contains("PostgreSQL 18 stopped while starting (exit code 1)", failure.Message);
        Assert.Contains("was made by PostgreSQL 12, and this is 18. Start with --fresh", failure.Message);
        using var again = DataDirectory.Open(directory.Path, fresh: false); // and the directory is free again
    }

    [Fact]
    public async Task A_taken_port_is_told_with_what_it_is_for_and_what_to_do()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;
        var failure = await Assert.ThrowsAsync<StackException>(() => Ports.From(taken - 4).RequireFree([PartNames.National], default));
        Assert.StartsWith($"Port {taken} is taken by another program, and the SMS and e-mail sink needs it. Stop that program, or choose other ports: --port ", failure.Message);
        await Ports.From(taken - 4).RequireFree([], default); // not needed, not minded
    }

    [Fact]
    public async Task The_portals_role_owns_nothing_and_cannot_pass_the_walls()
    {
        await using var database = await TestStack.NewDatabase();
        var roles = await database.Read<string>("""
            select rolname || case when rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication then ' is too strong' else '' end
            from pg_roles where rolname like 'portal%' order by 1
            """);
        Assert.Equal(["portal_app", "portal_owner"], roles);
        Assert.Equal(0, await database.ReadOne<int>("select count(*)::int from pg_class where relowner = 'portal_app'::regrole"));
        var refused = await Assert.ThrowsAsync<PostgresException>(async () =>
        {
            await using var connection = await database.AsApp.OpenConnectionAsync();
            await using var command = new NpgsqlCommand("create table public.mine (id int)", connection);
            await command.ExecuteNonQueryAsync();
        });
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    static Task<Stack> Sink() => Stack.StartAsync(Only(PartNames.National));

    static StackOptions Only(params string[] parts) => new() { Parts = parts, Durable = false, Client = false, Migrate = false, DemoData = false };

    static async Task<HttpStatusCode> Ask(Stack stack) => (await Http.GetAsync($"http://localhost:{stack.Ports.Sink}/messages")).StatusCode;
}

/// <summary>A directory that goes with the test.</summary>
sealed class Temporary : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("portal-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
