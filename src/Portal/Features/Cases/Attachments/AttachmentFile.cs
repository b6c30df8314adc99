using Microsoft.Net.Http.Headers;
using Portal.Platform;
using Portal.Platform.Ui;
using Portal.Platform.Web;

namespace Portal.Features.Cases.Attachments;

sealed class AttachmentTexts() : Texts("Features.Cases.Attachments.Attachment");

/// <summary>Serves a file to the parties of its case, in a way in which nothing in it can act: never run, never kept, never framed.</summary>
static class AttachmentFile
{
    public static void AddAttachments(this WebApplicationBuilder builder)
    {
        foreach (var part in (Type[])[typeof(AttachmentTexts), typeof(ReadAttachments), typeof(PostFiles)]) builder.Services.AddSingleton(part);
    }

    public static void MapAttachments(this WebApplication app) =>
        app.MapGet("/{lang}/cases/{id:guid}/attachments/{file:guid}", Get).AllowAnonymous().ExcludeFromDescription();

    public static string Href(Guid caseId, Guid id) => $"/{Language.Current.Code}/cases/{caseId}/attachments/{id}";

    static async Task<IResult> Get(HttpContext context, Guid id, Guid file, ReadAttachments read, CancellationToken ct)
    {
        var actor = context.User.AsResident() ?? context.User.AsProfessional() ?? (Actor?)GuestKey.Of(context);
        if (actor is null or Resident { Assistant: not null } || await read.One(actor, id, file, ct) is not var (attachment, content)) return Results.NotFound();
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
        headers.CacheControl = "no-store";
        headers.ContentDisposition = new ContentDispositionHeaderValue(attachment.IsImage ? "inline" : "attachment") { FileNameStar = attachment.Name }.ToString();
        return Results.Bytes(content, attachment.MediaType);
    }
}
