namespace Portal.Features.Notifications;

static class NotificationsQueries
{
    public const string Contacts =
        "select channel, address, verified_at, failed_at from notifications.contact where person = @person order by channel desc";

    public const string Choice = "select language, discreet from notifications.choice where person = @person";

    public const string Preferences = "select event, channel, wanted from notifications.preference where person = @person";

    public const string SaveChoice = """
        insert into notifications.choice (person, language, discreet) values (@person, @language, @discreet)
        on conflict (person) do update set language = excluded.language, discreet = excluded.discreet
        """;

    public const string SavePreference = """
        insert into notifications.preference (person, event, channel, wanted) values (@person, @event, @channel, @wanted)
        on conflict (person, event, channel) do update set wanted = excluded.wanted
        """;

    public const string SaveContact = """
        insert into notifications.contact (person, channel, address, verified_at) values (@person, @channel, @address, @now)
        on conflict (person, channel) do update set address = excluded.address, verified_at = excluded.verified_at, failed_at = null
        """;

    public const string RemoveContact = "delete from notifications.contact where person = @person and channel = @channel returning 1";

    /// <summary>Notes how the last message to an address went; an address changed meanwhile is left alone.</summary>
    public const string NoteContact = """
        update notifications.contact set failed_at = @failed_at::timestamptz
        where person = @person and channel = @channel and verified_at = @verified_at and failed_at is distinct from @failed_at::timestamptz
        """;

    public const string CodesSince = "select count(*) from notifications.code where person = @person and created_at > @since";

    public const string EndCodes =
        "update notifications.code set ended_at = @now where person = @person and channel = @channel and ended_at is null";

    public const string AddCode = """
        insert into notifications.code (id, person, channel, address, code, created_at, expires_at)
        values (@id, @person, @channel, @address, @code, @now, @expires_at)
        """;

    /// <summary>The code that a person is to type now, and how its message went.</summary>
    public const string OpenCodes = """
        select c.id, c.person, c.channel, c.address, c.code, c.expires_at, c.tries, m.state as message
        from notifications.code c left join notifications.message m on m.about = c.id and m.once = 'code:' || c.id
        where c.person = @person and c.ended_at is null and c.expires_at > @now and c.tries < @most
        """;

    public const string CodeById = """
        select id, person, channel, address, code, expires_at, tries from notifications.code
        where id = @id and ended_at is null and expires_at > @now
        """;

    /// <summary>Counts a try before it is compared, so that tries made at once are all counted.</summary>
    public const string TryCode = """
        update notifications.code set tries = tries + 1
        where person = @person and channel = @channel and ended_at is null and expires_at > @now and tries < @most
        returning id, person, channel, address, code, expires_at, tries
        """;

    /// <summary>Takes the right to send one event by one channel; what is left by a process that died can be taken again.</summary>
    public const string Claim = """
        with claimed as (
          insert into notifications.message (id, once, channel, person, about, template, unit, state, claimed_at)
          values (@id, @once, @channel, @person, @about, @template, @unit::text, 'sending', @now)
          on conflict (once, channel) do update set state = 'sending', claimed_at = @now
            where message.state = 'waiting' or (message.state = 'sending' and message.claimed_at <= @stale)
          returning id)
        select id, 'claimed' as state from claimed
        union all select id, state from notifications.message where once = @once and channel = @channel and not exists (select from claimed)
        """;

    public const string EndMessage = "update notifications.message set state = @state, ended_at = @ended_at::timestamptz where id = @id";

    /// <summary>Nobody could be reached about this: the unit has to call.</summary>
    public const string Unreached = """
        insert into notifications.message (id, once, channel, person, about, template, unit, state, claimed_at, ended_at)
        select @id, @once, 'none', @person, @about, @template, @unit::text, 'failed', @now, @now
        where not exists (select from notifications.message where about = @about and template = @template and channel <> 'none' and state = 'sent')
        on conflict (once, channel) do nothing
        """;

    /// <summary>Somebody has been reached about this after all.</summary>
    public const string Reached =
        "update notifications.message set state = 'sent' where about = @about and template = @template and channel = 'none' and state = 'failed'";

    public const string UnreachedAbout = "select distinct about from notifications.message where channel = 'none' and state = 'failed' and about = any (@about)";

    public const string Latest = """
        select channel, template, state, coalesce(ended_at, claimed_at) as at from notifications.message
        where person = @person and channel <> 'none' order by claimed_at desc limit 10
        """;
}
