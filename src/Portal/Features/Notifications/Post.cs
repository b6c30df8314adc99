using Portal.Features.Audit;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Notifications;

/// <summary>
/// Hands a message to a gateway once. The row in notifications.message is taken before sending, so of all processes one
/// sends. If that one dies before it could note the answer, the message is handed over again after
/// <see cref="Patience"/> under the same id, by which a gateway knows it.
/// </summary>
sealed class Post(PortalDb db, SmsGateway sms, Mailer mailer, AuditFacade audit, TimeProvider clock)
{
    static readonly Machine me = new("messages");

    /// <summary>Longer than the gateways may take to answer, shorter than a person notices.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <param name="verifiedAt">Of the contact point used, to note there how it went; null for a code.</param>
    public async Task<RouteResult> Send(
        MessagePayload order, Channel channel, string address, DateTimeOffset? verifiedAt, Message message, Language language, CancellationToken ct)
    {
        var claim = await Claim(order, channel, ct);
        if (claim?.State == "sent") return RouteResult.Sent;
        if (claim?.State == "failed") return RouteResult.Failed;
        if (claim?.State != "claimed") throw new RouteUnavailable($"{EnumText.Of(channel)}: being sent");
        RouteResult result;
        try
        {
            result = channel == Channel.Sms
                ? await sms.Send(claim.Id, address, message.Text, language.Code, ct)
                : await mailer.Send(claim.Id, address, message.Subject, message.Text, language.Code, ct);
        }
        catch (RouteUnavailable)
        {
            await using var letGo = db.As(me);
            letGo.Add(NotificationsQueries.EndMessage, new { id = claim.Id, state = "waiting", ended_at = (DateTimeOffset?)null });
            await letGo.Commit(ct);
            throw;
        }
        await End(order, channel, verifiedAt, claim.Id, result);
        return result;
    }

    async Task<ClaimRow?> Claim(MessagePayload order, Channel channel, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var work = db.As(me);
        return (await work.CommitWith<ClaimRow>(NotificationsQueries.Claim, new
        {
            id = Guid.CreateVersion7(), once = order.Once, channel, person = order.Person, about = order.About, template = order.Template,
            unit = order.Unit, now, stale = now - Patience,
        }, ct)).SingleOrDefault();
    }

    /// <summary>It has been sent: that is noted even when the process is being stopped.</summary>
    async Task End(MessagePayload order, Channel channel, DateTimeOffset? verifiedAt, Guid id, RouteResult result)
    {
        var now = clock.GetUtcNow();
        await using var work = db.As(me);
        work.Add(NotificationsQueries.EndMessage, new { id, state = result, ended_at = now });
        if (verifiedAt is not null)
            work.Add(NotificationsQueries.NoteContact, new
            {
                person = order.Person, channel, verified_at = verifiedAt.Value, failed_at = result == RouteResult.Failed ? now : (DateTimeOffset?)null,
            });
        audit.Record(work, result == RouteResult.Sent ? "notifications.message.sent" : "notifications.message.failed", order.About, new(order.Person));
        await work.Commit(CancellationToken.None);
    }

    sealed record ClaimRow
    {
        public Guid Id { get; init; }
        public string State { get; init; } = "";
    }
}
