namespace Portal.Platform.Web;

/// <summary>
/// When the present session ends unless it is used: for the layout's visible end time and its warning.
/// Read it with <c>HttpContext.Features.Get&lt;SessionEnd&gt;()</c>; null when nobody is signed in.
/// </summary>
/// <param name="Sid">The session's public id, as <c>/bff/logout?sid=</c> wants it.</param>
/// <param name="CanExtend">False when the longest length of a session is near: going on needs a new login.</param>
sealed record SessionEnd(Guid Sid, DateTimeOffset EndsAt, bool CanExtend)
{
    /// <summary>WCAG 2.2.1 asks for 20 seconds at least; three minutes leave time to come back to the desk.</summary>
    public static readonly TimeSpan Warning = TimeSpan.FromMinutes(3);
    public const string ExtendPath = "/bff/session/extend";
    public DateTimeOffset WarnAt => EndsAt - Warning;
    /// <summary>The way out; the last page is in the language of this request.</summary>
    public string LogoutUrl => $"/bff/logout?sid={Sid}&returnUrl=/{Language.Current.Code}";
}
