using Portal.Benchmarks.World;

namespace Portal.Benchmarks.Storm;

/// <summary>Asks the database itself, as the owner of the tables, whether what the clients were told is true.</summary>
static class StormVerdict
{
    /// <summary>Every overlap is counted: of a time, of a professional, of a resident. The constraints are not trusted here.</summary>
    const string Overbooked = """
        select (select coalesce(sum(n - 1), 0) from (select count(*) n from booking.appointment where status in ('held', 'booked') group by slot_id having count(*) > 1) t)::bigint
          + (select count(*) from (select period, lag(period) over (partition by professional_id order by period) before from booking.appointment where status in ('held', 'booked')) t where period && before)
          + (select count(*) from (select period, lag(period) over (partition by subject order by period) before from booking.appointment where status = 'booked') t where period && before)
        """;

    const string WithoutAuditLine = """
        select count(*) from (select id from booking.appointment where lower(period) > now()) a
        full join (select object, count(*) n from audit.event where action = 'booking.appointment.booked' group by object) e on e.object = a.id
        where n is distinct from 1 or a.id is null
        """;

    const string WithoutDelivery = """
        select count(*) from (select id from booking.appointment where lower(period) > now()) a
        full join (select key, count(*) n from jobs.job where queue = 'ehr' group by key) j on j.key = a.id
        where n is distinct from 1 or a.id is null
        """;

    const string WithoutMessage = """
        select count(*) from (select id from booking.appointment where lower(period) > now()) a
        full join (select key, count(*) n from jobs.job where queue = 'message' and payload ->> 'template' = 'booking-confirmed' group by key) j on j.key = a.id
        where n is distinct from 1 or a.id is null
        """;

    /// <summary>Prints what was found; true when every promise was kept.</summary>
    public static async Task<bool> Print(County county, Figures figures, Residents residents, IReadOnlyList<Sale> sales)
    {
        HashSet<(Guid, Guid)> stored = [];
        await using (var command = county.Owner.CreateCommand("select slot_id, subject from booking.appointment where status = 'booked'"))
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync()) stored.Add((reader.GetGuid(0), reader.GetGuid(1)));
        var missing = sales.Sum(sale => sale.Acknowledged.Count(a => !stored.Contains((a.Slot, residents.Ids[a.Resident]))));

        var broken = 0L;
        void Count(string figure, long count)
        {
            figures.Print(figure, count, "bookings", limit: 0);
            broken += count;
        }
        Count("overbooked", await county.Ask<long>(Overbooked));
        Count("acknowledged_missing", missing);
        Count("without_audit_line", await county.Ask<long>(WithoutAuditLine));
        Count("without_delivery", await county.Ask<long>(WithoutDelivery));
        Count("without_message", await county.Ask<long>(WithoutMessage));
        Count("audit_faults", await county.AuditFaults());
        figures.Print("acknowledged", sales.Sum(s => s.Acknowledged.Count), "bookings");
        figures.Print("failed_requests", sales.Sum(s => s.Pressed.Failures), "requests", limit: 0);
        return broken == 0;
    }
}
