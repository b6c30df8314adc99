namespace Portal.Features.Booking;

/// <summary>A time that is free now. Whether it still is when chosen, the constraints decide.</summary>
public sealed record FreeTime
{
    public Guid Id { get; init; }
    public string UnitId { get; init; } = "";
    public string Mode { get; init; } = "";
    public DateTimeOffset StartsAt { get; init; }
    public DateTimeOffset EndsAt { get; init; }
    public Guid ProfessionalId { get; init; }
    public string ProfessionalName { get; init; } = "";
    public string ProfessionalTitle { get; init; } = "";
    public string[] Languages { get; init; } = [];
}

public enum PartOfDay { Any, Morning, Afternoon, Evening }

/// <summary>What the person has narrowed the list to. Comes from the address, so every list can be linked to and needs no script.</summary>
public sealed record TimeFilter
{
    public string? Unit { get; init; }
    public DateOnly? Day { get; init; }
    public PartOfDay Part { get; init; }
    public string? Language { get; init; }
    public Guid? Professional { get; init; }
    public string? Mode { get; init; }
    /// <summary>Only times after this one: "show later times".</summary>
    public ListPlace? After { get; init; }

    /// <summary>Helsinki hours: morning 6–12, afternoon 12–16, evening 16–22.</summary>
    public (int From, int To)? Hours => Part switch
    {
        PartOfDay.Morning => (6, 12),
        PartOfDay.Afternoon => (12, 16),
        PartOfDay.Evening => (16, 22),
        _ => null,
    };
}

/// <summary>A place in the list of times, written into addresses as <c>milliseconds-id</c>.</summary>
public readonly record struct ListPlace(DateTimeOffset At, Guid Slot)
{
    public override string ToString() => $"{At.ToUnixTimeMilliseconds()}-{Slot:n}";

    public static ListPlace? Parse(string? text) =>
        text?.Split('-') is [var at, var slot] && long.TryParse(at, out var ms) && Math.Abs(ms) < 100_000_000_000_000 && Guid.TryParse(slot, out var id)
            ? new(DateTimeOffset.FromUnixTimeMilliseconds(ms), id)
            : null;
}
