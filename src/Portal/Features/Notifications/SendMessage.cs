using Portal.Features.Audit;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;
using Portal.Platform.Web;

namespace Portal.Features.Notifications;

/// <summary>
/// Sends one planned message by the channels its receiver has chosen, once by each. When every chosen channel has
/// failed for good the others are tried, and if nobody was reached about a change by the clinic, its unit is told.
/// </summary>
sealed class SendMessage(PortalDb db, NotificationsFacade notifications, IEnumerable<IMessageStillTrue> rooms, Recipients recipients, MessageText texts, Post post, AuditFacade audit, TimeProvider clock)
    : IJobHandler
{
    static readonly Machine me = new("messages");

    public string Queue => NotificationsFacade.Queue;

    public async Task Do(TakenJob job, CancellationToken ct)
    {
        var order = job.Read<MessagePayload>();
        if (order.Template == MessageTemplate.ContactCode) { await SendCode(order, ct); return; }
        foreach (var room in rooms.Where(r => r.Knows(order.Template)))
        {
            if (!(await room.StillTrue(order.Template, order.About, new(order.Person), ct) ?? throw new RouteUnavailable("register: no answer"))) return;
            if (!IsOfAnother(order)) await TellOthers(order, await room.AlsoTold(order.Template, order.About, ct), ct);
        }

        var person = await Read(new(order.Person), ct);
        var kind = MessageTemplate.Kinds[order.Template];

        Dictionary<Channel, RouteResult?> results = [];
        List<string> later = [];
        async Task By(Channel channel)
        {
            var contact = person.By(channel)!;
            var text = texts.Of(order.Template, order.At, person.Language, person.Discreet, channel, IsOfAnother(order));
            try { results[channel] = await post.Send(order, channel, contact.Address, contact.VerifiedAt, text, person.Language, ct); }
            catch (RouteUnavailable e) { later.Add(e.Message); }
        }

        var chosen = person.Routes(kind);
        foreach (var channel in chosen) await By(channel);
        if (chosen.Count > 0 && chosen.All(c => results.GetValueOrDefault(c) == RouteResult.Failed))
            foreach (var other in person.Contacts.Select(c => c.Channel).Except(chosen)) await By(other);

        if (later.Count > 0) throw new RouteUnavailable(string.Join(", ", later));
        if (kind == EventKind.ClinicChange) await Note(order, results.ContainsValue(RouteResult.Sent), ct);
    }

    static bool IsOfAnother(MessagePayload order) => order.Of is { } subject && subject != order.Person;

    /// <summary>Each gets a job of their own, so that one whose phone is off keeps nobody waiting; a repeat makes no second.</summary>
    async Task TellOthers(MessagePayload order, IReadOnlyList<PersonId> others, CancellationToken ct)
    {
        if (others.Count == 0) return;
        await using var work = db.As(me);
        foreach (var other in others) notifications.Pass(work, order, other);
        await work.Commit(ct);
    }

    /// <summary>By itself, so that no connection is kept while gateways answer.</summary>
    async Task<Recipient> Read(PersonId person, CancellationToken ct)
    {
        await using var work = db.As(me);
        return await recipients.Read(work, person, ct);
    }

    async Task<CodeRow?> ReadCode(Guid id, CancellationToken ct)
    {
        await using var work = db.As(me);
        return await work.QueryOne<CodeRow>(NotificationsQueries.CodeById, new { id, now = clock.GetUtcNow() }, ct);
    }

    async Task SendCode(MessagePayload order, CancellationToken ct)
    {
        var code = await ReadCode(order.About, ct);
        if (code is null) return;   // too late, or replaced by a newer one
        var channel = EnumText.Parse<Channel>(code.Channel);
        var language = Language.Find(order.Language) ?? Language.Finnish;
        var text = texts.Code(recipients.Open(code.Code), language, channel);
        await post.Send(order, channel, recipients.Open(code.Address), null, text, language, ct);
    }

    /// <summary>The unit is told when nobody was reached: neither the person nor, for a child, a guardian.</summary>
    async Task Note(MessagePayload order, bool reached, CancellationToken ct)
    {
        await using var work = db.As(me);
        if (reached)
        {
            work.Add(NotificationsQueries.Reached, new { about = order.About, template = order.Template });
            await work.Commit(ct);
            return;
        }
        work.Add(NotificationsQueries.Unreached, new
        {
            id = Guid.CreateVersion7(), once = order.Once, person = order.Person, about = order.About, template = order.Template, unit = order.Unit,
            now = clock.GetUtcNow(),
        });
        audit.Record(work, "notifications.person.not-reached", order.About, new(order.Person));
        await work.Commit(ct);
    }
}
