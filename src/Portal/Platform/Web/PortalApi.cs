namespace Portal.Platform.Web;

/// <summary>
/// Calls from scripts and native clients carry <c>X-CSRF: 1</c>: a form of another site cannot send it, and a script of
/// another site may not.
/// </summary>
sealed class CsrfHeader : IEndpointFilter
{
    public static bool Is(HttpRequest request) => request.Headers["X-CSRF"] == "1";

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Is(context.HttpContext.Request)
            ? next(context)
            : ValueTask.FromResult<object?>(Results.Problem("The header X-CSRF: 1 is missing.", statusCode: StatusCodes.Status403Forbidden));
}

static class PortalApi
{
    public static void AddPortalApi(this IHostApplicationBuilder builder) => builder.Services.AddOpenApi("openapi");

    /// <summary>
    /// The group <c>/api</c> to which rooms map theirs: signed in, with the X-CSRF header, described at
    /// /api/openapi.json. The endpoints call the same use cases as the pages.
    /// </summary>
    public static RouteGroupBuilder MapPortalApi(this WebApplication app)
    {
        app.MapOpenApi("/api/{documentName}.json").AllowAnonymous();
        var api = app.MapGroup("/api").RequireAuthorization().DisableAntiforgery();
        api.AddEndpointFilter<CsrfHeader>();
        api.ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        return api;
    }
}
