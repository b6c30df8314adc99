using Npgsql;
using Portal.Benchmarks.World;

namespace Portal.Benchmarks.Storm;

/// <summary>The times that a crowd is after: <see cref="Professionals"/> people, each with the same row of five-minute times.</summary>
sealed class Times(int each, DateTimeOffset from)
{
    public const int Professionals = 40, Minutes = 5;
    public const string Service = "nurse-appointment", Unit = "keskusta";

    public Guid[] Slots { get; } = [.. Enumerable.Range(0, Professionals * each).Select(_ => Guid.CreateVersion7())];

    /// <summary>The times of one professional follow each other, so a resident who keeps to one never overlaps an own time.</summary>
    public int ProfessionalOf(int slot) => slot / each;

    public DateTimeOffset StartsAt(int slot) => from.AddMinutes(slot % each * Minutes);
    public DateTimeOffset End => from.AddMinutes(each * Minutes);
}

static class StormSeed
{
    public static readonly Guid[] Professionals = Make(), Rooms = Make();

    public static async Task People(County county)
    {
        for (var i = 0; i < Times.Professionals; i++)
        {
            await county.Execute("insert into booking.professional (id, name, title, languages) values ($1, $2, 'nurse', '{fi}')", Professionals[i], $"Hoitaja {i + 1}");
            await county.Execute("insert into booking.room (id, unit_id, name) values ($1, $2, $3)", Rooms[i], Times.Unit, $"{100 + i}");
        }
    }

    /// <summary>Writes the times in bulk. What the table's trigger does a row at a time is done in one statement.</summary>
    public static async Task Write(County county, Times times)
    {
        await county.Execute("alter table booking.slot disable trigger slot_listed");
        await using var connection = await county.Owner.OpenConnectionAsync();
        await using (var writer = await connection.BeginBinaryImportAsync(
            "copy booking.slot (id, unit_id, professional_id, room_id, services, mode, starts_at, ends_at) from stdin (format binary)"))
        {
            writer.Timeout = TimeSpan.FromMinutes(2);
            for (var i = 0; i < times.Slots.Length; i++)
            {
                var who = times.ProfessionalOf(i);
                await writer.WriteRowAsync(default, times.Slots[i], Times.Unit, Professionals[who], Rooms[who], new[] { Times.Service }, "on-site",
                    times.StartsAt(i).UtcDateTime, times.StartsAt(i).AddMinutes(Times.Minutes).UtcDateTime);
            }
            await writer.CompleteAsync();
        }
        await county.Execute("""
            insert into booking.slot_service (service, starts_at, slot_id, unit_id)
            select unnest(services), starts_at, id, unit_id from booking.slot where id = any ($1)
            """, times.Slots);
        await county.Execute("alter table booking.slot enable trigger slot_listed");
    }

    /// <summary>
    /// The appointments of the past months: no county starts with an empty table, and the database's planner
    /// should know these tables as it would there. The bare table gets the same.
    /// </summary>
    public static async Task History(County county)
    {
        await county.Execute("""
            insert into booking.slot (id, unit_id, professional_id, room_id, services, mode, starts_at, ends_at)
            select gen_random_uuid(), $3, ($1::uuid[])[p], ($2::uuid[])[p], array[$4], 'on-site', at, at + interval '20 minutes'
            from generate_series(1, $5) p, lateral (select now() - interval '2 days' - n * interval '20 minutes' as at from generate_series(1, 500) n)
            """, Professionals, Rooms, Times.Unit, Times.Service, Times.Professionals);
        await county.Execute("""
            insert into booking.appointment (id, slot_id, subject, booked_by, service, unit_id, professional_id, room_id, mode, period, status, created_at, changed_at)
            select uuidv7(), s.id, r, r, $1, unit_id, professional_id, room_id, mode, tstzrange(starts_at, ends_at), 'booked', starts_at, starts_at
            from (select *, gen_random_uuid() as r from booking.slot where starts_at < now()) s
            """, Times.Service);
    }

    /// <summary>A table like the portal's, with all its constraints and indexes, for the bare endpoint.</summary>
    public static async Task Bare(County county)
    {
        await county.Execute("create schema bare");
        await county.Execute("create table bare.appointment (like booking.appointment including all)");
        await county.Execute("alter table bare.appointment add foreign key (slot_id) references booking.slot");
        await county.Execute("insert into bare.appointment select * from booking.appointment");
        await county.Execute("vacuum analyze");
    }

    static Guid[] Make() => [.. Enumerable.Range(0, Times.Professionals).Select(_ => Guid.CreateVersion7())];
}
