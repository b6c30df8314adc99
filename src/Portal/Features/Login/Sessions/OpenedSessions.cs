using Microsoft.Extensions.Caching.Memory;

namespace Portal.Features.Login.Sessions;

/// <summary>What is written, protected, in a session's row.</summary>
sealed record OpenedSession(IReadOnlyList<KeyValuePair<string, string>> Claims, ActingNow? Acting);

/// <summary>
/// Remembers what the protected bytes of a session say, because they are the same from request to request and opening
/// them costs more than finding the row. The row decides: it is read at each request, and what is remembered counts only
/// for the very bytes that it holds. For a few minutes, so that a protection key taken back is soon missed.
/// </summary>
sealed class OpenedSessions : IDisposable
{
    const int AtMost = 10_000;
    static readonly TimeSpan life = TimeSpan.FromMinutes(5);

    readonly MemoryCache remembered = new(new MemoryCacheOptions { SizeLimit = AtMost });

    sealed record Entry(byte[] Ticket, byte[]? Acting, OpenedSession Opened);

    public OpenedSession Of(FoundSession row, Func<FoundSession, OpenedSession> open)
    {
        if (remembered.TryGetValue(row.Id, out Entry? entry) && Same(entry!.Ticket, row.Ticket) && Same(entry.Acting, row.Acting)) return entry.Opened;
        var opened = open(row);
        remembered.Set(row.Id, new Entry(row.Ticket, row.Acting, opened), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = life });
        return opened;
    }

    static bool Same(byte[]? a, byte[]? b) => (a is null) == (b is null) && a.AsSpan().SequenceEqual(b);

    public void Dispose() => remembered.Dispose();
}
