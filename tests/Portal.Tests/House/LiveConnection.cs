using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Tests.House;

/// <summary>A page's connection to /hub/cases: SignalR's JSON protocol over a WebSocket, as the browser speaks it.</summary>
sealed class LiveConnection : IAsyncDisposable
{
    const char End = '\u001e';

    readonly ClientWebSocket socket = new();
    readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> waiting = new();
    readonly SemaphoreSlim writing = new(1);
    Task reading = Task.CompletedTask;
    int calls;

    /// <summary>What the portal has called here, in order: its name and its arguments.</summary>
    public ConcurrentQueue<(string Target, JsonElement[] Arguments)> Heard { get; } = new();

    public bool Open => socket.State == WebSocketState.Open;

    /// <summary>An answer in the place of a value: the words of the portal.</summary>
    public sealed class Refused(string words) : Exception(words);

    /// <param name="origin">What the browser says about the page; null: nothing.</param>
    public static async Task<LiveConnection> To(Uri portal, string cookies, string? origin = "")
    {
        var live = new LiveConnection();
        live.socket.Options.SetRequestHeader("Cookie", cookies);
        if (origin is not null) live.socket.Options.SetRequestHeader("Origin", origin == "" ? portal.GetLeftPart(UriPartial.Authority) : origin);
        live.socket.Options.CollectHttpResponseDetails = true;
        await live.socket.ConnectAsync(new Uri($"ws://{portal.Authority}/hub/cases?lang=en"), Ct);
        await live.Write("""{"protocol":"json","version":1}""");
        var greeted = new TaskCompletionSource();
        live.reading = live.Read(greeted);
        await greeted.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        return live;
    }

    public static Task<LiveConnection> Of(Browser browser, Uri portal) => To(portal, browser.Cookies.GetCookieHeader(portal));

    /// <summary>Calls the portal and waits for its answer.</summary>
    public async Task<JsonElement> Call(string target, params object[] arguments)
    {
        var id = Interlocked.Increment(ref calls).ToString();
        var answer = waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await Write(JsonSerializer.Serialize(new { type = 1, invocationId = id, target, arguments }));
        return await answer.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
    }

    public async Task<Joined> Join(Guid id, int after = 0) => (await Call("Join", id, after)).Deserialize<Joined>(JsonSerializerOptions.Web)!;

    public async Task<Sent> Post(Guid its, string text, Guid? id = null) =>
        (await Call("Post", its, id ?? Guid.CreateVersion7(), text)).Deserialize<Sent>(JsonSerializerOptions.Web)!;

    public sealed record Joined(Message[] Messages, int TheirRead, int LastSeq, string State, int? Position);
    public sealed record Message(Guid Id, int Seq, DateTimeOffset At, string Side, string Text, Attachment[] Attachments);
    public sealed record Attachment(Guid Id, string Name, string MediaType);
    public sealed record Sent(string Outcome, int Seq, DateTimeOffset At, string? Crisis);

    /// <summary>The messages pushed here, in the order in which they came.</summary>
    public List<Message> Messages(Guid its) =>
        [.. Heard.Where(h => h.Target == "message" && h.Arguments[0].GetGuid() == its).Select(h => h.Arguments[1].Deserialize<Message>(JsonSerializerOptions.Web)!)];

    public Task Hears(string target, Func<JsonElement[], bool>? what = null) =>
        Eventually.Holds($"the portal calls {target}", () => Task.FromResult(Heard.Any(h => h.Target == target && (what?.Invoke(h.Arguments) ?? true))));

    public Task HearsMessages(Guid its, int count) =>
        Eventually.Holds($"{count} messages are pushed", () => Task.FromResult(Messages(its).Count >= count));

    public Task Ends() => Eventually.Holds("the portal closes the connection", () => Task.FromResult(!Open));

    async Task Write(string message)
    {
        await writing.WaitAsync(Ct);
        try { await socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, true, Ct); }
        finally { writing.Release(); }
    }

    async Task Read(TaskCompletionSource greeted)
    {
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                var got = await socket.ReceiveAsync(buffer.AsMemory(), Ct);
                if (got.MessageType == WebSocketMessageType.Close) break;
                text.Append(Encoding.UTF8.GetString(buffer, 0, got.Count));   // texts of the tests are short: no letter is cut
                if (!got.EndOfMessage) continue;
                foreach (var one in text.ToString().Split(End, StringSplitOptions.RemoveEmptyEntries)) Take(JsonNode.Parse(one)!.AsObject(), greeted);
                text.Clear();
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException) { /* the portal has gone */ }
        socket.Abort();
        greeted.TrySetException(new Refused("The connection was closed."));
        foreach (var (_, answer) in waiting) answer.TrySetException(new Refused("The connection was closed."));
    }

    void Take(JsonObject message, TaskCompletionSource greeted)
    {
        switch ((int?)message["type"])
        {
            case null:
                if (message["error"] is { } error) greeted.TrySetException(new Refused(error.ToString()));
                else greeted.TrySetResult();
                break;
            case 1:
                Heard.Enqueue((message["target"]!.ToString(), [.. message["arguments"]!.AsArray().Select(a => JsonSerializer.SerializeToElement(a))]));
                break;
            case 3 when waiting.TryRemove(message["invocationId"]!.ToString(), out var answer):
                if (message["error"] is { } words) answer.TrySetException(new Refused(words.ToString()));
                else answer.TrySetResult(JsonSerializer.SerializeToElement(message["result"]));
                break;
        }
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        await reading;
        socket.Dispose();
        writing.Dispose();
    }
}
