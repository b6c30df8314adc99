using Portal.Features.Login.Oidc;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Login;

/// <summary>The person who is known by a national id, if anybody is. Makes nobody known: see <see cref="KnowPerson"/> for that.</summary>
sealed class FindPerson(PortalDb db, PersonVault vault, LoginOptions options)
{
    /// <summary>What was typed is not a national id.</summary>
    public bool IsFaulty(string? nationalId) => Hetu.Parse(nationalId?.Trim().ToUpperInvariant() ?? "") is not { } hetu || hetu.IsTest && !options.TestIdentities;

    public async Task<PersonId?> Handle(string nationalId, CancellationToken ct)
    {
        if (IsFaulty(nationalId) || Hetu.Parse(nationalId.Trim().ToUpperInvariant()) is not { } hetu) return null;
        await using var work = db.As(Attempts.Me);
        return (await work.CommitWith<Guid>(LoginQueries.FindByHetu, new { hetu_hash = vault.Hash(hetu) }, ct)) is [var id] ? new PersonId(id) : null;
    }
}
