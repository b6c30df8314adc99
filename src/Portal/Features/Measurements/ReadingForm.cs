using System.Globalization;
using Portal.Features.Content;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Measurements;

/// <summary>
/// The form of a reading, or of two taken one after the other: what stands in its fields, and what is asked back about
/// them. Nothing that was typed is ever lost: a fault of one number leaves all the others standing.
/// </summary>
public sealed class ReadingForm(Measure measure)
{
    /// <summary>Two readings of a pair are taken a minute or two apart: the second is counted so long after the first.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromMinutes(1);

    /// <summary>While one answers what was asked back, "now" stays the moment of the first press.</summary>
    static readonly TimeSpan StillNow = TimeSpan.FromMinutes(15);

    /// <summary>The second reading's fields.</summary>
    public const string Second = "2";

    readonly Dictionary<string, string?> fields = [];
    readonly Dictionary<string, EntryFault> asked = [];

    public Measure Measure => measure;

    /// <summary>Of the readings, made by the page so that pressing twice is once.</summary>
    public Guid[] Ids { get; private set; } = [Guid.CreateVersion7(), Guid.CreateVersion7()];
    public Guid? PlanId { get; set; }

    /// <summary>The reading that is corrected; null when a new one is entered.</summary>
    public Reading? Before { get; private init; }

    /// <summary>Two readings in one go: blood pressure.</summary>
    public bool IsDouble => Before is null && MeasurementWords.IsPair(measure);

    public string? this[string field] { get => fields.GetValueOrDefault(field); set => fields[field] = value; }

    /// <summary>What is asked about a field; null when nothing is.</summary>
    public EntryFault? Asked(string field) => asked.GetValueOrDefault(field);

    /// <summary>What a meter's HI or LO in the form means: said at once, also while something else is asked back. Null without any.</summary>
    public DangerLimit? Shown => asked.Count == 0 ? null : EntryCheck.Shown(Typed(0, null), measure);

    /// <summary>An empty form; the device and the posture are the last used.</summary>
    public static ReadingForm New(Measure measure, Reading? last, MeasuredBy by, DateTimeOffset now) => new(measure)
    {
        ["when"] = "now", ["day"] = Day(now), ["device"] = last?.Device, ["posture"] = last?.Posture is { } posture ? EnumText.Of(posture) : null, ["by"] = EnumText.Of(by),
    };

    /// <summary>The form of a correction, filled with what there is.</summary>
    public static ReadingForm Of(Measure measure, Reading before)
    {
        var form = new ReadingForm(measure)
        {
            Ids = [before.Id], Before = before, PlanId = before.PlanId,
            ["when"] = "earlier", ["day"] = Day(before.MeasuredAt), ["time"] = Time(before.MeasuredAt), ["context"] = before.Context, ["device"] = before.Device,
            ["posture"] = before.Posture is { } posture ? EnumText.Of(posture) : null, ["by"] = EnumText.Of(before.MeasuredBy), ["words"] = before.Words,
        };
        foreach (var (i, q) in measure.Quantities.Index()) form[q.Id] = before.Values[i] is { } value ? TypedNumber.Show(value) : null;
        form["shows"] = before.MeterShows;
        return form;
    }

    /// <summary>What was sent.</summary>
    public static ReadingForm Read(Measure measure, IFormCollection sent, Reading? before)
    {
        var form = new ReadingForm(measure) { Before = before, Ids = before is null ? [Id(sent["id"]), Id(sent["id2"])] : [before.Id], PlanId = before is not null ? before.PlanId : Guid.TryParse(sent["plan"], out var plan) ? plan : null };
        foreach (var name in (string[])["when", "day", "time", "which", "at", "context", "posture", "device", "by", "words", "shows"]) form[name] = sent[name];
        foreach (var suffix in form.IsDouble ? ["", Second] : new[] { "" })
        {
            var typed = TypedPair.Spread(measure.Quantities.ToDictionary(q => q.Id, q => (string?)sent[q.Id + suffix]), measure);
            foreach (var q in measure.Quantities)
            {
                var name = q.Id + suffix;
                form[name] = typed[q.Id];
                // An answer is about the number that was asked about, not about one typed since.
                if (form[name] is { Length: > 0 } text && text == sent[name + "-about"]) form[name + "-is"] = sent[name + "-is"];
            }
        }
        return form;
    }

