namespace Portal.Platform;

/// <summary>Identifies a resident. Internal and stable: a national id can change, this does not.</summary>
public readonly record struct PersonId(Guid Value)
{
    public static PersonId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
}

/// <summary>
/// Who acts. It is the first parameter of every use case; row-level security and the audit line are filled from it.
/// </summary>
abstract record Actor;

/// <summary>A signed-in resident. <see cref="Self"/> is the one who logged in, <see cref="Subject"/> the one whose matters are handled.</summary>
sealed record Resident(PersonId Self, PersonId Subject) : Actor
{
    public static Resident ForSelf(PersonId self) => new(self, self);
}

/// <summary>A professional working in one unit (id as in content/units).</summary>
sealed record Professional(Guid StaffId, string Unit, IReadOnlySet<string> Roles) : Actor
{
    public bool Has(string role) => Roles.Contains(role);
}

/// <summary>The portal itself: a background job or a command, named for the audit line.</summary>
sealed record Machine(string Name) : Actor;

/// <summary>Nobody known: a visitor who has not logged in. Sees only what has no owner.</summary>
sealed record Visitor : Actor
{
    public static readonly Visitor Instance = new();
}
