using System.Globalization;
using Portal.Features.Login;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;
using Portal.Platform.Web;

namespace Portal.Features.ActingFor;

/// <summary>
/// Three months before a birthday that moves rights, the young person and the guardians are told, once each. Planned when
/// somebody begins to act as guardian; each guardian is asked about again when the day comes.
/// </summary>
sealed class TellOfGrowingUp(PortalDb db, LoginFacade people, NotificationsFacade notifications, ActingForFacade acting, Ages ages) : IJobHandler
{
    public const string Name = "growing-up";
    const int MonthsBefore = 3, Morning = 9;

    public string Queue => Name;

    /// <param name="Subject">The young person.</param>
    /// <param name="Age">Which birthday.</param>
    public sealed record Change(Guid Subject, int Age);

    /// <summary>Queued once for each birthday, however many guardians there are.</summary>
    public static void Plan(JobQueue jobs, Work work, PersonId subject, IEnumerable<(int Age, DateOnly On)> changes)
    {
        foreach (var (age, on) in changes)
            jobs.Add(work, new Job(Name, subject.Value, new Change(subject.Value, age))
            {
                Subject = subject, Once = string.Create(CultureInfo.InvariantCulture, $"{subject}:{age}"), RunAt = on.AddMonths(-MonthsBefore).StartsAt().AddHours(Morning),
            });
    }

    public async Task Do(TakenJob job, CancellationToken ct)
    {
        var change = job.Read<Change>();
        var subject = new PersonId(change.Subject);
        // The day has passed meanwhile, or the county has moved the age: then there is nothing to tell.
        if (await BornOn(subject, ct) is not { } born || !ages.Changes(born).Any(c => c.Age == change.Age)) return;
        var (guardians, waits) = await acting.WhoStillMay(subject, "booking:see", except: null, ct);
        await using (var work = db.As(CheckRight.Me))
        {
            foreach (var person in guardians.Prepend(subject))
                notifications.Send(work, person, MessageTemplate.GrowingUp, subject.Value, null, null, $"growing-up:{subject}:{change.Age}:{person}");
            await work.Commit(ct);
        }
        if (waits) throw new RegisterSilent();
    }

    async Task<DateOnly?> BornOn(PersonId person, CancellationToken ct)
    {
        await using var work = db.As(CheckRight.Me);
        return (await people.Person(work, person, ct))?.BornOn;
    }
}
