namespace Portal.Features.ActingFor;

/// <summary>A register did not answer: nobody is told anything on a right that nobody has checked. The job tries again later.</summary>
sealed class RegisterSilent() : Exception("a register did not answer");
