using Portal.Features.Audit;
using Portal.Features.Cases;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Measurements;

/// <summary>On the resident's home page: what was not accepted or is wanted anew, and readings that have waited long to be sent.</summary>
sealed class HomeMeasurements(PortalDb db, MeasurementsTexts texts, MeasurementWords words, ReadingWords said, AuditFacade audit, TimeProvider clock) : IHomeDuties
{
    /// <summary>What has waited so long has probably been forgotten.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromDays(2);

    /// <summary>An older wish is not repeated.</summary>
    static readonly TimeSpan Asked = TimeSpan.FromDays(60);

    public string Area => "measurements";
    public string WhenSilent => texts["home-silent"];

    public async Task<HomePart> For(Resident resident, CancellationToken ct)
    {
        List<AskedRow> asked;
        WaitingRow waiting;
        await using (var work = db.As(resident))
        {
            asked = await work.Query<AskedRow>(RecordQueries.Asked, new { subject = resident.Subject, since = clock.GetUtcNow() - Asked }, ct);
            waiting = (await work.CommitWith<WaitingRow>(RecordQueries.Waiting, new { subject = resident.Subject }, ct)).Single();
        }
        if (asked.Count == 0 && waiting.Count == 0) return HomePart.Nothing;
        await audit.Seen(resident, "measurements.duties.seen", ct);
        List<Duty> duties = [.. asked.Select(Again)];
        if (waiting.Oldest <= clock.GetUtcNow() - Long)
            duties.Add(new(waiting.Count == 1 ? texts["home-send-one"] : texts["home-send", waiting.Count], texts["home-send-why", said.When(waiting.Oldest!.Value)], null, To("measurements/send"), texts["home-send-do"]));
        return new(duties, []);
    }

    Duty Again(AskedRow row) => new(texts["home-again", words.Name(row.Measure)], texts[$"home-{EnumText.Of(row.State)}", row.Reason ?? ""].TrimEnd(), null,
        To($"measurements/sent/{row.CaseId}"), texts["home-again-do"]);

    static string To(string path) => $"/{Language.Current.Code}/{path}";

    sealed record AskedRow
    {
        public Guid Id { get; init; }
        public string Measure { get; init; } = "";
        public ReadingState State { get; init; }
        public string? Reason { get; init; }
        public Guid CaseId { get; init; }
        public DateTimeOffset At { get; init; }
    }

    sealed record WaitingRow
    {
        public int Count { get; init; }
        public DateTimeOffset? Oldest { get; init; }
    }
}
