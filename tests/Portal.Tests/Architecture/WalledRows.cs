using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Architecture;

/// <summary>One resident, one professional and one unit, with a row in every table behind a wall.</summary>
sealed record Household(Resident Resident, Professional Professional, int Number)
{
    public static Household New(int number, string unit) =>
        new(Resident.ForSelf(PersonId.New()), new Professional(Guid.CreateVersion7(), unit, new HashSet<string> { "nurse" }), number);
}

/// <summary>
/// A row of each walled table, in the order in which they can be written. A new table with a resident's data gets its
/// line here; a test fails until it has one.
/// </summary>
static class WalledRows
{
    const string Period = "tstzrange('2026-12-01'::timestamptz + @n * interval '1 hour', '2026-12-01'::timestamptz + @n * interval '1 hour' + interval '20 minutes')";

    public static readonly IReadOnlyList<(string Table, string Insert)> All =
    [
        ("login.person", "insert into login.person (id, hetu_hash, identity_kind, identity, family_name, first_names, language, turvakielto, created_at, updated_at) values (@person, convert_to(@key::text, 'UTF8'), 'hetu', '', '', '', 'fi', false, now(), now())"),
        ("login.unit_link", "insert into login.unit_link (person, unit) values (@person, @unit)"),
        ("login.staff", "insert into login.staff (id, subject, name, unit, roles, created_at, updated_at) values (@staff, @key::text, 'Testi', @unit, '{nurse}', now(), now())"),
        ("login.session", "insert into login.session (id, key_hash, person, scheme, ticket, device, created_at, seen_at, ends_at) values (@id, convert_to(@key::text, 'UTF8'), @person, 'suomifi', '', 'Test', now(), now(), now())"),
        ("login.attempt", "insert into login.attempt (id, state_hash, purpose, scheme, secrets, expires_at) values (@id, convert_to(@key::text, 'UTF8'), 'login', 'suomifi', '', now())"),
        ("login.kept_form", "insert into login.kept_form (id, person, path, fields, expires_at) values (@id, @person, '/', '', now())"),
        ("audit.chain", "insert into audit.chain (chain, seq, hash) values (@key, 1, '')"),
        ("audit.event", "insert into audit.event (chain, seq, at, action, subject, unit, hash) values (@key, 1, now(), 'a.b.c', @person, @unit, '')"),
        ("jobs.job", "insert into jobs.job (queue, key, subject, unit, run_at, created_at) values ('test', @key, @person, @unit, now(), now())"),
        ("platform.acting", "insert into platform.acting (actor, subject, may, fresh_until) values (@person, @person, '{}', now())"),
        ("login.person_link", "insert into login.person_link (person, seen_by) values (@person, @person)"),
        ("acting_for.representation", "insert into acting_for.representation (id, delegate, subject, basis, began_at, checked_at) values (@id, @person, @person, 'guardian', now(), now())"),
        ("acting_for.refusal", "insert into acting_for.refusal (subject, delegate, refused_at) values (@person, @person, now())"),
        ("acting_for.permission", "insert into acting_for.permission (young, area, allowed, decided_at) values (@person, 'chat', true, now())"),
        ("acting_for.selection", "insert into acting_for.selection (id, delegate, state_hash, secrets, expires_at) values (@id, @person, convert_to(@key::text, 'UTF8'), '', now())"),
        ("acting_for.draft", "insert into acting_for.draft (id, subject, delegate, path, created_at, expires_at) values (@id, @person, @person, '/', now(), now())"),
        ("acting_for.assistance", "insert into acting_for.assistance (id, staff, unit, subject, session, protected, identified, reason, asked_at) values (@id, @staff, @unit, @person, @key, false, 'passport', 'no-means', now())"),
        ("acting_for.ticket", "insert into acting_for.ticket (id, number, person, made_at, made_on, expires_at) values (@id, lpad((1000000 + @n)::text, 7, '0'), @person, now(), '2026-12-01'::date + @n, now())"),
        ("chat.handover", "insert into chat.handover (id, token_hash, sealed, expires_at) values (@id, convert_to(@key::text, 'UTF8'), '', now())"),
        ("booking.appointment", $"insert into booking.appointment (id, slot_id, subject, booked_by, service, unit_id, professional_id, mode, period, status, created_at, changed_at) values (@id, @slot, @person, @person, 'nurse-appointment', @unit, @key, 'phone', {Period}, 'booked', now(), now())"),
        ("booking.rebooking", "insert into booking.rebooking (id, appointment_id, subject, unit_id, service, created_at) values (@key, @id, @person, @unit, 'nurse-appointment', now())"),
        ("booking.assisted_change", "insert into booking.assisted_change (id, staff, subject, appointment_id, what, service, unit_id, mode, starts_at, ends_at, at) values (@id, @staff, @person, @id, 'booked', 'nurse-appointment', @unit, 'phone', now(), now(), now())"),
        ("booking.ehr_patient", "insert into booking.ehr_patient (person, sha256, sent_at) values (@person, '', now())"),
        ("cases.case", "insert into cases.case (id, subject, opened_basis, area, queue, unit, channel, language, state, waits_for, urgency, urgency_why, first_promised_at, opened_at) values (@id, @person, 'self', 'chat', 'test', @unit, 'chat', 'fi', 'received', 'us', 3, 'queue', now(), now())"),
        ("cases.invitation", "insert into cases.invitation (case_id, staff, invited_by, at, until) values (@id, @staff, @staff, now(), now())"),
        ("cases.opening", "insert into cases.opening (id, staff, unit, subject, reason, at, until) values (@id, @staff, @unit, @person, 'test', now(), now())"),
        ("cases.event", "insert into cases.event (case_id, at, kind, by_kind) values (@id, now(), 'received', 'resident')"),
        ("cases.message", "insert into cases.message (id, case_id, seq, at, side, text) values (@id, @id, 1, now(), 'resident', 'Testi')"),
        ("cases.note", "insert into cases.note (id, case_id, at, by, text) values (@id, @id, now(), @staff, 'Testi')"),
        ("cases.attachment", "insert into cases.attachment (id, case_id, message_id, name, media_type, content, at) values (@id, @id, @id, 'a.png', 'image/png', '', now())"),
        ("cases.draft", "insert into cases.draft (case_id, staff, text, saved_at) values (@id, @staff, 'Testi', now())"),
        ("cases.presence", "insert into cases.presence (staff, unit, takes_chats, seen_at) values (@staff, @unit, true, now())"),
        ("callback.request", "insert into callback.request (case_id, message_ok, starts, ends, asked_at) values (@id, true, '{}', '{}', now())"),
        ("callback.attempt", "insert into callback.attempt (id, case_id, round, at, staff, outcome, message_left) values (@id, @id, 1, now(), @staff, 'missed', false)"),
        ("measurements.plan", "insert into measurements.plan (id, subject, measure, ordered_at, starts_on, times, each_time, every_days, queue, unit, template, ordered_by, ends_on, look_by) values (@id, @person, 'weight', now(), now(), '{any}', 1, 1, 'test', @unit, 'test', @staff, now(), now())"),
        ("measurements.reading", "insert into measurements.reading (id, version, subject, measure, measured_at, value1, measured_by, entered_by, entered_basis, entered_at, source, state, case_id) values (@id, 1, @person, 'weight', now(), 70.5, 'self', @person, 'self', now(), 'form', 'sent', @id)"),
        ("measurements.review", "insert into measurements.review (id, case_id, subject, unit, measure, by, at, decision, readings, days) values (@id, @id, @person, @unit, 'weight', @staff, now(), 'accepted', 1, 1)"),
        ("measurements.ehr_copy", "insert into measurements.ehr_copy (subject, source, reading, reading_version, differs, open_to_delegate, laboratory, name, at, day_only, status) values (@person, @key::text, @id, 1, true, true, true, 'Testi', now(), false, 'final')"),
        ("measurements.ehr_look", "insert into measurements.ehr_look (subject, tried_at) values (@person, now())"),
        ("notifications.contact", "insert into notifications.contact (person, channel, address, verified_at) values (@person, 'sms', '', now())"),
        ("notifications.code", "insert into notifications.code (id, person, channel, address, code, created_at, expires_at) values (@id, @person, 'sms', '', '', now(), now())"),
        ("notifications.choice", "insert into notifications.choice (person, language, discreet) values (@person, 'fi', false)"),
        ("notifications.preference", "insert into notifications.preference (person, event, channel, wanted) values (@person, 'reminder', 'sms', true)"),
        ("notifications.message", "insert into notifications.message (id, once, channel, person, about, template, unit, state, claimed_at) values (@id, @key::text, 'none', @person, @key, 'test', @unit, 'sent', now())"),
    ];

    /// <summary>What the rows are filled with. <paramref name="again"/> makes other keys, for a second row of the same people.</summary>
    public static object Values(Household of, bool again = false) => new
    {
        person = of.Resident.Subject.Value, staff = of.Professional.StaffId, unit = of.Professional.Unit, n = of.Number + (again ? 100 : 0),
        id = Id(of.Number, again, 1), key = Id(of.Number, again, 2), slot = Id(of.Number, false, 3),
    };

    public static async Task Write(TestDatabase db, Household household)
    {
        var values = Values(household);
        await db.Write("""
            insert into booking.professional (id, name, title, languages) values (@key, 'Testi', 'nurse', '{fi}');
            insert into booking.slot (id, unit_id, professional_id, services, mode, starts_at, ends_at)
            values (@slot, @unit, @key, '{nurse-appointment}', 'phone', '2026-12-01', '2026-12-02')
            """, values);
        foreach (var (_, insert) in All) await db.Write(insert, values);
    }

    static Guid Id(int number, bool again, int kind) => new(number, (short)(again ? 1 : 0), (short)kind, [1, 2, 3, 4, 5, 6, 7, 8]);
}
