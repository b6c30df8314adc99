namespace Portal.Platform.Ehr;

/// <summary>
/// The EHR did not do it now, and may later: away, slow, overloaded, or changed in between. The message is a short
/// code for the staff page, e.g. <c>answered 503</c>; it never holds anything of the resource.
/// </summary>
class EhrUnavailable(string code) : Exception(code)
{
    public const string NoConnection = "no-connection";
    public const string NoAnswer = "no-answer";
    public const string NoToken = "no-token";
    public const string Changed = "changed-meanwhile";

    /// <summary>Too long, or not what was asked for.</summary>
    public const string Unreadable = "unreadable";

    public static EhrUnavailable Answered(int status) => new($"answered {status}");
}

/// <summary>409 or 412: the resource is not in the state that the request counted on. Look at it again.</summary>
sealed class EhrChanged() : EhrUnavailable(Changed);
