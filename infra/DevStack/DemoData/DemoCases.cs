using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;

namespace Portal.DevStack.DemoData;

/// <summary>
/// Writes a few matters of people who have not identified themselves into the worklists, so that a nurse who logs in has
/// something to do. They stand as if sent some minutes ago; at a start where some are still open, nothing is added.
/// </summary>
public static class DemoCases
{
    sealed record DemoCase(string Queue, string Unit, string Channel, string Language, int MinutesAgo, int Urgency, string Why, string? Name, string Text);

    static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web);

    /// <summary>Returns how many were added.</summary>
    public static async Task<int> Write(string ownerConnectionString, DateTimeOffset now, CancellationToken ct = default)
    {
        var file = Repository.Folder("infra", "DevStack", "demo", "cases.json");
        var demo = JsonSerializer.Deserialize<DemoCase[]>(await File.ReadAllTextAsync(file, ct), json)!;
        await using var source = NpgsqlDataSource.Create(ownerConnectionString);
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var open = new NpgsqlCommand("select exists (select from cases.case where state <> 'closed' and subject is null)", connection);
        if (await open.ExecuteScalarAsync(ct) is true) return 0;
        foreach (var one in demo) await Write(connection, one, now.AddMinutes(-one.MinutesAgo), ct);
        await transaction.CommitAsync(ct);
        return demo.Length;
    }

    static async Task Write(NpgsqlConnection connection, DemoCase one, DateTimeOffset at, CancellationToken ct)
    {
        var id = Guid.CreateVersion7(at);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command("""
            insert into cases.case (id, guest_key, guest_name, opened_basis, area, queue, unit, channel, language, state, waits_for,
              urgency, urgency_why, promised_at, first_promised_at, opened_at, resident_here_at)
            values ($1, $2, $3, 'guest', 'chat', $4, $5, $6, $7, 'received', 'us', $8, $9, $10, $10, $11, $11)
            """, id, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), (object?)one.Name ?? DBNull.Value, one.Queue, one.Unit, one.Channel,
            one.Language, (short)one.Urgency, one.Why, (one.Channel == "chat" ? at.AddMinutes(15) : at.AddHours(8)).ToUniversalTime(), at.ToUniversalTime()));
        batch.BatchCommands.Add(Command("insert into cases.event (case_id, at, kind, by_kind, detail) values ($1, $2, 'received', 'guest', $3)", id, at.ToUniversalTime(), one.Channel));
        batch.BatchCommands.Add(Command("select from cases.post(array[$1], array[$2], '{resident}', '{null}', '{null}', array(select guest_key from cases.case where id = $2), '{null}', array[$3], array[$4], '{null}')",
            Guid.CreateVersion7(at), id, one.Text, at.ToUniversalTime()));
        await batch.ExecuteNonQueryAsync(ct);
    }

    static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
