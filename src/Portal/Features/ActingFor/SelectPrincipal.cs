using Portal.Platform;

namespace Portal.Features.ActingFor;

/// <summary>Choosing an adult at Suomi.fi.</summary>
sealed class SelectPrincipal
{
    /// <summary>The address of the selection page; null when the register does not answer.</summary>
    public Task<string?> Begin(Resident self, string language, string returnUrl, CancellationToken ct) => Task.FromResult<string?>(null);
}
