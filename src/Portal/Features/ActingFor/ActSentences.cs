namespace Portal.Features.ActingFor;

/// <summary>
/// Which actions of the audit log the mirror says in a sentence of their own: text <c>act-room-thing-happened</c>. A test
/// holds each action that the code records against this list and the one below.
/// </summary>
static class ActSentences
{
    public static readonly IReadOnlySet<string> Known = new HashSet<string>
    {
        "booking.appointments.viewed", "booking.appointment.viewed", "booking.time.held", "booking.appointment.booked",
        "booking.appointment.moved", "booking.appointment.cancelled", "booking.appointment.shown", "booking.appointment.hidden", "booking.rebooking.declined", "booking.hold.reason-viewed",
        "booking.hold.reason-kept", "booking.hold.given-back",
        "acting-for.subject.chosen", "acting-for.mirror.viewed", "acting-for.growing-up.viewed",
        "acting-for.assistance.prepared", "acting-for.assistance.viewed", "acting-for.assistance.started", "acting-for.assistance.ended",
        "acting-for.receipt.viewed",
        "callback.calls.seen",
        "cases.case.received", "cases.case.joined", "cases.case.turned", "cases.case.scheduled", "cases.case.identified", "cases.case.closed", "cases.case.rated",
        "measurements.results.seen",
        "cases.case.seen", "cases.list.seen", "cases.message.sent", "cases.attachment.sent", "cases.attachment.seen",
        "measurements.overview.seen", "measurements.series.seen", "measurements.readings.seen", "measurements.reading.seen", "measurements.drafts.seen", "measurements.duties.seen",
        "measurements.reading.entered", "measurements.reading.corrected", "measurements.reading.withdrawn", "measurements.readings.sent",
        "measurements.plans.seen", "measurements.plan.seen", "measurements.diary.started", "measurements.diary.stopped",
    };

    /// <summary>What nobody does for another resident: one's own login and messages, the clinic's work, the portal's own jobs.</summary>
    public static readonly IReadOnlySet<string> NeverForAnother = new HashSet<string>
    {
        "login.session.started", "login.session.ended", "login.attempt.refused", "login.person.looked-up",
        "notifications.contact.given", "notifications.contact.given-up", "notifications.contact.proved", "notifications.contact.code-wrong",
        "notifications.contact.removed", "notifications.preferences.read", "notifications.preferences.changed",
        "notifications.message.sent", "notifications.message.failed", "notifications.person.not-reached",
        "booking.appointment.shown", "booking.appointment.hidden",   // the young person's own decision
        "booking.day.viewed", "booking.deliveries.viewed", "booking.delivery.retried", "booking.delivery.discarded",
        "booking.appointment.read-for-delivery", "booking.appointment.delivered", "booking.patient.delivered",
        "acting-for.right.began", "acting-for.right.ended", "acting-for.right.refused", "acting-for.right.allowed-again",
        "acting-for.permission.given", "acting-for.permission.withdrawn",
        "acting-for.ticket.made", "acting-for.ticket.read", "acting-for.ticket.not-found",
        "acting-for.draft.left", "acting-for.draft.taken", "acting-for.draft.deleted",
        "acting-for.assistance.not-prepared",
        "callback.attempt.noted",
        "measurements.order.seen", "measurements.plan.ordered", "measurements.plan.stopped", "measurements.plan.ended", "measurements.plan.followed", "measurements.plans.listed",
        "measurements.submission.seen", "measurements.submission.reviewed", "measurements.reading.accepted", "measurements.reading.refused", "measurements.reading.wanted",
        "cases.note.written", "cases.openings.seen",   // colleagues' words; who has opened one's data is shown to oneself only
        "measurements.reading.read-for-delivery", "measurements.reading.delivered", "measurements.review.read-for-delivery", "measurements.review.delivered",
        "measurements.plan.read-for-delivery", "measurements.plan.delivered", "measurements.record.asked", "measurements.deliveries.seen", "measurements.delivery.retried",
        "measurements.delivery.discarded", "measurements.differences.seen", "measurements.difference.noted",
        "cases.case.delivered", "cases.case.read-for-delivery", "cases.delivery.retried", "cases.person.opened", "cases.person.seen",
    };

    /// <summary>The key of the sentence; the general one for what is not known here.</summary>
    public static string KeyOf(string action) => Known.Contains(action) ? action.Replace('.', '-') : "unknown";
}
