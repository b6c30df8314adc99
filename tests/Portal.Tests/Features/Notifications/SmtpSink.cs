using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Portal.Tests.Features.Notifications;

/// <summary>A mail server of one test: keeps what comes, and answers to a recipient as the test says.</summary>
sealed class SmtpSink : IDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource ending = new();

    public ConcurrentQueue<string> Mails { get; } = new();

    /// <summary>The answer to RCPT TO: 250 takes it, 450 is for later, 550 refuses the address.</summary>
    public string Recipient { get; set; } = "250 ok";

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public SmtpSink()
    {
        listener.Start();
        _ = Accept();
    }

    async Task Accept()
    {
        while (!ending.IsCancellationRequested)
            try { _ = Talk(await listener.AcceptTcpClientAsync(ending.Token)); }
            catch (OperationCanceledException) { return; }
    }

    async Task Talk(TcpClient client)
    {
        using var _ = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
        await writer.WriteLineAsync("220 sink");
        while (await reader.ReadLineAsync(ending.Token) is { } line)
        {
            if (line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase)) await writer.WriteLineAsync(Recipient);
            else if (line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase)) { await writer.WriteLineAsync("221 bye"); return; }
            else if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteLineAsync("354 go on");
                var mail = new StringBuilder();
                while (await reader.ReadLineAsync(ending.Token) is { } part && part != ".") mail.AppendLine(part);
                Mails.Enqueue(mail.ToString());
                await writer.WriteLineAsync("250 kept");
            }
            else await writer.WriteLineAsync("250 ok");
        }
    }

    public void Dispose()
    {
        ending.Cancel();
        listener.Dispose();
        ending.Dispose();
    }
}
