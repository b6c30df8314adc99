using Portal.Features.ActingFor;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Worklist;

/// <summary>Just before somebody is told that an answer is late: is it still? And theirs to know?</summary>
sealed class CaseStillLate(PortalDb db, ActingForFacade acting) : IMessageStillTrue
{
    static readonly Machine messages = new("messages");

    public bool Knows(string template) => template == MessageTemplate.CaseLate;

    public async Task<bool?> StillTrue(string template, Guid about, PersonId person, CancellationToken ct)
    {
        if (await Read(about, ct) is not { IsOpen: true, IsLate: true, WaitsFor: WaitsFor.Us, Subject: { } subject } its) return false;
        if (person == subject) return true;
        return its.OpenToDelegate ? await acting.MayStill(person, subject, $"{its.Area}:see", ct) : false;
    }

    /// <summary>Whoever opened it for the subject waits for the answer too.</summary>
    public async Task<IReadOnlyList<PersonId>> AlsoTold(string template, Guid about, CancellationToken ct) =>
        await Read(about, ct) is { OpenToDelegate: true, OpenedBasis: "guardian" or "mandate", OpenedBy: { } by } ? [new(by)] : [];

    async Task<Case?> Read(Guid id, CancellationToken ct)
    {
        await using var work = db.As(messages);
        return (await work.CommitWith<Case>(CaseQueries.One, new { id }, ct)).SingleOrDefault();
    }
}
