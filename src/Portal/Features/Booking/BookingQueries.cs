namespace Portal.Features.Booking;

/// <summary>The room's SQL: reads and changes of appointments. Free times are in <see cref="FreeTimeQueries"/>.</summary>
static class BookingQueries
{
    const string Columns = """
        a.id, a.slot_id, a.subject, a.booked_by, a.service, a.unit_id, a.professional_id,
        p.name as professional_name, p.title as professional_title, a.mode,
        lower(a.period) as starts_at, upper(a.period) as ends_at, a.status, a.held_until, a.moves, a.moved_to, a.reason,
        a.version, a.delivered_version, a.created_at, a.booked_basis, a.changed_at, a.changed_by, a.changed_basis, a.open_to_delegate,
        a.cancelled_by, a.cancel_reason, b.id as open_rebooking
        """;

    /// <summary>What a list of own appointments does not show; PostgreSQL leaves out the joins that nothing is read from.</summary>
    const string Details = ", r.name as room, lower(m.period) as moved_from";

    const string From = """
         from booking.appointment a
        join booking.professional p on p.id = a.professional_id
        left join booking.room r on r.id = a.room_id
        left join booking.rebooking b on b.appointment_id = a.id and b.state = 'open'
        left join booking.appointment m on m.id = a.moves and m.status = 'moved'
        """;

    public const string One = "select " + Columns + Details + From + " where a.id = @id and a.subject = @subject";

    public const string Some = "select " + Columns + From + " where a.id = any (@ids) and a.subject = @subject and a.status in ('booked', 'cancelled', 'moved')";

    /// <summary>Coming and past appointments of a resident; moved ones are shown by what they became.</summary>
    public const string Mine = "select " + Columns + From + """
         where a.subject = @subject and a.status in ('booked', 'cancelled') and lower(a.period) > @since
        order by lower(a.period) desc limit 100
        """;

    /// <summary>A unit's day: what is booked, and what was cancelled or moved away, in order of time.</summary>
    public const string Day = "select " + Columns + Details + From + """
         where a.unit_id = @unit and lower(a.period) >= @from and lower(a.period) < @to and a.status in ('booked', 'cancelled', 'moved')
        order by lower(a.period), p.name
        """;

    public const string OneOfUnit = "select " + Columns + Details + From + " where a.id = @id and a.unit_id = @unit";

    /// <summary>New times that the unit still owes to residents, the longest wait first.</summary>
    public const string OpenRebookings = """
        select b.id, b.appointment_id, b.subject, b.service, b.created_at, lower(a.period) as was_at
        from booking.rebooking b join booking.appointment a on a.id = b.appointment_id
        where b.unit_id = @unit and b.state = 'open' order by b.created_at limit 200
        """;

    /// <summary>
    /// Takes a time. No row: it is not offered for the service (any more). A row that is occupied: somebody has it.
    /// Two takers at once meet in the constraints, which this statement's error names. The insert returns nothing:
    /// what is returned has to pass the policies of reading too, and all that is in it is known.
    /// </summary>
    public const string Take = """
        with wanted as (
          select s.*, exists (select from booking.occupied o where o.slot_id = s.id and (o.held_until is null or o.held_until > @now))
            or (@for_another and booking.overlaps_hidden(tstzrange(s.starts_at, s.ends_at))) as occupied
          from booking.slot s where s.id = @slot and s.starts_at > @earliest and @service = any (s.services)),
        taken as (
          insert into booking.appointment (id, slot_id, subject, booked_by, booked_basis, service, unit_id, professional_id, room_id, mode, period,
            status, held_until, moves, reason, created_at, changed_at, changed_by, changed_basis, open_to_delegate)
          select @id, id, @subject, @hand, @basis, @service, unit_id, professional_id, room_id, mode, tstzrange(starts_at, ends_at),
            @status, @held_until::timestamptz, @moves::uuid, @reason::text, @now, @now, @hand, @basis, @open
          from wanted where not occupied)
        select unit_id, starts_at, ends_at, occupied from wanted
        """;

    public const string IsOpen = "select open_to_delegate from booking.appointment where id = @id and subject = @subject";

    public const string ReleaseLapsed = "select booking.release_lapsed(@slot, @now)";

    public const string HoldsNow = "select count(*) from booking.appointment where subject = @subject and service <> @service and status = 'held' and held_until > @now";

    /// <summary>Gives back the holds that a new choice replaces: one visit is chosen at a time for a service.</summary>
    public const string GiveBack = """
        update booking.appointment set status = 'lapsed', held_until = null, changed_at = @now
        where subject = @subject and service = @service and status = 'held' returning id
        """;

