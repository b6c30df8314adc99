namespace Portal.Platform.Web;

/// <summary>
/// When the session of this request ends if nothing more is done (UTC). The login room sets it as a feature of the
/// request; the page layout shows it, and warns <see cref="Warning"/> before.
/// To go on: <c>POST /bff/session/extend</c>, either the form of the layout (antiforgery token, <c>returnUrl</c>; answers
/// 303 to it) or the script (header <c>X-CSRF: 1</c>; answers <c>{ "endsAt": "…" }</c>, 401 when the session is gone).
/// </summary>
sealed record SessionEnd(DateTimeOffset EndsAt)
{
    /// <summary>WCAG 2.2.1 asks for 20 seconds at least; three minutes leave time to come back to the desk.</summary>
    public static readonly TimeSpan Warning = TimeSpan.FromMinutes(3);

    /// <summary>The session's public id, as <c>/bff/logout?sid=</c> wants it.</summary>
    public Guid Sid { get; init; }

    /// <summary>False when the longest length of a session is near: going on needs a new login.</summary>
    public bool CanExtend { get; init; } = true;

    public string LogoutUrl => $"/bff/logout?sid={Sid}";

    public static SessionEnd? Of(HttpContext? context) => context?.Features.Get<SessionEnd>();
}
