using Portal.Platform.Ehr;

namespace Portal.Features.Measurements.Ehr;

/// <summary>Why a delivery has not succeeded. The job keeps a code; the page says it in words.</summary>
/// <param name="Key">Key of the words.</param>
/// <param name="Detail">What fills them in: a number, or what the patient record said.</param>
public sealed record RecordFault(string Key, string Detail)
{
    /// <summary>Null for a job that has not been tried.</summary>
    public static RecordFault? Of(string? code)
    {
        if (code is null) return null;
        var cut = code.IndexOf(' ');
        var (word, rest) = cut < 0 ? (code, "") : (code[..cut], code[(cut + 1)..]);
        return word switch
        {
            EhrUnavailable.NoToken => new("fault-no-token", rest),
            "answered" when rest is "401" or "403" => new("fault-no-right", rest),
            "answered" => new("fault-answered", rest),
            "refused" => new("fault-refused", rest[(rest.IndexOf(' ') + 1)..]),
            EhrUnavailable.NoConnection or EhrUnavailable.NoAnswer or EhrUnavailable.Changed or EhrUnavailable.Unreadable or PutVersion.NotOurs or PutVersion.ClinicHas
                or DeliverMeasurement.NotThere or DeliverMeasurement.NoMeasure or DeliverMeasurement.NoPerson => new($"fault-{word}", ""),
            _ => new("fault-other", ""),
        };
    }
}
