using Portal.Platform;

namespace Portal.Features.Login;

/// <summary>
/// A room may have something to ask between the login and the page one came for, such as for whom one acts. It must be
/// quick, and must not fail: the login has succeeded.
/// </summary>
interface IAfterLogin
{
    /// <param name="self">Who has just logged in.</param>
    /// <param name="language">Of the page they came from.</param>
    /// <param name="returnUrl">Where they were going.</param>
    /// <returns>A page of the room that leads on to <paramref name="returnUrl"/>; null when there is nothing to ask.</returns>
    Task<string?> Next(PersonId self, string language, string returnUrl, CancellationToken ct);
}