    /// <summary>Lets one hold go, and keeps what was written for the next choice.</summary>
    public const string GiveBackOne = """
        update booking.appointment set status = 'lapsed', held_until = null, reason = @reason::text, changed_at = @now
        where id = @id and subject = @subject and status in ('held', 'lapsed') returning id
        """;

    /// <summary>A young person shows their guardians what they have booked themselves, or no longer shows it.</summary>
    public const string Show = """
        update booking.appointment set open_to_delegate = @open
        where id = @id and subject = @subject and booked_basis in ('self', 'assisted') and status in ('booked', 'cancelled') returning id
        """;

    /// <summary>Does the time overlap an appointment that the actor may know of?</summary>
    public const string OverlapSeen = """
        select exists (select from booking.slot s
          join booking.appointment a on a.subject = @subject and a.status = 'booked' and a.period && tstzrange(s.starts_at, s.ends_at) where s.id = @slot)
        """;

    /// <summary>Keeps what was written when the time could not be had, so that the next choice finds it.</summary>
    public const string KeepReason = """
        update booking.appointment set reason = @reason::text, changed_at = @now
        where id = @id and subject = @subject and status in ('held', 'lapsed') returning id
        """;

    public const string KeptReason = """
        select id, reason from booking.appointment
        where subject = @subject and booked_by = @hand and service = @service and status in ('held', 'lapsed') and changed_at > @since and reason is not null
        order by changed_at desc limit 1
        """;

    /// <summary>A hold becomes a booking. A hold that ran out still does when nobody else took the time meanwhile.</summary>
    public const string Confirm = """
        update booking.appointment set status = 'booked', held_until = null, reason = @reason::text,
          open_to_delegate = coalesce(@open::boolean, open_to_delegate), changed_at = @now, changed_by = @hand, changed_basis = @basis
        where id = @id and subject = @subject and status in ('held', 'lapsed') and lower(period) > @now
        returning version
        """;

    public const string MoveAway = """
        update booking.appointment set status = 'moved', moved_to = @to, version = version + 1, changed_at = @now, changed_by = @hand, changed_basis = @basis
        where id = @id and subject = @subject and status = 'booked' returning version
        """;

    public const string Cancel = """
        update booking.appointment set status = 'cancelled', cancelled_by = 'resident', version = version + 1, changed_at = @now, changed_by = @hand, changed_basis = @basis
        where id = @id and subject = @subject and status = 'booked' and lower(period) >= @earliest returning version
        """;

    public const string UndoCancel = """
        update booking.appointment set status = 'booked', cancelled_by = null, version = version + 1, changed_at = @now, changed_by = @hand, changed_basis = @basis
        where id = @id and subject = @subject and status = 'cancelled' and cancelled_by = 'resident' and changed_at >= @since and lower(period) > @now
        returning version
        """;

    public const string CancelByClinic = """
        update booking.appointment set status = 'cancelled', cancelled_by = 'clinic', cancel_reason = @reason, version = version + 1,
          changed_at = @now, changed_by = @staff, changed_basis = null
        where id = @id and unit_id = @unit and status = 'booked' and upper(period) > @now returning version
        """;

    public const string OpenRebooking = """
        insert into booking.rebooking (id, appointment_id, subject, unit_id, service, created_at)
        values (@id, @appointment, @subject, @unit, @service, @now)
        """;

    public const string EndRebooking = """
        update booking.rebooking set state = @state, ended_at = @now
        where subject = @subject and state = 'open' and id = @id returning id
        """;

    /// <summary>A booked visit to the same service answers the clinic's offer of a new time.</summary>
    public const string RebookingChosen = """
        update booking.rebooking set state = 'chosen', ended_at = @now
        where subject = @subject and service = @service and state = 'open'
        """;

    /// <summary>Notes a change as it is now, for the receipt of the person beside the professional.</summary>
    public const string AssistedChange = """
        insert into booking.assisted_change (id, staff, subject, appointment_id, what, service, unit_id, room, mode, starts_at, ends_at, moves, moved_from, at)
        select @id, @staff, a.subject, a.id, @what, a.service, a.unit_id, r.name, a.mode, lower(a.period), upper(a.period), m.id, lower(m.period), @now
        from booking.appointment a
        left join booking.room r on r.id = a.room_id
        left join booking.appointment m on m.id = a.moves and m.status = 'moved'
        where a.id = @appointment
        """;

    public const string AssistedChanges = """
        select appointment_id, what, service, unit_id, room, mode, starts_at, ends_at, moves, moved_from, at from booking.assisted_change
        where staff = @staff and subject = @subject and at >= @from and at <= @until order by at
        """;
}
