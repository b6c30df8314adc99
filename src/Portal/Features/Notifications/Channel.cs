namespace Portal.Features.Notifications;

/// <summary>A way to reach a person outside the portal.</summary>
public enum Channel { Sms, Email }

/// <summary>What a person can choose about, each by itself.</summary>
public enum EventKind
{
    /// <summary>What the person did: booked, moved, cancelled.</summary>
    Confirmation,

    /// <summary>The clinic changed something. Always told by one channel at least: else somebody sets out in vain.</summary>
    ClinicChange,

    /// <summary>A day before.</summary>
    Reminder,
}

/// <summary>The messages there are. Their texts never name a clinic, a service or a health matter.</summary>
static class MessageTemplate
{
    public const string BookingConfirmed = "booking-confirmed";
    public const string BookingMoved = "booking-moved";
    public const string BookingCancelledByYou = "booking-cancelled-by-you";
    public const string BookingCancelledByClinic = "booking-cancelled-by-clinic";
    public const string BookingReminder = "booking-reminder";

    /// <summary>The code that proves a phone number or an e-mail address. Goes to that address, whatever has been chosen.</summary>
    public const string ContactCode = "contact-code";

    /// <summary>All that people can choose about.</summary>
    public static readonly IReadOnlyDictionary<string, EventKind> Kinds = new Dictionary<string, EventKind>
    {
        [BookingConfirmed] = EventKind.Confirmation,
        [BookingMoved] = EventKind.Confirmation,
        [BookingCancelledByYou] = EventKind.Confirmation,
        [BookingCancelledByClinic] = EventKind.ClinicChange,
        [BookingReminder] = EventKind.Reminder,
    };
}
