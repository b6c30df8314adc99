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

/// <summary>How a question ended.</summary>
enum ReplyKind
{
    /// <summary>As <see cref="RegisterAnswer.Unavailable"/>.</summary>
    Unavailable,

    /// <summary>There is none (any more): the session or the code is over, or nobody has this national id.</summary>
    Gone,

    Answered,
}

/// <summary>A register's reply; the value is there when <see cref="ReplyKind.Answered"/> only.</summary>
readonly record struct Reply<T>(ReplyKind Kind, T? Value) where T : class
{
    public static Reply<T> Unavailable => default;
    public static Reply<T> Gone => new(ReplyKind.Gone, null);

    public static implicit operator Reply<T>(T? value) => value is null ? Unavailable : new(ReplyKind.Answered, value);
}
