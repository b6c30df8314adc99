using Portal.Features.Audit;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;

namespace Portal.Features.Measurements;

/// <summary>What there is to tell the patient record.</summary>
public enum NewsOf
{
    /// <summary>A version of a reading that a professional has accepted: also that it was a mistake.</summary>
    Reading,

    /// <summary>What a reviewer saw: the mean.</summary>
    Review,

    /// <summary>A plan that a professional has ordered, ended or stopped.</summary>
    Plan,
}

/// <summary>The payload of a delivery.</summary>
/// <param name="Version">Of a reading; of a plan, how many times it has been told of; of a review 0, and of its mean anew the mean's version.</param>
/// <param name="Staff">The professional whose act it was.</param>
sealed record MeasurementNews(NewsOf Of, Guid Id, int Version, Guid Staff);

/// <summary>Puts the delivery to the patient record into the transaction of the act. Of one thing they go one at a time, in order, each once.</summary>
sealed class Announce(JobQueue jobs)
{
    public const string Queue = "ehr-measurements";

    public void Accepted(Work work, Professional by, IEnumerable<Reading> readings)
    {
        foreach (var r in readings) Add(work, by.Unit, r.Subject, new(NewsOf.Reading, r.Id, r.Version, by.StaffId));
    }

    public void Reviewed(Work work, Professional by, PersonId subject, Guid review) => Add(work, by.Unit, subject, new(NewsOf.Review, review, 0, by.StaffId));

    /// <summary>What a mean is of has been corrected or withdrawn: it is told anew, once for each way in which its readings stand.</summary>
    public void Again(Work work, string unit, Guid staff, PersonId subject, Guid review, int version) => Add(work, unit, subject, new(NewsOf.Review, review, version, staff));

    /// <param name="version">1 when it is ordered, 2 when it has ended or was stopped.</param>
    public void Planned(Work work, string unit, Guid staff, PersonId subject, Guid plan, int version) => Add(work, unit, subject, new(NewsOf.Plan, plan, version, staff));

    void Add(Work work, string unit, PersonId subject, MeasurementNews news) =>
        jobs.Add(work, new Job(Queue, news.Id, news) { Subject = subject, Unit = unit, Once = $"{EnumText.Of(news.Of)}:{news.Id}:{news.Version}" });
}
