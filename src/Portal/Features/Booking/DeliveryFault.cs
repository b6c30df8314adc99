using Portal.Platform.Ehr;

namespace Portal.Features.Booking;

/// <summary>Why a delivery has not succeeded. The job keeps a code; the page says it in words.</summary>
/// <param name="Key">Key of the words in the texts of deliveries.</param>
/// <param name="Detail">What fills them in: a number, or what the clinic's system said.</param>
public sealed record DeliveryFault(string Key, string Detail)
{
    public const string NoAppointment = "no-appointment";
    public const string NoPerson = "no-person";
    public const string ClinicHas = "clinic-has";

    /// <summary>Null for a job that has not been tried.</summary>
    public static DeliveryFault? Of(string? code)
    {
        if (code is null) return null;
        var cut = code.IndexOf(' ');
        var (word, rest) = cut < 0 ? (code, "") : (code[..cut], code[(cut + 1)..]);
        return word switch
        {
            NoAppointment or NoPerson or EhrUnavailable.NoConnection or EhrUnavailable.NoAnswer or EhrUnavailable.Changed => new($"fault-{word}", ""),
            EhrUnavailable.NoToken => new("fault-no-token", rest),
            ClinicHas => new("fault-clinic-has", rest),
            "answered" when rest is "401" or "403" => new("fault-no-right", rest),
            "answered" => new("fault-answered", rest),
            "refused" => new("fault-refused", rest[(rest.IndexOf(' ') + 1)..]),
            _ => new("fault-other", ""),
        };
    }
}
