namespace Portal.Platform.Web;

/// <summary>The portal's own public address (Portal:PublicUrl): for links in messages, calendar files and to the identity provider.</summary>
sealed class PortalAddress(IConfiguration configuration)
{
    readonly string root = (configuration["Portal:PublicUrl"] ?? throw new InvalidOperationException("Portal:PublicUrl is not set.")).TrimEnd('/');

    /// <param name="path">Begins with a slash.</param>
    public string Of(string path) => root + path;
}
