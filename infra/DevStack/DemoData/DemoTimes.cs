using Npgsql;
using NpgsqlTypes;

namespace Portal.DevStack.DemoData;

/// <summary>
/// Writes the demo professionals, their rooms and their times for the next ten weeks straight into the booking tables,
/// as another system would that plans working hours. Run again, it adds the days that are missing and touches no other.
/// </summary>
public static class DemoTimes
{
    public const int Weeks = 10;

    /// <summary>Returns how many times were added.</summary>
    public static async Task<int> Write(string ownerConnectionString, DateOnly today, CancellationToken ct = default)
    {
        var schedule = new Schedule(Catalogue.Read(Repository.Folder("content")));
        var professionals = Professional.ReadAll(Repository.Folder("infra", "DevStack", "demo", "professionals.json"));

        await using var source = NpgsqlDataSource.Create(ownerConnectionString);
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await WriteProfessionals(connection, professionals, ct);
        var known = await DaysWithTimes(connection, today, ct);
        var slots = professionals.SelectMany(who => Days(today)
            .Where(day => !known.Contains((who.Id, day)))
            .SelectMany(day => schedule.TimesOf(who, day, today))).ToList();
        await WriteSlots(connection, slots, ct);
        await transaction.CommitAsync(ct);
        return slots.Count;
    }

    static IEnumerable<DateOnly> Days(DateOnly today) => Enumerable.Range(0, Weeks * 7).Select(today.AddDays);

    static async Task WriteProfessionals(NpgsqlConnection connection, IReadOnlyList<Professional> all, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        var number = 100;
        foreach (var who in all)
        {
            batch.BatchCommands.Add(new("""
                insert into booking.professional (id, name, title, languages) values ($1, $2, $3, $4)
                on conflict (id) do update set name = excluded.name, title = excluded.title, languages = excluded.languages
                """) { Parameters = { new() { Value = who.Id }, new() { Value = who.Name }, new() { Value = who.Title }, new() { Value = who.Languages.ToArray() } } });
            batch.BatchCommands.Add(new("insert into booking.room (id, unit_id, name) values ($1, $2, $3) on conflict (id) do nothing")
            { Parameters = { new() { Value = Schedule.RoomOf(who) }, new() { Value = who.Unit }, new() { Value = $"{++number}" } } });
        }
        await batch.ExecuteNonQueryAsync(ct);
    }

    static async Task<HashSet<(Guid, DateOnly)>> DaysWithTimes(NpgsqlConnection connection, DateOnly today, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("""
            select distinct professional_id, (starts_at at time zone 'Europe/Helsinki')::date
            from booking.slot where starts_at >= ($1::timestamp at time zone 'Europe/Helsinki')
            """, connection) { Parameters = { new() { Value = today.ToDateTime(default) } } };
        await using var reader = await command.ExecuteReaderAsync(ct);
        HashSet<(Guid, DateOnly)> known = [];
        while (await reader.ReadAsync(ct)) known.Add((reader.GetGuid(0), reader.GetFieldValue<DateOnly>(1)));
        return known;
    }

    static async Task WriteSlots(NpgsqlConnection connection, IReadOnlyList<Slot> slots, CancellationToken ct)
    {
        await using var writer = await connection.BeginBinaryImportAsync(
            "copy booking.slot (id, unit_id, professional_id, room_id, services, mode, starts_at, ends_at) from stdin (format binary)", ct);
        foreach (var slot in slots)
        {
            await writer.StartRowAsync(ct);
            await writer.WriteAsync(slot.Id, NpgsqlDbType.Uuid, ct);
            await writer.WriteAsync(slot.UnitId, NpgsqlDbType.Text, ct);
            await writer.WriteAsync(slot.ProfessionalId, NpgsqlDbType.Uuid, ct);
            await writer.WriteAsync(slot.RoomId, NpgsqlDbType.Uuid, ct);
            await writer.WriteAsync(slot.Services, NpgsqlDbType.Array | NpgsqlDbType.Text, ct);
            await writer.WriteAsync(slot.Mode, NpgsqlDbType.Text, ct);
            await writer.WriteAsync(slot.StartsAt, NpgsqlDbType.TimestampTz, ct);
            await writer.WriteAsync(slot.EndsAt, NpgsqlDbType.TimestampTz, ct);
        }
        await writer.CompleteAsync(ct);
    }
}
