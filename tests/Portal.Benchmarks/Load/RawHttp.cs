using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Portal.Benchmarks.Load;

/// <summary>
/// One keep-alive HTTP/1.1 connection over a blocking socket: two system calls a request and nothing allocated, since
/// the load shares the machine with what it measures.
/// </summary>
sealed class RawHttp : IDisposable
{
    readonly Socket socket;
    byte[] buffer = new byte[64 * 1024];

    public RawHttp(int port)
    {
        socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 30_000, SendTimeout = 30_000 };
        socket.Connect(IPAddress.Loopback, port);
    }

    /// <summary>An answer; its body is valid until the next request.</summary>
    public readonly ref struct Answer(int status, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        public int Status { get; } = status;
        public ReadOnlySpan<byte> Head { get; } = head;
        public ReadOnlySpan<byte> Body { get; } = body;
    }

    /// <summary>Sends a whole request and reads the whole answer. Anything that is not a complete answer is an exception.</summary>
    public Answer Send(ReadOnlySpan<byte> request)
    {
        while (request.Length > 0) request = request[socket.Send(request)..];
        var filled = 0;
        int headEnd;
        while ((headEnd = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0) filled = Receive(filled);
        var bodyAt = headEnd + 4;
        var status = Number(buffer.AsSpan(9, 3));

        int bodyLength;
        if (Find(headEnd, "\r\nContent-Length: "u8) is var at and >= 0)
        {
            bodyLength = Number(buffer.AsSpan(at, headEnd - at));
            while (filled < bodyAt + bodyLength) filled = Receive(filled);
        }
        else if (Find(headEnd, "\r\nTransfer-Encoding: chunked"u8) >= 0) bodyLength = ReadChunks(bodyAt, ref filled);
        else bodyLength = 0;   // 204, 304
        return new(status, buffer.AsSpan(0, headEnd), buffer.AsSpan(bodyAt, bodyLength));
    }

    public void Dispose() => socket.Dispose();

    int Find(int headEnd, ReadOnlySpan<byte> name) => buffer.AsSpan(0, headEnd).IndexOf(name) is var at and >= 0 ? at + name.Length : -1;

    static int Number(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out int value, out _) ? value : throw new InvalidDataException("Not a number in an answer's head.");

    int Receive(int filled)
    {
        if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var got = socket.Receive(buffer.AsSpan(filled));
        return got > 0 ? filled + got : throw new IOException("The server closed the connection in the middle of an answer.");
    }

    /// <summary>Moves the chunks together and returns the length of the body.</summary>
    int ReadChunks(int bodyAt, ref int filled)
    {
        var (read, written) = (bodyAt, bodyAt);
        while (true)
        {
            int lineEnd;
            while ((lineEnd = buffer.AsSpan(read, filled - read).IndexOf("\r\n"u8)) < 0) filled = Receive(filled);
            if (!Utf8Parser.TryParse(buffer.AsSpan(read, lineEnd), out int size, out _, 'x')) throw new InvalidDataException("Not a chunk.");
            read += lineEnd + 2;
            while (filled < read + size + 2) filled = Receive(filled);
            buffer.AsSpan(read, size).CopyTo(buffer.AsSpan(written));
            (read, written) = (read + size + 2, written + size);
            if (size == 0) return written - bodyAt;
        }
    }
}
