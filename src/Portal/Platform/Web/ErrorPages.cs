using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Portal.Platform.Web;

sealed class ErrorTexts() : Texts("Platform.Web.Errors");

/// <summary>
/// Every answer of 400 and above without a body of its own becomes a page in the reader's language, and so does every
/// exception. A page that finds nothing of the reader's calls <c>NavigationManager.NotFound()</c> and returns: what is
/// someone else's is a 404 like what is not there.
/// The page is rendered here and not by re-executing the request at another address: a failed POST would run into the
/// checks that made it fail.
/// </summary>
static class ErrorPages
{
    static readonly int[] WithTexts = [400, 403, 404, 413, 429, 500, 503];

    public static void AddErrorPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ErrorTexts>();
        builder.Services.AddProblemDetails();
    }

    public static void UseErrorPages(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Portal.ErrorPages");
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context =>
            {
                var fault = context.Features.Get<IExceptionHandlerFeature>()?.Error;
                return Write(context, fault switch
                {
                    BadHttpRequestException bad => bad.StatusCode,
                    InvalidOperationException { Source: "Microsoft.AspNetCore.Components", Message: var words } when words.StartsWith("Cannot parse the value '", StringComparison.Ordinal) => 404,   // an address typed wrong
                    InvalidDataException { Source: "Microsoft.AspNetCore.WebUtilities" } => 400,   // a form that cannot be read: a NUL, too many fields
                    _ => 500,
                }, log);
            },
        });
        app.Use(async (context, next) =>
        {
            await next(context);
            if (!context.Response.HasStarted) NotFoundInstead(context);
            if (context.Response.StatusCode >= 400 && IsEmpty(context)) await Write(context, context.Response.StatusCode, log);
        });
    }

    /// <summary>
    /// An address that leads nowhere is not found, for visitors too. Authorization comes after this: by its fallback policy it
    /// would ask them to log in first, only to find nothing.
    /// </summary>
    public static void UseNotFound(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint() is not null) return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    /// <summary>
    /// A form sent to a page that has found nothing of the sender's is not found either. Left to itself the framework answers
    /// 400: it looks for the form on the page, and there is none. Called by the root component, as the page begins.
    /// </summary>
    public static void HearNotFound(HttpContext context, NavigationManager navigation)
    {
        if (!HttpMethods.IsPost(context.Request.Method)) return;
        navigation.OnNotFound += (_, _) => context.Features.Set(NotFoundSaid.Instance);
        context.Response.OnStarting(() => { NotFoundInstead(context); return Task.CompletedTask; });   // in development the framework writes words of its own
    }

    static void NotFoundInstead(HttpContext context)
    {
        if (context.Response.StatusCode == StatusCodes.Status400BadRequest && context.Features.Get<NotFoundSaid>() is not null)
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    sealed record NotFoundSaid
    {
        public static readonly NotFoundSaid Instance = new();
    }

    /// <summary>
    /// Whether nobody has said anything yet. A posted form without a valid token has its content type set but no words
    /// (ASP.NET's own status code pages therefore leave it empty).
    /// </summary>
    static bool IsEmpty(HttpContext context) => !context.Response.HasStarted && context.Response.ContentLength is null
        && (string.IsNullOrEmpty(context.Response.ContentType) || context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false });

    static async Task Write(HttpContext context, int status, ILogger log)
    {
        SecurityHeaders.Set(context); // the exception handler has cleared what was set
        context.Response.Headers.Remove("blazor-enhanced-nav"); // the failed page's renderer added it, and so does this one's
        context.Response.Headers.CacheControl = "no-store";
        var reference = Reference(context);
        // Written with the same words as on the page, so that a search for the number finds it.
        if (status is 400 or >= 500) log.LogError("Error page {Status} with reference {Reference}", status, reference);

        IResult answer = WantsPage(context.Request)
            ? new RazorComponentResult<ErrorDocument>(new { Status = Text(status), Reference = status is 400 or >= 500 ? reference : null }) { StatusCode = status }
            : Results.Problem(statusCode: status, extensions: new Dictionary<string, object?> { ["reference"] = reference });

        // The failed page's scope has a renderer that has already begun; this page gets its own.
        var failed = context.RequestServices;
        await using var scope = failed.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        try
        {
            var language = Language.OfPath(context.Request.Path) ?? OfReturnUrl(context.Request) ?? Language.Preferred(context.Request);
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language.Culture;
            await answer.ExecuteAsync(context);
        }
        finally
        {
            context.RequestServices = failed;
        }
    }

    /// <summary>A login that was refused began on a page, which has a language.</summary>
    static Language? OfReturnUrl(HttpRequest request) =>
        request.Query["returnUrl"] is [['/', ..] path] ? Language.OfPath(path.Split('?')[0]) : null;

    /// <summary>The status whose words fit: an unusual one is told as its family's first.</summary>
    static int Text(int status) => WithTexts.Contains(status) ? status : status switch { 401 => 403, < 500 => 400, _ => 500 };

    /// <summary>Twelve signs of the trace id in groups of four, to be read out on the phone.</summary>
    static string Reference(HttpContext context)
    {
        var trace = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
        return string.Join('-', trace.Take(12).Chunk(4).Select(four => new string(four)));
    }

    static bool WantsPage(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api") && request.Headers.Accept.Any(a => a?.Contains("text/html", StringComparison.Ordinal) == true);
}
