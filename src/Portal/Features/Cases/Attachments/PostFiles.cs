using Portal.Features.Audit;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Attachments;

/// <summary>Puts a message with files into a case's conversation: the message and all of its files, or nothing.</summary>
sealed class PostFiles(PortalDb db, PostMessage post, AttachmentTexts texts, AuditFacade audit, TimeProvider clock)
{
    /// <param name="text">May be empty: then the message says that there are files.</param>
    /// <param name="files">As <see cref="Uploads.Read"/> let them pass; with none it is an ordinary message.</param>
    public async Task<PostMessage.Result> Handle(Actor actor, Case its, Guid id, string? text, IReadOnlyList<Upload> files, CancellationToken ct)
    {
        if (files.Count == 0) return await post.Handle(actor, its, id, text, ct);
        if (string.IsNullOrWhiteSpace(text)) text = texts["attachment-only", files.Count];
        if (PostMessage.Fault(text) is { } fault) return new(fault, 0, default, null);
        await using var work = db.As(actor);
        var (posted, crisis) = await post.Into(work, its, id, text.Trim(), ct);
        if (posted is null) return new(PostMessage.Outcome.Closed, 0, default, null);
        if (posted.Fresh)
            foreach (var file in files)
            {
                var attachment = Guid.CreateVersion7();
                work.Add(AttachmentQueries.Insert, new
                {
                    id = attachment, case_id = its.Id, message_id = id, name = file.Name, media_type = file.Kind.MediaType, content = file.Content, now = clock.GetUtcNow(),
                });
                audit.Record(work, "cases.attachment.sent", attachment, its.Whose);
            }
        await work.Commit(ct);
        return new(PostMessage.Outcome.Sent, posted.Seq, posted.At, crisis);
    }
}
