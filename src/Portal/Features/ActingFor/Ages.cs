using Portal.Platform.Web;

namespace Portal.Features.ActingFor;

/// <summary>A birthday that moves rights from the guardians to the young person.</summary>
public enum Milestone
{
    /// <summary>The young person decides what guardians see of what is recorded from then on.</summary>
    Decides,

    /// <summary>The young person decides also whether guardians book.</summary>
    Books,

    /// <summary>Of age: guardians have no say any more.</summary>
    Adult,
}

/// <summary>What a child's age means for their guardians, and when it changes: at 0.00 on the birthday, Finnish time.</summary>
sealed class Ages(ActingForOptions options, TimeProvider clock)
{
    public const int Adult = 18;

    public int ChildDecidesFrom => options.ChildDecidesFrom;

    /// <summary>Null when the person is of age: guardians have no say any more.</summary>
    public Standing? Guardian(DateOnly bornOn) => Years(bornOn) switch
    {
        >= Adult => null,
        var age when age >= options.YoungBooksFrom => Standing.GuardianOfTeen,
        var age when age >= options.ChildDecidesFrom => Standing.GuardianOfYoung,
        _ => Standing.GuardianOfChild,
    };

    public bool Decides(DateOnly bornOn) => Years(bornOn) >= options.ChildDecidesFrom;

    /// <summary>What changes, and at which age.</summary>
    public IReadOnlyList<(Milestone What, int Age)> Milestones => [(Milestone.Decides, options.ChildDecidesFrom), (Milestone.Books, options.YoungBooksFrom), (Milestone.Adult, Adult)];

    /// <summary>The birthdays that still change something, in order.</summary>
    public IEnumerable<(int Age, DateOnly On)> Changes(DateOnly bornOn) =>
        new[] { options.ChildDecidesFrom, options.YoungBooksFrom, Adult }.Distinct().Where(age => age > Years(bornOn)).Select(age => (age, Age.Birthday(bornOn, age)));

    /// <summary>Until when the present standing holds; null for adults.</summary>
    public DateTimeOffset? Until(DateOnly bornOn) => Changes(bornOn) is var changes && changes.Any() ? changes.First().On.StartsAt() : null;

    /// <summary>When the last right of the guardians ends.</summary>
    public DateTimeOffset Adulthood(DateOnly bornOn) => Age.Birthday(bornOn, Adult).StartsAt();

    int Years(DateOnly bornOn) => Age.On(bornOn, clock.GetUtcNow().HelsinkiDate());
}
