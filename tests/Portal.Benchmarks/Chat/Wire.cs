using System.Buffers.Text;
using System.Text;

namespace Portal.Benchmarks.Chat;

/// <summary>What has been heard on a connection.</summary>
enum Heard { Nothing, Ready, Stored, Message, Ping, Refused }

/// <summary>
/// How a server is spoken to: the same talk in three dialects. Each message has a number, which stands in its text, in its
/// id and in the call, so that an answer and a push are recognised without parsing JSON.
/// </summary>
abstract class Wire
{
    /// <summary>Before the number in a message's text.</summary>
    public const string Mark = "viesti-";

    /// <summary>After it: as long as what people write.</summary>
    public const string Rest = " Kuume on laskenut aamusta, ja yskä helpottaa, kun juo lämmintä. Milloin voimme mennä takaisin päiväkotiin?";

    public abstract string Path { get; }

    /// <summary>What is said first; null when the server speaks first.</summary>
    public abstract string? Hello { get; }

    /// <summary>What is said when the server has answered the hello.</summary>
    public abstract string Join(Guid its, string side);

    public abstract string Post(Guid its, Guid id, int number);

    /// <summary>Which kind of message a part of a frame is, and its number.</summary>
    public abstract (Heard What, int Number) Hear(ReadOnlySpan<byte> part);

    /// <summary>Where parts of a frame end; null when a frame is one.</summary>
    public virtual byte? End => null;

    public virtual string? Pong => null;

    protected static string Text(int number) => Mark + number.ToString("D9") + Rest;

    protected static int NumberAfter(ReadOnlySpan<byte> part, ReadOnlySpan<byte> mark)
    {
        var at = part.IndexOf(mark);
        return at >= 0 && Utf8Parser.TryParse(part[(at + mark.Length)..], out int number, out _) ? number : -1;
    }
}

/// <summary>SignalR's JSON protocol, as the portal's pages speak it.</summary>
sealed class SignalRWire : Wire
{
    public override string Path => "/hub/cases";
    public override string Hello => "{\"protocol\":\"json\",\"version\":1}\u001e";
    public override byte? End => 0x1e;
    public override string? Pong => null;   // the server's pings want no answer, only ours keep it from closing: see Talk

    public override string Join(Guid its, string side) => $"{{\"type\":1,\"invocationId\":\"j\",\"target\":\"Join\",\"arguments\":[\"{its}\",0]}}\u001e";

    public override string Post(Guid its, Guid id, int number) =>
        $"{{\"type\":1,\"invocationId\":\"{number}\",\"target\":\"Post\",\"arguments\":[\"{its}\",\"{id}\",\"{Text(number)}\"]}}\u001e";

    public override (Heard, int) Hear(ReadOnlySpan<byte> part)
    {
        if (part.StartsWith("{}"u8)) return (Heard.Ready, 1);                           // the hello is answered
        if (part.StartsWith("{\"type\":6"u8)) return (Heard.Ping, 0);
        if (part.IndexOf("\"target\":\"message\""u8) >= 0) return (Heard.Message, NumberAfter(part, "viesti-"u8));
        if (!part.StartsWith("{\"type\":3"u8)) return (Heard.Nothing, 0);              // other calls of the portal
        if (part.IndexOf("\"invocationId\":\"j\""u8) >= 0) return part.IndexOf("\"error\""u8) >= 0 ? (Heard.Refused, 0) : (Heard.Ready, 2);
        return part.IndexOf("\"outcome\":\"sent\""u8) >= 0 ? (Heard.Stored, NumberAfter(part, "\"invocationId\":\""u8)) : (Heard.Refused, 0);
    }
}

/// <summary>JSON in plain WebSocket messages: infra/chat-limits/ws.mjs.</summary>
sealed class PlainWire : Wire
{
    public override string Path => "/";
    public override string? Hello => null;
    public override string Join(Guid its, string side) => $"{{\"t\":\"join\",\"case\":\"{its}\",\"side\":\"{side}\"}}";
    public override string Post(Guid its, Guid id, int number) => $"{{\"t\":\"post\",\"n\":{number},\"id\":\"{id}\",\"text\":\"{Text(number)}\"}}";

    public override (Heard, int) Hear(ReadOnlySpan<byte> part)
    {
        if (part.StartsWith("{\"t\":\"ack\""u8)) return (Heard.Stored, NumberAfter(part, "\"n\":"u8));
        if (part.StartsWith("{\"t\":\"message\""u8)) return (Heard.Message, NumberAfter(part, "viesti-"u8));
        return part.StartsWith("{\"t\":\"joined\""u8) ? (Heard.Ready, 2) : (Heard.Refused, 0);
    }
}

/// <summary>Engine.IO 4 and Socket.IO 5 over a WebSocket: infra/chat-limits/socketio.mjs.</summary>
sealed class SocketIoWire : Wire
{
    public override string Path => "/socket.io/?EIO=4&transport=websocket";
    public override string Hello => "40";
    public override string? Pong => "3";
    public override string Join(Guid its, string side) => $"420[\"join\",\"{its}\",\"{side}\"]";
    public override string Post(Guid its, Guid id, int number) => $"42{number}[\"post\",\"{its}\",\"{id}\",\"{Text(number)}\"]";

    public override (Heard, int) Hear(ReadOnlySpan<byte> part)
    {
        if (part.StartsWith("42[\"message\""u8)) return (Heard.Message, NumberAfter(part, "viesti-"u8));
        if (part.StartsWith("430["u8)) return (Heard.Ready, 2);
        if (part.StartsWith("43"u8)) return (Heard.Stored, NumberAfter(part, "43"u8));
        if (part.StartsWith("40"u8)) return (Heard.Ready, 1);
        if (part.SequenceEqual("2"u8)) return (Heard.Ping, 0);
        return part.StartsWith("0"u8) ? (Heard.Nothing, 0) : (Heard.Refused, 0);
    }
}
