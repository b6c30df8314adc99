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

/// <summary>On what ground a resident's matters are handled.</summary>
public enum Basis
{
    /// <summary>One's own matters.</summary>
    Self,

    /// <summary>A guardian (fi: huoltaja) for a child, by the population register.</summary>
    Guardian,

    /// <summary>A mandate (fi: valtuus) that an adult has given.</summary>
    Mandate,

    /// <summary>The person is present, without means of identification, and a professional presses the buttons.</summary>
    Assisted,
}

/// <summary>
/// A resident whose matters are handled in the portal. <see cref="Self"/> is the one who logged in, <see cref="Subject"/>
/// the one whose matters they are. Whether self may act for another subject is proved to the database: see
/// Db/Schema/20261121_2100_acting.sql.
/// </summary>
sealed record Resident(PersonId Self, PersonId Subject) : Actor
{
    public static Resident ForSelf(PersonId self) => new(self, self);

    /// <summary>Of somebody who acts for another without saying on what ground: a mandate.</summary>
    public Basis Basis { get => ForAnother && field == Basis.Self ? Basis.Mandate : field; init; }

    /// <summary>The professional at whose desk the person acts (<see cref="Basis.Assisted"/>). Self is then the person.</summary>
    public Professional? Assistant { get; init; }

    public bool ForAnother => Self != Subject;

    /// <summary>Who pressed the button: a resident's id, or the professional's who assists.</summary>
    public Guid Hand => Assistant?.StaffId ?? Self.Value;
}

/// <summary>A professional working in one unit (id as in content/units).</summary>
sealed record Professional(Guid StaffId, string Unit, IReadOnlySet<string> Roles) : Actor
{
    public bool Has(string role) => Roles.Contains(role);
}

/// <summary>The portal itself: a background job or a command, named for the audit line.</summary>
sealed record Machine(string Name) : Actor;

/// <summary>
/// Somebody who writes without having said who they are. Known only by a random key in their browser, of which this is the
/// hash (SHA-256, base64url): whoever has the key sees what was written with it, and nobody else does.
/// </summary>
sealed record Guest(string Key) : Actor;

/// <summary>Nobody known: a visitor who has not logged in. Sees only what has no owner.</summary>
sealed record Visitor : Actor
{
    public static readonly Visitor Instance = new();
}
