namespace Portal.Features.Measurements;

/// <summary>A value that the portal does not hold itself: the patient record's own, shown in the same charts and marked by its source.</summary>
/// <param name="Values">In the order of the measure's quantities and in their units.</param>
/// <param name="Source">Where it was measured, in words: "Laboratory, Lintuvesi".</param>
/// <param name="Comment">The professional's words about it.</param>
public sealed record OtherReading(DateTimeOffset At, IReadOnlyList<decimal?> Values, string Source, string? Comment = null);
