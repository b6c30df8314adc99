using System.Globalization;
using Portal.Features.Content;
using Portal.Features.Measurements.Plans;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Offline;

/// <summary>Keeps what a device has sent, each reading judged by itself: one that is asked back holds up none of the others.</summary>
sealed class KeepSent(PortalDb db, RecordReadings record, FindPlan findPlan, ContentFacade content, EntryWords words, OfflineTexts texts, TimeProvider clock)
{
    public async Task<IReadOnlyList<ReadingsApi.Answer>> Handle(Resident resident, IReadOnlyList<ReadingsApi.Sent> sent, DateOnly? bornOn, CancellationToken ct)
    {
        var plans = await findPlan.Active(resident, ct);
        Dictionary<Guid, ReadingsApi.Answer> answers = [];
        List<ReadingEntry> entries = [];
        foreach (var one in sent.DistinctBy(s => s.Id))
        {
            var (entry, faults, shown) = Read(one);
            if (entry is null) answers[one.Id] = new(one.Id, "asked", [.. faults.Select(Fault)], shown is null ? null : Danger(shown));
            else entries.Add(entry with { PlanId = FindPlan.Of(plans, entry)?.Id });
        }
        foreach (var answer in await Keep(resident, entries, bornOn, ct)) answers[answer.Id] = answer;
        return [.. sent.DistinctBy(s => s.Id).Select(s => answers[s.Id])];
    }

    async Task<IReadOnlyList<ReadingsApi.Answer>> Keep(Resident resident, List<ReadingEntry> entries, DateOnly? bornOn, CancellationToken ct)
    {
        if (entries.Count == 0) return [];
        var result = await record.Handle(resident, entries, Language.Current.Code, bornOn, ct);
        if (result.Outcome == RecordReadings.Outcome.Taken)
        {
            if (entries is [var other]) return [new(other.Id, "not-yours", [], null)];
            List<ReadingsApi.Answer> each = [];   // one id is another person's: that one only is refused
            foreach (var entry in entries) each.AddRange(await Keep(resident, [entry], bornOn, ct));
            return each;
        }
        var stored = await Stored(resident, entries, ct);
        var dangers = result.Dangers.ToDictionary(d => d.Id, d => d.Limit);
        return [.. entries.Select(e => new ReadingsApi.Answer(e.Id, stored.TryGetValue(e.Id, out var its) && !IsSame(its, e) ? "differs" : "kept", [],
            dangers.TryGetValue(e.Id, out var limit) ? Danger(limit) : null))];
    }

    static ReadingsApi.Danger Danger(DangerLimit limit) => new(EnumText.Of(limit.Level), limit.Text.ToString());

    ReadingsApi.Fault Fault(EntryFault f) => f.Field == "measure" ? new(f.Field, texts["fault-measure"], [], false)
        : new(f.Field, words.Of(f), [.. (f.Suggestions ?? []).Select(s => s.Value.ToString(CultureInfo.InvariantCulture))], f.Kind == EntryFaultKind.Unusual);

    /// <summary>As they stand now: a reading whose answer was lost may have been corrected on the device since, or in the portal.</summary>
    async Task<Dictionary<Guid, Reading>> Stored(Resident resident, List<ReadingEntry> entries, CancellationToken ct)
    {
        await using var work = db.As(resident);
        return (await work.CommitWith<Reading>(MeasurementQueries.Some, new { ids = entries.Select(e => e.Id).ToArray() }, ct)).ToDictionary(r => r.Id);
    }

    static bool IsSame(Reading there, ReadingEntry sent) =>
        there.Measure == sent.Measure.Id && there.Value1 == sent.Value(0) && there.Value2 == sent.Value(1) && there.Value3 == sent.Value(2) && there.MeterShows == sent.MeterShows && there.Words == sent.Words
        && (there.MeasuredAt - sent.MeasuredAt).Duration() < TimeSpan.FromMilliseconds(1);

    (ReadingEntry? Entry, IReadOnlyList<EntryFault> Faults, DangerLimit? Shown) Read(ReadingsApi.Sent sent)
    {
        if (content.Measure(sent.Measure ?? "") is not { } measure) return (null, [new("measure", EntryFaultKind.Choice)], null);
        TypedReading typed = new()
        {
            Id = sent.Id, At = ReadingsApi.MomentOf(sent.At), Values = sent.Values ?? [], Context = sent.Context, Posture = sent.Posture, Device = sent.Device,
            MeasuredBy = sent.By, Words = sent.Words, Confirmed = sent.Confirmed, Source = ReadingSource.Offline,
        };
        var (entry, faults) = EntryCheck.Read(typed, measure, clock.GetUtcNow());
        return (entry, faults, EntryCheck.Shown(typed, measure));
    }
}
