using Portal.Features.Content;

namespace Portal.Features.Measurements;

/// <summary>A reading as it was typed, from a form, a pasted line or a device kept offline: all of it words.</summary>
public sealed record TypedReading
{
    public Guid Id { get; init; }

    /// <summary>By the quantity's id: numbers, or HI or LO where the measure knows them.</summary>
    public IReadOnlyDictionary<string, string?> Values { get; init; } = new Dictionary<string, string?>();

    /// <summary>HI or LO, said beside an empty field.</summary>
    public string? MeterShows { get; init; }

    /// <summary>A moment already known (an offline device's); then <see cref="Day"/> and <see cref="Time"/> are not read.</summary>
    public DateTimeOffset? At { get; init; }
    public string? Day { get; init; }
    public string? Time { get; init; }

    /// <summary>first or second: of an hour that was twice.</summary>
    public string? Which { get; init; }
    public string? Context { get; init; }
    public string? Posture { get; init; }
    public string? Device { get; init; }
    public string? MeasuredBy { get; init; }
    public string? Words { get; init; }

    /// <summary>What is unusual is right as it was typed.</summary>
    public bool Confirmed { get; init; }
    public Guid? PlanId { get; init; }
    public ReadingSource Source { get; init; }
}

/// <summary>What is asked back about a field of a reading.</summary>
public enum EntryFaultKind
{
    Missing,
    NotANumber,

    /// <summary>A number, and that the meter showed HI or LO instead of one.</summary>
    Both,
    TooManyDecimals,

    /// <summary>No value of this quantity can be so: it is not taken.</summary>
    Impossible,

    /// <summary>It may be right: said so, it is taken.</summary>
    Unusual,

    /// <summary>The upper pressure is not above the lower.</summary>
    Crossed,

    /// <summary>The unit behind the number is another one, or is not known.</summary>
    Unit,
    Moment,
    Choice,
    TooLong,
}

/// <summary>What was perhaps meant: a point left out, or another unit.</summary>
/// <param name="Value">In the quantity's own unit, rounded to its decimals.</param>
/// <param name="From">The unit in which it was typed; null when it is the point that was left out.</param>
public sealed record Suggestion(decimal Value, OtherUnit? From);

/// <summary>Something wrong with one field; the rest of what was typed stands.</summary>
/// <param name="Field">The quantity's id, or at, context, posture, by, device, words.</param>
/// <param name="Quantity">Null for the other fields.</param>
/// <param name="Typed">The number that was read, when one was.</param>
public sealed record EntryFault(
    string Field, EntryFaultKind Kind, Quantity? Quantity = null, decimal? Typed = null, IReadOnlyList<Suggestion>? Suggestions = null, MomentFault Moment = default);
