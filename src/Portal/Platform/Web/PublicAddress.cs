using System.ComponentModel.DataAnnotations;

namespace Portal.Platform.Web;

/// <summary>The address the world knows the portal by (Portal:PublicUrl). Addresses given to a provider are built from it, not from a request's Host.</summary>
sealed class PublicAddress
{
    readonly Uri uri;

    public PublicAddress(IConfiguration configuration)
    {
        if (!Uri.TryCreate(configuration["Portal:PublicUrl"], UriKind.Absolute, out var parsed) || parsed.AbsolutePath != "/")
            throw new ValidationException("Portal:PublicUrl must be the portal's address, such as https://portal.example.fi");
        if (parsed.Scheme != "https" && !parsed.IsLoopback)
            throw new ValidationException("Portal:PublicUrl must be https (http only on localhost).");
        uri = parsed;
    }

    public bool Secure => uri.Scheme == "https";

    /// <summary>Scheme, host and port, as browsers write it in the Origin header.</summary>
    public string Origin => uri.GetLeftPart(UriPartial.Authority);

    public string Of(string path) => Origin + path;
}
