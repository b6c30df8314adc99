using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Features.Notifications;
using Portal.Platform;

namespace Portal.Features.Chat;

/// <summary>What is asked before a chat begins.</summary>
/// <param name="Id">Made with the form: sent twice, one chat begins.</param>
/// <param name="Name">What a guest wants to be called; may be left out.</param>
/// <param name="Phone">Where to call when the chat cannot answer; may be left out.</param>
public sealed record ChatWish(Guid Id, string? Text, string Language, string? Name, string? Phone);

/// <summary>Begins a chat when the queue takes new ones now. What was written is never lost: when it does not, it is kept as a written matter if one asks for a call.</summary>
sealed class StartChat(CasesFacade cases, FindAvailability availability)
{
    public enum Outcome { Started, Empty, TooLong, NotANumber, NameTooLong, NotNow }

    public readonly record struct Result(Outcome Outcome, Guid Id, Availability? Availability);

    /// <param name="bornOn">Of the one whose matter it is, when known.</param>
    /// <param name="instead">True: not as a chat, but as a matter that goes on as a call.</param>
    /// <param name="follows">A matter that has ended and that this one goes on from.</param>
    public async Task<Result> Handle(Actor actor, Queue queue, ChatWish wish, DateOnly? bornOn, bool instead, Case? follows, CancellationToken ct)
    {
        if (Fault(wish) is { } fault) return new(fault, default, null);
        var now = await availability.Of(queue, ct);
        if (now is not Availability.Open && !instead) return new(Outcome.NotNow, default, now);
        var opened = await cases.Open(actor, new NewCase(queue, instead ? CaseChannel.Written : CaseChannel.Chat, wish.Text, wish.Language, bornOn)
        {
            Id = wish.Id, MessageId = wish.Id, GuestName = actor is Guest && !string.IsNullOrWhiteSpace(wish.Name) ? wish.Name.Trim() : null,
            CallbackNumber = PhoneNumber.Read(wish.Phone),
        }, ct, follows is null ? null : (work, its) => cases.Record(work, its, CaseEvents.Joined, follows.Id.ToString()));
        return new(Outcome.Started, opened.Id, now);
    }

    static Outcome? Fault(ChatWish wish) =>
        string.IsNullOrWhiteSpace(wish.Text) ? Outcome.Empty
        : wish.Text.Trim().Length > PostMessage.MaxLength ? Outcome.TooLong
        : wish.Name?.Trim().Length > ChatRules.NameLength ? Outcome.NameTooLong
        : !string.IsNullOrWhiteSpace(wish.Phone) && PhoneNumber.Read(wish.Phone) is null ? Outcome.NotANumber
        : null;
}

static class ChatRules
{
    public const int NameLength = 60;
}
