using System.Text.Json.Nodes;
using Portal.Platform;
using Portal.Platform.Ehr;
using Portal.Platform.Jobs;

namespace Portal.Features.Measurements.Ehr;

/// <summary>
/// Puts a version of a resource into the patient record once: each carries its version, what is there is looked at before
/// anything is repeated, and nothing is put over a version that was not looked at (If-None-Match, If-Match), so that a request
/// which arrives late changes nothing. Only what the portal itself has put there about the same person is put over.
/// </summary>
sealed class PutVersion(FhirClient ehr, FhirVersion versions)
{
    /// <summary>Codes: something else has this id; the clinic has said that it was a mistake.</summary>
    public const string NotOurs = "not-ours", ClinicHas = "clinic-has";

    const string Mistake = "entered-in-error";

    /// <returns>False when there is nothing to tell: what is not there needs no taking away.</returns>
    public async Task<bool> Observation(FhirPart part, Reading r, bool look, CancellationToken ct)
    {
        if (part.Resource is { } resource && !r.Withdraws)
        {
            await Once("Observation", part.Id, part.Kind, r.Subject, r.Version, resource, look, ct);
            return true;
        }
        return r.Version > 1 && await TakeOut(part, r.Subject, r.Version, ct);
    }

    /// <summary>It holds no longer. A mistake keeps its values: they are what was wrong.</summary>
    /// <returns>False when it is not there.</returns>
    public async Task<bool> TakeOut(FhirPart part, PersonId subject, int version, CancellationToken ct)
    {
        if (await ehr.Read("Observation", part.Id, ct) is not { } there) return false;
        RequireOurs(there.Resource, part.Kind, subject);
        if (versions.Of(there.Resource, part.Kind) >= version) return true;
        var taken = part.Resource is { } withdrawn ? FhirOver.Of(there.Resource, withdrawn, FhirReading.Owned)
            : FhirMerge.Over(there.Resource.DeepClone().AsObject(), new() { ["meta"] = versions.Meta(part.Kind, version) });
        taken["status"] = Mistake;
        await ehr.Put("Observation", part.Id, taken, there, ct);
        return true;
    }

    public async Task Once(string type, Guid id, string kind, PersonId subject, int version, JsonObject resource, bool look, CancellationToken ct)
    {
        for (; ; look = true)
        {
            var there = look ? await ehr.Read(type, id, ct) : null;
            if (there is not null)
            {
                RequireOurs(there.Resource, kind, subject);
                if (versions.Of(there.Resource, kind) >= version) return;
                if (kind != FhirVersion.Part && there.Resource["status"]?.ToString() == Mistake) throw new JobRefused($"{ClinicHas} {Mistake}");
            }
            else if (resource["status"]?.ToString() == "corrected") resource["status"] = "final";   // there it is the first
            try
            {
                await ehr.Put(type, id, FhirOver.Of(there?.Resource, resource, FhirReading.Owned), there, ct);
                return;
            }
            catch (EhrChanged) when (!look) { }   // there is one already: look at it
        }
    }

    void RequireOurs(JsonObject there, string kind, PersonId subject)
    {
        if (!versions.IsOurs(there, kind, subject)) throw new JobRefused(NotOurs);
    }
}
