namespace Portal.Features.ActingFor.Register;

/// <summary>The register's session about one delegate. <see cref="SessionId"/> stays in the server; only <see cref="UserId"/> goes through the browser.</summary>
sealed record ValtuudetSession(string SessionId, string UserId)
{
    public override string ToString() => "(session)";
}

/// <summary>What the delegate's choice on the register's page came to. It never prints itself.</summary>
/// <param name="Answer">Allowed: somebody was chosen. Refused: too late, or the code was used before; start again.</param>
/// <param name="Principals">One person, unless DVV has allowed several to be chosen at once. Chosen is not yet allowed.</param>
/// <param name="Token">For asking about the chosen: ten minutes, this session only.</param>
sealed record ValtuudetSelection(RegisterAnswer Answer, IReadOnlyList<ValtuudetPrincipal> Principals, string Token)
{
    public static ValtuudetSelection Over { get; } = new(RegisterAnswer.Refused, [], "");
    public static ValtuudetSelection Unavailable { get; } = new(RegisterAnswer.Unavailable, [], "");

    public override string ToString() => $"({Answer}, {Principals.Count} chosen)";
}

/// <summary>A person chosen on the register's page. It never prints itself.</summary>
/// <param name="PersonId">National id.</param>
/// <param name="Name">Family name first.</param>
sealed record ValtuudetPrincipal(string PersonId, string Name)
{
    public override string ToString() => "(principal)";
}
