namespace Portal.Features.Booking;

static class FreeTimeQueries
{
    /// <summary>
    /// Free times of a service in order. Every filter may be null. @first and @last are instants; the part of the day is
    /// in Helsinki hours (from, up to).
    /// </summary>
    public const string List = """
        select s.id, s.unit_id, s.mode, s.starts_at, s.ends_at, p.id as professional_id, p.name as professional_name,
               p.title as professional_title, p.languages
        from booking.slot_service x
        join booking.slot s on s.id = x.slot_id
        join booking.professional p on p.id = s.professional_id
        where x.service = @service and (x.starts_at, x.slot_id) > (@after, @after_id) and x.starts_at < @before
          and (@units::text[] is null or x.unit_id = any (@units::text[]))
          and (@mode::text is null or s.mode = @mode::text)
          and (@language::text is null or @language::text = any (p.languages))
          and (@professional::uuid is null or p.id = @professional::uuid)
          and (@from_hour::int is null or extract(hour from s.starts_at at time zone 'Europe/Helsinki') between @from_hour::int and @to_hour::int - 1)
          and not exists (select from booking.occupied o where o.slot_id = s.id and (o.held_until is null or o.held_until > @now))
        order by x.starts_at, x.slot_id limit @limit
        """;

    /// <summary>How many free times each Helsinki day has: for the month view.</summary>
    public const string Days = """
        select (x.starts_at at time zone 'Europe/Helsinki')::date as day, count(*)::int as free
        from booking.slot_service x
        where x.service = @service and x.starts_at > @after and x.starts_at < @before
          and not exists (select from booking.occupied o where o.slot_id = x.slot_id and (o.held_until is null or o.held_until > @now))
        group by 1 order by 1
        """;

    public const string One = """
        select s.id, s.unit_id, s.mode, s.starts_at, s.ends_at, p.id as professional_id, p.name as professional_name,
               p.title as professional_title, p.languages
        from booking.slot s join booking.professional p on p.id = s.professional_id
        where s.id = @slot and @service = any (s.services) and s.starts_at > @after
        """;

    /// <summary>Who gives the service, for the filter.</summary>
    public const string Professionals = """
        select distinct p.id, p.name, p.title from booking.slot_service x
        join booking.slot s on s.id = x.slot_id join booking.professional p on p.id = s.professional_id
        where x.service = @service and x.starts_at > @after and x.starts_at < @before order by p.name
        """;
}
