namespace Portal.Features.Content;

/// <summary>
/// Something a resident measures at home (fi: mittaus, sv: mätning): its quantities with units, ranges and codes, how it is
/// measured, and the values that are dangerous; from <c>content/measurements</c>, the one table of them all.
/// </summary>
public sealed record Measure
{
    /// <summary>Of the quantities of a reading at most so many are kept.</summary>
    public const int MostQuantities = 3;

    public required string Id { get; init; }

    /// <summary>The smallest is shown first; no two have the same.</summary>
    public required int Order { get; init; }
    public required LocalText Name { get; init; }

    /// <summary>How to measure, a step each.</summary>
    public required IReadOnlyList<LocalText> How { get; init; }

    /// <summary>Where how, the ranges and the usual values come from.</summary>
    public required ClinicalSource Source { get; init; }

    /// <summary>In the order in which they are asked and kept; none for a diary of words.</summary>
    public required IReadOnlyList<Quantity> Quantities { get; init; }

    /// <summary>What the reading tells of: before a meal, after it … None when it does not matter.</summary>
    public required IReadOnlyList<MeasureContext> Contexts { get; init; }

    /// <summary>Whether posture matters: sitting, lying, standing.</summary>
    public required bool Posture { get; init; }

    /// <summary>How it is told to the patient record; null for what stays in the portal (words, mood).</summary>
    public MeasureCode? Code { get; init; }

    /// <summary>The most dangerous first.</summary>
    public required IReadOnlyList<DangerLimit> Limits { get; init; }

    /// <summary>How a series is summed up for a reviewer: the mean, or nothing.</summary>
    public required bool Mean { get; init; }

    /// <summary>The first day's values are left out of the mean (home blood pressure).</summary>
    public required bool FirstDayOut { get; init; }

    /// <summary>
    /// Of values measured within so many minutes of one another only the highest counts (the best of three blows); null: each counts.
    /// </summary>
    public int? BestWithinMinutes { get; init; }

    public bool IsWords => Quantities.Count == 0;

    /// <summary>The limit that names a meter's HI or LO; null when none does.</summary>
    public DangerLimit? LimitOf(string meterShows) => Limits.FirstOrDefault(l => l.MeterShows == meterShows);

    /// <summary>What a meter's HI or LO stands for: the edge, from or under, of the limit that names it; null when none does.</summary>
    public Threshold? Beyond(string meterShows) => LimitOf(meterShows)?.Any.FirstOrDefault(t => t.Edge is not null);
}

/// <summary>One number of a reading.</summary>
/// <param name="Id">systolic, diastolic, pulse, or the measure's own.</param>
/// <param name="Unit">As people write it: mmHg, mmol/l.</param>
/// <param name="Ucum">The same as a UCUM code: mm[Hg], mmol/L.</param>
/// <param name="Loinc">The code of this number by itself, or as a component.</param>
/// <param name="Decimals">At most so many.</param>
/// <param name="Lowest">Below this it is not a value of this quantity: refused.</param>
/// <param name="Highest">Above this it is refused.</param>
/// <param name="UsualFrom">Below this one is asked whether it is right.</param>
/// <param name="UsualTo">Above this one is asked.</param>
/// <param name="Optional">The reading is whole without it.</param>
/// <param name="Others">Units in which a device may show it.</param>
public sealed record Quantity(
    string Id, LocalText Name, string Unit, string Ucum, Coding? Loinc, int Decimals, decimal Lowest, decimal Highest, decimal UsualFrom, decimal UsualTo,
    bool Optional, IReadOnlyList<OtherUnit> Others)
{
    /// <summary>Whether there are values of this quantity on both sides: an edge that none can pass, or all do, is a mistake.</summary>
    internal bool Divides(decimal edge) => edge > Lowest && edge <= Highest;
}

/// <summary>Another unit of a quantity. Converted in decimal arithmetic: (value − minus) × times ÷ divided by.</summary>
public sealed record OtherUnit(string Unit, string Ucum, decimal Minus, decimal Times, decimal DividedBy)
{
    /// <summary>The value in the quantity's own unit, not rounded.</summary>
    public decimal Convert(decimal value) => (value - Minus) * Times / DividedBy;
}

/// <summary>What a reading tells of: fasting, before a meal …</summary>
public sealed record MeasureContext(string Id, LocalText Name);

/// <summary>Codes of the reading as a whole.</summary>
/// <param name="Codes">LOINC; the profile's own code first.</param>
/// <param name="Profile">The FHIR R4 profile it follows; null when there is none.</param>
/// <param name="Kanta">The profile of Kanta's personal health record, where its address is known.</param>
/// <param name="MeanCodes">LOINC of the mean as an Observation of its own: the panel, then each quantity; empty when there is none.</param>
public sealed record MeasureCode(IReadOnlyList<Coding> Codes, string? Profile, string? Kanta, IReadOnlyList<Coding> MeanCodes);

/// <summary>What has to be done about a dangerous value, the worst last.</summary>
public enum DangerLevel
{
    /// <summary>Contact the health centre today.</summary>
    Today,

    /// <summary>116 117 now.</summary>
    Urgent,

    /// <summary>112 now.</summary>
    Emergency,
}

/// <summary>A value that must not wait for a reviewer.</summary>
/// <param name="Id">Unique among the limits of the measure or plan; it is kept with the reading.</param>
/// <param name="UnderMonths">Only for somebody younger than this many months; null: for everybody.</param>
/// <param name="Any">Any of these is enough.</param>
/// <param name="Text">The agreed text, shown at once.</param>
/// <param name="MeterShows">HI or LO: what a meter shows instead of a number that is beyond what it can measure.</param>
public sealed record DangerLimit(string Id, DangerLevel Level, int? UnderMonths, IReadOnlyList<Threshold> Any, LocalText Text, ClinicalSource Source, string? MeterShows = null)
{
    /// <summary>Whether it is for somebody born on this day; one whose age is not known is taken for an adult.</summary>
    public bool IsFor(DateOnly? bornOn, DateOnly on) => UnderMonths is not { } months || bornOn is { } born && born.AddMonths(months) > on;
}

/// <summary>One of these is set.</summary>
/// <param name="Quantity">Its place in the measure's quantities.</param>
/// <param name="From">At least this.</param>
/// <param name="Under">Below this.</param>
/// <param name="Rise">So much more than the lowest of the last <paramref name="WithinDays"/> days.</param>
/// <param name="UnderBestPercent">Below so many per cent of the person's own best in a year.</param>
public sealed record Threshold(int Quantity, decimal? From, decimal? Under, decimal? Rise = null, int WithinDays = 0, int? UnderBestPercent = null)
{
    /// <summary>The number at which it begins; null when that depends on earlier values.</summary>
    public decimal? Edge => From ?? Under;

    /// <summary>By the value alone; a threshold that needs earlier values says no.</summary>
    public bool Passed(decimal value) => From is { } from && value >= from || Under is { } under && value < under;

    public bool NeedsEarlier => Rise is not null || UnderBestPercent is not null;

    /// <param name="earlier">The same quantity's values before this one, with their moments.</param>
    public bool Passed(decimal value, DateTimeOffset at, IReadOnlyCollection<(DateTimeOffset At, decimal Value)> earlier) =>
        Passed(value)
        || Rise is { } rise && earlier.Where(e => e.At <= at && e.At >= at.AddDays(-WithinDays)).Select(e => (decimal?)e.Value).Min() is { } lowest && value - lowest >= rise
        || UnderBestPercent is { } percent && earlier.Where(e => e.At <= at).Select(e => (decimal?)e.Value).Max() is { } best && value * 100 < best * percent;
}
