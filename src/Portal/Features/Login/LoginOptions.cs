using System.ComponentModel.DataAnnotations;
using Portal.Features.Login.Oidc;
using Portal.Platform.Web;

namespace Portal.Features.Login;

/// <summary>Section <c>Login</c>: the two providers, the session's length and how people are recognised.</summary>
sealed record LoginOptions : IValidatableObject
{
    /// <summary>Base64 of 32 bytes: key of the hash by which a person is found by national id. It can never change.</summary>
    public string IdentityKey { get; init; } = "";

    /// <summary>Accepts national ids of the test range (individual numbers 900–999) and test levels of assurance. Never in production.</summary>
    public bool TestIdentities { get; init; }

    public ProviderOptions Residents { get; init; } = new();
    public ProviderOptions Staff { get; init; } = new();

    /// <summary>Ends a session that nobody uses.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Ends a session however active it is.</summary>
    public TimeSpan Absolute { get; init; } = TimeSpan.FromHours(8);

    /// <summary>How long a login may be under way at the provider.</summary>
    public TimeSpan AttemptLife { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a typed form waits for a new login.</summary>
    public TimeSpan KeptFormLife { get; init; } = TimeSpan.FromHours(1);

    public byte[] IdentityKeyBytes => Convert.FromBase64String(IdentityKey);

    /// <summary>The residents' profile: Finnish Trust Network, Traficom 213/2023 S.</summary>
    public ProviderOptions ResidentProvider => Residents with
    {
        AcrValues = Residents.AcrValues ?? (TestIdentities ? $"{FtnNames.Levels} {FtnNames.TestLevels}" : FtnNames.Levels),
        RequireEncryption = Residents.RequireEncryption ?? true,
    };

    /// <summary>The organisation's own provider: signed ID tokens, no levels of assurance asked.</summary>
    public ProviderOptions StaffProvider => Staff with
    {
        AcrValues = Staff.AcrValues ?? "",
        RequireEncryption = Staff.RequireEncryption ?? false,
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        var length = 0;
        try { length = IdentityKeyBytes.Length; } catch (FormatException) { }
        if (length != 32) yield return new("Login:IdentityKey must be base64 of 32 bytes. Make one with: openssl rand -base64 32");
        if (Idle <= SessionEnd.Warning || Absolute < Idle) yield return new("Login: 3 minutes < Idle <= Absolute must hold.");
        var environment = context.GetRequiredService<IHostEnvironment>();
        var development = environment.IsDevelopment();
        foreach (var fault in ResidentProvider.Faults("Login:Residents", development).Concat(StaffProvider.Faults("Login:Staff", development)))
            yield return new(fault);
        if (!TestIdentities && ResidentProvider.AcrValues!.Contains("loatest", StringComparison.Ordinal))
            yield return new("Login:Residents:AcrValues has a test level, and Login:TestIdentities is off.");
        if (TestIdentities && environment.IsProduction())
            yield return new("Login:TestIdentities must be off in production.");
    }
}
