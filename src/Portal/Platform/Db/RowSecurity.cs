using Npgsql;

namespace Portal.Platform.Db;

/// <summary>
/// Says to the database who acts, for this transaction only. The policies of every table read these settings through
/// the functions of schema <c>platform</c>; an unset setting means no right.
/// </summary>
static class RowSecurity
{
    public static NpgsqlBatchCommand Context(Actor actor) => actor switch
    {
        Resident r => Sql.Command(
            "select set_config('portal.self', @self, true), set_config('portal.subject', @subject, true)",
            new { self = r.Self.ToString(), subject = r.Subject.ToString() }),
        Professional p => Sql.Command(
            "select set_config('portal.staff', @staff, true), set_config('portal.unit', @unit, true)",
            new { staff = p.StaffId.ToString(), unit = p.Unit }),
        Machine m => Sql.Command("select set_config('portal.machine', @name, true)", new { name = m.Name }),
        Visitor => Sql.Command("select 1", null),
        _ => throw new ArgumentOutOfRangeException(nameof(actor)),
    };
}
