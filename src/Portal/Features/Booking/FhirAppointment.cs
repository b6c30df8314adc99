using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Features.Content;
using Portal.Platform.Db;
using Portal.Platform.Ehr;
using Portal.Platform.Web;
using ContentCoding = Portal.Features.Content.Coding;

namespace Portal.Features.Booking;

/// <summary>
/// An appointment as a FHIR R4 Appointment, with the codes of the Finnish scheduling guide (finnish-scheduling 2.0.0-rc3)
/// where they are known. The guide is not finished, so no profile is claimed.
/// </summary>
sealed class FhirAppointment(ContentFacade content, BookingTerms terms, FhirHand hands, PublicAddress portal)
{
    const string Guide = "https://hl7.fi/fhir/finnish-scheduling/StructureDefinition";
    const string UrnUuid = "urn:ietf:rfc:3986";

    static readonly CultureInfo finnish = Language.Finnish.Culture;

    /// <summary>What the clinic may have noted of a visit that is under way or over; the portal does not overwrite it.</summary>
    static readonly string[] clinicsOwn = ["arrived", "checked-in", "fulfilled", "noshow", "entered-in-error"];

    /// <summary>Elements that must go when they no longer hold.</summary>
    public static readonly string[] Owned = ["cancelationReason", "comment", "patientInstruction", "supportingInformation"];

    /// <param name="handName">Of whoever made this change for the patient.</param>
    public JsonObject Of(DeliveredAppointment a, AppointmentNews news, string? handName, Language patientLanguage)
    {
        var booked = news.Status == "booked";
        var service = content.Service(a.Service);
        var name = service?.Name.In(finnish) ?? a.Service;
        var resource = new JsonObject
        {
            ["resourceType"] = "Appointment",
            ["id"] = a.Id.ToString(),
            ["meta"] = new JsonObject { ["tag"] = new JsonArray(Fhir.Coding(VersionSystem, news.Version.ToString(CultureInfo.InvariantCulture))) },
            ["contained"] = new JsonArray(Location(a), Practitioner(a)),
            ["extension"] = new JsonArray(Mutable(a, booked)),
            ["identifier"] = new JsonArray(Urn(a.Id)),
            ["status"] = booked ? "booked" : "cancelled",
            ["_status"] = new JsonObject
            {
                ["extension"] = new JsonArray(new JsonObject
                {
                    ["url"] = $"{Guide}/ajanvarauksen-tila",
                    ["valueCoding"] = Fhir.Coding("urn:oid:1.2.246.537.6.881", booked ? "3" : "4", booked ? "Varattu" : "Peruttu"),
                }),
            },
            ["serviceType"] = new JsonArray(Concept(service?.ServiceType, name)),
            ["appointmentType"] = Concept(EnumText.TryParse<VisitMode>(a.Mode, out var mode) ? content.AppointmentType(mode) : null, a.Mode),
            ["description"] = name,
            ["start"] = Instant(a.StartsAt),
            ["end"] = Instant(a.EndsAt),
            ["created"] = Instant(a.CreatedAt),
        };
        if (!booked) resource["cancelationReason"] = CancellationReason(a, news);
        if (a.Reason is not null) resource["comment"] = a.Reason;   // the resident's own words
        if (booked && service?.Preparation.Count > 0)
            resource["patientInstruction"] = string.Join('\n', service.Preparation.Select(p => p.Text.In(patientLanguage.Culture)));
        // By identifier, not by address: the one it replaces need not have arrived yet.
        if (a.Moves is { } before)
            resource["supportingInformation"] = new JsonArray(new JsonObject { ["type"] = "Appointment", ["identifier"] = Urn(before) });
        resource["participant"] = new JsonArray(
            Participant("SBJ", new() { ["reference"] = $"Patient/{a.Subject}" }, booked ? "accepted" : "declined"),
            Participant("LOC", new() { ["reference"] = "#unit" }, "accepted"),
            Participant("PPRF", new() { ["reference"] = "#professional" }, "accepted"));
        if (hands.Of(a, news, handName) is { } hand)
        {
            resource["contained"]!.AsArray().Add((JsonNode)hand);
            resource["participant"]!.AsArray().Add((JsonNode)Participant(FhirHand.Participation(news), new() { ["reference"] = $"#{FhirHand.Id}" }, "accepted"));
        }
        return resource;
    }

    string VersionSystem => portal.Of("/fhir/appointment-version");

