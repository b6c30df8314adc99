using Portal.Features.Audit;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Attachments;

/// <summary>Attachments for whoever may see the case.</summary>
sealed class ReadAttachments(PortalDb db, AuditFacade audit)
{
    /// <summary>Their names, by message; the reading of the case is audited by itself.</summary>
    public async Task<ILookup<Guid, Attachment>> Of(Actor actor, Guid caseId, CancellationToken ct)
    {
        await using var work = db.As(actor);
        return (await work.CommitWith<Attachment>(AttachmentQueries.Of, new { case_id = caseId }, ct)).ToLookup(a => a.MessageId);
    }

    /// <summary>The file itself; null when there is none such, or it is not theirs to see.</summary>
    public async Task<(Attachment Attachment, byte[] Content)?> One(Actor actor, Guid caseId, Guid id, CancellationToken ct)
    {
        Row? row;
        await using (var work = db.As(actor)) row = (await work.CommitWith<Row>(AttachmentQueries.One, new { id, case_id = caseId }, ct)).SingleOrDefault();
        if (row is null) return null;
        if (actor is Resident or Professional) await audit.Seen(actor, "cases.attachment.seen", ct, id, row.Subject ?? new(caseId));
        return (new() { Id = row.Id, MessageId = row.MessageId, Name = row.Name, MediaType = row.MediaType, Size = row.Size }, row.Content);
    }

    sealed record Row
    {
        public Guid Id { get; init; }
        public Guid MessageId { get; init; }
        public string Name { get; init; } = "";
        public string MediaType { get; init; } = "";
        public int Size { get; init; }
        public byte[] Content { get; init; } = [];
        public PersonId? Subject { get; init; }
    }
}
