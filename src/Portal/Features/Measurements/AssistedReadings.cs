using Portal.Features.ActingFor;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Measurements;

/// <summary>What a professional has entered beside somebody, in the words of the receipt that they take home.</summary>
sealed class AssistedReadings(PortalDb db, MeasurementsTexts texts, ReadingWords said, ContentFacade content) : IAssistedActs
{
    public async Task<IReadOnlyList<AssistedAct>> Done(Professional professional, PersonId subject, DateTimeOffset from, DateTimeOffset until, bool withPlace, CancellationToken ct)
    {
        await using var work = db.As(professional);
        var rows = await work.CommitWith<Row>(RecordQueries.Assisted, new { subject, from, until }, ct);
        return [.. rows.Select(Act)];
    }

    AssistedAct Act(Row row)
    {
        List<(string, string)> facts = [(texts["fact-measured"], said.When(row.MeasuredAt))];
        if (content.Measure(row.Measure) is { IsWords: false } measure)
            facts.Insert(0, (measure.Name.ToString(), MeasurementWords.Value(measure, [row.Value1, row.Value2, row.Value3], row.MeterShows)));
        facts.Add((texts["fact-state"], row.SentAt is { } sent ? texts["receipt-sent", said.When(sent)] : texts["receipt-not-sent"]));
        return new(row.EnteredAt, texts[row.Withdraws ? "receipt-withdrawn" : row.Version > 1 ? "receipt-corrected" : "receipt-entered", content.Measure(row.Measure)?.Name.ToString() ?? row.Measure],
            facts, texts["receipt-change"]);
    }

    sealed record Row
    {
        public Guid Id { get; init; }
        public int Version { get; init; }
        public string Measure { get; init; } = "";
        public DateTimeOffset MeasuredAt { get; init; }
        public decimal? Value1 { get; init; }
        public decimal? Value2 { get; init; }
        public decimal? Value3 { get; init; }
        public string? MeterShows { get; init; }
        public bool Withdraws { get; init; }
        public DateTimeOffset EnteredAt { get; init; }
        public DateTimeOffset? SentAt { get; init; }
    }
}
