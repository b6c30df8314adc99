using Portal.Tests.House;

namespace Portal.Tests.Architecture.Access;

/// <summary>Something real for a request to be about, made anew for each: a request may change it.</summary>
sealed record Thing(Guid Id, Guid Slot, long Seq);

/// <summary>
/// Makes the things of the matrix, in unit keskusta:
/// booked, held, cancelled (just now, by the resident), owed (cancelled by the clinic, a new time open): an appointment;
/// failed: one whose delivery the clinic's system has refused; case: a matter that nobody has taken; call: one in which a call is agreed; closed: one that has ended;
/// reading: a draft of a blood pressure; sent: the case in which one has been sent;
/// differing: an accepted reading, refused by the clinic's system and changed there, in the case {slot};
/// plan: measurements that the unit has ordered; diary: one's own that nobody watches;
/// slot: a free time; -: nothing.
/// </summary>
sealed class Things(TestDatabase db, DateTimeOffset now)
{
    /// <summary>Stands in every appointment: whoever may not see one must not find this word.</summary>
    public const string Secret = "salaisuus";

    static readonly string[] OfPeople = ["booked", "held", "cancelled", "owed", "failed", "case", "call", "closed", "reading", "sent", "differing", "plan", "diary"];
    readonly Guid nurse = Guid.CreateVersion7();
    int made;

    public static bool OfSomebody(string kind) => OfPeople.Contains(kind);

    public Task Begin() => db.Write("insert into booking.professional values (@nurse, 'Tiina Testi', 'nurse', '{fi}')", new { nurse });

    public async Task<Thing> Make(string kind, Guid subject)
    {
        if (kind == "-") return new(Guid.NewGuid(), Guid.NewGuid(), 0);
        if (kind != "slot" && !OfSomebody(kind)) throw new ArgumentException($"No such thing: {kind}.");
        var thing = new Thing(Guid.CreateVersion7(), Guid.CreateVersion7(), 0);
        var startsAt = now.AddDays(3).AddMinutes(20 * made++);
        await db.Write("""
            insert into booking.slot (id, unit_id, professional_id, services, mode, starts_at, ends_at)
            values (@Slot, 'keskusta', @nurse, '{nurse-appointment}', 'phone', @startsAt, @startsAt + interval '20 minutes')
            """, new { thing.Slot, nurse, startsAt });
        if (kind == "slot") return thing;
        if (kind is "reading" or "sent")
        {
            await db.Write("""
                insert into cases.case (id, subject, opened_by, opened_basis, area, queue, unit, channel, language, state, waits_for, urgency, urgency_why, promised_at, first_promised_at, opened_at)
                select @Id, @subject, @subject, 'self', 'measurements', 'nurse-advice', 'keskusta', 'measurements', 'fi', 'received', 'us', 3, 'queue', @now + interval '1 day', @now + interval '1 day', @now
                where @kind = 'sent';
                insert into login.unit_link (person, unit) values (@subject, 'keskusta') on conflict do nothing;
                insert into measurements.reading (id, version, subject, measure, measured_at, value1, value2, measured_by, words, entered_by, entered_basis, entered_at, source, state, case_id, sent_at)
                values (case @kind when 'reading' then @Id else @Slot end, 1, @subject, 'blood-pressure', @now, 132, 84, 'self', @Secret, @subject, 'self', @now, 'form',
                  case @kind when 'reading' then 'draft' else 'sent' end, case @kind when 'sent' then @Id end, case @kind when 'sent' then @now end)
                """, new { thing.Id, thing.Slot, subject, now, Secret, kind });
            return thing;
        }
        if (kind is "plan" or "diary")
        {
            await db.Write("""
                insert into measurements.plan (id, subject, measure, ordered_at, starts_on, times, each_time, every_days, note) values (@Id, @subject, 'a measure of ' || @Id, @now, '2026-11-23', '{morning}', 1, 1, @Secret);
                update measurements.plan set measure = 'weight', template = 'weight-follow-up', queue = 'nurse-advice', unit = 'keskusta', ordered_by = @nurse, ordered_unit = 'keskusta', ends_on = '2026-11-29', look_by = @now where id = @Id and @kind = 'plan'
                """, new { thing.Id, subject, now, Secret, nurse, kind });
            if (kind == "plan") await db.Write("insert into login.unit_link (person, unit) values (@subject, 'keskusta') on conflict do nothing", new { subject });
            return thing;
        }
        if (kind == "differing") return await Differing(thing, subject);
        if (kind is "case" or "call" or "closed")
        {
            await db.Write("""
                insert into cases.case (id, subject, opened_by, opened_basis, area, queue, unit, channel, language, state, waits_for, urgency, urgency_why, promised_at, first_promised_at, opened_at, seen_at)
                values (@Id, @subject, @subject, 'self', 'chat', 'nurse-advice', 'keskusta', 'chat', 'fi', 'seen', 'us', 3, 'queue', @now + interval '15 minutes', @now + interval '15 minutes', @now, @now);
                insert into cases.message (id, case_id, seq, at, side, by, text) values (@Slot, @Id, 1, @now, 'resident', @subject, @Secret);
                update cases.case set last_seq = 1 where id = @Id;
                insert into login.unit_link (person, unit) values (@subject, 'keskusta') on conflict do nothing;
                update cases.case set state = 'closed', waits_for = 'nobody', closed_at = @now, closed_by = 'professional', outcome = 'advice', promised_at = null where id = @Id and @kind = 'closed';
                """, new { thing.Id, thing.Slot, subject, now, Secret, kind });
            if (kind == "call")
                await db.Write("""
                    update cases.case set channel = 'callback' where id = @Id;
                    insert into callback.request (case_id, message_ok, starts, ends, asked_at) values (@Id, true, '{}', '{}', @now)
                    """, new { thing.Id, now });
            return thing;
        }
        await db.Write("""
            insert into booking.appointment (id, slot_id, subject, booked_by, service, unit_id, professional_id, mode, period, status, held_until, reason,
              cancelled_by, cancel_reason, created_at, changed_at)
            values (@Id, @Slot, @subject, @subject, 'nurse-appointment', 'keskusta', @nurse, 'phone', tstzrange(@startsAt, @startsAt + interval '20 minutes'), @status,
              case when @status = 'held' then @now + interval '10 minutes' end, @Secret, case @kind when 'cancelled' then 'resident' when 'owed' then 'clinic' end,
              case @kind when 'owed' then 'premises' end, @now, @now);
            insert into login.unit_link (person, unit) values (@subject, 'keskusta') on conflict do nothing;
            insert into booking.rebooking (id, appointment_id, subject, unit_id, service, created_at)
            select gen_random_uuid(), @Id, @subject, 'keskusta', 'nurse-appointment', @now where @kind = 'owed';
            """, new { thing.Id, thing.Slot, subject, nurse, startsAt, now, kind, Secret, status = kind switch { "held" => "held", "cancelled" or "owed" => "cancelled", _ => "booked" } });
        return kind == "failed" ? thing with { Seq = await Failed(thing.Id, subject) } : thing;
    }

