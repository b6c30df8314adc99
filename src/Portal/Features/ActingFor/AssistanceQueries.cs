namespace Portal.Features.ActingFor;

/// <summary>The room's SQL about assistance by a professional.</summary>
static class AssistanceQueries
{
    const string Columns = "id, staff, unit, subject, protected, identified, identified_note, reason, reason_note, asked_at, started_at, until, ended_at";

    public const string Prepare = """
        insert into acting_for.assistance (id, staff, unit, subject, session, protected, identified, identified_note, reason, reason_note, asked_at)
        values (@id, @staff, @unit, @subject, @session, @protected, @identified, @identified_note::text, @reason, @reason_note::text, @now)
        """;

    public const string One = "select " + Columns + " from acting_for.assistance where id = @id and staff = @staff and asked_at >= @since";

    /// <summary>The professional's own of the day, the latest first.</summary>
    public const string Begun = "select " + Columns + """
         from acting_for.assistance where staff = @staff and started_at >= @since order by started_at desc
        """;

    public const string Start = """
        update acting_for.assistance set started_at = @now, until = @until, session = @session
        where id = @id and staff = @staff and started_at is null returning id
        """;

    /// <summary>Those that have not been ended: this one, those of the session, or, when neither is said, all of the professional's.</summary>
    public const string Open = """
        select id, subject from acting_for.assistance
        where staff = @staff and (id = @id::uuid or session = @session::uuid or (@id::uuid is null and @session::uuid is null))
          and started_at is not null and ended_at is null
        """;

    /// <summary>One that had run out ended when it ran out.</summary>
    public const string End = "update acting_for.assistance set ended_at = least(@now, until), ended_how = @how where id = @id and ended_at is null";
}
