namespace Portal.Features.ActingFor.Register;

/// <summary>What the population register said: the person; or nobody has that national id; or, when <paramref name="Unavailable"/>, nothing that can be relied on.</summary>
sealed record PopulationAnswer(RegisterPerson? Person, bool Unavailable)
{
    public static PopulationAnswer Nobody { get; } = new(null, false);
    public static PopulationAnswer None { get; } = new(null, true);

    public override string ToString() => Unavailable ? "(unavailable)" : Person is null ? "(nobody)" : "(person)";
}

/// <summary>A person as the population register knows them today. It never prints itself.</summary>
sealed record RegisterPerson
{
    public required string Hetu { get; init; }
    public required string FamilyName { get; init; }
    public required string GivenNames { get; init; }
    public required string? CallName { get; init; }
    public required DateOnly BirthDate { get; init; }

    /// <summary>Null while alive.</summary>
    public required DateOnly? DeathDate { get; init; }

    /// <summary>Contact language, e.g. fi, sv, en.</summary>
    public required string Language { get; init; }

    /// <summary>Turvakielto: where the person lives or is cared for must not leak. There is then no municipality and no address here.</summary>
    public required bool NonDisclosure { get; init; }

    /// <summary>Code of the home municipality.</summary>
    public required string? Municipality { get; init; }
    public required RegisterAddress? Address { get; init; }

    /// <summary>None for a person of 18 or more.</summary>
    public required IReadOnlyList<RegisterGuardian> Guardians { get; init; }

    /// <summary>Null, or what keeps the guardians from acting: <c>taken-into-care</c>.</summary>
    public required string? Custody { get; init; }

    /// <summary>Children under 18 whose guardian the person is.</summary>
    public required IReadOnlyList<RegisterDependant> Dependants { get; init; }

    public override string ToString() => "(person)";
}

/// <summary>A guardian of a child.</summary>
/// <param name="Matters">What a custody agreement leaves to the guardian, e.g. <c>health</c>; null is everything.</param>
/// <param name="Both">Another guardian has a say in health matters too.</param>
sealed record RegisterGuardian(string Hetu, string? FamilyName, string? GivenNames, IReadOnlyList<string>? Matters, bool Both)
{
    public bool HasSayIn(string matter) => Matters is null || Matters.Contains(matter);

    public override string ToString() => "(guardian)";
}

/// <summary>A child under 18 whose guardian the person is.</summary>
sealed record RegisterDependant(string Hetu, string FamilyName, string GivenNames, DateOnly BirthDate)
{
    public override string ToString() => "(dependant)";
}

/// <summary>Where the person lives.</summary>
sealed record RegisterAddress(string Street, string PostalCode, string City)
{
    public override string ToString() => "(address)";
}
