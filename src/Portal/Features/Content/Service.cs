namespace Portal.Features.Content;

/// <summary>How a resident and a professional meet.</summary>
public enum VisitMode { OnSite, Video, Phone }

/// <summary>Whether a resident chooses a time here, or asks for one by phone.</summary>
public enum BookingWay { Direct, Request }

/// <summary>When a preparation item matters: before leaving home, when packing, or at the place.</summary>
public enum PreparationMoment { Before, Bring, There }

/// <summary>A service of the county (fi: palvelu), as an editor wrote it in <c>content/services</c>.</summary>
public sealed record Service
{
    public required string Id { get; init; }
    public required ServiceGroup Group { get; init; }
    public required LocalText Name { get; init; }

    /// <summary>One or two plain sentences: what happens and for what.</summary>
    public required LocalText Summary { get; init; }

    /// <summary>What people type when they look for this: symptoms, everyday words, irregular forms.</summary>
    public required LocalWords Keywords { get; init; }
    public required Audience Audience { get; init; }
    public required TimeSpan Duration { get; init; }

    /// <summary>Where it is given. Never empty.</summary>
    public required IReadOnlyList<Unit> Units { get; init; }
    public required IReadOnlyList<VisitMode> Modes { get; init; }
    public required BookingWay Booking { get; init; }

    /// <summary>What to do instead of choosing a time; only when <see cref="Booking"/> is by request.</summary>
    public PhoneRequest? Request { get; init; }
    public required ProfessionalTitle Who { get; init; }
    public required IReadOnlyList<PreparationItem> Preparation { get; init; }

    /// <summary>A time can be cancelled or moved until this long before it begins.</summary>
    public required TimeSpan CancelDeadline { get; init; }
    public required LocalText Price { get; init; }

    /// <summary>The hint beside "why are you coming?"; null when the reason is not asked.</summary>
    public LocalText? ReasonHint { get; init; }

    /// <summary>When not to wait for a time, and what to do then.</summary>
    public ClinicalText? Urgent { get; init; }

    /// <summary>Set in matters in which a young person always decides themselves: a guardian of theirs does not book it.</summary>
    public ClinicalSource? YoungDecides { get; init; }

    /// <summary>The national code of the service; null where none is known.</summary>
    public Coding? ServiceType { get; init; }

    /// <summary>The ways this service is given at a unit: by video and phone at a remote one, on site elsewhere.</summary>
    public IEnumerable<VisitMode> ModesAt(Unit unit) => Modes.Where(mode => unit.Remote == (mode != VisitMode.OnSite));
}

/// <summary>A group of services, in the order in which groups are shown.</summary>
public sealed record ServiceGroup(string Id, LocalText Name);

/// <summary>The title of a professional, as residents know it.</summary>
public sealed record ProfessionalTitle(string Id, LocalText Name);

/// <summary>For whom a service is, in words, and the part of it that can be checked.</summary>
public sealed record Audience(LocalText Text, int? MinAge, int? MaxAge)
{
    /// <param name="age">Full years on the day of the visit.</param>
    public bool Suits(int age) => age >= (MinAge ?? 0) && age <= (MaxAge ?? int.MaxValue);
}

/// <summary>The phone line of a service that is not booked here, and what happens when one calls.</summary>
public sealed record PhoneRequest(string Phone, LocalText Text);

/// <summary>One line of the checklist. <see cref="Source"/> is set when the line is a clinical rule.</summary>
public sealed record PreparationItem(PreparationMoment When, LocalText Text, ClinicalSource? Source);

/// <summary>A text that is a clinical rule, with its source.</summary>
public sealed record ClinicalText(LocalText Text, ClinicalSource Source);

/// <summary>Where a clinical rule comes from, and who has approved it; nobody while the sign-off is pending.</summary>
public sealed record ClinicalSource(string Source, SignOff? SignOff);

/// <summary>A clinician's approval of a clinical rule.</summary>
public sealed record SignOff(string By, DateOnly On);

/// <summary>A code with its system (a URI) and its official name, as FHIR's Coding.</summary>
public sealed record Coding(string System, string Code, string Display);
