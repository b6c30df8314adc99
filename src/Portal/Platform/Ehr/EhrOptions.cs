using System.ComponentModel.DataAnnotations;

namespace Portal.Platform.Ehr;

/// <summary>Section <c>Ehr</c>: the clinic's own system, a FHIR R4 server behind SMART Backend Services.</summary>
sealed record EhrOptions : IValidatableObject
{
    /// <summary>Base of the FHIR server, e.g. <c>https://ehr.example.org/fhir</c>.</summary>
    public string BaseUrl { get; init; } = "";

    /// <summary>The token endpoint; also the audience of the portal's client assertion.</summary>
    public string TokenUrl { get; init; } = "";

    public string ClientId { get; init; } = "portal";

    /// <summary>What the portal may do there: create, read and update what it delivers, and look for patients' observations.</summary>
    public string Scope { get; init; } = "system/Appointment.cru system/Communication.cru system/Encounter.cru system/Observation.crus system/Patient.crus system/Provenance.cru system/Task.cru";

    /// <summary>For one request and its answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a page waits for what the EHR holds of a person, before it shows what is known already.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        var development = context.GetRequiredService<IHostEnvironment>().IsDevelopment();
        foreach (var (name, value) in new[] { ("BaseUrl", BaseUrl), ("TokenUrl", TokenUrl) })
            if (!Uri.TryCreate(value, UriKind.Absolute, out var url) || (url.Scheme != "https" && !(development && url.Scheme == "http")))
                yield return new($"Ehr:{name} must be an https address (http only in development).");
        if (ClientId == "") yield return new("Ehr:ClientId is not set.");
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromSeconds(15))
            yield return new("Ehr:Timeout must be at most 15 s: a delivery makes up to four requests within a job's lease.");
        if (Patience <= TimeSpan.Zero || Patience > TimeSpan.FromSeconds(10)) yield return new("Ehr:Patience must be at most 10 s: somebody is looking at the page.");
    }
}
