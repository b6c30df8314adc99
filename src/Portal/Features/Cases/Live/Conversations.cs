using System.Collections.Concurrent;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Live;

/// <summary>
/// The conversations that are followed in this process. Its own messages reach their readers directly once they are
/// stored; of others' it hears (<see cref="ListenForChanges"/>) and reads those of all conversations by one query.
/// </summary>
sealed partial class Conversations
{
    static readonly Machine Me = new("cases");
    static readonly IReadOnlyList<AttachmentName> none = [];

    readonly ConcurrentDictionary<Guid, Conversation> all = new();
    readonly Batches<(Message Message, Caller? Via)> stored;
    readonly Batches<Conversation> missing;
    readonly PortalDb db;
    readonly ILogger<Conversations> log;

    public Conversations(PortalDb db, ILogger<Conversations> log)
    {
        (this.db, this.log) = (db, log);
        stored = new(1_000, Deliver);
        missing = new(1_000, Fetch);
    }

    /// <summary>This process, so that it does not hear its own words twice.</summary>
    public string Process { get; } = Guid.NewGuid().ToString("N")[..8];

    public Conversation? Of(Guid id) => all.GetValueOrDefault(id);

    public IEnumerable<Conversation> All => all.Values;

    public Conversation Enter(Caller caller, Guid id)
    {
        while (true)
        {
            var its = all.GetOrAdd(id, static id => new(id));
            if (its.Enter(caller)) { caller.Follows[id] = its; return its; }
        }
    }

    public void Leave(Caller caller, Guid id)
    {
        if (caller.Follows.TryRemove(id, out var its) && its.Leave(caller)) all.TryRemove(new(id, its));
    }

    /// <summary>Whoever has entered has been given all messages up to this one.</summary>
    public void Given(Conversation its, Case row)
    {
        if (its.Given(row, row.LastSeq)) missing.Add(its);
    }

    /// <summary>A message of this process is on disk.</summary>
    /// <param name="via">The connection by which it came: it is answered, and need not be told.</param>
    public void Stored(Message message, Caller? via)
    {
        if (all.ContainsKey(message.CaseId)) stored.Add((message, via));
    }

    /// <summary>Some process has stored messages up to this one.</summary>
    public void Heard(Guid id, int seq)
    {
        if (Of(id) is { } its && its.Sent is { } sent && its.Heard(seq) && seq > sent) missing.Add(its);
    }

    /// <summary>Wake-ups may have been missed: everything that is followed is read from where it stands.</summary>
    public void FetchAll()
    {
        foreach (var its in all.Values) missing.Add(its);
    }

    Task Deliver(List<(Message Message, Caller? Via)> messages)
    {
        foreach (var (message, via) in messages)
            if (Of(message.CaseId) is { } its && its.Deliver(message, none, via)) missing.Add(its);
        return Task.CompletedTask;
    }

    async Task Fetch(List<Conversation> behind)
    {
        try
        {
            var from = behind.Distinct().Select(c => (c.Id, c.Sent)).Where(c => c.Sent is not null).ToDictionary(c => c.Id, c => c.Sent!.Value);
            if (from.Count == 0) return;
            List<Message> messages;
            ILookup<Guid, AttachmentName> attachments;
            await using (var work = db.As(Me))
            {
                messages = await work.Query<Message>(LiveQueries.Missing, new { ids = from.Keys.ToArray(), afters = from.Values.ToArray() }, default);
                attachments = (await work.CommitWith<AttachmentName>(LiveQueries.AttachmentNames, new { messages = messages.ConvertAll(m => m.Id).ToArray() }, default)).ToLookup(a => a.MessageId);
            }
            foreach (var message in messages)
                if (Of(message.CaseId) is { } its && its.Deliver(message, [.. attachments[message.Id]], null)) missing.Add(its);
        }
        catch (Npgsql.NpgsqlException e)
        {
            NotRead(e);   // the database is away: when it is heard of again, everything is read
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Messages of conversations that are followed could not be read")]
    partial void NotRead(Exception e);
}