    async Task<Thing> Differing(Thing thing, Guid subject)
    {
        var its = await Make("case", subject);
        await db.Write("""
            insert into measurements.reading (id, version, subject, measure, measured_at, value1, measured_by, entered_by, entered_basis, entered_at, source, state, case_id, sent_at)
            values (@Id, 1, @subject, 'weight', @now, 70.5, 'self', @subject, 'self', @now, 'form', 'accepted', @its, @now);
            insert into measurements.ehr_copy (subject, source, reading, reading_version, differs, open_to_delegate, laboratory, measure, name, at, day_only, status, value1)
            values (@subject, 'Observation/' || @Id, @Id, 1, true, true, false, 'weight', 'Paino', @now, false, 'final', 71.5)
            """, new { thing.Id, subject, now, its = its.Id });
        var seq = await db.ReadOne<long>("""
            insert into jobs.job (queue, key, subject, unit, payload, state, run_at, attempts, last_error, created_at)
            values ('ehr-measurements', @Id, @subject, 'keskusta', jsonb_build_object('Of', 0, 'Id', @Id, 'Version', 1, 'Staff', @Id), 'failed', @now, 1, 'refused 422: x', @now) returning seq
            """, new { thing.Id, subject, now });
        return thing with { Slot = its.Id, Seq = seq };
    }

    Task<long> Failed(Guid id, Guid subject) => db.ReadOne<long>("""
        insert into jobs.job (queue, key, subject, unit, payload, state, run_at, attempts, last_error, created_at)
        values ('ehr', @id, @subject, 'keskusta', jsonb_build_object('Appointment', @id, 'Version', 1, 'Status', 'booked'), 'failed', @now, 1, 'refused', @now) returning seq
        """, new { id, subject, now });

    /// <summary>A hash of what requests about people may change; what only keeps words or sessions is left out.</summary>
    public Task<string> State() => db.ReadOne<string>("""
        select md5(concat((select string_agg(concat(case_id, message_ok, starts), '' order by case_id) from callback.request), (select string_agg(t::text, '' order by id) from callback.attempt t),
          (select string_agg(t::text, '' order by id) from booking.appointment t), (select string_agg(t::text, '' order by id) from booking.rebooking t),
          (select string_agg(t::text, '' order by seq) from jobs.job t), (select string_agg(concat(source, noted_by), '' order by source) from measurements.ehr_copy), (select string_agg(t::text, '' order by id) from notifications.code t),
          (select string_agg(t::text, '' order by person) from notifications.choice t), (select string_agg(t::text, '' order by person, channel) from notifications.contact t),
          (select string_agg(t::text, '' order by person, event, channel) from notifications.preference t), (select string_agg(t::text, '' order by subject, delegate) from acting_for.refusal t),
          (select string_agg(t::text, '' order by young, area) from acting_for.permission t), (select string_agg(t::text, '' order by id) from acting_for.representation t),
          (select string_agg(t::text, '' order by actor, subject) from platform.acting t),
          (select string_agg(concat(id, subject, unit, channel, state, waits_for, urgency, holder, promised_at, summary, rating), '' order by id) from cases.case),
          (select string_agg(t::text, '' order by id) from cases.message t), (select string_agg(t::text, '' order by id) from cases.note t),
          (select string_agg(t::text, '' order by case_id, staff) from cases.draft t), (select string_agg(t::text, '' order by case_id, staff) from cases.invitation t),
          (select string_agg(t::text, '' order by id) from cases.opening t), (select string_agg(t::text, '' order by id, version) from measurements.reading t), (select string_agg(t::text, '' order by id) from measurements.plan t), (select string_agg(concat(staff, takes_chats), '' order by staff) from cases.presence)))
        """);
}
