using Portal.Features.Content;
using Portal.Platform.Db;

namespace Portal.Features.Measurements;

/// <summary>
/// Makes a reading of what was typed, or says field by field what to ask back. The one way in for all: forms, pasted lines,
/// devices that were offline.
/// </summary>
static class EntryCheck
{
    public const int LongestWords = 2000, LongestDevice = 80;

    /// <returns>An entry when there are no faults.</returns>
    public static (ReadingEntry? Entry, IReadOnlyList<EntryFault> Faults) Read(TypedReading typed, Measure measure, DateTimeOffset now)
    {
        List<EntryFault> faults = [];
        typed = typed with { Values = TypedPair.Spread(typed.Values, measure) };
        var shown = MeterShows(typed, measure, faults);
        var values = measure.Quantities.Select(q => shown is null ? Value(typed, q, faults) : null).ToList();
        if (faults.Count == 0) Crossed(measure, values, faults);
        var at = Moment(typed, now, faults);
        var context = OneOf(typed.Context, measure.Contexts.Select(c => c.Id), "context", faults);
        Posture? posture = null;
        if (measure.Posture && !string.IsNullOrEmpty(typed.Posture))
        {
            if (EnumText.TryParse<Posture>(typed.Posture, out var known)) posture = known;
            else faults.Add(new("posture", EntryFaultKind.Choice));
        }
        var by = MeasuredBy.Self;
        if (!string.IsNullOrEmpty(typed.MeasuredBy) && !EnumText.TryParse(typed.MeasuredBy, out by)) faults.Add(new("by", EntryFaultKind.Choice));
        var words = Words(typed.Words, LongestWords, "words", faults);
        var device = Words(typed.Device, LongestDevice, "device", faults);
        if (measure.IsWords && words is null && faults.All(f => f.Field != "words")) faults.Add(new("words", EntryFaultKind.Missing));
        return faults.Count > 0 ? (null, faults) : (new(typed.Id, measure, at, values)
        {
            PlanId = typed.PlanId, MeterShows = shown, Context = context, Posture = posture, Device = device, MeasuredBy = by, Words = words, Source = typed.Source,
            Confirmed = typed.Confirmed && measure.Quantities.Where((q, i) => values[i] is { } v && IsUnusual(q, v)).Any(),
        }, []);
    }

    /// <summary>HI or LO, typed in the place of the number or said beside it; null when the meter showed a number, or the measure knows no such word.</summary>
    static string? MeterShows(TypedReading typed, Measure measure, List<EntryFault> faults)
    {
        if (measure.Quantities is not [var only]) return null;
        var (text, said) = (typed.Values.GetValueOrDefault(only.Id), TypedNumber.MeterWord(typed.MeterShows));
        if (!string.IsNullOrEmpty(typed.MeterShows) && (said is null || measure.Beyond(said) is null)) faults.Add(new("shows", EntryFaultKind.Choice));
        var word = string.IsNullOrWhiteSpace(text) ? said : TypedNumber.MeterWord(text);
        if (said is not null && word != said) faults.Add(new(only.Id, EntryFaultKind.Both, only));
        return word is not null && measure.Beyond(word) is not null ? word : null;
    }

    /// <summary>What a meter's HI or LO among the words means, whatever is asked back about them; the worst. Null without any.</summary>
    public static DangerLimit? Shown(TypedReading typed, Measure measure) => measure.Quantities is not [var only] ? null
        : new[] { typed.Values.GetValueOrDefault(only.Id), typed.MeterShows }.Select(TypedNumber.MeterWord).OfType<string>().Select(measure.LimitOf).OfType<DangerLimit>().MaxBy(l => l.Level);

