namespace Portal.Benchmarks.Limits;

/// <summary>
/// The bare endpoints that the portal is measured against: Kestrel and Npgsql and nothing else, with the same pool
/// size, on the same PostgreSQL. What they reach is what this machine can do at all.
/// </summary>
static class Limit
{
    public static async Task<int> Serve(string name)
    {
        await using var app = name switch
        {
            "booking" => BareBooking.Create(),
            "readings" => BareReadings.Create(),
            "page" => BarePages.Create(),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such limit."),
        };
        await app.RunAsync();
        return 0;
    }
}
