using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Worklist;

/// <summary>Keeps an answer that is not ready. Whoever goes on with the case finds it.</summary>
sealed class SaveDraft(PortalDb db, Beat beat, TimeProvider clock)
{
    public async Task Handle(Professional professional, Guid id, string text, CancellationToken ct)
    {
        await using var work = db.As(professional);
        beat.Into(work, professional);
        work.Add(WorklistQueries.SaveDraft, new { id, staff = professional.StaffId, text = text[..Math.Min(text.Length, PostMessage.MaxLength * 2)], now = clock.GetUtcNow() });
        await work.Commit(ct);
    }
}
