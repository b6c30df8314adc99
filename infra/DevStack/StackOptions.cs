namespace Portal.DevStack;

/// <summary>What to start, where it listens and where it keeps its files.</summary>
public sealed record StackOptions
{
    /// <summary>The parts to start, by name (<see cref="PartNames"/>). All when not said.</summary>
    public IReadOnlyList<string> Parts { get; init; } = PartNames.All;

    /// <summary>The portal's port; the other parts take the next eight. 0 takes any free ports.</summary>
    public int Port { get; init; }

    /// <summary>Where the databases, keys and logs are kept. Null: a temporary directory that is removed at the end.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Empties the data directory first. Refused when DevStack did not make it.</summary>
    public bool Fresh { get; init; }

    /// <summary>False lets PostgreSQL skip waiting for the disk: much faster, and good enough for a test.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>Builds the portal again when the browser's styles and scripts have changed since.</summary>
    public bool Client { get; init; } = true;

    /// <summary>Brings the database's tables up to date with <c>Portal migrate</c>.</summary>
    public bool Migrate { get; init; } = true;

    /// <summary>Writes the demo professionals and their free times for the next ten weeks.</summary>
    public bool DemoData { get; init; } = true;

    /// <summary>Lets demo people use the portal once it is up, so that a nurse has a week of readings to go through.</summary>
    public bool DemoVisits { get; init; }

    /// <summary>More settings of the portal, as environment variables: <c>ActingFor__FreshToDo</c>.</summary>
    public IReadOnlyDictionary<string, string> PortalSettings { get; init; } = new Dictionary<string, string>();
}

/// <summary>The names of the parts, as used in options and in <see cref="Stack.Parts"/>.</summary>
public static class PartNames
{
    public const string Postgres = "postgres";
    public const string IdentityProvider = "identity-provider";
    public const string Ehr = "ehr";
    public const string National = "national";
    public const string Portal = "portal";

    /// <summary>Every part, in the order in which they start.</summary>
    public static readonly IReadOnlyList<string> All = [Postgres, IdentityProvider, Ehr, National, Portal];
}

/// <summary>A step of the start: begun when <see cref="Took"/> is null, else done.</summary>
public sealed record StackProgress(string What, TimeSpan? Took);
