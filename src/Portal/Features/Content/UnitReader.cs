using System.Text.RegularExpressions;
using Portal.Platform.Db;

namespace Portal.Features.Content;

/// <summary>Reads one file of <c>content/units</c>.</summary>
sealed partial class UnitReader(IReadOnlyList<Municipality> municipalities)
{
    public Unit Read(ContentFields f)
    {
        var unit = new Unit
        {
            Id = f.Id(),
            Municipality = f.OneOf("municipality", municipalities, m => m.Code),
            Name = f.Local("name"),
            Remote = f.Flag("remote"),
            Place = f.Has("address") ? Place(f) : null,
            Phone = f.Phone(),
            Hours = f.Hours(),
            Eves = f.Eves(),
            HoursNote = f.OptionalLocal("hours_note"),
            Arrival = f.Each("arrival", step => new ArrivalStep(step.Word<ArrivalKind>("kind"), step.Local("text"))),
            Accessibility = f.Each("accessibility", ContentTexts.Local),
        };
        if (unit.Remote && unit.Place is not null) f.Fault("address", "does not belong to a remote unit");
        if (!unit.Remote && unit.Place is null) f.Fault("address", "is missing");
        CheckArrival(f, unit);
        return unit;
    }

    static Place Place(ContentFields f) => new(
        f.Inner("address", ContentTexts.PlaceName),
        f.Text("postal_code", PostalCode(), "five digits"),
        f.Inner("city", ContentTexts.PlaceName),
        f.At());

    /// <summary>Somebody coming for the first time needs every one of these.</summary>
    static void CheckArrival(ContentFields f, Unit unit)
    {
        ArrivalKind[] needed = unit.Remote
            ? [ArrivalKind.Phone, ArrivalKind.Video]
            : [ArrivalKind.Transport, ArrivalKind.Parking, ArrivalKind.Entrance, ArrivalKind.CheckIn];
        var told = unit.Arrival.Select(step => step.Kind).ToList();
        foreach (var kind in needed.Where(kind => told.Count(k => k == kind) != 1)) f.Fault("arrival", $"must tell about {EnumText.Of(kind)} once");
        foreach (var kind in told.Except(needed)) f.Fault("arrival", $"has {EnumText.Of(kind)}, which does not belong to this kind of unit");
    }

    [GeneratedRegex("^[0-9]{5}$")]
    private static partial Regex PostalCode();
}
