using Portal.Features.Content;
using Portal.Platform;

namespace Portal.Features.Measurements.Ehr;

/// <summary>
/// What the patient record holds of a person (FHIR: Observation): a measurement or a laboratory result, as it was when the
/// record was last asked. Texts are the record's own, cleaned and cut; they are shown as texts only.
/// </summary>
public record EhrItem
{
    public PersonId Subject { get; init; }

    /// <summary>Its address in the record: <c>Observation/…</c>.</summary>
    public string Source { get; init; } = "";

    /// <summary>The record's own version of it.</summary>
    public string? VersionId { get; init; }

    /// <summary>The reading as which it was delivered, and in which version; null for the record's own.</summary>
    public Guid? Reading { get; init; }
    public int? ReadingVersion { get; init; }

    /// <summary>It was changed there after it had been delivered: what it says now is what holds.</summary>
    public bool Differs { get; init; }
    public bool OpenToDelegate { get; init; }

    /// <summary>A laboratory result; false for a measurement.</summary>
    public bool Laboratory { get; init; }

    /// <summary>Id in content/measurements; null when it is none of those.</summary>
    public string? Measure { get; init; }

    /// <summary>LOINC; null when it has none.</summary>
    public string? Code { get; init; }
    public string Name { get; init; } = "";
    public DateTimeOffset At { get; init; }

    /// <summary>The record knows the day only.</summary>
    public bool DayOnly { get; init; }

    /// <summary>FHIR's word: final, amended, corrected, preliminary, entered-in-error.</summary>
    public string Status { get; init; } = "";

    /// <summary>Of a measure: in the order and the units of its quantities. Of anything else the first is the value, in <see cref="Unit"/>.</summary>
    public decimal? Value1 { get; init; }
    public decimal? Value2 { get; init; }
    public decimal? Value3 { get; init; }
    public string? Unit { get; init; }

    /// <summary>Words instead of a number; HI or LO of a measure (<see cref="MeterShows"/>).</summary>
    public string? ValueText { get; init; }

    /// <summary>Of a reading of the portal's own: what the meter showed instead of a number.</summary>
    public string? MeterShows => Measure is not null && Reading is not null ? ValueText : null;

    /// <summary>The reference range.</summary>
    public decimal? Low { get; init; }
    public decimal? High { get; init; }
    public string? RangeText { get; init; }

    /// <summary>The record's code: H, L, A …, or its words.</summary>
    public string? Interpretation { get; init; }

    /// <summary>The professional's words.</summary>
    public string? Comment { get; init; }
    public string? Performer { get; init; }

    public IReadOnlyList<decimal?> Values => [Value1, Value2, Value3];
    public bool IsMistake => Status == "entered-in-error";
}

/// <summary>An entry, or none, beside how it stands with the record.</summary>
sealed record EhrItemAndLook : EhrItem
{
    public DateTimeOffset? TriedAt { get; init; }
    public DateTimeOffset? LookedAt { get; init; }
    public string? Fault { get; init; }
    public int LeftOut { get; init; }
    public bool Cut { get; init; }
    public EhrLook Look => new() { TriedAt = TriedAt, LookedAt = LookedAt, Fault = Fault, LeftOut = LeftOut, Cut = Cut };
}

/// <summary>When the record was last asked of a person, and what came of it.</summary>
public sealed record EhrLook
{
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>It answered; null: it never has.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>Why it did not answer the last time; null: it did.</summary>
    public string? Fault { get; init; }

    /// <summary>Entries that were not understood and so are not shown.</summary>
    public int LeftOut { get; init; }

    /// <summary>There is more in it than was read.</summary>
    public bool Cut { get; init; }
}
