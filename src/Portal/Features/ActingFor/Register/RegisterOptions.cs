using System.ComponentModel.DataAnnotations;

namespace Portal.Features.ActingFor.Register;

/// <summary>
/// Section <c>ActingFor:Valtuudet</c>: Suomi.fi e-Authorizations. DVV gives a service its id and three secrets; the REST
/// key is activated separately. Host names and theme names are not all public: check them with DVV.
/// </summary>
sealed record ValtuudetOptions : IValidatableObject
{
    /// <summary>E.g. <c>https://asiointivaltuustarkastus.suomi.fi</c>. The browser goes there too, to choose.</summary>
    public string BaseUrl { get; init; } = "";

    /// <summary>Eight letters and digits.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>Key of the checksum in the Web API.</summary>
    public string ApiKey { get; init; } = "";

    /// <summary>Password at the token endpoint.</summary>
    public string OauthPassword { get; init; } = "";

    /// <summary>Key of the checksum in the REST API.</summary>
    public string RestApiKey { get; init; } = "";

    /// <summary>Who asks when no user is there, for DVV's own log: a name of the system.</summary>
    public string EndUserId { get; init; } = "portal";

    /// <summary>The theme that a mandate must have for health matters.</summary>
    public string HealthTheme { get; init; } = "http://valtuusrekisteri.suomi.fi/terveydenhuollon_asioiden_hoito";

    /// <summary>For one question and its answer, a second try included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        const string section = "ActingFor:Valtuudet";
        foreach (var fault in RegisterFaults.Of(section, BaseUrl, Timeout, context)) yield return fault;
        if (ClientId.Length != 8 || !ClientId.All(char.IsAsciiLetterOrDigit)) yield return new($"{section}:ClientId must be 8 letters and digits.");
        foreach (var (name, value) in new[] { (nameof(ApiKey), ApiKey), (nameof(OauthPassword), OauthPassword), (nameof(RestApiKey), RestApiKey), (nameof(EndUserId), EndUserId) })
            if (value == "") yield return new($"{section}:{name} is not set.");
        if (!Uri.TryCreate(HealthTheme, UriKind.Absolute, out _)) yield return new($"{section}:HealthTheme must be the address that names the theme.");
    }
}

/// <summary>Section <c>ActingFor:PopulationRegister</c>: guardians, custody, non-disclosure, language and address (VTJ).</summary>
sealed record PopulationRegisterOptions : IValidatableObject
{
    public string BaseUrl { get; init; } = "";
    public string ApiKey { get; init; } = "";

    /// <summary>For one question and its answer, a second try included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        const string section = "ActingFor:PopulationRegister";
        foreach (var fault in RegisterFaults.Of(section, BaseUrl, Timeout, context)) yield return fault;
        if (ApiKey == "") yield return new($"{section}:ApiKey is not set.");
    }
}

static class RegisterFaults
{
    public static IEnumerable<ValidationResult> Of(string section, string baseUrl, TimeSpan timeout, ValidationContext context)
    {
        var development = context.GetRequiredService<IHostEnvironment>().IsDevelopment();
        if (!Uri.TryCreate(baseUrl, UriKind.Absolute, out var url) || url.Query != "" || (url.Scheme != "https" && !(development && url.Scheme == "http")))
            yield return new($"{section}:BaseUrl must be an https address (http only in development).");
        if (timeout <= TimeSpan.Zero || timeout > TimeSpan.FromSeconds(10))
            yield return new($"{section}:Timeout must be at most 10 s: a person waits for it.");
    }
}
