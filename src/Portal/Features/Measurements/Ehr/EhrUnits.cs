using Portal.Features.Content;

namespace Portal.Features.Measurements.Ehr;

/// <summary>Values of the record in the units of the portal: by UCUM code, in decimal arithmetic, never by guess.</summary>
static class EhrUnits
{
    const string Ucum = "http://unitsofmeasure.org";

    /// <summary>The same unit, written otherwise.</summary>
    static readonly Dictionary<string, string> same = new() { ["beats/min"] = "/min", ["{beats}/min"] = "/min", ["1/min"] = "/min", ["l/min"] = "L/min", ["mmol/l"] = "mmol/L", ["mg/dl"] = "mg/dL" };

    /// <summary>(value − minus) × times ÷ by; exact by definition of the units.</summary>
    static readonly Dictionary<(string From, string To), (decimal Minus, decimal Times, decimal By)> known = new()
    {
        [("g", "kg")] = (0, 1, 1000),
        [("[lb_av]", "kg")] = (0, 0.45359237m, 1),
        [("[degF]", "Cel")] = (32, 5, 9),
        [("K", "Cel")] = (273.15m, 1, 1),
        [("L/s", "L/min")] = (0, 60, 1),
        [("1", "%")] = (0, 100, 1),
    };

    /// <summary>Null when the unit is not known to be one of this quantity.</summary>
    /// <param name="system">Of the code; without one, the unit as people write it must be the quantity's own.</param>
    public static decimal? In(Quantity q, decimal value, string? system, string? code, string? unit)
    {
        if (code is null || system != Ucum) return code is null && unit is not null && (Same(unit) == Same(q.Ucum) || unit == q.Unit) ? value : null;
        var from = Same(code);
        if (from == Same(q.Ucum)) return value;
        try
        {
            if (q.Others.FirstOrDefault(o => Same(o.Ucum) == from) is { } other) return other.Convert(value);
            return known.TryGetValue((from, Same(q.Ucum)), out var by) ? (value - by.Minus) * by.Times / by.By : null;
        }
        catch (OverflowException) { return null; }
    }

    static string Same(string code) => same.GetValueOrDefault(code, code);
}
