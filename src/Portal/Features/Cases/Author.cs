using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases;

/// <summary>Who writes or acts in a case, as the ledger and the database need it.</summary>
/// <param name="Kind">resident, guest, professional or portal: of the ledger.</param>
/// <param name="Side">resident, professional or portal: of the conversation.</param>
/// <param name="By">The resident or professional; null for a guest and the portal.</param>
readonly record struct Author(string Kind, string Side, Guid? By, Guid? Subject, string? Guest, string? Unit, string Basis)
{
    public static Author Of(Actor actor) => actor switch
    {
        Resident r => new("resident", "resident", r.Self.Value, r.Subject.Value, null, null, EnumText.Of(r.Basis)),
        Guest g => new("guest", "resident", null, null, g.Key, null, "guest"),
        Professional p => new("professional", "professional", p.StaffId, null, null, p.Unit, "care"),
        Machine => new("portal", "portal", null, null, null, null, "care"),
        _ => throw new ArgumentOutOfRangeException(nameof(actor), "A visitor has no part in a case."),
    };
}