    /// <summary>The ids were somebody else's: others are tried.</summary>
    public void RenewIds() => Ids = [Guid.CreateVersion7(), Guid.CreateVersion7()];

    /// <summary>The readings; or none, and what to ask back with each field's name.</summary>
    public (IReadOnlyList<ReadingEntry> Entries, IReadOnlyList<(string Field, EntryFault Fault)> Faults) Check(DateTimeOffset now)
    {
        List<ReadingEntry> entries = [];
        List<(string, EntryFault)> faults = [];
        var twice = IsDouble && measure.Quantities.Any(q => !string.IsNullOrWhiteSpace(this[q.Id + Second]));
        var first = First(now);
        if (twice && this["when"] != "earlier") first -= Apart;
        for (var n = 0; n < (twice ? 2 : 1); n++)
        {
            var suffix = n == 0 ? "" : Second;
            var (entry, wrong) = One(Typed(n, n == 0 ? first : (first ?? now - Apart) + Apart), suffix, now);
            if (entry is not null) entries.Add(entry);
            foreach (var fault in wrong)
            {
                var name = fault.Quantity is not null ? fault.Field + suffix : fault.Field == "at" ? fault.Moment == MomentFault.Twice ? "which" : "day" : fault.Field;
                asked.TryAdd(name, fault);
                faults.Add((name, fault));
            }
        }
        this["at"] = this["when"] == "earlier" ? null : now.ToString("O", CultureInfo.InvariantCulture);
        return faults.Count > 0 ? ([], faults) : (entries, []);
    }

    /// <summary>What is unusual passes when each such number has been said to be right, and only then.</summary>
    (ReadingEntry?, IReadOnlyList<EntryFault>) One(TypedReading typed, string suffix, DateTimeOffset now)
    {
        var (entry, faults) = EntryCheck.Read(typed, measure, now);
        var open = faults.Where(f => !(f.Kind == EntryFaultKind.Unusual && IsRight(f, suffix))).ToList();
        return entry is null && open.Count == 0 ? EntryCheck.Read(typed with { Confirmed = true }, measure, now) : (entry, open);
    }

    bool IsRight(EntryFault fault, string suffix)
    {
        if (this[fault.Field + suffix + "-is"] == "right") return true;
        var place = measure.Quantities.Index().First(q => q.Item == fault.Quantity).Index;
        return Before is { Confirmed: true } && Before.Values[place] == fault.Typed;
    }

    TypedReading Typed(int n, DateTimeOffset? at) => new()
    {
        Id = Ids[n], PlanId = PlanId, At = at, Day = this["day"], Time = this["time"], Which = this["which"],
        Values = measure.Quantities.ToDictionary(q => q.Id, q => Meant(q, q.Id + (n == 0 ? "" : Second))),
        Context = this["context"], Posture = this["posture"], Device = this["device"], MeasuredBy = this["by"], MeterShows = this["shows"], Words = n == 0 ? this["words"] : null,
    };

    /// <summary>What was chosen of the suggestions, or what was typed.</summary>
    string? Meant(Quantity q, string field) =>
        this[field + "-is"] is { Length: > 0 } meant and not ("right" or "again") && TypedNumber.TryRead(meant, out _, out var unit) && unit == "" ? this[field] = meant : this[field];

    /// <summary>The moment of the first reading; null when it is as typed, and has to be read.</summary>
    DateTimeOffset? First(DateTimeOffset now)
    {
        if (this["when"] == "earlier")
        {
            if (Before is { } b && this["day"] == Day(b.MeasuredAt) && this["time"] == Time(b.MeasuredAt)) return b.MeasuredAt;   // not touched
            var (at, fault) = TypedMoment.Read(this["day"], this["time"], this["which"] switch { "first" => false, "second" => true, _ => null }, now);
            return fault == MomentFault.None ? at : null;
        }
        return DateTimeOffset.TryParseExact(this["at"], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var pressed) && pressed <= now && now - pressed < StillNow ? pressed.ToUniversalTime() : now;
    }

    static Guid Id(string? sent) => Guid.TryParse(sent, out var id) && id != Guid.Empty ? id : Guid.CreateVersion7();

    static string Day(DateTimeOffset at) => at.HelsinkiDate().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    static string Time(DateTimeOffset at) => at.InHelsinki().ToString("HH:mm", CultureInfo.InvariantCulture);
}
