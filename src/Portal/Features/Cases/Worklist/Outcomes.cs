namespace Portal.Features.Cases.Worklist;

/// <summary>What came of a matter, as the professional who ends it says it: for the figures and the EHR. Words in the texts: <c>outcome-advice</c> …</summary>
static class Outcomes
{
    public static readonly IReadOnlyList<string> Coded = ["advice", "self-care", "appointment", "prescription", "referred", "emergency", "no-answer", "duplicate", "other"];

    /// <summary>A professional has gone through the measurements: said by the review, not chosen.</summary>
    public const string MeasurementsReviewed = "measurements-reviewed";
}
