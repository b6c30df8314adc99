using Npgsql;
using NpgsqlTypes;

namespace Portal.Benchmarks.Limits;

/// <summary>
/// The limit of <c>storm</c>: takes a time in one SQL statement on a table like the portal's, with every constraint
/// of it, and answers. No session, no rights, no audit line, no outbox. Body: slot and resident, 16 bytes each.
/// </summary>
static class BareBooking
{
    const string Take = """
        insert into bare.appointment (id, slot_id, subject, booked_by, service, unit_id, professional_id, room_id, mode, period, status, created_at, changed_at, changed_by)
        select $1, id, $2, $2, $3, unit_id, professional_id, room_id, mode, tstzrange(starts_at, ends_at), 'booked', $4, $4, $2
        from booking.slot s where id = $5 and starts_at > $4 and $3 = any (services)
          and not exists (select from bare.appointment o where o.slot_id = s.id and o.status in ('held', 'booked'))
        """;

    /// <summary>Every statement is prepared at its first use; like the portal's, a connection is not reset when it goes back to the pool.</summary>
    public static string Connection => Environment.GetEnvironmentVariable("ConnectionStrings__Limit") + ";Max Auto Prepare=20;Auto Prepare Min Usages=1;No Reset On Close=true";

    static readonly byte[] booked = "{\"booked\":true}"u8.ToArray(), taken = "{\"taken\":true}"u8.ToArray();

    public static WebApplication Create()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls(Environment.GetEnvironmentVariable("ASPNETCORE_URLS")!);
        var source = new NpgsqlSlimDataSourceBuilder(Connection).Build();
        var app = builder.Build();
        app.Run(context => context.Request.Method == "POST" ? Book(context, source) : Answer(context, 200, booked));
        return app;
    }

    static async Task Book(HttpContext context, NpgsqlDataSource source)
    {
        var wish = new byte[32];
        await context.Request.Body.ReadExactlyAsync(wish);
        var now = DateTime.UtcNow;
        await using var command = source.CreateCommand(Take);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7() });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = new Guid(wish.AsSpan(16), bigEndian: true) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "nurse-appointment" });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = new Guid(wish.AsSpan(0, 16), bigEndian: true) });
        try
        {
            await (await command.ExecuteNonQueryAsync() == 1 ? Answer(context, 201, booked) : Answer(context, 409, taken));
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ExclusionViolation)
        {
            await Answer(context, 409, taken);
        }
    }

    static Task Answer(HttpContext context, int status, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body).AsTask();
    }
}
