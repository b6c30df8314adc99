using Portal.Features.Cases;

namespace Portal.Features.Measurements.Reviews;

/// <summary>The parts of charts and of the professional's review.</summary>
static class Reviewing
{
    public static void Add(IServiceCollection services)
    {
        foreach (var part in (Type[])[typeof(ReviewTexts), typeof(ReviewWords), typeof(ReadSeries), typeof(ReadReview), typeof(ReviewReadings)]) services.AddSingleton(part);
        services.AddSingleton<ICasePanel, OnCasePage>();
        services.AddSingleton<IRowRemark, ReadingsToReview>();
    }
}
