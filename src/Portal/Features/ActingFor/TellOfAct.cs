using Portal.Features.Login;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;

namespace Portal.Features.ActingFor;

/// <summary>
/// Something was done for somebody: the person represented is told, or, when that is a child who cannot be told, the
/// child's other guardians, each asked about again first. The message says neither who nor what: the mirror does.
/// </summary>
sealed class TellOfAct(PortalDb db, LoginFacade people, NotificationsFacade notifications, ActingForFacade acting, Ages ages) : IJobHandler
{
    public const string Name = "acting";

    public string Queue => Name;

    /// <param name="Hand">Who acted.</param>
    /// <param name="Subject">For whom.</param>
    /// <param name="About">What was done, e.g. the appointment.</param>
    public sealed record Act(Guid Hand, Guid Subject, Guid About);

    public async Task Do(TakenJob job, CancellationToken ct)
    {
        var act = job.Read<Act>();
        var subject = new PersonId(act.Subject);
        // Nobody is told on a right that may have ended.
        var (told, waits) = await IsTooYoungToTell(subject, ct) ? await acting.WhoStillMay(subject, "booking:see", except: act.Hand, ct) : ([subject], false);
        await using (var work = db.As(CheckRight.Me))
        {
            foreach (var person in told)
                notifications.Send(work, person, person == subject ? MessageTemplate.ActingDone : MessageTemplate.ActingDoneForChild,
                    act.About, null, null, $"acting-done:{job.Seq}:{person}");
            await work.Commit(ct);
        }
        if (waits) throw new RegisterSilent();   // who has been told is not told twice
    }

    async Task<bool> IsTooYoungToTell(PersonId subject, CancellationToken ct)
    {
        await using var work = db.As(CheckRight.Me);
        return await people.Person(work, subject, ct) is { BornOn: { } born } && ages.Guardian(born) == Standing.GuardianOfChild;
    }
}
