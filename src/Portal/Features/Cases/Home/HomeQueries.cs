namespace Portal.Features.Cases;

/// <summary>The home page's own SQL.</summary>
static class HomeQueries
{
    /// <summary>Who opened the person outside a case; only the person themselves gets rows.</summary>
    public const string Openings = "select id, staff, unit, reason, note, at from cases.opening where subject = @subject and at > @since order by at desc limit 20";
}
