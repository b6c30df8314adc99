namespace Portal.Features.Content;

/// <summary>How opening hours are read, the same for units and for the channels of queues.</summary>
static class HoursReader
{
    enum Day { Sun, Mon, Tue, Wed, Thu, Fri, Sat }

    public static IReadOnlyList<OpeningHours> Hours(this ContentFields fields) => fields.Each("hours", Read);

    static OpeningHours Read(ContentFields f)
    {
        var hours = new OpeningHours([.. f.WordList<Day>("days").Select(day => (DayOfWeek)day)], f.Time("from"), f.Time("to"));
        if (hours.To <= hours.From) f.Fault("to", "must be later than from");
        return hours;
    }

    /// <summary><c>closed</c>, <c>open</c> or <c>{ until: "12:00" }</c>.</summary>
    public static Eves Eves(this ContentFields fields)
    {
        if (fields.Is("eves", "closed")) return Content.Eves.Closed;
        if (fields.Is("eves", "open")) return Content.Eves.Open;
        return fields.Inner("eves", f => new Boxed(new(f.Time("until"))))?.Value ?? default;
    }

    sealed record Boxed(Eves Value);
}
