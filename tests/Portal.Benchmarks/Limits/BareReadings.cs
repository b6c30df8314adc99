using Npgsql;
using NpgsqlTypes;
using Portal.Features.Measurements;

namespace Portal.Benchmarks.Limits;

/// <summary>
/// The limit of <c>readings</c>: the year of one person by the portal's own statement, one indexed query whose rows are all
/// read, and the portal's own HTML of it from memory. No session, no rights, no audit line, nothing drawn.
/// </summary>
static class BareReadings
{
    static readonly string query = SeriesQueries.Buckets.Replace("@unit", "'week'").Replace("@measure", "'blood-pressure'").Replace("@subject", "$1").Replace("@from", "$2").Replace("@to", "$3");

    public static WebApplication Create()
    {
        var html = File.ReadAllBytes(Environment.GetEnvironmentVariable("Limit__Html")!);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls(Environment.GetEnvironmentVariable("ASPNETCORE_URLS")!);
        var source = new NpgsqlSlimDataSourceBuilder(BareBooking.Connection).Build();
        var app = builder.Build();
        app.Run(async context =>
        {
            if (context.Request.Headers.Cookie.ToString() is { Length: > 0 } cookie && Guid.TryParse(cookie["person=".Length..], out var person)) await Year(source, person);
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.ContentLength = html.Length;
            await context.Response.Body.WriteAsync(html);
        });
        return app;
    }

    static async Task<decimal> Year(NpgsqlDataSource source, Guid person)
    {
        var now = DateTime.UtcNow;
        await using var command = source.CreateCommand(query);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = person });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now.AddDays(-371), NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now.AddDays(1), NpgsqlDbType = NpgsqlDbType.TimestampTz });
        await using var reader = await command.ExecuteReaderAsync();
        var sum = 0m;
        var (count, mean) = (reader.GetOrdinal("count"), reader.GetOrdinal("mean1"));
        while (await reader.ReadAsync()) sum += reader.GetInt32(count) * reader.GetDecimal(mean);
        return sum;
    }
}
