using System.Collections.Frozen;
using System.Text;
using Portal.Features.Content;

namespace Portal.Features.Measurements.Import;

/// <summary>Where a quantity stands in the lines, and in which unit by its heading.</summary>
/// <param name="At">Columns, the first that has something counts: a sensor's file has several for one quantity.</param>
/// <param name="Unit">As the heading says it; null when it says none.</param>
sealed record QuantityColumn(int[] At, string? Unit);

/// <summary>A heading line that has been understood: when, and one measure or more.</summary>
/// <param name="Time">Null when the day's column has the time, too.</param>
/// <param name="Measures">With a column for each quantity; null for an optional one that the file does not have.</param>
sealed record ImportHeader(int Line, int Width, int Day, int? Time, int? Unit, int? Words, int? Context, IReadOnlyList<(Measure Measure, IReadOnlyList<QuantityColumn?> Columns)> Measures)
{
    enum Role { Day, Time, Moment, Unit, Words, Context }

    /// <summary>What exports of Omron Connect, Beurer HealthManager, Withings, Accu-Chek, Contour and FreeStyle Libre (LibreView) write over their columns, and what people write themselves.</summary>
    static readonly FrozenDictionary<string, Role> roles = new (Role Role, string Words)[]
    {
        (Role.Day, "date|measurement date|day|päivämäärä|mittauspäivä|pvm|päiväys|päivä|datum|mätdatum|dag"),
        (Role.Time, "time|measurement time|klo|kello|kellonaika|aika|mittausaika|tid|klockslag|klockan|kl|uhrzeit"),
        (Role.Moment, "date time|date and time|datetime|timestamp|device timestamp|measured at|ajankohta|aikaleima|laitteen aikaleima|päivämäärä ja aika|päivämäärä ja kellonaika|pvm ja aika|pvm ja klo|tidpunkt|tidsstämpel|enhetens tidsstämpel|enhetens tidstämpel|datum och tid"),
        (Role.Unit, "unit|units|yksikkö|enhet|einheit"),
        (Role.Words, "note|notes|comment|comments|muistiinpano|muistiinpanot|huomautus|huomautukset|huomio|kommentti|kommentit|lisätieto|anteckning|anteckningar|kommentar|kommentarer|anmärkning"),
        (Role.Context, "meal marker|meal|mealtime|meal tag|ateria|aterian merkintä|ateriamerkintä|måltid|måltidsmarkering|måltidsmärkning"),
    }.SelectMany(r => r.Words.Split('|').Select(word => (word, r.Role))).ToFrozenDictionary(r => r.word, r => r.Role);

    /// <summary>Of quantities, beside their names in the content.</summary>
    static readonly FrozenDictionary<string, string> quantities = new Dictionary<string, string>
    {
        ["systolic"] = "systolic|sys|sbp|systolic pressure|systolic blood pressure|systolinen|systolinen paine|systolinen verenpaine|yläpaine|övertryck|systoliskt|systoliskt tryck|systoliskt blodtryck|systole|systolisch",
        ["diastolic"] = "diastolic|dia|dbp|diastolic pressure|diastolic blood pressure|diastolinen|diastolinen paine|diastolinen verenpaine|alapaine|undertryck|diastoliskt|diastoliskt tryck|diastoliskt blodtryck|diastole|diastolisch",
        ["pulse"] = "pulse|pulse rate|heart rate|hr|pulssi|syke|puls|hjärtfrekvens",
        ["glucose"] = "glucose|blood glucose|blood glucose value|glucose reading|glucose value|glucose level|blood sugar|bg|historic glucose|scan glucose|strip glucose|result|reading|verensokeri|verensokeriarvo|glukoosi|glukoosiarvo|verenglukoosi|historiallinen glukoosi|skannattu glukoosi|skannaa glukoosi|liuskaglukoosi|liuskan glukoosi|tulos|blodsocker|blodsockervärde|blodglukos|glukos|glukosvärde|historiskt glukosvärde|historisk glukos|skanna glukos|skannat glukosvärde|skanna glukosvärde|glukossticka|resultat",
        ["weight"] = "weight|body weight|paino|kehonpaino|vikt|kroppsvikt",
        ["temperature"] = "temperature|body temperature|lämpötila|ruumiinlämpö|kehon lämpötila|kuume|lämpö|temperatur|kroppstemperatur|feber",
        ["oxygen-saturation"] = "spo2|oxygen saturation|oxygen|happisaturaatio|saturaatio|happikyllästeisyys|syremättnad|saturation",
        ["peak-flow"] = "pef|pef value|peak flow|pef arvo|puhallusarvo|pef värde|toppflöde",
        ["pain"] = "pain|kipu|smärta",
        ["mood"] = "mood|mieliala|humör|sinnesstämning",
    }.SelectMany(q => q.Value.Split('|').Select(word => (word, q.Key))).ToFrozenDictionary(q => q.word, q => q.Key);

    /// <summary>Null when the line is not a heading of measurements.</summary>
    public static ImportHeader? Of(ImportLine line, IReadOnlyList<Measure> measures)
    {
        var words = line.Cells.Select(ImportUnits.Split).Select(c => (Word: Plain(c.Words), c.Unit)).ToList();
        int? At(Role role) => words.FindIndex(w => roles.TryGetValue(w.Word, out var its) && its == role) is >= 0 and var at ? at : null;
        if ((At(Role.Moment) ?? At(Role.Day)) is not { } day) return null;
        var time = At(Role.Moment) is null ? At(Role.Time) : null;
        List<(Measure, IReadOnlyList<QuantityColumn?>)> found = [];
        foreach (var measure in measures.Where(m => !m.IsWords))
        {
            var columns = measure.Quantities.Select(q => Column(words, measure, q)).ToList();
            if (measure.Quantities.Where((q, i) => !q.Optional && columns[i] is null).Any()) continue;
            if (columns.All(c => c is null)) continue;
            found.Add((measure, columns));
        }
        return found.Count == 0 ? null : new(line.Number, line.Cells.Count, day, time, At(Role.Unit), At(Role.Words), At(Role.Context), found);
    }

    static QuantityColumn? Column(List<(string Word, string? Unit)> words, Measure measure, Quantity q)
    {
        var at = Enumerable.Range(0, words.Count).Where(i => words[i].Word.Length > 0 && Means(words[i].Word, measure, q)).ToList();
        if (at.Count == 0) return null;
        // Two columns in different units (weight in kg and in lb): the one in our own, and no guessing between the others.
        var unit = at.Select(i => words[i].Unit).FirstOrDefault(u => u is not null && ImportUnits.Is(u, q)) ?? words[at[0]].Unit;
        return new([.. at.Where(i => words[i].Unit == unit)], unit);
    }

    static bool Means(string word, Measure measure, Quantity q) =>
        quantities.TryGetValue(word, out var id) && id == (quantities.Values.Contains(q.Id) ? q.Id : measure.Id)
        || Names(q.Name).Contains(word) || measure.Quantities.Count == 1 && Names(measure.Name).Contains(word);

    static IEnumerable<string> Names(LocalText name) => [Plain(name.Fi), Plain(name.Sv), Plain(name.En), Plain(ImportUnits.Split(name.En).Words)];

    /// <summary>Small letters and digits, single spaces.</summary>
    static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormC).ToLowerInvariant())
            if (char.IsLetterOrDigit(c)) plain.Append(c);
            else if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
        return plain.ToString().TrimEnd();
    }
}
