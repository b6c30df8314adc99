using System.Text.Json.Nodes;
using Portal.Features.Audit;
using Portal.Features.Content;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Ehr;

namespace Portal.Features.Measurements.Ehr;

/// <summary>
/// Fetches a person's measurements and laboratory results from the patient record and puts them in the place of the copy. The
/// person is found by the national identifier, which goes in a form and never in an address; whatever is not about a patient
/// who has exactly this identifier is left out.
/// </summary>
sealed class FetchObservations(PortalDb db, FhirSearch search, EhrReader reader, LoginFacade people, AuditFacade audit, ContentFacade content, EhrOptions options, TimeProvider clock)
{
    const int MostPages = 8, MostPatients = 4, MostItems = 1500;
    const long MostBytes = 4 << 20;

    static readonly Machine me = new("ehr-delivery");
    static readonly (string Category, int Years)[] wanted = [("laboratory", 5), ("vital-signs", 2)];

    public async Task Handle(PersonId subject, bool young, CancellationToken ct)
    {
        PatientIdentity? identity;
        await using (var work = db.As(me))
        {
            identity = await people.Patient(work, subject, ct);
            audit.Record(work, "measurements.record.asked", subject: subject);
            await work.Commit(ct);
        }
        if (identity is null) return;
        var (found, cut) = await Find(identity, ct);
        var now = clock.GetUtcNow();
        var patients = found.Patients.SelectMany(id => (string[])[$"Patient/{id}", $"{options.BaseUrl.TrimEnd('/')}/Patient/{id}"]).ToHashSet();
        var read = found.Observations.Select(o => Read(o, subject, patients, young, now)).ToList();
        var items = read.Select(r => r.Item).OfType<EhrItem>().DistinctBy(i => i.Source).OrderByDescending(i => i.At).ToList();
        var leftOut = read.Count(r => r.Outcome == EhrReading.LeftOut);
        var theirs = found.Observations.Where(o => patients.Contains(FhirJson.Text(FhirJson.Inner(o, "subject"), "reference", 500) ?? ""));
        await Keep(subject, [.. items.Take(MostItems)], theirs, leftOut, cut || items.Count > MostItems, ct);
    }

