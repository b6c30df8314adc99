namespace Portal.Features.ActingFor.Register;

/// <summary>What the register says about acting for a person. The first is what nothing at all means.</summary>
enum RegisterAnswer
{
    /// <summary>No answer that can be relied on: down, slow, our key or clock refused, not understood. Nothing may be done under it.</summary>
    Unavailable,

    /// <summary>Not allowed. The register never says why, and the portal does not guess.</summary>
    Refused,

    Allowed,
}
