namespace Portal.Features.Login;

static class LoginQueries
{
    public const string BeginAttempt = """
        insert into login.attempt (id, state_hash, purpose, scheme, secrets, expires_at)
        values (@id, @state_hash, @purpose, @scheme, @secrets, @expires_at)
        """;

    public const string TakeAttempt = """
        delete from login.attempt where state_hash = @state_hash and purpose = @purpose and scheme = @scheme and expires_at > @now
        returning secrets as data
        """;

    /// <summary>Finds the person by national id, or makes one; two logins at once get the same row.</summary>
    public const string PersonByHetu = Upsert + "on conflict (hetu_hash)" + Refresh;
    public const string PersonByEidas = Upsert + "on conflict (eidas_hash)" + Refresh;

    /// <summary>As the population register tells: what the person chose at login (the language) stays.</summary>
    public const string KnownByHetu = Upsert + """
        on conflict (hetu_hash) do update set family_name = excluded.family_name, first_names = excluded.first_names, birth_on = excluded.birth_on,
          municipality = excluded.municipality, turvakielto = excluded.turvakielto, updated_at = excluded.updated_at
        returning id
        """;

    const string Upsert = """
        insert into login.person (id, hetu_hash, eidas_hash, identity_kind, identity, family_name, first_names, birth_on, language, municipality, turvakielto, created_at, updated_at)
        values (@id, @hetu_hash::bytea, @eidas_hash::bytea, @kind, @identity, @family_name, @first_names, @birth_on::date, @language, @municipality::text, @turvakielto, @now, @now)

        """;

    const string Refresh = """
         do update set family_name = excluded.family_name, first_names = excluded.first_names, birth_on = excluded.birth_on,
          language = excluded.language, municipality = excluded.municipality, turvakielto = excluded.turvakielto, updated_at = excluded.updated_at
        returning id
        """;

    public const string LanguageOf = "select language from login.person where id = @id";

    public const string UpsertStaff = """
        insert into login.staff (id, subject, name, unit, roles, created_at, updated_at) values (@id, @subject, @name, @unit, @roles, @now, @now)
        on conflict (subject) do update set name = excluded.name, unit = excluded.unit, roles = excluded.roles, updated_at = excluded.updated_at
        returning id
        """;

    public const string StartSession = """
        insert into login.session (id, key_hash, person, staff, scheme, provider_sid, provider_subject, id_token, ticket, device, created_at, seen_at, ends_at)
        values (@id, @key_hash, @person::uuid, @staff::uuid, @scheme, @provider_sid::text, @provider_subject::text, @id_token::bytea, @ticket, @device, @now, @now, @ends_at)
        """;

    public const string FindSession =
        "select id, person, staff, ticket, acting, acting_ended, live, idle_ends_at, ends_at from login.find_session(@key_hash, @now, @idle, @slide)";

    /// <summary>Under row-level security: only the actor's own sessions, all of them for the machine.</summary>
    public const string EndSession = """
        update login.session set ended_at = @now, ended_how = @how where id = @id and ended_at is null
        returning scheme, provider_sid, id_token, person, staff
        """;

    /// <summary>Whom the session acts for from now on; nobody else with null.</summary>
    public const string ActFor = """
        update login.session set acting_for = @subject::uuid, acting = @acting::bytea, acting_ended = false where id = @id and ended_at is null
        """;

    /// <summary>The same person, asked about again; not when another has been chosen in the meantime, or the right has ended.</summary>
    public const string RenewActing = """
        update login.session set acting = @acting where id = @id and acting_for = @subject and not acting_ended and ended_at is null
        """;

    /// <summary>The right has ended: the sessions that act by it are told at their next request.</summary>
    public const string EndActing = """
        update login.session set acting_ended = true
        where acting_for = @subject and (person = @actor or staff = @actor) and ended_at is null
        """;

    /// <summary>What was allowed has changed: the sessions that act by it carry an answer that is no longer fresh.</summary>
    public const string AskAgain = """
        update login.session set acting = @acting where acting_for = @subject and person = @actor and not acting_ended and ended_at is null
        """;

    public const string Introduce = "insert into login.person_link (person, seen_by) values (@person, @to) on conflict do nothing";

    public const string EndSessionOfKey = """
        update login.session set ended_at = @now, ended_how = 'new-login' where key_hash = @key_hash and ended_at is null
        """;

    public const string EndSessionsOfProvider = """
        update login.session set ended_at = @now, ended_how = 'provider'
        where scheme = @scheme and ended_at is null and (provider_sid = @sid::text or (@sid::text is null and provider_subject = @subject::text))
        returning id, person, staff
        """;

    public const string LiveSessions = """
        select id, device, created_at, seen_at from login.session
        where ended_at is null and ends_at > @now and seen_at > @now - @idle and (person = @person::uuid or staff = @staff::uuid) order by seen_at desc
        """;

    public const string StillOpen = """
        select id, acting_for from login.session
        where id = any(@ids) and ended_at is null and ends_at > @now and seen_at > @now - @idle and (staff is not null or not acting_ended)
        """;

    public const string KeepForm = """
        insert into login.kept_form (id, person, staff, browser_hash, path, fields, for_whom, expires_at)
        values (@id, @person::uuid, @staff::uuid, @browser_hash::bytea, @path, @fields, @for_whom::uuid, @expires_at)
        """;

    public const string TakeForm = "select fields as data from login.take_form(@id, @browser_hash::bytea, @path, @now, @for_whom::uuid) fields";

    public const string People = """
        select id, family_name, first_names, birth_on, language, municipality, turvakielto from login.person where id = any(@ids)
        """;

    public const string FindByHetu = "select id from login.person where hetu_hash = @hetu_hash";

    public const string BirthDates = "select id, birth_on from login.person where id = any(@ids) and birth_on is not null";

    public const string PersonWithIdentity = """
        select id, family_name, first_names, birth_on, language, municipality, turvakielto, identity, identity_kind as kind
        from login.person where id = @id
        """;

    /// <summary>By a professional, of somebody whom the own unit knows.</summary>
    public const string PassOn = "call login.pass_on(@person, @unit)";

    public const string OpenToUnit = "insert into login.unit_link (person, unit) values (@person, @unit) on conflict do nothing";

    /// <summary>Who cares for residents, in which unit: those who have logged in within the year.</summary>
    public const string InCare = "select id, name, unit from login.staff where roles && '{nurse,head-nurse}' and updated_at > @since order by name, id";

    public const string StaffNames = "select id, name from login.staff where id = any(@ids)";

    /// <summary>Forgets what has ended: sessions a day after, the rest at once.</summary>
    public const string Sweep = """
        with a as (delete from login.attempt where expires_at < @now), f as (delete from login.kept_form where expires_at < @now)
        delete from login.session where ends_at < @now - interval '1 day'
        """;
}

/// <summary>One protected value, as a query gives it.</summary>
sealed record Protected
{
    public byte[] Data { get; init; } = [];
}