    async Task<((IReadOnlyList<string> Patients, List<JsonObject> Observations) Found, bool Cut)> Find(PatientIdentity identity, CancellationToken ct)
    {
        var its = (identity.Fhir()["identifier"] as JsonArray)![0]!;
        var (system, value) = (its["system"]!.ToString(), its["value"]!.ToString());
        var known = await search.FindByForm("Patient", [new("identifier", $"{system}|{value}"), new("_count", "20")], MostBytes, ct);
        // Not what the record says that matches: what does. The portal's own Patient may not be there yet, or be one of them.
        List<string> patients = [.. known.Where(p => FhirJson.Each(p, "identifier").Any(i => FhirJson.Text(i, "system") == system && FhirJson.Text(i, "value") == value))
            .Select(p => FhirJson.Text(p, "id")).OfType<string>().Where(id => id.Length <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.')).Distinct().Take(MostPatients)];
        List<JsonObject> observations = [];
        var cut = false;
        foreach (var patient in patients)
            foreach (var (category, years) in wanted)
            {
                var from = clock.GetUtcNow().AddYears(-years).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
                var found = await search.Find("Observation", $"patient=Patient/{patient}&category={category}&date=ge{from}&_sort=-date&_count=200", MostPages, MostBytes, ct);
                observations.AddRange(found.Resources);
                cut |= found.Cut;
            }
        return ((patients, observations), cut);
    }

    async Task Keep(PersonId subject, List<EhrItem> items, IEnumerable<JsonObject> observations, int leftOut, bool cut, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var work = db.As(me);
        var ids = items.Select(i => i.Reading).OfType<Guid>().ToArray();
        var delivered = ids.Length == 0 ? [] : (await work.Query<DeliveredVersion>(EhrQueries.Delivered, new { subject, ids }, ct)).ToDictionary(d => (d.Id, d.Version));
        var parts = observations.GroupBy(o => FhirJson.Text(o, "id") ?? "").ToDictionary(g => g.Key, g => g.First());
        var kept = items.Select(i => Compared(i, delivered, parts)).ToList();
        work.Add(EhrQueries.Others, new { subject, sources = kept.Select(i => i.Source).ToArray() });
        foreach (var some in kept.Chunk(500))
            work.AddRows(EhrQueries.Keep, [.. some.Select(i => new EhrRow(i.Subject, i.Source, i.VersionId, i.Reading, i.ReadingVersion, i.Differs, i.OpenToDelegate, i.Laboratory, i.Measure, i.Code, i.Name, i.At, i.DayOnly,
                i.Status, i.Value1, i.Value2, i.Value3, i.Unit, i.ValueText, i.Low, i.High, i.RangeText, i.Interpretation, i.Comment, i.Performer))]);
        work.Add(EhrQueries.Answered, new { subject, now, left_out = leftOut, cut });
        await work.Commit(ct);
    }

    /// <summary>JSON can hold texts that are none (half of a surrogate pair): such an entry is left out and counted.</summary>
    (EhrReading Outcome, EhrItem? Item) Read(JsonObject o, PersonId subject, IReadOnlySet<string> patients, bool young, DateTimeOffset now)
    {
        try { return reader.Read(o, subject, patients, young, now); }
        catch (InvalidOperationException) { return (EhrReading.LeftOut, null); }
    }

    /// <summary>The portal's own among them, beside the version that was delivered. What only claims to be ours is the record's own.</summary>
    EhrItem Compared(EhrItem item, Dictionary<(Guid, int), DeliveredVersion> delivered, Dictionary<string, JsonObject> parts)
    {
        if (item.Reading is not { } id) return item;
        if (!delivered.TryGetValue((id, item.ReadingVersion!.Value), out var was)) return item with { Reading = null, ReadingVersion = null, Measure = item.ValueText is null ? item.Measure : null };   // HI or LO are words there
        decimal?[] values = [.. item.Values];
        if (item.Measure == was.Measure && content.Measure(was.Measure) is { } measure)
            foreach (var i in FhirReading.Parts(measure))
                values[i] = !parts.TryGetValue(FhirReading.PartId(id, measure.Quantities[i]).ToString(), out var part) ? was.Values[i]   // further away than was read
                    : FhirJson.Text(part, "status") == "entered-in-error" ? null : EhrMeasures.Value(measure.Quantities[i], FhirJson.Inner(part, "valueQuantity"));
        return item with
        {
            OpenToDelegate = was.OpenToDelegate,
            Value1 = values[0],
            Value2 = values[1],
            Value3 = values[2],
            Differs = item.IsMistake != was.Withdraws || item.At != was.MeasuredAt || item.Measure != was.Measure || !was.Withdraws && !(values.SequenceEqual(was.Values) && item.MeterShows == was.MeterShows),
        };
    }

    sealed record DeliveredVersion
    {
        public Guid Id { get; init; }
        public int Version { get; init; }
        public DateTimeOffset MeasuredAt { get; init; }
        public decimal? Value1 { get; init; }
        public decimal? Value2 { get; init; }
        public decimal? Value3 { get; init; }
        public string? MeterShows { get; init; }
        public bool Withdraws { get; init; }
        public string Measure { get; init; } = "";
        public bool OpenToDelegate { get; init; }
        public decimal?[] Values => [Value1, Value2, Value3];
    }

    /// <summary>As the statement names its arguments.</summary>
    sealed record EhrRow(PersonId subject, string source, string? version_id, Guid? reading, int? reading_version, bool differs, bool open_to_delegate, bool laboratory, string? measure, string? code, string name,
        DateTimeOffset at, bool day_only, string status, decimal? value1, decimal? value2, decimal? value3, string? unit, string? value_text, decimal? low, decimal? high, string? range_text, string? interpretation,
        string? comment, string? performer);
}
