using System.Globalization;
using Npgsql;

namespace Portal.Platform.Db;

/// <summary>
/// Says to the database who acts, for this transaction only. The policies of every table read these settings through
/// the functions of schema <c>platform</c>; an unset setting means no right.
/// </summary>
static class RowSecurity
{
    /// <summary>Null for a visitor, who has no rights to claim.</summary>
    public static NpgsqlBatchCommand? Context(Actor actor, TimeProvider clock) => actor switch
    {
        // Own things of the assisted person (sessions, contact points) stay closed: self is not said.
        Resident { Assistant: { } p } r => Sql.Command(
            "select set_config('portal.staff', @staff, true), set_config('portal.subject', @subject, true), set_config('portal.now', @now, true)",
            new { staff = p.StaffId.ToString(), subject = r.Subject.ToString(), now = Now(clock) }),
        Resident { ForAnother: true } r => Sql.Command(
            "select set_config('portal.self', @self, true), set_config('portal.subject', @subject, true), set_config('portal.now', @now, true)",
            new { self = r.Self.ToString(), subject = r.Subject.ToString(), now = Now(clock) }),
        Resident r => Sql.Command(
            "select set_config('portal.self', @self, true), set_config('portal.subject', @subject, true)",
            new { self = r.Self.ToString(), subject = r.Subject.ToString() }),
        // A case opened for a reason, and advice asked of a colleague, last until a moment too.
        Professional p => Sql.Command(
            "select set_config('portal.staff', @staff, true), set_config('portal.unit', @unit, true), set_config('portal.now', @now, true)",
            new { staff = p.StaffId.ToString(), unit = p.Unit, now = Now(clock) }),
        Guest g => Sql.Command("select set_config('portal.guest', @guest, true)", new { guest = g.Key }),
        Machine m => Sql.Command("select set_config('portal.machine', @name, true)", new { name = m.Name }),
        Visitor => null,
        _ => throw new ArgumentOutOfRangeException(nameof(actor)),
    };

    /// <summary>A right to act for another ends at a moment, by the portal's clock.</summary>
    static string Now(TimeProvider clock) => clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
}
