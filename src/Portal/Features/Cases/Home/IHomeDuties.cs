using Portal.Platform;

namespace Portal.Features.Cases;

/// <summary>Something that only the resident can do.</summary>
/// <param name="Title">What: "Choose a new time for the physiotherapist".</param>
/// <param name="Why">The reason in a sentence, and who asks.</param>
/// <param name="Due">By when; null when it does not matter.</param>
/// <param name="Href">Where it is done.</param>
/// <param name="Action">What the button says.</param>
sealed record Duty(string Title, string Why, DateTimeOffset? Due, string Href, string Action);

/// <summary>Something agreed that is to come: a visit, a call.</summary>
sealed record Coming(string What, string Where, DateTimeOffset At, string Href);

/// <summary>What one room has for the home page.</summary>
sealed record HomePart(IReadOnlyList<Duty> Duties, IReadOnlyList<Coming> Coming)
{
    public static readonly HomePart Nothing = new([], []);
}

/// <summary>A room that has something for the resident's home page. One that fails is said to, and the others are shown.</summary>
interface IHomeDuties
{
    /// <summary>By which rights it goes when somebody acts for the resident: booking, chat …</summary>
    string Area { get; }

    /// <summary>What is said when the room cannot tell now: "Your appointments cannot be shown now."</summary>
    string WhenSilent { get; }

    /// <summary>In the request's language; it leaves its own audit line of what it has read.</summary>
    Task<HomePart> For(Resident resident, CancellationToken ct);
}
