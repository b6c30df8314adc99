using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Ehr;

/// <summary>How an Observation of the record was read.</summary>
enum EhrReading
{
    /// <summary>It is shown.</summary>
    Read,

    /// <summary>Not for the patient, or not yet, or nothing that is shown here.</summary>
    NotShown,

    /// <summary>Not understood, or about somebody else: left out and counted.</summary>
    LeftOut,
}

/// <summary>
/// Reads an Observation of the record (FHIR R4; Finnish base profiles 2.0.0-rc2 for delayed display and for minors). The record
/// is somebody else's system: nothing in its answers is trusted to be right, small, or about the person who was asked for.
/// </summary>
sealed partial class EhrReader(ContentFacade content, EhrMeasures measures, FhirVersion versions)
{
    const string Loinc = "http://loinc.org", Categories = "http://terminology.hl7.org/CodeSystem/observation-category",
        Base = "https://hl7.fi/fhir/finnish-base-profiles/StructureDefinition", Restriction = "urn:oid:1.2.246.537.5.40202.201901";

    static readonly string[] shown = ["final", "amended", "corrected", "preliminary", "entered-in-error"], notYet = ["registered", "cancelled", "unknown"];

    /// <param name="patients">References under which the person is known there.</param>
    /// <param name="young">Of age to decide: what does not say that guardians may see it is not for them.</param>
    public (EhrReading Outcome, EhrItem? Item) Read(JsonObject o, PersonId subject, IReadOnlySet<string> patients, bool young, DateTimeOffset now)
    {
        if (FhirJson.Text(o, "id") is not { } id || !Id().IsMatch(id) || FhirJson.Text(FhirJson.Inner(o, "subject"), "reference", 500) is not { } reference || !patients.Contains(reference)) return (EhrReading.LeftOut, null);
        if (FhirJson.Text(o, "status") is not { } status || !shown.Contains(status) && !notYet.Contains(status)) return (EhrReading.LeftOut, null);
        var kinds = FhirJson.Each(o, "category").Select(c => FhirJson.Code(c, Categories)).ToHashSet();
        var laboratory = kinds.Contains("laboratory");
        var part = versions.Of(o, FhirVersion.Part) > 0 || versions.Of(o, FhirVersion.Review) > 0;
        if (notYet.Contains(status) || !laboratory && !kinds.Contains("vital-signs") || part || IsDelayed(o, now)) return (EhrReading.NotShown, null);
        var ours = versions.Of(o, FhirVersion.Reading);
        if (status == "entered-in-error" && ours == 0) return (EhrReading.NotShown, null);
        var code = FhirJson.Inner(o, "code");
        if (When(o) is not { } when || when.At > now.AddDays(1) || FhirJson.Words(code) is not { } name) return (EhrReading.LeftOut, null);
        var item = new EhrItem
        {
            Subject = subject, Source = $"Observation/{id}", VersionId = FhirJson.Text(FhirJson.Inner(o, "meta"), "versionId", 64), OpenToDelegate = IsOpen(o, young), Laboratory = laboratory,
            Reading = ours > 0 && Guid.TryParse(id, out var reading) ? reading : null, ReadingVersion = ours > 0 ? ours : null,
            Code = FhirJson.Code(code, Loinc), Name = name, At = when.At, DayOnly = when.DayOnly, Status = status,
            Interpretation = FhirJson.Each(o, "interpretation").Select(i => FhirJson.Code(i, FhirReading.Interpretation) ?? FhirJson.Words(i, 60)).FirstOrDefault(),
            Comment = Joined(FhirJson.Each(o, "note").Where(n => ours == 0 || !FhirOver.IsOurNote(n)).Select(n => FhirJson.Text(n, "text", 2000)), "\n", 4000),
            Performer = Joined(FhirJson.Each(o, "performer").Select(p => FhirJson.Text(p, "display") ?? Contained(o, FhirJson.Text(p, "reference"))), ", ", 200),
        };
        if (measures.Read(o) is { } measured)
            return (EhrReading.Read, item with { Measure = measured.Measure.Id, Name = content.Measure(measured.Measure.Id)!.Name.Fi, Value1 = measured.Values[0], Value2 = measured.Values[1], Value3 = measured.Values[2] });
        if (ours > 0 && measures.ReadOffScale(o) is { } off)
            return (EhrReading.Read, item with { Measure = off.Measure.Id, Name = off.Measure.Name.Fi, ValueText = off.MeterShows });
        var value = EhrValue.Of(o);
        if (value is null) return FhirJson.Each(o, "hasMember").Any() ? (EhrReading.NotShown, null) : (EhrReading.LeftOut, null);   // a panel's members come by themselves
        var range = FhirJson.Each(o, "referenceRange").FirstOrDefault();
        return (EhrReading.Read, item with
        {
            Value1 = value.Number,
            Unit = value.Unit,
            ValueText = value.Text,
            Low = FhirJson.Number(FhirJson.Inner(range, "low"), "value"),
            High = FhirJson.Number(FhirJson.Inner(range, "high"), "value"),
            RangeText = FhirJson.Text(range, "text"),
        });
    }

    static (DateTimeOffset At, bool DayOnly)? When(JsonObject o) =>
        FhirJson.Moment(FhirJson.Text(o, "effectiveDateTime") ?? FhirJson.Text(o, "effectiveInstant") ?? FhirJson.Text(FhirJson.Inner(o, "effectivePeriod"), "start")
            ?? (o["effectiveTiming"] is null ? FhirJson.Text(o, "issued") : null));

    /// <summary>The clinic shows it to the patient from a day on: first it tells them itself.</summary>
    static bool IsDelayed(JsonObject o, DateTimeOffset now) => FhirJson.Each(o, "extension").Where(e => FhirJson.Text(e, "url") == $"{Base}/ReleaseDateForPatientViewing")
        .Any(e => FhirJson.Moment(FhirJson.Text(e, "valueDate")) is not { } from || from.At > now);

    /// <summary>THL's codes: 1 cannot decide, 2 allows; 3 forbids, 4 not known. Without one it is as 4.</summary>
    static bool IsOpen(JsonObject o, bool young)
    {
        var codes = FhirJson.Each(o, "extension").Where(e => FhirJson.Text(e, "url") == $"{Base}/RestrictionParent")
            .Select(e => FhirJson.Inner(e, "valueCoding")).Select(c => FhirJson.Text(c, "system") == Restriction ? FhirJson.Text(c, "code") : "4").ToList();
        return codes.Count == 0 ? !young : codes.All(c => c is "1" or "2");
    }

    static string? Contained(JsonObject o, string? reference)
    {
        if (reference is not ['#', ..]) return null;
        var its = FhirJson.Each(o, "contained").FirstOrDefault(c => $"#{FhirJson.Text(c, "id")}" == reference);
        return FhirJson.Text(its, "name") ?? FhirJson.Each(its, "name").Select(n => FhirJson.Text(n, "text")).FirstOrDefault();
    }

    static string? Joined(IEnumerable<string?> texts, string between, int most)
    {
        var joined = string.Join(between, texts.OfType<string>().Distinct());
        return joined == "" ? null : joined.Length <= most ? joined : joined[..most] + "…";
    }

    [GeneratedRegex(@"^[A-Za-z0-9\-.]{1,64}$")]
    private static partial Regex Id();
}
