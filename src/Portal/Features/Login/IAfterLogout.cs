using Portal.Platform;

namespace Portal.Features.Login;

/// <summary>A room may have something open that ends with the session, such as assistance to somebody beside a professional.</summary>
interface IAfterLogout
{
    /// <param name="actor">Who has logged out.</param>
    /// <param name="session">The session that has ended.</param>
    Task LoggedOut(Actor actor, Guid session, CancellationToken ct);
}
