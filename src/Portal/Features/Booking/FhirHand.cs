using System.Text.Json.Nodes;
using Portal.Platform.Ehr;
using Portal.Platform.Web;

namespace Portal.Features.Booking;

/// <summary>
/// Whoever made a change for the patient, as a resource inside the Appointment: the clinic sees with the visit who spoke
/// for the patient. Not a Provenance: that would be a second resource, which could be there without the change or be
/// missing; the versions of the Appointment, which the EHR keeps, each carry their own hand. No address, no number.
/// </summary>
sealed class FhirHand(PublicAddress portal)
{
    public const string Id = "hand";

    /// <summary>Null when the patient, or the clinic, made the change.</summary>
    public JsonObject? Of(DeliveredAppointment a, AppointmentNews news, string? name)
    {
        if (news is not { Hand: { } hand, Basis: { } basis }) return null;
        var isStaff = basis == "assisted";
        var resource = new JsonObject
        {
            ["resourceType"] = isStaff ? "Practitioner" : "RelatedPerson", ["id"] = Id,
            ["identifier"] = new JsonArray(new JsonObject { ["system"] = portal.Of(isStaff ? "/fhir/staff" : "/fhir/person"), ["value"] = hand.ToString() }),
        };
        if (!isStaff)
        {
            resource["patient"] = new JsonObject { ["reference"] = $"Patient/{a.Subject}" };
            resource["relationship"] = new JsonArray(basis == "guardian"
                ? Fhir.Concept(RoleCode, "GUARD", "guardian", "Huoltaja")
                : Fhir.Concept(RoleCode, "POWATT", "power of attorney", "Valtuutettu"));
        }
        if (name is not null) resource["name"] = new JsonArray(new JsonObject { ["text"] = name });
        return resource;
    }

    /// <summary>v3-ParticipationType: a guardian or a mandate holder is the author, a professional only typed for the patient.</summary>
    public static string Participation(AppointmentNews news) => news.Basis == "assisted" ? "ENT" : "AUT";

    /// <summary>Who acted, for the clinic's Finnish texts.</summary>
    public static string Word(AppointmentNews news) => news.Basis switch { "guardian" => "Huoltaja", "mandate" => "Valtuutettu", _ => "Asiakas" };

    const string RoleCode = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";
}
