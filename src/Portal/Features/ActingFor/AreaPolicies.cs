using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Portal.Platform;
using Portal.Platform.Web;

namespace Portal.Features.ActingFor;

/// <summary>
/// The policies that pages about a person's matters name, one for each row of <see cref="AccessTable"/>: open to the person,
/// and to whoever acts for them when the table says so.
/// </summary>
static class AreaPolicies
{
    public static void AddAreaPolicies(this IServiceCollection services)
    {
        var builder = services.AddAuthorizationBuilder();
        foreach (var what in from area in AccessTable.Areas from act in AccessTable.Acts select $"{area}:{act}")
            builder.AddPolicy(what, p => p.RequireAuthenticatedUser().RequireAssertion(c => c.User.May(Asked(what, c.Resource as HttpContext))));
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, SayWhatIsNotAllowed>();
    }

    /// <summary>To look at a page is one thing; whoever sends a form of it does something.</summary>
    static string Asked(string what, HttpContext? context) =>
        what.EndsWith($":{AccessTable.See}", StringComparison.Ordinal) && context?.Request.Method is { } method && !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method)
            ? what[..^AccessTable.See.Length] + AccessTable.Do : what;

    /// <summary>Is the address one about a person's matters, rather than anybody's or the sender's own?</summary>
    public static bool IsAboutPerson(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => a.Policy?.Contains(':') == true) == true;

    /// <summary>Whoever acts for another and may not do this is told so in words, and not only "forbidden".</summary>
    sealed class SayWhatIsNotAllowed : IAuthorizationMiddlewareResultHandler
    {
        readonly AuthorizationMiddlewareResultHandler usual = new();

        public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult result)
        {
            var words = result.Forbidden && context.User.AsResident() is { ForAnother: true } && !context.Request.Path.StartsWithSegments("/api")
                && IsAboutPerson(context);
            if (!words) return usual.HandleAsync(next, context, policy, result);
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = $"/{(Language.OfPath(context.Request.Path) ?? Language.Finnish).Code}/acting/not-allowed";
            return Task.CompletedTask;
        }
    }
}
