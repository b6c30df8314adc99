using Portal.Features.Content;
using Portal.Features.Measurements;
using Portal.Platform;
using Portal.Tests.Features.Cases;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements;

/// <summary>A portal in which somebody measures. It is Monday 23 November 2026, 8.00; nurse-advice is Keskusta's queue.</summary>
public abstract class MeasurementTest : CaseTest
{
    /// <summary>The patient record is away: pages stand without it. It has tests of its own.</summary>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Host.Outbound.Answer("http://ehr.test", _ => new(System.Net.HttpStatusCode.ServiceUnavailable));
    }

    internal Measure BloodPressure => Host.Get<ContentFacade>().Measure("blood-pressure")!;

    internal static DateTimeOffset At(int hour, int minute = 0, int day = 0) => ManualClock.Morning.AddDays(day).AddHours(hour - 8).AddMinutes(minute);

    /// <summary>A blood pressure as it would be entered.</summary>
    internal ReadingEntry Pressure(int systolic, int diastolic, int? pulse = null, DateTimeOffset? at = null, Guid? plan = null, Guid? id = null) =>
        new(id ?? Guid.CreateVersion7(), BloodPressure, at ?? At(7, 30), [systolic, diastolic, pulse]) { PlanId = plan };

    internal Task<RecordReadings.Result> Record(Resident resident, params ReadingEntry[] entries) =>
        Host.Get<RecordReadings>().Handle(resident, entries, "fi", null, Ct);

    /// <summary>Sends these and returns the case.</summary>
    internal async Task<Guid> Sent(Resident resident, params ReadingEntry[] entries)
    {
        await Record(resident, entries);
        var (outcome, id) = await Host.Get<SendReadings>().Handle(resident, Guid.CreateVersion7(), "nurse-advice", [.. entries.Select(e => e.Id)], null, "fi", null, Ct);
        Assert.Equal(SendReadings.Outcome.Sent, outcome);
        return id!.Value;
    }

    /// <summary>Corrects, or withdraws when there is no entry.</summary>
    internal Task<(ChangeReading.Outcome Outcome, DangerLimit? Danger)> Change(Resident resident, Guid id, int seen, ReadingEntry? entry) =>
        Host.Get<ChangeReading>().Handle(resident, id, seen, entry, null, "fi", null, Ct);

    /// <summary>An active week of blood pressures that Keskusta has ordered, by the table: how one is ordered has tests of its own.</summary>
    internal async Task<Guid> OrderedWeek(PersonId subject, string queue = "nurse-advice", string unit = "keskusta")
    {
        var id = Guid.CreateVersion7();
        await Db.Write("""
            insert into measurements.plan (id, subject, measure, template, queue, unit, ordered_by, ordered_at, starts_on, ends_on, times, each_time, every_days, target_under, target_under_second, look_by)
            values (@id, @subject, 'blood-pressure', 'blood-pressure-week', @queue, @unit, @id, @now, '2026-11-23', '2026-11-29', '{morning,evening}', 2, 1, 135, 85, @look)
            """, new { id, subject = subject.Value, queue, unit, now = At(8), look = At(16, day: 9) });
        return id;
    }

    /// <summary>All versions of a reading, as they stand behind the walls.</summary>
    internal Task<List<Reading>> Versions(Guid id) => Db.Read<Reading>("select * from measurements.reading where id = @id order by version", new { id });

    internal async Task<Reading> Latest(Guid id) => (await Versions(id)).Single(r => r.Latest);
}
