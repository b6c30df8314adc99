namespace Portal.Platform.Web;

/// <summary>
/// Lets a browser that knows Speculation Rules fetch a page while the pointer rests on its link. The rules are a file of
/// our own, named in a header: nothing inline. Only links marked <c>data-prefetch</c> count, and only for people who
/// are not logged in: fetching a page of someone's data writes an audit line, and a line about a read that never
/// happened would make the log untrue.
/// </summary>
static class Prefetch
{
    public static void UsePrefetch(this WebApplication app)
    {
        var rules = $"\"{app.Services.GetRequiredService<Assets>()["speculation.json"]}\"";
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                var page = context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true;
                if (page && context.User.Identity?.IsAuthenticated != true) context.Response.Headers["Speculation-Rules"] = rules;
                return Task.CompletedTask;
            });
            return next(context);
        });
    }
}
