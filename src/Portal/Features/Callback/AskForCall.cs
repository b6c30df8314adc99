using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Platform;

namespace Portal.Features.Callback;

/// <summary>Somebody asks to be called: a case of its own, with the call's windows and its receipt. Sent twice it is there once.</summary>
sealed class AskForCall(CasesFacade cases, CallPlan plan, ContentFacade content)
{
    /// <summary>The name a guest is asked for by, in characters.</summary>
    public const int NameLength = 80;

    /// <param name="actor">A resident or a guest.</param>
    /// <param name="queue">One that calls.</param>
    /// <param name="id">Of the case, made by the sender.</param>
    /// <param name="text">What it is about; null when nothing was said.</param>
    public async Task<Guid> Handle(Actor actor, Queue queue, Guid id, CallWish wish, string? text, string language, DateOnly? bornOn, string? guestName, CancellationToken ct)
    {
        var times = await plan.For(queue, wish.Windows, ct);
        if (text is not null && content.CrisisIn(text) is not null) times = (await plan.For(queue, [], ct)) with { NotBefore = null };   // waits for no window
        var opened = await cases.Open(actor, new(queue, CaseChannel.Callback, text, language, bornOn)
        {
            Id = id, GuestName = guestName, CallbackNumber = wish.Number, PromisedAt = times.By, NotBefore = times.NotBefore,
        }, ct, (work, its) => plan.Save(work, its, wish.Windows, wish.MessageOk, times, (actor as Resident)?.Self));
        return opened.Id;
    }
}
