using System.Globalization;

namespace Portal.Platform.Web;

/// <summary>The three languages of the portal. The language is the first part of every page's address.</summary>
public sealed record Language(string Code, string OwnName, CultureInfo Culture)
{
    public static readonly Language Finnish = new("fi", "Suomi", CultureInfo.GetCultureInfo("fi-FI"));
    public static readonly Language Swedish = new("sv", "Svenska", CultureInfo.GetCultureInfo("sv-FI"));
    public static readonly Language English = new("en", "English", CultureInfo.GetCultureInfo("en-GB"));
    public static readonly IReadOnlyList<Language> All = [Finnish, Swedish, English];

    /// <summary>The request's language: set by <see cref="LanguageSetup.UsePathLanguage"/>, Finnish where the path says none.</summary>
    public static Language Current => Find(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? Finnish;

    public static Language? Find(string? code) => All.FirstOrDefault(l => l.Code == code);

    /// <summary>The language that a path begins with; null when it begins with something else.</summary>
    public static Language? OfPath(PathString path)
    {
        var first = (path.Value ?? "/").AsSpan(1);
        var slash = first.IndexOf('/');
        return Find((slash < 0 ? first : first[..slash]).ToString());
    }

    /// <summary>The best of the languages a browser asks for (Accept-Language), Finnish when none fits.</summary>
    public static Language Preferred(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => Find(l.Value.Value?.Split('-')[0]))
            .FirstOrDefault(l => l is not null) ?? Finnish;
}

static class LanguageSetup
{
    /// <summary>
    /// Sets the culture from the path's first segment. <c>/</c> leads to the browser's language. Paths without a
    /// language (assets, /bff, /api) keep Finnish unless they set one themselves.
    /// </summary>
    public static void UsePathLanguage(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.Request.Path == "/")
        {
            context.Response.Redirect($"/{Language.Preferred(context.Request).Code}");
            return;
        }
        var language = Language.OfPath(context.Request.Path);
        if (language is null && context.GetRouteValue("lang") is not null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound; // a page's address, but in no language of ours
            return;
        }
        language ??= Language.Finnish;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language.Culture;
        await next(context);
    });
}
