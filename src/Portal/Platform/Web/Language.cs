using System.Globalization;

namespace Portal.Platform.Web;

/// <summary>The three languages of the portal. The language is the first part of every page's address.</summary>
sealed record Language(string Code, string OwnName, CultureInfo Culture)
{
    public static readonly Language Finnish = new("fi", "Suomi", CultureInfo.GetCultureInfo("fi-FI"));
    public static readonly Language Swedish = new("sv", "Svenska", CultureInfo.GetCultureInfo("sv-FI"));
    public static readonly Language English = new("en", "English", CultureInfo.GetCultureInfo("en-GB"));
    public static readonly IReadOnlyList<Language> All = [Finnish, Swedish, English];

    /// <summary>The request's language: set by <see cref="LanguageSetup.UsePathLanguage"/>, Finnish where the path says none.</summary>
    public static Language Current => Find(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? Finnish;

    public static Language? Find(string? code) => All.FirstOrDefault(l => l.Code == code);

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
        var path = context.Request.Path.Value ?? "/";
        if (path == "/")
        {
            context.Response.Redirect($"/{Language.Preferred(context.Request).Code}");
            return;
        }
        var first = path.AsSpan(1);
        var slash = first.IndexOf('/');
        var language = Language.Find((slash < 0 ? first : first[..slash]).ToString()) ?? Language.Finnish;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language.Culture;
        await next(context);
    });
}
