using Portal.Features.Content;

namespace Portal.Features.Measurements;

/// <summary>A reading as somebody has entered it, found right: in range, in its unit, at a moment that exists.</summary>
/// <param name="Id">Made by the sender: sent twice it is there once.</param>
/// <param name="Values">In the order of the measure's quantities and in their units; null for an optional one left out, and where the meter showed no number.</param>
public sealed record ReadingEntry(Guid Id, Measure Measure, DateTimeOffset MeasuredAt, IReadOnlyList<decimal?> Values)
{
    public Guid? PlanId { get; init; }

    /// <summary>HI or LO: what the meter showed instead of the number.</summary>
    public string? MeterShows { get; init; }
    public string? Context { get; init; }
    public Posture? Posture { get; init; }
    public string? Device { get; init; }
    public MeasuredBy MeasuredBy { get; init; }
    public string? Words { get; init; }

    /// <summary>Unusual, and said to be right.</summary>
    public bool Confirmed { get; init; }
    public ReadingSource Source { get; init; }

    public decimal? Value(int i) => i < Values.Count ? Values[i] : null;
}
