using System.ComponentModel.DataAnnotations;

namespace Portal.Platform.Keys;

/// <summary>Section <c>Keys</c>: how the portal's keys are kept and how often they change.</summary>
sealed record KeyOptions : IValidatableObject
{
    /// <summary>
    /// Base64 of 32 bytes that encrypt the data-protection keys in the database, so that a copy of the database alone
    /// opens nothing. Required outside development.
    /// </summary>
    public string? Master { get; init; }

    /// <summary>Age at which a new client key is made.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(180);

    /// <summary>How long a new signing key is published before its use: longer than the others keep our key set in their caches.</summary>
    public TimeSpan PublishAhead { get; init; } = TimeSpan.FromDays(2);

    /// <summary>How long a replaced key is still published (signing) or tried (decryption).</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromDays(3);

    /// <summary>How long a process trusts the keys it has read; a rotation is known everywhere after this.</summary>
    public TimeSpan Refresh { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Makes missing and overdue keys when the portal starts and then hourly, instead of while somebody waits for a login.</summary>
    public bool MakeAhead { get; init; } = true;

    public int RsaBits { get; init; } = 2048;

    public byte[]? MasterKey => Master is null ? null : Convert.FromBase64String(Master);

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (RsaBits < 2048) yield return new("Keys:RsaBits must be at least 2048.");
        if (Refresh >= PublishAhead) yield return new("Keys:PublishAhead must be longer than Keys:Refresh.");
        var length = 0;
        try { length = MasterKey?.Length ?? 32; } catch (FormatException) { }
        if (length != 32) yield return new("Keys:Master must be base64 of 32 bytes.");
        if (Master is null && !context.GetRequiredService<IHostEnvironment>().IsDevelopment())
            yield return new("Keys:Master is not set. Make one with: openssl rand -base64 32");
    }
}
