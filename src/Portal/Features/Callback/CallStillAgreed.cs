using Portal.Features.ActingFor;
using Portal.Features.Cases;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Callback;

/// <summary>
/// Says just before a message about a call is sent whether it is still true, and theirs to know who would get it: nobody is
/// told of a call that has been made or cancelled meanwhile, nor of anybody's by a right that has ended.
/// </summary>
sealed class CallStillAgreed(PortalDb db, CasesFacade cases, ActingForFacade acting) : IMessageStillTrue
{
    public bool Knows(string template) => template is MessageTemplate.CallbackReceipt or MessageTemplate.CallbackMissed or MessageTemplate.CaseTurned;

    public async Task<bool?> StillTrue(string template, Guid about, PersonId person, CancellationToken ct)
    {
        if (await Read(about, ct) is not { IsOpen: true, Subject: { } subject } its) return false;
        var stands = template switch
        {
            MessageTemplate.CallbackReceipt => its is { Channel: CaseChannel.Callback, WaitsFor: WaitsFor.Us },
            MessageTemplate.CallbackMissed => its is { Channel: CaseChannel.Callback, WaitsFor: WaitsFor.Resident },
            _ => its.Channel == CaseChannel.Written,
        };
        if (!stands || person == subject) return stands;
        return its.OpenToDelegate ? await acting.MayStill(person, subject, "chat:see", ct) : false;
    }

    /// <summary>Whoever began it for somebody else, and is the one who is called.</summary>
    public async Task<IReadOnlyList<PersonId>> AlsoTold(string template, Guid about, CancellationToken ct) =>
        await Read(about, ct) is { OpenToDelegate: true, OpenedBasis: "guardian" or "mandate", OpenedBy: { } hand }
            ? [new(hand)] : [];

    /// <summary>By itself, so that no connection is kept while the registers answer.</summary>
    async Task<Case?> Read(Guid id, CancellationToken ct)
    {
        await using var work = db.As(new Machine("messages"));
        return await cases.One(work, id, ct);
    }
}
