using Portal.Features.ActingFor;
using Portal.Features.Content;
using Portal.Features.Login;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases;

/// <summary>What somebody wants of a queue.</summary>
/// <param name="Queue">Whom it concerns.</param>
/// <param name="Channel">How it begins.</param>
/// <param name="Text">The first message; null when there is none.</param>
/// <param name="Language">fi, sv or en.</param>
/// <param name="BornOn">Of the one whose matter it is, when known.</param>
sealed record NewCase(Queue Queue, CaseChannel Channel, string? Text, string Language, DateOnly? BornOn = null)
{
    /// <summary>By which rights it goes when somebody acts for the subject.</summary>
    public string Area { get; init; } = "chat";

    /// <summary>Made by the sender: the case is opened once however often it is sent.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The first message's id.</summary>
    public Guid MessageId { get; init; } = Guid.CreateVersion7();

    /// <summary>What a guest wants to be called.</summary>
    public string? GuestName { get; init; }

    /// <summary>Where to call when the chat cannot answer.</summary>
    public PhoneNumber? CallbackNumber { get; init; }

    /// <summary>Instead of the queue's own promise.</summary>
    public DateTimeOffset? PromisedAt { get; init; }
    public DateTimeOffset? NotBefore { get; init; }
    public string? Detail { get; init; }

    /// <summary>When it is more urgent than the queue's usual, with a code that says why.</summary>
    public (int Urgency, string Why)? Urgent { get; init; }

    /// <summary>Whose matter it is when the portal itself opens it; otherwise the actor's.</summary>
    public PersonId? Subject { get; init; }

    /// <summary>Whether those who act for the subject see it; by default what one's own writing is open to at one's age.</summary>
    public bool? OpenToDelegate { get; init; }
}

/// <summary>Opens a case with its first message: both or neither, with the promise that the resident is told.</summary>
sealed class OpenCase(PortalDb db, Promises promises, PostMessage post, CaseLedger ledger, LoginFacade people,
    ActingForFacade acting, NotificationsFacade notifications, TimeProvider clock)
{
    public readonly record struct Result(Guid Id, DateTimeOffset PromisedAt, string? Crisis);

    /// <param name="with">What else goes into the same transaction: a channel's own row.</param>
    public async Task<Result> Handle(Actor actor, NewCase wish, CancellationToken ct, Action<Work, Case>? with = null)
    {
        var promised = wish.PromisedAt ?? promises.By(wish.Queue, wish.Channel, await promises.StateOf(wish.Queue, ct));
        await using var work = db.As(actor);
        var (its, crisis) = await Into(work, wish with { PromisedAt = promised }, ct);
        if (its is null) return await work.QueryOne<Case>(CaseQueries.One, new { id = wish.Id }, ct) is { } known ? new(known.Id, known.FirstPromisedAt, null)
            : throw new InvalidOperationException("A case of this id is somebody else's.");
        with?.Invoke(work, its);
        await work.Commit(ct);
        return new(its.Id, promised, crisis);
    }

    /// <summary>As a part of a larger act; the wish says by when. Null when a case of this id is there already.</summary>
    public async Task<(Case? Its, string? Crisis)> Into(Work work, NewCase wish, CancellationToken ct)
    {
        var (id, actor, author) = (wish.Id, work.Actor, Author.Of(work.Actor));
        var (urgency, why) = wish.Urgent ?? (wish.Queue.DefaultUrgency, "queue");
        var its = await work.QueryOne<Case>(CaseQueries.Open, new
        {
            id, subject = author.Subject ?? wish.Subject?.Value, guest = author.Guest, guest_name = wish.GuestName,
            callback_number = wish.CallbackNumber is { } number ? notifications.Close(number) : null, opened_by = author.By, opened_basis = author.Basis,
            area = wish.Area, open_to_delegate = wish.OpenToDelegate ?? (actor is not Resident { ForAnother: false } || !acting.KeepsToThemselves(wish.BornOn)),
            queue = wish.Queue.Id, unit = wish.Queue.Unit.Id, channel = wish.Channel, language = wish.Language, urgency, urgency_why = why,
            promised_at = wish.PromisedAt, not_before = wish.NotBefore, detail = wish.Detail, now = clock.GetUtcNow(),
        }, ct);
        if (its is null) return default;
        ledger.Record(work, its, CaseEvents.Received, EnumText.Of(wish.Channel));
        if (actor is Resident resident)
        {
            people.OpenToUnit(work, resident.Subject, wish.Queue.Unit.Id);
            acting.Tell(work, id);
        }
        string? crisis = null;
        if (PostMessage.Fault(wish.Text) is null) (_, crisis) = await post.Into(work, its, wish.MessageId, wish.Text!.Trim(), ct);
        return (its, crisis);
    }
}
