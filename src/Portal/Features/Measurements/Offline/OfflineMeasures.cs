using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Portal.Features.Content;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Offline;

/// <summary>
/// What a device needs to know of the measures to ask back and to warn at once without a network: ranges, units, and the limits
/// that hold for any adult by the value alone. The portal judges again, with the plan, the age and earlier values.
/// </summary>
sealed class OfflineMeasures(ContentFacade content)
{
    static readonly JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,   // the page encodes it once more, as an attribute
    };

    readonly FrozenDictionary<string, string> json = Language.All.ToFrozenDictionary(l => l.Code, l => Json(content.Measures.Select(m => Of(m, l))));

    public string Json(Language language) => json[language.Code];

    public static string Json<T>(T value) => JsonSerializer.Serialize(value, options);

    static object Of(Measure m, Language language) => new
    {
        m.Id, Name = m.Name.In(language.Culture),
        Contexts = m.Contexts.Select(c => new { c.Id, Name = c.Name.In(language.Culture) }),
        Quantities = m.Quantities.Select(q => new { q.Id, Name = q.Name.In(language.Culture), q.Unit, q.Decimals, q.Lowest, q.Highest, q.UsualFrom, q.UsualTo, q.Optional }),
        Limits = m.Limits.Where(l => l.UnderMonths is null).Select(l => new
        {
            Level = EnumText.Of(l.Level), Text = l.Text.In(language.Culture), l.MeterShows,
            Any = l.Any.Where(t => !t.NeedsEarlier).Select(t => new { Quantity = m.Quantities[t.Quantity].Id, t.From, t.Under }),
        }),
    };
}