    /// <summary>The latest version that the portal has put there; 0 when there is none of the portal's.</summary>
    public int VersionOf(JsonObject resource) => (resource["meta"]?["tag"] as JsonArray ?? [])
        .Where(tag => tag?["system"]?.ToString() == VersionSystem)
        .Select(tag => int.TryParse(tag!["code"]?.ToString(), CultureInfo.InvariantCulture, out var version) ? version : 0)
        .DefaultIfEmpty().Max();

    /// <summary>The status that the clinic has given by itself and that must stand; null when there is none.</summary>
    public static string? ClinicsOwnStatus(JsonObject resource) =>
        resource["status"]?.ToString() is { } status && clinicsOwn.Contains(status) ? status : null;

    JsonObject Location(DeliveredAppointment a)
    {
        var unit = content.Unit(a.UnitId);
        var location = new JsonObject
        {
            ["resourceType"] = "Location", ["id"] = "unit",
            ["identifier"] = new JsonArray(new JsonObject { ["system"] = portal.Of("/fhir/unit"), ["value"] = a.UnitId }),
            ["name"] = unit?.Name.In(finnish) ?? a.UnitId,
        };
        if (a.Room is not null) location["description"] = a.Room;
        if (unit?.Place is { } place)
            location["address"] = new JsonObject
            {
                ["line"] = new JsonArray(place.Address.In(finnish)), ["postalCode"] = place.PostalCode, ["city"] = place.City.In(finnish),
            };
        return location;
    }

    JsonObject Practitioner(DeliveredAppointment a) => new()
    {
        ["resourceType"] = "Practitioner", ["id"] = "professional",
        ["identifier"] = new JsonArray(new JsonObject { ["system"] = portal.Of("/fhir/professional"), ["value"] = a.ProfessionalId.ToString() }),
        ["name"] = new JsonArray(new JsonObject { ["text"] = a.ProfessionalName }),
        ["qualification"] = new JsonArray(new JsonObject
        {
            ["code"] = new JsonObject { ["text"] = content.Title(a.ProfessionalTitle)?.Name.In(finnish) ?? a.ProfessionalTitle },
        }),
    };

    /// <summary>Whether the resident can still cancel or move it, and until when.</summary>
    JsonObject Mutable(DeliveredAppointment a, bool booked)
    {
        JsonArray parts = [Flag("Cancellable"), Flag("Reschedulable")];
        if (booked) parts.Add(new JsonObject { ["url"] = "NotAfter", ["valueDateTime"] = Instant(a.StartsAt - terms.Deadline(a.Service)) });
        return new() { ["url"] = $"{Guide}/mutable", ["extension"] = parts };

        JsonObject Flag(string url) => new() { ["url"] = url, ["valueBoolean"] = booked };
    }

    /// <summary>HL7's codes: those of the Finnish classification (1.2.246.537.6.126) are not in a public source.</summary>
    static JsonObject CancellationReason(DeliveredAppointment a, AppointmentNews news)
    {
        var (code, display, text) = (news.Status, a.CancelledBy, a.CancelReason) switch
        {
            ("moved", _, _) => ("pat-cpp", "Patient: Canceled via Patient Portal", $"{FhirHand.Word(news)} siirsi ajan"),
            (_, "clinic", "professional-away") => ("prov-pers", "Provider: Personal", "Ammattilainen on poissa"),
            (_, "clinic", "premises") => ("oth-room", "Other: Room/Resource Maintenance", "Tila ei ole käytettävissä"),
            (_, "clinic", "changed-need") => ("prov", "Provider", "Palvelun tarve on muuttunut"),
            (_, "clinic", _) => ("prov", "Provider", "Yksikkö perui ajan"),
            _ => ("pat-cpp", "Patient: Canceled via Patient Portal", $"{FhirHand.Word(news)} perui ajan"),
        };
        return Fhir.Concept("http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason", code, display, text);
    }

    static JsonObject Participant(string type, JsonObject actor, string status) => new()
    {
        ["type"] = new JsonArray(Fhir.Concept("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", type)), ["actor"] = actor, ["status"] = status,
    };

    static JsonObject Concept(ContentCoding? coding, string text) =>
        coding is null ? new() { ["text"] = text } : Fhir.Concept(coding.System, coding.Code, coding.Display, text);

    static JsonObject Urn(Guid id) => new() { ["system"] = UrnUuid, ["value"] = $"urn:uuid:{id}" };

    static string Instant(DateTimeOffset at) => at.InHelsinki().ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
