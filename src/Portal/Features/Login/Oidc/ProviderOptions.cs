namespace Portal.Features.Login.Oidc;

/// <summary>
/// One identity provider as the portal knows it. Lists are words with spaces between, as in OAuth itself. The names
/// and algorithms of the real service are not public: all of them can be changed here.
/// </summary>
sealed record ProviderOptions
{
    /// <summary>Issuer; its discovery document is at <c>/.well-known/openid-configuration</c>.</summary>
    public string Authority { get; init; } = "";
    public string ClientId { get; init; } = "";
    public string Scope { get; init; } = "openid";

    /// <summary>Levels of assurance asked and accepted. Empty: none is asked and any is accepted.</summary>
    public string? AcrValues { get; init; }

    /// <summary>The service's name, shown to the person during identification (<c>ftn_spname</c>).</summary>
    public string? ServiceName { get; init; }

    /// <summary><c>login</c> forces a fresh identification even when the provider remembers the person.</summary>
    public string? Prompt { get; init; }

    /// <summary>Refuses an ID token that is only signed.</summary>
    public bool? RequireEncryption { get; init; }

    public string SigningAlgorithms { get; init; } = "RS256";
    public string KeyAlgorithms { get; init; } = "RSA-OAEP RSA-OAEP-256";
    public string ContentAlgorithms { get; init; } = "A128CBC-HS256 A128GCM A256GCM";

    /// <summary>Sends the ID token back at logout. Off: it would carry the national id through the browser's address.</summary>
    public bool SendIdTokenHint { get; init; }

    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(60);
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long discovery and keys are trusted before they are fetched again.</summary>
    public TimeSpan MetadataLife { get; init; } = TimeSpan.FromHours(12);

    /// <summary>An unknown key makes us fetch the keys anew, at most this often.</summary>
    public TimeSpan MetadataPause { get; init; } = TimeSpan.FromSeconds(30);

    public ClaimNames Claims { get; init; } = new();
    public ErrorNames Errors { get; init; } = new();

    public static IReadOnlySet<string> Words(string? list) =>
        (list ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    public IEnumerable<string> Faults(string section, bool development)
    {
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var uri) || (uri.Scheme != "https" && !uri.IsLoopback && !development))
            yield return $"{section}:Authority must be an https address (http only on localhost).";
        if (ClientId == "") yield return $"{section}:ClientId is not set.";
        if (!Words(Scope).Contains("openid")) yield return $"{section}:Scope must have openid.";
        foreach (var unknown in Words(SigningAlgorithms).Except(["RS256", "PS256", "ES256"]).Concat(Words(KeyAlgorithms).Except(Jwe.KeyAlgorithms))
            .Concat(Words(ContentAlgorithms).Except(Jwe.ContentAlgorithms)))
            yield return $"{section}: algorithm {unknown} is not supported.";
        if (SigningAlgorithms == "") yield return $"{section}:SigningAlgorithms is empty.";
        if (RequireEncryption == true && (KeyAlgorithms == "" || ContentAlgorithms == "")) yield return $"{section}: encryption needs KeyAlgorithms and ContentAlgorithms.";
    }
}

/// <summary>Which claims carry what, in order of preference: the FTN's URIs first, then the short names of OP and DVV.</summary>
sealed record ClaimNames
{
    public string NationalId { get; init; } = "urn:oid:1.2.246.21 personal_identity_code";
    public string EidasId { get; init; } = "http://eidas.europa.eu/attributes/naturalperson/PersonIdentifier";
    /// <summary>Identifier of a foreigner with the Finnish authenticator for foreigners (FFI).</summary>
    public string ForeignId { get; init; } = "urn:oid:1.2.246.517.3002.111.17";
    public string FamilyName { get; init; } = "urn:oid:2.5.4.4 family_name http://eidas.europa.eu/attributes/naturalperson/CurrentFamilyName";
    public string FirstNames { get; init; } =
        "urn:oid:1.2.246.575.1.14 given_name http://eidas.europa.eu/attributes/naturalperson/CurrentGivenName";
    public string BirthDate { get; init; } = "urn:oid:1.3.6.1.5.5.7.9.1 birthdate http://eidas.europa.eu/attributes/naturalperson/DateOfBirth";
    public string Municipality { get; init; } = "urn:oid:1.2.246.517.2002.2.18";
    public string Turvakielto { get; init; } = "urn:oid:1.2.246.517.2002.2.27";
    public string StaffName { get; init; } = "name";
    public string Roles { get; init; } = "roles";
    public string Unit { get; init; } = "unit";
}

/// <summary>What the provider's error codes mean. A code that is not here gets the general page.</summary>
sealed record ErrorNames
{
    public string Cancelled { get; init; } = "cancel access_denied";
    public string LoginRequired { get; init; } = "login_required interaction_required consent_required account_selection_required";
    public string Unavailable { get; init; } = "temporarily_unavailable server_error";
    public string UnknownPerson { get; init; } = "unknown_user user_not_found";
    public string LevelTooLow { get; init; } = "unmet_authentication_requirements";
}

static class FtnNames
{
    /// <summary>Substantial and high, their eIDAS equals, and the Finnish authenticator for foreigners.</summary>
    public const string Levels = "http://ftn.ficora.fi/2017/loa2 http://ftn.ficora.fi/2017/loa3 " +
        "http://eidas.europa.eu/LoA/substantial http://eidas.europa.eu/LoA/high urn:oid:1.2.246.517.3002.110.7";

    public const string TestLevels = "http://ftn.ficora.fi/2017/loatest2 http://ftn.ficora.fi/2017/loatest3";
}