    static decimal? Value(TypedReading typed, Quantity q, List<EntryFault> faults)
    {
        var text = typed.Values.GetValueOrDefault(q.Id);
        if (string.IsNullOrWhiteSpace(text))
        {
            if (!q.Optional) faults.Add(new(q.Id, EntryFaultKind.Missing, q));
            return null;
        }
        if (!TypedNumber.TryRead(text, out var value, out var unit))
        {
            faults.Add(new(q.Id, EntryFaultKind.NotANumber, q));
            return null;
        }
        if (unit != "" && !IsUnit(unit, q.Unit, q.Ucum))
        {
            var other = q.Others.FirstOrDefault(o => IsUnit(unit, o.Unit, o.Ucum));
            faults.Add(new(q.Id, EntryFaultKind.Unit, q, value, other is null ? [] : [.. Sensible(q, [new(Rounded(q, other.Convert(value)), other)])]));
            return null;
        }
        EntryFaultKind? fault = value < q.Lowest || value > q.Highest ? EntryFaultKind.Impossible
            : TypedNumber.Decimals(value) > q.Decimals && Math.Round(value, q.Decimals) != value ? EntryFaultKind.TooManyDecimals
            : IsUnusual(q, value) && !typed.Confirmed ? EntryFaultKind.Unusual : null;
        if (fault is { } kind) faults.Add(new(q.Id, kind, q, value, Suggest(q, value)));
        return value;
    }

    static bool IsUnusual(Quantity q, decimal value) => value < q.UsualFrom || value > q.UsualTo;

    /// <summary>A point left out, one too many, or another unit, when that would be a usual value.</summary>
    static List<Suggestion> Suggest(Quantity q, decimal value) => Sensible(q,
    [
        .. q.Decimals > 0 ? new[] { 10m, 100m }.Take(q.Decimals).Select(n => new Suggestion(value / n, null)) : [],
        new(value * 10, null),
        .. q.Others.Select(o => new Suggestion(Rounded(q, o.Convert(value)), o)),
    ]);

    static List<Suggestion> Sensible(Quantity q, IEnumerable<Suggestion> all) =>
        [.. all.Where(s => !IsUnusual(q, s.Value) && Math.Round(s.Value, q.Decimals) == s.Value).DistinctBy(s => s.Value).Take(3)];

    static decimal Rounded(Quantity q, decimal value) => Math.Round(value, q.Decimals, MidpointRounding.ToEven);

    static bool IsUnit(string typed, params ReadOnlySpan<string> units)
    {
        foreach (var unit in units)
            if (string.Equals(typed.Replace(" ", ""), unit, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <summary>The upper pressure is above the lower, whatever the device.</summary>
    static void Crossed(Measure measure, List<decimal?> values, List<EntryFault> faults)
    {
        var at = (Upper: Index(measure, "systolic"), Lower: Index(measure, "diastolic"));
        if (at.Upper < 0 || at.Lower < 0 || !(values[at.Upper] <= values[at.Lower])) return;
        faults.Add(new("diastolic", EntryFaultKind.Crossed, measure.Quantities[at.Lower], values[at.Lower]));
    }

    static int Index(Measure measure, string id) => measure.Quantities.ToList().FindIndex(q => q.Id == id);

    static DateTimeOffset Moment(TypedReading typed, DateTimeOffset now, List<EntryFault> faults)
    {
        var (at, fault) = typed.At is { } known
            ? (known.ToUniversalTime(), known > now + TypedMoment.Ahead ? MomentFault.Future : known < now - TypedMoment.Oldest ? MomentFault.TooOld : MomentFault.None)
            : TypedMoment.Read(typed.Day, typed.Time, typed.Which switch { "first" => false, "second" => true, _ => null }, now);
        if (fault != MomentFault.None) faults.Add(new("at", EntryFaultKind.Moment, Moment: fault));
        return at;
    }

    static string? OneOf(string? chosen, IEnumerable<string> known, string field, List<EntryFault> faults)
    {
        if (string.IsNullOrEmpty(chosen)) return null;
        if (known.Contains(chosen)) return chosen;
        faults.Add(new(field, EntryFaultKind.Choice));
        return null;
    }

    static string? Words(string? typed, int longest, string field, List<EntryFault> faults)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        var words = string.Concat(typed.Replace("\0", "").EnumerateRunes()).Trim();   // half a character is not kept: nothing could read it
        if (words.Length > longest) faults.Add(new(field, EntryFaultKind.TooLong));
        return words == "" ? null : words;
    }
}
