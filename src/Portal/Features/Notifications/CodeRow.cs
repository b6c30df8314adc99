namespace Portal.Features.Notifications;

/// <summary>A code that proves a phone number or an e-mail address: six digits, 15 minutes, five tries.</summary>
sealed record CodeRow
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);
    public const int MostTries = 5;

    /// <summary>Codes a person may ask for in an hour: nobody can pester a number that is not theirs.</summary>
    public const int AnHour = 5;

    public Guid Id { get; init; }
    public Guid Person { get; init; }
    public string Channel { get; init; } = "";
    public byte[] Address { get; init; } = [];
    public byte[] Code { get; init; } = [];
    public DateTimeOffset ExpiresAt { get; init; }
    public int Tries { get; init; }

    /// <summary>State of the message that carries it; null while nobody has begun to send it.</summary>
    public string? Message { get; init; }
}
