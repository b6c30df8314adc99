using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Portal.Benchmarks.Chat;

/// <summary>
/// A WebSocket connection of the crowd, over a plain socket: frames with a mask of zeros (which changes nothing) are
/// written as they are, since the load shares the machine with what it measures.
/// </summary>
sealed class Line : IDisposable
{
    readonly Socket socket;
    readonly Wire wire;
    readonly Action<Line, Heard, int> heard;
    readonly Lock writing = new();
    readonly byte[] frame = new byte[1024];
    byte[] buffer = new byte[2048];

    public Guid Case { get; }
    public string Side { get; }

    /// <summary>Which connection it is, for whoever listens.</summary>
    public int Index { get; }

    Line(Socket socket, Wire wire, Guid its, string side, int index, Action<Line, Heard, int> heard) =>
        (this.socket, this.wire, Case, Side, Index, this.heard) = (socket, wire, its, side, index, heard);

    /// <summary>Connected, and in its conversation.</summary>
    public static async Task<Line> Open(int port, Wire wire, Guid its, string side, int index, string? cookie, Action<Line, Heard, int> heard)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var joined = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var line = new Line(socket, wire, its, side, index, (self, what, number) =>
        {
            if (what == Heard.Ready && number == 1) self.Say(wire.Join(its, side));
            else if (what == Heard.Ready) joined.TrySetResult();
            else if (what == Heard.Refused) joined.TrySetException(new IOException("The conversation could not be joined."));
            heard(self, what, number);
        });
        socket.Send(Encoding.ASCII.GetBytes($"GET {wire.Path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
            $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: http://localhost:{port}\r\n{(cookie is null ? "" : $"Cookie: {cookie}\r\n")}\r\n"));
        var rest = await line.Upgraded();
        _ = line.Listen(rest, joined);
        line.Say(wire.Hello ?? wire.Join(its, side));
        await joined.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return line;
    }

    public void Say(string text)
    {
        lock (writing)
        {
            var length = Encoding.UTF8.GetByteCount(text);
            var head = length < 126 ? 6 : 8;
            frame[0] = 0x81;
            frame[1] = (byte)(0x80 | (length < 126 ? length : 126));
            if (length >= 126) (frame[2], frame[3]) = ((byte)(length >> 8), (byte)length);
            frame.AsSpan(head - 4, 4).Clear();
            Encoding.UTF8.GetBytes(text, frame.AsSpan(head));
            var (sent, all) = (0, head + length);
            while (sent < all) sent += socket.Send(frame.AsSpan(sent, all - sent));
        }
    }

    /// <summary>Returns how many bytes came after the answer's head.</summary>
    async Task<int> Upgraded()
    {
        var filled = 0;
        while (true)
        {
            var got = await socket.ReceiveAsync(buffer.AsMemory(filled));
            if (got == 0) throw new IOException("The server closed instead of upgrading.");
            filled += got;
            var end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
            if (end < 0) continue;
            if (!buffer.AsSpan(0, filled).StartsWith("HTTP/1.1 101"u8)) throw new IOException($"Not upgraded: {Encoding.ASCII.GetString(buffer, 0, Math.Min(60, filled))}");
            var rest = filled - end - 4;
            buffer.AsSpan(end + 4, rest).CopyTo(buffer);
            return rest;
        }
    }

    async Task Listen(int filled, TaskCompletionSource joined)
    {
        try
        {
            while (true)
            {
                var used = 0;
                while (Frame(buffer.AsSpan(used, filled - used)) is { All: > 0 } next)
                {
                    if (buffer[used] == 0x88) return;   // the server says good-bye
                    Take(buffer.AsSpan(used + next.Head, next.All - next.Head));
                    used += next.All;
                }
                if (used > 0) buffer.AsSpan(used, filled - used).CopyTo(buffer);
                filled -= used;
                if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
                var got = await socket.ReceiveAsync(buffer.AsMemory(filled));
                if (got == 0) return;
                filled += got;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException) { /* closed by us, or by the server: counted as unanswered */ }
        finally
        {
            joined.TrySetException(new IOException("The connection was closed."));
            heard(this, Heard.Refused, -1);
        }
    }

    static (int Head, int All) Frame(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2) return default;
        var (head, length) = (2, (int)bytes[1]);
        if (length == 126)
        {
            if (bytes.Length < 4) return default;
            (head, length) = (4, (bytes[2] << 8) | bytes[3]);
        }
        else if (length == 127) throw new InvalidDataException("A frame longer than any here.");
        return bytes.Length < head + length ? default : (head, head + length);
    }

    void Take(ReadOnlySpan<byte> payload)
    {
        while (payload.Length > 0)
        {
            var end = wire.End is { } mark ? payload.IndexOf(mark) : payload.Length;
            if (end < 0) end = payload.Length;
            var (what, number) = wire.Hear(payload[..end]);
            if (what == Heard.Ping && wire.Pong is { } pong) Say(pong);
            else if (what is not (Heard.Nothing or Heard.Ping)) heard(this, what, number);
            payload = payload[Math.Min(payload.Length, end + 1)..];
        }
    }

    public void Dispose() => socket.Dispose();
}
