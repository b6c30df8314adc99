using Portal.Platform.Keys;

namespace Portal.Features.Login.Oidc;

/// <summary>The names of the two ways to log in.</summary>
static class LoginSchemes
{
    public const string Residents = "suomifi";
    public const string Staff = "staff";
    public static readonly IReadOnlyList<string> All = [Residents, Staff];
}

/// <summary>The providers by scheme. One instance each for the life of the process: they keep what discovery said.</summary>
sealed class Providers(LoginOptions options, IHttpClientFactory http, ClientKeys keys, TimeProvider clock)
{
    public const string HttpClient = "login";

    readonly Dictionary<string, Provider> all = new()
    {
        [LoginSchemes.Residents] = new(options.ResidentProvider, http.CreateClient(HttpClient), keys, clock),
        [LoginSchemes.Staff] = new(options.StaffProvider, http.CreateClient(HttpClient), keys, clock),
    };

    public Provider this[string scheme] => all[scheme];

    public IdTokens Tokens(string scheme) => new(all[scheme], keys, clock);

    /// <summary>The scheme whose provider has this issuer name.</summary>
    public string? SchemeOf(string? issuer) => all.FirstOrDefault(p => p.Value.Options.Authority == issuer).Key;
}
