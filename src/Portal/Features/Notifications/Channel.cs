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

    /// <summary>Somebody has acted for the person, or a right to do so has ended or will change.</summary>
    Acting,

    /// <summary>One's matters: a call, an answer, a promise.</summary>
    Case,

    /// <summary>What was agreed to be measured at home today and is not done yet.</summary>
    Measuring,
}

/// <summary>The messages there are. Their texts never name a clinic, a service or a health matter.</summary>
static class MessageTemplate
{
    public const string BookingConfirmed = "booking-confirmed";
    public const string BookingMoved = "booking-moved";
    public const string BookingCancelledByYou = "booking-cancelled-by-you";
    public const string BookingCancelledByClinic = "booking-cancelled-by-clinic";
    public const string BookingReminder = "booking-reminder";

    /// <summary>To the person represented: somebody has acted for you.</summary>
    public const string ActingDone = "acting-done";

    /// <summary>To the other guardians of a child who cannot be told.</summary>
    public const string ActingDoneForChild = "acting-done-child";

    /// <summary>To both: the person represented has ended a right to act for them.</summary>
    public const string ActingEnded = "acting-ended";

    /// <summary>To a young person and their guardians, before a birthday that moves rights.</summary>
    public const string GrowingUp = "growing-up";

    /// <summary>When a call comes.</summary>
    public const string CallbackReceipt = "callback-receipt";

    /// <summary>We called in vain: other times are to be chosen, or the number put right.</summary>
    public const string CallbackMissed = "callback-missed";

    /// <summary>A conversation that nobody could take up is answered in writing.</summary>
    public const string CaseTurned = "case-turned";

    /// <summary>What was promised about a matter was not kept in time.</summary>
    public const string CaseLate = "case-late";

    /// <summary>It is soon the turn of somebody who waits and is not looking.</summary>
    public const string ChatTurnNear = "chat-turn-near";

    /// <summary>An answer has come to somebody who is not looking.</summary>
    public const string ChatAnswered = "chat-answered";

    /// <summary>Something to do at home has been ordered.</summary>
    public const string PlanOrdered = "plan-ordered";

    /// <summary>What was ordered is no longer to be done.</summary>
    public const string PlanStopped = "plan-stopped";

    /// <summary>In the evening: today's are not done yet.</summary>
    public const string MeasurementReminder = "measurement-reminder";

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
        [ActingDone] = EventKind.Acting,
        [ActingDoneForChild] = EventKind.Acting,
        [ActingEnded] = EventKind.Acting,
        [GrowingUp] = EventKind.Acting,
        [CallbackReceipt] = EventKind.Case,
        [CallbackMissed] = EventKind.Case,
        [CaseTurned] = EventKind.Case,
        [CaseLate] = EventKind.Case,
        [ChatTurnNear] = EventKind.Case,
        [ChatAnswered] = EventKind.Case,
        [PlanOrdered] = EventKind.Case,
        [PlanStopped] = EventKind.Case,
        [MeasurementReminder] = EventKind.Measuring,
    };
}
