namespace Portal.Features.Login.Oidc;

/// <summary>Why a login did not succeed, as the person needs to know it: one page in words each.</summary>
enum LoginProblem
{
    Cancelled,
    LoginRequired,
    ProviderDown,
    ProviderSlow,
    UnknownPerson,
    LevelTooLow,
    Expired,
    Tampered,
    Replayed,
    StateLost,
    NotAllowed,
    Other,
}

/// <summary>
/// A login that is refused. <see cref="Reason"/> is a code for the audit line and the log: never anything that came
/// from outside, never about whom.
/// </summary>
sealed class LoginRefused(LoginProblem problem, string reason, Exception? inner = null) : Exception($"{problem}: {reason}", inner)
{
    public LoginProblem Problem => problem;
    public string Reason => reason;
}
