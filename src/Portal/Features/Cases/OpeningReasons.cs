namespace Portal.Features.Cases;

/// <summary>Why a professional opens a person outside a case. The person sees it, in the words <c>opening-…</c> of the home page.</summary>
static class OpeningReasons
{
    public static readonly IReadOnlyList<string> All = ["emergency", "phone-call", "follow-up", "complaint", "supervision", "other"];
}

/// <summary>A person was opened outside a case.</summary>
sealed record Opening
{
    public Guid Id { get; init; }
    public Guid Staff { get; init; }
    public string Unit { get; init; } = "";

    /// <summary>One of <see cref="OpeningReasons"/>.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The professional's own words, for the person too.</summary>
    public string? Note { get; init; }
    public DateTimeOffset At { get; init; }
}
