using System.ComponentModel.DataAnnotations;

namespace Portal.Features.Notifications;

/// <summary>Section <c>Notifications</c>: the SMS gateway, the mail server, and whom messages come from.</summary>
sealed record NotificationOptions : IValidatableObject
{
    /// <summary>Takes <c>POST { to, text, from, language, reference }</c>; the reference lets it know a repeated request.</summary>
    public string SmsUrl { get; init; } = "";

    /// <summary>Sent as a bearer token when the gateway wants one.</summary>
    public string? SmsToken { get; init; }

    public string SmtpHost { get; init; } = "";
    public int SmtpPort { get; init; } = 25;
    public string? SmtpUser { get; init; }
    public string? SmtpPassword { get; init; }

    /// <summary>STARTTLS.</summary>
    public bool SmtpTls { get; init; }

    /// <summary>The name messages come from: at most 11 letters and digits (SMS). It must not tell of a clinic.</summary>
    public string Sender { get; init; } = "Portal";
    public string FromAddress { get; init; } = "no-reply@portal.invalid";

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (!Uri.TryCreate(SmsUrl, UriKind.Absolute, out _)) yield return new("Notifications:SmsUrl must be an address.");
        if (SmtpHost == "") yield return new("Notifications:SmtpHost is not set.");
        if (Sender.Length is 0 or > 11 || !Sender.All(char.IsAsciiLetterOrDigit)) yield return new("Notifications:Sender must be 1 to 11 letters and digits.");
        if (!context.GetRequiredService<IHostEnvironment>().IsDevelopment() && FromAddress.EndsWith(".invalid", StringComparison.Ordinal))
            yield return new("Notifications:FromAddress is not set.");
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromSeconds(20))
            yield return new("Notifications:Timeout must be at most 20 s: a message may go by two channels within a job's lease.");
    }
}
