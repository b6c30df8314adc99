using Portal.Platform;

namespace Portal.Features.ActingFor;

/// <summary>That one person may act for another (fi: puolesta asiointi), as the registers last said.</summary>
sealed record Representation
{
    public Guid Id { get; init; }
    /// <summary>Who acts.</summary>
    public PersonId Delegate { get; init; }
    /// <summary>For whom.</summary>
    public PersonId Subject { get; init; }
    public Basis Basis { get; init; }
    /// <summary>Theme of the mandate (fi: valtuusasia), its URI in Suomi.fi; null for a guardian.</summary>
    public string? Theme { get; init; }
    public DateTimeOffset BeganAt { get; init; }
    public DateTimeOffset CheckedAt { get; init; }
    /// <summary>Known beforehand only for guardians: the child comes of age.</summary>
    public DateTimeOffset? EndsAt { get; init; }
}

/// <summary>How a right to act ended.</summary>
enum EndedHow
{
    /// <summary>The register no longer says yes.</summary>
    Register,

    /// <summary>The child has come of age.</summary>
    Age,

    /// <summary>The person represented ended it in the portal.</summary>
    Subject,
}
