namespace Portal.Tests.Platform.Ehr;

/// <summary>What goes wrong with the next request.</summary>
/// <param name="Status">Answered instead of the real answer.</param>
/// <param name="Applied">The request is carried out all the same.</param>
/// <param name="Drop">The connection is cut instead of an answer.</param>
/// <param name="Late">The request is carried out only after the portal has given up waiting for the answer.</param>
/// <param name="Outcome">The OperationOutcome that goes with the status.</param>
sealed record Fault(int Status = 500, bool Applied = false, bool Drop = false, bool Late = false, string? Outcome = null)
{
    /// <summary>The ways in which an EHR fails, each of which a delivery has to live through.</summary>
    public static readonly IReadOnlyDictionary<string, Fault[]> Kinds = new Dictionary<string, Fault[]>
    {
        ["answers 500"] = [new(500), new(500)],
        ["answers 500 after applying"] = [new(500, Applied: true)],
        ["cuts the connection"] = [new(Drop: true)],
        ["cuts the connection after applying"] = [new(Status: 0, Applied: true, Drop: true)],
        ["is slow and applies after we have given up"] = [new(Status: 0, Late: true)],
        ["is overloaded"] = [new(429), new(503)],
        ["says conflict"] = [new(409), new(412)],
        ["forgets our token"] = [new(401)],
        ["fails in one way after another"] = [new(503), new(500, Applied: true), new(Drop: true), new(Status: 0, Applied: true, Drop: true), new(429)],
    };

    public static TheoryData<string> Names => [.. Kinds.Keys];
}
