using Portal.Features.Cases;
using Portal.Platform.Db;

namespace Portal.Features.Measurements.Reviews;

/// <summary>On the row of a submission in the worklist: how many readings there are to decide on.</summary>
sealed class ReadingsToReview(ReviewTexts texts) : IRowRemark
{
    public CaseChannel Channel => CaseChannel.Measurements;

    public async Task<IReadOnlyDictionary<Guid, string>> Of(Work work, IReadOnlyCollection<Guid> cases, CancellationToken ct) =>
        (await work.Query<Row>(ReviewQueries.UndecidedOf, new { ids = cases.ToArray() }, ct)).ToDictionary(r => r.CaseId, r => r.Count == 1 ? texts["row-one"] : texts["row-count", r.Count]);

    sealed record Row
    {
        public Guid CaseId { get; init; }
        public int Count { get; init; }
    }
}
