using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Portal.DevStack;

namespace Portal.Tests.House;

/// <summary>The portal as a process of its own, as an operator runs it, to be killed in the middle of its work.</summary>
sealed class PortalProcess : IAsyncDisposable
{
    readonly Process process;

    public Uri Address { get; }

    PortalProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<PortalProcess> Start(TestDatabase database, IReadOnlyDictionary<string, string> settings)
    {
        var address = new Uri($"http://localhost:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Repository.PortalProgram]) { WorkingDirectory = Repository.PortalProject };
        foreach (var (name, value) in PortalHost.Environment(database)) start.Environment[name] = value;
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__")] = value;
        start.Environment["ASPNETCORE_URLS"] = address.GetLeftPart(UriPartial.Authority);
        var portal = new PortalProcess(Process.Start(start)!, address);
        using var http = new HttpClient { BaseAddress = address };
        await Eventually.Holds("the portal's process answers", async () =>
        {
            if (portal.process.HasExited) Assert.Fail($"The portal's process ended with {portal.process.ExitCode}.");
            try { return (await http.GetAsync("/.well-known/jwks.json", TestContext.Current.CancellationToken)).IsSuccessStatusCode; }
            catch (HttpRequestException) { return false; }
        }, TimeSpan.FromSeconds(90));
        return portal;
    }

    /// <summary>kill -9: nothing of its own runs any more.</summary>
    public async Task Kill()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await Kill();
        process.Dispose();
    }
}
