using Portal.Features.Notifications;

namespace Portal.Features.Callback;

/// <summary>How somebody wants to be called.</summary>
/// <param name="Windows">The earliest first; none when any time suits that calls are made.</param>
/// <param name="MessageOk">A neutral message may be left when nobody answers.</param>
sealed record CallWish(PhoneNumber Number, IReadOnlyList<CallWindow> Windows, bool MessageOk);

/// <summary>A call that has been asked for in a case (fi: soittopyyntö).</summary>
sealed record CallRequest
{
    public Guid CaseId { get; init; }
    public bool MessageOk { get; init; }
    public DateTime[] Starts { get; init; } = [];
    public DateTime[] Ends { get; init; } = [];

    /// <summary>Attempts are counted anew when other windows have been chosen.</summary>
    public int Round { get; init; }
    public DateTimeOffset AskedAt { get; init; }

    public IReadOnlyList<CallWindow> Windows => [.. Starts.Zip(Ends, (from, to) => new CallWindow(new(from, TimeSpan.Zero), new(to, TimeSpan.Zero)))];
}

/// <summary>What came of a call.</summary>
enum CallOutcome
{
    Reached,

    /// <summary>Nobody answered.</summary>
    Missed,

    /// <summary>The number is somebody else's, or is not in use.</summary>
    Wrong,
}

/// <summary>One attempt to call.</summary>
sealed record CallAttempt
{
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public int Round { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid Staff { get; init; }
    public CallOutcome Outcome { get; init; }
    public bool MessageLeft { get; init; }
}
