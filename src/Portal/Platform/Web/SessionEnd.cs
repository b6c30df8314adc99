namespace Portal.Platform.Web;

/// <summary>
/// When the present session ends unless it is used: for the layout's visible end time and its warning.
/// Read it with <c>HttpContext.Features.Get&lt;SessionEnd&gt;()</c>; null when nobody is signed in.
/// </summary>
/// <param name="Sid">The session's public id, as <c>/bff/logout?sid=</c> wants it.</param>
/// <param name="CanExtend">False when the longest length of a session is near: going on needs a new login.</param>
sealed record SessionEnd(Guid Sid, DateTimeOffset EndsAt, DateTimeOffset WarnAt, bool CanExtend)
{
    public const string ExtendPath = "/bff/session/extend";
    public string LogoutUrl => $"/bff/logout?sid={Sid}";
}
