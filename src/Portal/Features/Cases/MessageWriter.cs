using Portal.Features.Audit;
using Portal.Features.Cases.Live;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases;

/// <summary>A message on its way into a conversation.</summary>
/// <param name="Whose">Whose data it is in the audit log, as far as the writer's process knows (<see cref="Case.Whose"/>).</param>
/// <param name="Crisis">crisis or emergency, when the words tell of a danger.</param>
/// <param name="Via">The connection by which it came: it has the answer, and need not be sent the message.</param>
sealed record Letter(Actor From, Guid Id, Guid CaseId, PersonId Whose, string Text, DateTimeOffset At, DateTimeOffset? Promise, string? Crisis, Caller? Via)
{
    public Author Author { get; } = Author.Of(From);
}

/// <summary>
/// Writes the messages of all who write to this process, one transaction after another: what came while one is being
/// written makes up the next. So a hundred writers at once wait for a few commits and not for a hundred. The messages,
/// their audit lines, what their words lift and the wake-up of every process are one transaction; nobody is answered before
/// it is on disk. Two lanes, each with its own conversations, so that one computes while the other waits for the disk.
/// </summary>
sealed partial class MessageWriter
{
    const string Sent = "cases.message.sent";

    /// <summary>By which cases.post_together refuses.</summary>
    const string NotAllNew = "22000";

    /// <summary>More than this in one transaction makes the first ones wait for the last without being faster.</summary>
    const int AtOnce = 256;

    static readonly Machine Me = new("cases");   // each message says itself who writes; cases.post decides

    readonly PortalDb db;
    readonly AuditFacade audit;
    readonly CaseLedger ledger;
    readonly Conversations conversations;
    readonly ILogger<MessageWriter> log;
    readonly Batches<Waiting>[] lanes;

    public MessageWriter(PortalDb db, AuditFacade audit, CaseLedger ledger, Conversations conversations, ILogger<MessageWriter> log)
    {
        (this.db, this.audit, this.ledger, this.conversations, this.log) = (db, audit, ledger, conversations, log);
        lanes = [.. Enumerable.Range(0, 2).Select(_ => new Batches<Waiting>(AtOnce, Write))];
    }

    sealed record Waiting(Letter Letter)
    {
        public readonly TaskCompletionSource<Posted?> Answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Completes when the message is on disk, with its place; null when the case is closed or not the writer's; fails when it could not be stored.</summary>
    public Task<Posted?> Write(Letter letter)
    {
        var waiting = new Waiting(letter);
        lanes[(uint)letter.CaseId.GetHashCode() % lanes.Length].Add(waiting);
        return waiting.Answer.Task;
    }

    async Task Write(List<Waiting> letters)
    {
        try
        {
            var posted = await Commit(letters);
            foreach (var letter in letters) letter.Answer.SetResult(posted.GetValueOrDefault(KeyOf(letter.Letter)));
        }
        catch (Npgsql.PostgresException e) when (letters.Count > 1)
        {
            // One that the database does not take must not fail its neighbours.
            OneByOne(letters.Count, e.SqlState);
            foreach (var letter in letters) await Write([letter]);
        }
        catch (Exception e)
        {
            foreach (var letter in letters) letter.Answer.SetException(e);   // each of its senders is told that it is not stored
        }
    }

    async Task<Dictionary<(Guid, Guid, string), Posted>> Commit(List<Waiting> waiting)
    {
        var letters = waiting.Select(w => w.Letter).DistinctBy(KeyOf).ToList();   // sent twice at once
        List<Posted> rows;
        try { rows = await Together(letters); }
        catch (Npgsql.PostgresException e) when (e.SqlState is NotAllNew or Npgsql.PostgresErrorCodes.UniqueViolation) { rows = await EachByItself(letters); }
        var posted = rows.ToDictionary(p => (p.Id, p.CaseId, p.Side));
        foreach (var (letter, its) in Fresh(letters, posted))
            conversations.Stored(new Message { Id = its.Id, CaseId = its.CaseId, Seq = its.Seq, At = its.At, Side = its.Side, By = letter.Author.By, Text = letter.Text }, letter.Via);
        return posted;
    }

    /// <summary>All are new and allowed: one round trip.</summary>
    async Task<List<Posted>> Together(List<Letter> letters)
    {
        await using var work = db.As(letters.Exists(l => l.Crisis is not null) ? Me : Visitor.Instance);
        audit.RecordEach(work, letters.Select(l => (l.From, Sent, l.Id, l.Whose)));
        Lift(work, letters);
        return await work.CommitAfter<Posted>(CaseQueries.PostTogether, new
        {
            ids = Each(letters, l => l.Id), cases = Each(letters, l => l.CaseId), sides = Each(letters, l => l.Author.Side), bys = Each(letters, l => l.Author.By),
            subjects = Each(letters, l => l.Author.Subject), guests = Each(letters, l => l.Author.Guest), units = Each(letters, l => l.Author.Unit),
            texts = Each(letters, l => l.Text), ats = Each(letters, l => l.At), promises = Each(letters, l => l.Promise), whose = Each(letters, l => l.Whose.Value),
            process = conversations.Process,
        }, default);   // a sender who went away has sent nevertheless
    }

    /// <summary>Some may be there already, or not be allowed: what follows is done for those that are new.</summary>
    async Task<List<Posted>> EachByItself(List<Letter> letters)
    {
        await using var work = db.As(Me);
        var rows = await work.Query<Posted>(CaseQueries.Post, new
        {
            ids = Each(letters, l => l.Id), cases = Each(letters, l => l.CaseId), sides = Each(letters, l => l.Author.Side), bys = Each(letters, l => l.Author.By),
            subjects = Each(letters, l => l.Author.Subject), guests = Each(letters, l => l.Author.Guest), units = Each(letters, l => l.Author.Unit),
            texts = Each(letters, l => l.Text), ats = Each(letters, l => l.At), promises = Each(letters, l => l.Promise),
        }, default);
        var fresh = Fresh(letters, rows.ToDictionary(p => (p.Id, p.CaseId, p.Side)));
        if (fresh.Count > 0)
        {
            audit.RecordEach(work, fresh.Select(f => (f.Letter.From, Sent, f.Letter.Id, new PersonId(f.Posted.Subject ?? f.Posted.CaseId))));
            Lift(work, fresh.Select(f => f.Letter));
            work.Add(CaseQueries.Tell, new { payloads = Wakeup.Of(fresh.Select(f => f.Posted), conversations.Process) });
        }
        await work.Commit(default);
        return rows;
    }

    void Lift(Work work, IEnumerable<Letter> letters)
    {
        foreach (var letter in letters.Where(l => l.Crisis is not null)) ledger.Lift(work, letter.CaseId, urgency: 1, letter.Crisis!);
    }

    /// <summary>Those that were not there before, once each, in the order of their conversations.</summary>
    static List<(Letter Letter, Posted Posted)> Fresh(List<Letter> letters, Dictionary<(Guid, Guid, string), Posted> posted) =>
        [.. letters.Where(l => posted.TryGetValue(KeyOf(l), out var p) && p.Fresh).Select(l => (l, posted[KeyOf(l)])).OrderBy(l => l.Item2.Seq)];

    static (Guid, Guid, string) KeyOf(Letter letter) => (letter.Id, letter.CaseId, letter.Author.Side);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} messages did not go together ({State}): they go one by one")]
    partial void OneByOne(int count, string state);

    static T[] Each<T>(List<Letter> letters, Func<Letter, T> part) => [.. letters.Select(part)];
}
