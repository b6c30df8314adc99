using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Portal.Features.ActingFor.Register;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.ActingFor;

/// <summary>
/// Choosing an adult at Suomi.fi, which alone knows who has given the person a mandate: there by redirect, back with a
/// one-time code that only the same person's session can use.
/// </summary>
sealed class SelectPrincipal(PortalDb db, LoginFacade people, ValtuudetClient valtuudet, CheckRight check, ChooseSubject choose, Ages ages, PublicAddress address,
    IDataProtectionProvider protection, ActingForOptions options, ValtuudetOptions register, TimeProvider clock)
{
    public const string BeginPath = "/bff/valtuudet/choose", CallbackPath = "/bff/valtuudet";

    public enum Outcome { Chosen, Cancelled, Refused, Unavailable }

    /// <param name="ReturnUrl">Where the person was going; null when the answer is to nothing of theirs.</param>
    public sealed record Result(Outcome Outcome, string? ReturnUrl, string? Language);

    readonly IDataProtector protector = protection.CreateProtector("Portal.ActingFor.Selection");

    /// <summary>The address of the selection page; null when the register does not answer.</summary>
    public async Task<string?> Begin(Resident self, string language, string returnUrl, CancellationToken ct)
    {
        if (await Identity(self.Self, ct) is not { Kind: IdentityKind.Hetu } me) return null;
        if (await valtuudet.Register(me.Identifier, self.Self.ToString(), ct) is not { } session) return null;
        var state = System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await using var work = db.As(Resident.ForSelf(self.Self));
        work.Add(ActingForQueries.BeginSelection, new
        {
            id = Guid.CreateVersion7(), self = self.Self, state_hash = Hash(state), expires_at = clock.GetUtcNow() + options.SelectionLife,
            secrets = protector.Protect(JsonSerializer.SerializeToUtf8Bytes(new Secrets(session, returnUrl, language))),
        });
        await work.Commit(ct);
        return valtuudet.SelectionAddress(session, address.Of(CallbackPath), state, language);
    }

    /// <summary>The answer of the selection page. A state that this person did not send is nobody's: nothing is done.</summary>
    public async Task<Result> End(Resident self, Guid sessionId, string? state, string? code, CancellationToken ct)
    {
        if (state is null || await Take(self, state, ct) is not { } secrets) return new(Outcome.Cancelled, null, null);
        Result As(Outcome outcome) => new(outcome, secrets.ReturnUrl, secrets.Language);
        if (code is null) return As(Outcome.Cancelled);
        try
        {
            var chosen = await valtuudet.Selected(secrets.Session.SessionId, code, address.Of(CallbackPath), self.Self.ToString(), ct);
            if (chosen.Answer == RegisterAnswer.Unavailable) return As(Outcome.Unavailable);
            if (chosen.Principals is not [var principal, ..]) return As(Outcome.Cancelled);
            return As(await Act(self, sessionId, secrets.Session, chosen, principal.PersonId, ct));
        }
        finally
        {
            await valtuudet.Unregister(secrets.Session.SessionId, self.Self.ToString(), CancellationToken.None);
        }
    }

    async Task<Outcome> Act(Resident self, Guid sessionId, ValtuudetSession session, ValtuudetSelection chosen, string principal, CancellationToken ct)
    {
        if (await Identity(self.Self, ct) is not { } me) return Outcome.Refused;
        // The page lists minors and adults alike: a child's guardian needs no mandate.
        var basis = IsMinor(principal) ? Basis.Guardian : Basis.Mandate;
        var theme = basis == Basis.Mandate ? register.HealthTheme : null;
        var answer = await valtuudet.Authorization(session.SessionId, chosen, principal, theme is null ? [] : [theme], self.Self.ToString(), ct);
        if (answer == RegisterAnswer.Unavailable) return Outcome.Unavailable;
        var (outcome, acting) = answer == RegisterAnswer.Refused ? CheckRight.Result.Refused : await check.Handle(me, principal, basis, theme, ct);
        if (acting is null) return outcome == CheckRight.Outcome.Refused ? Outcome.Refused : Outcome.Unavailable;
        await choose.Note(self, sessionId, acting, ct);
        return Outcome.Chosen;
    }

    bool IsMinor(string nationalId) => people.BornOn(nationalId) is { } born && ages.Guardian(born) is not null;

    async Task<Secrets?> Take(Resident self, string state, CancellationToken ct)
    {
        await using var work = db.As(Resident.ForSelf(self.Self));
        var taken = await work.CommitWith<byte[]>(ActingForQueries.TakeSelection, new { state_hash = Hash(state), self = self.Self, now = clock.GetUtcNow() }, ct);
        return taken is [var secrets] ? JsonSerializer.Deserialize<Secrets>(protector.Unprotect(secrets)) : null;
    }

    async Task<PatientIdentity?> Identity(PersonId person, CancellationToken ct)
    {
        await using var work = db.As(CheckRight.Me);
        work.Add(ActingForQueries.SweepSelections, new { now = clock.GetUtcNow() });
        var me = await people.Patient(work, person, ct);
        await work.Commit(ct);
        return me;
    }

    static byte[] Hash(string state) => SHA256.HashData(Encoding.ASCII.GetBytes(state));

    sealed record Secrets(ValtuudetSession Session, string ReturnUrl, string Language);
}
