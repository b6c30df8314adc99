namespace Portal.Features.Content;

/// <summary>What a line of arrival instructions is about.</summary>
public enum ArrivalKind { Transport, Parking, Entrance, CheckIn, Phone, Video }

/// <summary>A unit (fi: yksikkö): a place, or the remote clinic, where services are given; from <c>content/units</c>.</summary>
public sealed record Unit
{
    public required string Id { get; init; }
    public required Municipality Municipality { get; init; }
    public required LocalText Name { get; init; }

    /// <summary>True for a unit that one meets by phone or video only: it has no place.</summary>
    public required bool Remote { get; init; }

    /// <summary>Null when <see cref="Remote"/>.</summary>
    public Place? Place { get; init; }
    public required string Phone { get; init; }
    public required IReadOnlyList<OpeningHours> Hours { get; init; }
    public required Eves Eves { get; init; }
    public LocalText? HoursNote { get; init; }
    public required IReadOnlyList<ArrivalStep> Arrival { get; init; }
    public required IReadOnlyList<LocalText> Accessibility { get; init; }

    public OpeningCalendar Calendar => new(Hours, Eves);
}

/// <summary>Where a unit stands. The street and the city have no English names: English shows the Finnish ones.</summary>
public sealed record Place(LocalText Address, string PostalCode, LocalText City, Coordinates At);

/// <summary>Opening hours that are the same on some days of the week, in Helsinki time.</summary>
public sealed record OpeningHours(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To);

public sealed record ArrivalStep(ArrivalKind Kind, LocalText Text);

public sealed record Municipality(string Code, LocalText Name, Coordinates At);

/// <summary>Degrees, WGS 84.</summary>
public readonly record struct Coordinates(double Latitude, double Longitude)
{
    /// <summary>Along the Earth's surface (haversine), in kilometres. Roads are longer.</summary>
    public double KilometresTo(Coordinates other)
    {
        var (a, b) = (Radians(Latitude), Radians(other.Latitude));
        var h = Math.Pow(Math.Sin((b - a) / 2), 2)
            + Math.Cos(a) * Math.Cos(b) * Math.Pow(Math.Sin(Radians(other.Longitude - Longitude) / 2), 2);
        return 2 * 6371 * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    static double Radians(double degrees) => degrees * Math.PI / 180;
}
