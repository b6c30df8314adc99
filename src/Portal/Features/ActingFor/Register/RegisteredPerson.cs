namespace Portal.Features.ActingFor.Register;

/// <summary>A person as the population register knows them today. It never prints itself.</summary>
sealed record RegisteredPerson
{
    public required string Hetu { get; init; }
    public required string FamilyName { get; init; }
    public required string GivenNames { get; init; }
    public required string CallName { get; init; }
    public required DateOnly BirthDate { get; init; }

    /// <summary>Null while alive.</summary>
    public required DateOnly? DeathDate { get; init; }

    /// <summary>Contact language, e.g. fi, sv, en.</summary>
    public required string Language { get; init; }

    /// <summary>Turvakielto: where the person lives or is cared for must not leak. There is then no municipality and no address here.</summary>
    public required bool NonDisclosure { get; init; }

    /// <summary>Code of the home municipality.</summary>
    public required string? Municipality { get; init; }
    public required HomeAddress? Address { get; init; }

    /// <summary>None for a person of 18 or more.</summary>
    public required IReadOnlyList<Guardian> Guardians { get; init; }

    /// <summary>Null, or what keeps the guardians from acting: <c>taken-into-care</c>.</summary>
    public required string? Custody { get; init; }

    /// <summary>Children under 18 whose guardian the person is.</summary>
    public required IReadOnlyList<Dependant> Dependants { get; init; }

    public override string ToString() => "(registered person)";

    /// <summary>A guardian of a child.</summary>
    /// <param name="Matters">What a custody agreement leaves to the guardian, e.g. <c>health</c>; null is everything.</param>
    /// <param name="Both">Another guardian has a say in health matters too.</param>
    public sealed record Guardian(string Hetu, string? FamilyName, string? GivenNames, IReadOnlyList<string>? Matters, bool Both)
    {
        public bool HasSayIn(string matter) => Matters is null || Matters.Contains(matter);

        public override string ToString() => "(guardian)";
    }

    public sealed record Dependant(string Hetu, string FamilyName, string GivenNames, DateOnly BirthDate)
    {
        public override string ToString() => "(dependant)";
    }

    public sealed record HomeAddress(string Street, string PostalCode, string City)
    {
        public override string ToString() => "(address)";
    }
}
