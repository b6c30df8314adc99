using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Features.Content;
using Portal.Platform.Db;
using Portal.Platform.Ehr;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Ehr;

/// <summary>
/// A plan that a professional has ordered as a FHIR R4 Task: what the patient is to measure, until when, and which unit looks
/// at it by when. Who measures is the patient, for whom it is; who owns it is the unit that waits for it.
/// </summary>
sealed class FhirPlan(RecordTexts T, ContentFacade content, FhirVersion versions, FhirHands hands, PublicAddress portal)
{
    /// <param name="version">1 ordered; 2 ended or stopped.</param>
    public JsonObject Of(Plan plan, int version, string? staffName)
    {
        var task = new JsonObject
        {
            ["resourceType"] = "Task",
            ["id"] = plan.Id.ToString(),
            ["meta"] = versions.Meta(FhirVersion.Plan, version),
            ["language"] = Language.Current.Code,
            ["contained"] = new JsonArray(hands.Practitioner(FhirHands.Professional, plan.OrderedBy, staffName), Unit(plan)),
            ["identifier"] = new JsonArray(Fhir.Urn(plan.Id)),
            ["status"] = version == 1 ? "requested" : plan.State == PlanState.Stopped ? "cancelled" : "completed",
            ["intent"] = "order",
            ["priority"] = "routine",
            ["code"] = Fhir.Concept(portal.Of("/fhir/task"), "home-measurement", text: T["fhir-task"]),
            ["description"] = Words(plan),
            ["for"] = FhirHands.Patient(plan.Subject),
            ["authoredOn"] = Fhir.LocalInstant(plan.OrderedAt),
            ["lastModified"] = Fhir.LocalInstant(version == 1 ? plan.OrderedAt : plan.EndedAt ?? plan.OrderedAt),
            ["requester"] = Fhir.Reference($"#{FhirHands.Professional}"),
            ["owner"] = Fhir.Reference("#unit"),
            ["executionPeriod"] = Period(plan.StartsOn.StartsAt(), version == 1 ? null : plan.EndedAt),
            ["restriction"] = new JsonObject { ["period"] = Period(plan.StartsOn.StartsAt(), plan.LookBy) },
        };
        if (version > 1 && plan is { State: PlanState.Stopped, StopReason: { } reason }) task["statusReason"] = Fhir.Concept(portal.Of("/fhir/plan-stop"), reason, text: reason);
        if (plan.Note is { } note) task["note"] = new JsonArray(new JsonObject { ["authorReference"] = Fhir.Reference($"#{FhirHands.Professional}"), ["text"] = Fhir.Text(note) });
        return task;
    }

    JsonObject Unit(Plan plan) => new()
    {
        ["resourceType"] = "Organization", ["id"] = "unit",
        ["identifier"] = new JsonArray(new JsonObject { ["system"] = portal.Of("/fhir/unit"), ["value"] = plan.Unit }),
        ["name"] = content.Unit(plan.Unit!)?.Name.ToString() ?? plan.Unit,
    };

    /// <summary>"Blood pressure week: morning, evening; 2 readings each time; every day 24.11.–30.11.2026; target under 135/85 mmHg".</summary>
    string Words(Plan plan)
    {
        var measure = content.Measure(plan.Measure);
        List<string> parts =
        [
            $"{content.PlanTemplate(plan.Template)?.Name.ToString() ?? measure?.Name.ToString() ?? plan.Measure}: {string.Join(", ", plan.TimesOfDay.Select(t => T[$"fhir-time-{EnumText.Of(t)}"]))}",
            T["fhir-each-time", plan.EachTime],
            plan.EveryDays == 1 ? T["fhir-days-daily", Day(plan.StartsOn), Day(plan.EndsOn)] : T["fhir-days", plan.EveryDays, Day(plan.StartsOn), Day(plan.EndsOn)],
        ];
        if (plan.TargetFrom is { } from) parts.Add(T["fhir-target-from", TypedNumber.Show(from), measure?.Quantities[0].Unit]);
        if (plan.TargetUnder is { } under)
            parts.Add(T["fhir-target-under", plan.TargetUnderSecond is { } second ? $"{TypedNumber.Show(under)}/{TypedNumber.Show(second)}" : TypedNumber.Show(under), measure?.Quantities[0].Unit]);
        return string.Join("; ", parts);
    }

    static string? Day(DateOnly? day) => day?.ToString("d.M.yyyy", CultureInfo.InvariantCulture);

    static JsonObject Period(DateTimeOffset start, DateTimeOffset? end)
    {
        var period = new JsonObject { ["start"] = Fhir.LocalInstant(start) };
        if (end > start) period["end"] = Fhir.LocalInstant(end.Value);   // FHIR: it does not end before it begins
        return period;
    }
}
