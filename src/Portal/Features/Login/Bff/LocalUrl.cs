namespace Portal.Features.Login.Bff;

/// <summary>Addresses to return to: pages of this portal only.</summary>
static class LocalUrl
{
    /// <summary>
    /// True for <c>/fi/page?x=1</c>. Browsers drop tabs and newlines and read a backslash as a slash, so such characters
    /// are refused wherever they are, also encoded, also twice.
    /// </summary>
    public static bool Is(string? url)
    {
        if (url is not { Length: > 0 and <= 2000 } || url[0] != '/') return false;
        var path = url.Split('?', '#')[0];
        for (var i = 0; i < 4; i++)
        {
            if (path.StartsWith("//") || path.Contains('\\') || path.Any(char.IsControl)) return false;
            if (path.StartsWith("/bff", StringComparison.OrdinalIgnoreCase)) return false;   // not a page: a login would lead to a logout
            var decoded = Uri.UnescapeDataString(path);
            if (decoded == path) return !url.Any(c => char.IsControl(c) || c == '\\');
            path = decoded;
        }
        return false;
    }

    public static string OrHome(string? url, string language) => Is(url) ? url! : $"/{language}";
}
