using System.Net;
using System.Net.Sockets;

namespace Portal.DevStack;

/// <summary>The TCP ports of the parts, all on localhost.</summary>
public sealed record Ports(int Portal, int Residents, int Staff, int Ehr, int Sink, int Smtp, int Postgres,
    int Valtuudet, int Population)
{
    public const int Default = 5080, Count = 9;

    /// <summary>The nine ports from <paramref name="first"/> on; 0 takes any that are free now.</summary>
    public static Ports From(int first)
    {
        var p = first == 0 ? Free() : [.. Enumerable.Range(first, Count)];
        return new(p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8]);
    }

    /// <summary>What each port is for, in the words of the address table.</summary>
    public IEnumerable<(string Part, int Port, string What)> All =>
    [
        (PartNames.Portal, Portal, "the portal"),
        (PartNames.IdentityProvider, Residents, "the residents' identity provider"),
        (PartNames.IdentityProvider, Staff, "the staff's identity provider"),
        (PartNames.Ehr, Ehr, "the EHR"),
        (PartNames.National, Sink, "the SMS and e-mail sink"),
        (PartNames.National, Smtp, "the sink's SMTP"),
        (PartNames.Postgres, Postgres, "PostgreSQL"),
        (PartNames.National, Valtuudet, "Suomi.fi Valtuudet, simulated,"),
        (PartNames.National, Population, "the population register, simulated,"),
    ];

    int Other => Portal < 60000 ? Portal + 1000 : Default;

    /// <summary>Throws a sentence when another program listens on a port that the parts need.</summary>
    public async Task RequireFree(IReadOnlyCollection<string> parts, CancellationToken ct)
    {
        foreach (var (part, port, what) in All)
        {
            if (!parts.Contains(part)) continue;
            // A stack that was just killed takes a moment to let its ports go.
            for (var tries = 0; !IsFree(port); tries++)
            {
                if (tries == 20)
                    throw new StackException($"Port {port} is taken by another program, and {what} needs it. " +
                        $"Stop that program, or choose other ports: --port {Other} takes {Other} to {Other + Count - 1}.");
                await Task.Delay(200, ct);
            }
        }
    }

    static bool IsFree(int port)
    {
        try
        {
            foreach (var address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
            {
                if (address.AddressFamily == AddressFamily.InterNetworkV6 && !Socket.OSSupportsIPv6) continue;
                using var listener = new TcpListener(address, port);
                listener.Start();
            }
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            return true; // no IPv6 loopback on this machine; IPv4 was free
        }
        catch (SocketException)
        {
            return false;
        }
    }

    static int[] Free()
    {
        var listeners = Enumerable.Range(0, Count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        try
        {
            return [.. listeners.Select(l => { l.Start(); return ((IPEndPoint)l.LocalEndpoint).Port; })];
        }
        finally
        {
            foreach (var listener in listeners) listener.Dispose();
        }
    }
}
