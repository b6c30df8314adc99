using System.Text;
using Portal.Benchmarks.World;

namespace Portal.Benchmarks.Storm;

/// <summary>The requests of the two counters. The portal's are what a native client sends: cookie, X-CSRF and JSON.</summary>
static class Counters
{
    public static Counter Portal(ServerProcess server, Residents residents)
    {
        const string nobody = "00000000-0000-0000-0000-000000000000";
        var body = $$"""{"slot":"{{nobody}}","service":"{{Times.Service}}","reason":null}""";
        var requests = residents.Cookies.Select(cookie => Encoding.ASCII.GetBytes(
            $"POST /api/booking/appointments HTTP/1.1\r\nHost: localhost:{server.Port}\r\nCookie: {cookie}\r\nX-CSRF: 1\r\n" +
            $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}")).ToArray();
        return new("portal", server, (buffer, slot, resident) =>
        {
            var request = requests[resident];
            request.CopyTo(buffer);
            slot.TryFormat(buffer[(request.Length - body.Length + "{\"slot\":\"".Length)..], out _);
            return request.Length;
        }, "{\"id\":\""u8.ToArray(), "time-taken"u8.ToArray());
    }

    public static Counter Bare(ServerProcess server, Residents residents)
    {
        var head = Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nHost: localhost:{server.Port}\r\nContent-Length: 32\r\n\r\n");
        return new("bare", server, (buffer, slot, resident) =>
        {
            head.CopyTo(buffer);
            slot.TryWriteBytes(buffer[head.Length..], bigEndian: true, out _);
            residents.Ids[resident].TryWriteBytes(buffer[(head.Length + 16)..], bigEndian: true, out _);
            return head.Length + 32;
        }, "booked"u8.ToArray(), "taken"u8.ToArray());
    }
}
