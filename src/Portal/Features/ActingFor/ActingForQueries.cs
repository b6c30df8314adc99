namespace Portal.Features.ActingFor;

static class ActingForQueries
{
    /// <summary>For whom the person may act, as far as was last known.</summary>
    public const string OfDelegate = """
        select id, delegate, subject, basis, theme, began_at, checked_at, ends_at from acting_for.representation
        where delegate = @self and ended_at is null order by began_at
        """;

    /// <summary>Who may act for the person.</summary>
    public const string OfSubject = """
        select id, delegate, subject, basis, theme, began_at, checked_at, ends_at from acting_for.representation
        where subject = @subject and ended_at is null order by began_at
        """;

    public const string One = """
        select id, delegate, subject, basis, theme, began_at, checked_at, ends_at from acting_for.representation
        where delegate = @self and subject = @subject and ended_at is null
        """;

    /// <summary>
    /// One at a time for a pair, until the transaction ends: a yes that was on its way when the person represented said no
    /// must not stand up again behind it.
    /// </summary>
    public const string Lock = "select 1 from (select pg_advisory_xact_lock(hashtextextended(@self::text || @subject::text, 0))) l";

    /// <summary>What stands beside the registers' answer: has the person represented said no, and what has a young person opened.</summary>
    public const string Refused = "select exists (select from acting_for.refusal where subject = @subject and delegate = @self)";

    /// <summary>Whom the person has refused.</summary>
    public const string Refusals = "select delegate, refused_at from acting_for.refusal where subject = @subject order by refused_at";

    public const string Refuse =
        "insert into acting_for.refusal (subject, delegate, refused_at) values (@subject, @self, @now) on conflict (subject, delegate) do nothing";

    public const string AllowAgain = "delete from acting_for.refusal where subject = @subject and delegate = @self returning 1";

    public const string Permissions = "select area from acting_for.permission where young = @subject and allowed";

    public const string Permit = """
        insert into acting_for.permission (young, area, allowed, decided_at) values (@young, @area, @allowed, @now)
        on conflict (young, area) do update set allowed = excluded.allowed, decided_at = excluded.decided_at
        """;

    /// <summary>Notes a yes of the registers. The row's time of beginning tells whether it is new.</summary>
    public const string Note = """
        insert into acting_for.representation (id, delegate, subject, basis, theme, began_at, checked_at, ends_at)
        values (@id, @self, @subject, @basis, @theme::text, @now, @now, @ends_at::timestamptz)
        on conflict (delegate, subject) where ended_at is null
          do update set theme = excluded.theme, checked_at = excluded.checked_at, ends_at = excluded.ends_at
        returning id, began_at = @now as is_new
        """;

    public const string End = """
        update acting_for.representation set ended_at = @now, ended_how = @how
        where delegate = @self and subject = @subject and ended_at is null returning id
        """;

    public const string LeaveDraft = """
        insert into acting_for.draft (id, subject, delegate, path, created_at, expires_at) values (@id, @subject, @delegate, @path, @now, @expires_at)
        """;

    public const string Drafts = "select id, subject, delegate, path, created_at from acting_for.draft where subject = @subject and expires_at > @now order by created_at";

    public const string TakeDraft = "delete from acting_for.draft where id = @id and subject = @subject returning path";

    /// <summary>No row: the person has one of this day, or the number is taken.</summary>
    public const string MakeTicket = """
        insert into acting_for.ticket (id, number, person, made_at, made_on, expires_at) values (@id, @number, @person, @now, @today, @expires_at)
        on conflict do nothing returning number
        """;

    public const string TicketOfDay = "select number from acting_for.ticket where person = @person and made_on = @today";

    public const string FindTicket = "select id, person, made_at from acting_for.find_ticket(@number, @now)";

    public const string BeginSelection = """
        insert into acting_for.selection (id, delegate, state_hash, secrets, expires_at) values (@id, @self, @state_hash, @secrets, @expires_at)
        """;

    public const string TakeSelection = """
        delete from acting_for.selection where state_hash = @state_hash and delegate = @self and expires_at > @now returning secrets
        """;

    public const string SweepSelections = "delete from acting_for.selection where expires_at < @now";
}
