using System.ComponentModel.DataAnnotations;

namespace Portal.Features.Cases.Live;

/// <summary>Section <c>Cases:Live</c>: how much one connection may ask, in each process, and how old a checked right may be.</summary>
sealed record LiveOptions : IValidatableObject
{
    /// <summary>Messages a minute of somebody who has not identified themselves, however many connections their browser has.</summary>
    public int GuestMessagesPerMinute { get; init; } = 20;

    /// <summary>Messages a minute on a connection of somebody who has.</summary>
    public int MessagesPerMinute { get; init; } = 60;

    /// <summary>Calls a second on a connection (typing, reading, joining), after a first burst of ten times that.</summary>
    public int CallsPerSecond { get; init; } = 5;

    /// <summary>Connections at once of one address without identification: a library or a phone network is one address.</summary>
    public int GuestConnectionsPerAddress { get; init; } = 100;

    /// <summary>A session that has ended, or a right that has, closes its connection within this and a call's length.</summary>
    public TimeSpan Recheck { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The longest message from a browser, in bytes: a text of 4 000 characters, however written, and its envelope.</summary>
    public int LargestCall { get; init; } = 32 * 1024;

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (GuestMessagesPerMinute < 1 || MessagesPerMinute < 1 || CallsPerSecond < 1 || GuestConnectionsPerAddress < 1)
            yield return new("Cases:Live: the rates must be at least 1.");
        if (Recheck <= TimeSpan.Zero || Recheck > TimeSpan.FromSeconds(10)) yield return new("Cases:Live:Recheck must be at most 10 seconds.");
        if (LargestCall < 24 * 1024) yield return new("Cases:Live:LargestCall must hold a message of 4 000 characters: 24576 bytes.");
    }
}
