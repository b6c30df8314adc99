namespace Portal.Features.ActingFor.Register;

/// <summary>A person chosen on the register's page. It never prints itself.</summary>
sealed record Principal(string Hetu, string Name)
{
    public override string ToString() => "(principal)";
}

/// <summary>The register's session about one delegate. Its ids stay in the server; only <see cref="UserId"/> goes through the browser.</summary>
sealed record ValtuudetSession(string SessionId, string UserId)
{
    public override string ToString() => "(session)";
}

/// <summary>The token that a choice was exchanged for: ten minutes, for its session only.</summary>
sealed record ValtuudetToken(string Value)
{
    public override string ToString() => "(token)";
}
