using Portal.Platform.Web;

namespace Portal.Platform.Ui;

/// <summary>The address that the reader sees, for links that lead back to it.</summary>
static class ThisPage
{
    /// <summary>Path and query.</summary>
    public static string Of(HttpContext context) => context.Request.Path + context.Request.QueryString;

    /// <summary>The same page in another language; a page whose address has no language leads to the front page.</summary>
    public static string In(Language language, HttpContext context)
    {
        var parts = (context.Request.Path.Value ?? "/").Split('/');
        if (Language.Find(parts.ElementAtOrDefault(1)) is null) return $"/{language.Code}";
        parts[1] = language.Code;
        return string.Join('/', parts) + context.Request.QueryString;
    }

    public static string LogInAndReturn(HttpContext context) => "/bff/login?returnUrl=" + Uri.EscapeDataString(Of(context));
}
