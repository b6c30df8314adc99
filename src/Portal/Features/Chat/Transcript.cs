using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Features.Cases;
using Portal.Features.Chat.Pages;
using Portal.Platform;
using Portal.Platform.Web;

namespace Portal.Features.Chat;

/// <summary>The conversation as a file of its own that any browser opens and any screen reader reads; for its parties only.</summary>
static class Transcript
{
    public static async Task<IResult> Get(HttpContext context, string lang, Guid id, ReadConversation read, CasesFacade cases)
    {
        Actor? me = context.User.AsResident() is { } resident ? context.User.May("chat:see") ? resident : null
            : context.User.AsProfessional() is null ? cases.GuestOf(context) : null;
        if (me is null || await read.Handle(me, id, here: false, context.RequestAborted) is not { } it) return Results.NotFound();
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"portal-{it.Case.OpenedAt.HelsinkiDate():yyyy-MM-dd}.html\"";
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<TranscriptDocument>(new { Of = it, Lang = lang });
    }
}
