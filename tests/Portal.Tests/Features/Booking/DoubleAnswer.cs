using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Portal.Tests.Features.Booking;

/// <summary>Stands between the portal and an EHR and says every answer twice on the same connection.</summary>
sealed class DoubleAnswer : IDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource ending = new();
    readonly Uri behind;
    int doubled;

    public string Address { get; }
    public int Doubled => doubled;

    public DoubleAnswer(string behind)
    {
        this.behind = new Uri(behind);
        listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        _ = Accept();
    }

    async Task Accept()
    {
        while (!ending.IsCancellationRequested)
            try { _ = Serve(await listener.AcceptTcpClientAsync(ending.Token)); }
            catch (OperationCanceledException) { return; }
    }

    async Task Serve(TcpClient client)
    {
        using var _ = client;
        var stream = client.GetStream();
        if (await ReadRequest(stream) is not { } request) return;
        using var server = new TcpClient();
        await server.ConnectAsync(behind.Host, behind.Port, ending.Token);
        await server.GetStream().WriteAsync(request, ending.Token);
        using var answer = new MemoryStream();
        await server.GetStream().CopyToAsync(answer, ending.Token);   // it closes, as it was asked to
        // "Connection: close" is what made our reading simple; the portal must not see it, or it would stop reading by itself.
        var text = Encoding.Latin1.GetString(answer.ToArray()).Replace("Connection: close\r\n", "");
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text + text), ending.Token);
        Interlocked.Increment(ref doubled);
        while (await stream.ReadAsync(new byte[1024], ending.Token) > 0) { }   // until the portal has had enough
    }

    async Task<byte[]?> ReadRequest(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var buffer = new byte[8192];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, ending.Token);
            if (read == 0) return null;
            bytes.AddRange(buffer[..read]);
            var text = Encoding.Latin1.GetString([.. bytes]);
            var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (head < 0) continue;
            var length = text[..head].Split("\r\n").Where(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Select(l => int.Parse(l[15..])).SingleOrDefault();
            if (bytes.Count < head + 4 + length) continue;
            return Encoding.Latin1.GetBytes(text.Insert(head, "\r\nConnection: close"));
        }
    }

    public void Dispose()
    {
        ending.Cancel();
        listener.Dispose();
        ending.Dispose();
    }
}
