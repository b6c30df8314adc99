using Portal.Features.Cases.Attachments;
using Portal.Features.Content;
using Portal.Platform;

namespace Portal.Features.Cases.Worklist;

/// <summary>
/// A professional's answer. Whoever answers has the case; when somebody else took it meanwhile, what was written is kept as
/// a draft and not sent. A template's variable without a value is never sent.
/// </summary>
sealed class AnswerCase(ReadCases read, TakeCase take, PostFiles post, SaveDraft drafts)
{
    public enum Outcome { Sent, Empty, TooLong, Unfilled, Held, Closed }

    /// <param name="message">Made by the page: a repeated sending has the same.</param>
    /// <param name="files">That go with it; with files the text may be empty.</param>
    /// <returns>With <see cref="Outcome.Held"/>, who has it.</returns>
    public async Task<(Outcome Outcome, Guid? Holder)> Handle(Professional professional, Guid id, Guid message, string? text, CancellationToken ct,
        IReadOnlyList<Upload>? files = null)
    {
        if (PostMessage.Fault(text) is { } fault && !(fault == PostMessage.Outcome.Empty && files is { Count: > 0 })) return (fault == PostMessage.Outcome.Empty ? Outcome.Empty : Outcome.TooLong, null);
        if (Reply.Unfilled(text ?? "").Count > 0) return (Outcome.Unfilled, null);
        var (taken, holder) = await take.Handle(professional, id, ct);
        if (taken != TakeCase.Outcome.Taken)
        {
            if (taken == TakeCase.Outcome.Held) await drafts.Handle(professional, id, text ?? "", ct);
            return (taken == TakeCase.Outcome.Held ? Outcome.Held : Outcome.Closed, holder);
        }
        if (await read.One(professional, id, ct) is not { } its) return (Outcome.Closed, null);
        return ((await post.Handle(professional, its, message, text, files ?? [], ct)).Outcome == PostMessage.Outcome.Sent ? Outcome.Sent : Outcome.Closed, null);
    }
}
