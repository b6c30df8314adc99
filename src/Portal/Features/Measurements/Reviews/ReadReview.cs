using Portal.Features.Audit;
using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Reviews;

/// <summary>A reading of a submission.</summary>
/// <param name="Earlier">Its earlier versions that have been sent, the oldest first.</param>
/// <param name="By">Whoever entered it, when it was somebody else than the person.</param>
/// <param name="IsNew">Sent since the last review of the measure.</param>
public sealed record ReviewLine(Reading Reading, IReadOnlyList<Reading> Earlier, string? By, bool IsNew)
{
    /// <summary>The limit that it has passed.</summary>
    public DangerLimit? Danger { get; init; }
};

/// <summary>What there is of one measure in a submission.</summary>
/// <param name="Plan">The one that asked for them; null without one, or when another unit ordered it.</param>
/// <param name="Lines">In order of time.</param>
/// <param name="Summary">Of those to be decided; when all have been, of the accepted ones.</param>
/// <param name="Last">The last review of the same measure.</param>
public sealed record ReviewPart(Measure Measure, Plan? Plan, IReadOnlyList<ReviewLine> Lines, SeriesSummary Summary, Review? Last)
{
    public IEnumerable<Reading> Undecided => Lines.Select(l => l.Reading).Where(r => r.IsUndecided);

    /// <summary>Nothing in the single readings that the summary would not tell: they need not be gone through one by one.</summary>
    public bool IsOrdinary => !Measure.IsWords && Summary.Outliers.Count == 0
        && Lines.All(l => l is { Earlier.Count: 0, Reading: { Danger: null, Withdraws: false, Confirmed: false, Words: null, State: not ReadingState.Wanted and not ReadingState.Refused } });

    /// <summary>What the summary is of.</summary>
    public IReadOnlyList<Reading> Summed { get; init; } = [];
}

/// <summary>A submission as a professional goes through it.</summary>
public sealed record Submitted(IReadOnlyList<ReviewPart> Parts, PersonCard? Person)
{
    public IEnumerable<Reading> Undecided => Parts.SelectMany(p => p.Undecided);
}

/// <summary>Opens a submission for a professional. When it is the own unit's, its readings have been seen from now on, and the resident is told when.</summary>
sealed class ReadReview(PortalDb db, ContentFacade content, Dangers dangers, LoginFacade login, AuditFacade audit, TimeProvider clock)
{
    public async Task<Submitted> Handle(Professional professional, Case its, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        Submitted submitted;
        await using (var work = db.As(professional))
        {
            if (its.IsOpen && its.Unit == professional.Unit && (await work.Query<Guid>(ReviewQueries.MarkSeen, new { id = its.Id, now }, ct)).Count > 0)
                audit.Record(work, "measurements.readings.seen", its.Id, its.Whose);
            var readings = await work.Query<Reading>(MeasurementQueries.OfCase, new { case_id = its.Id }, ct);
            var earlier = (await work.Query<Reading>(ReviewQueries.Earlier, new { ids = readings.Where(r => r.Version > 1).Select(r => r.Id).ToArray() }, ct)).ToLookup(r => r.Id);
            var plans = await work.Query<Plan>(ReviewQueries.PlansNamed, new { ids = readings.Select(r => r.PlanId).OfType<Guid>().Distinct().ToArray() }, ct);
            var last = await work.Query<Review>(ReviewQueries.Last, new { subject = its.Whose, measures = readings.Select(r => r.Measure).Distinct().ToArray() }, ct);
            var people = await login.People(work, [its.Whose, .. readings.Where(r => r.EnteredBasis is Basis.Guardian or Basis.Mandate).Select(r => new PersonId(r.EnteredBy)).Distinct()], ct);
            var staff = await login.StaffNames(work, [.. readings.Where(r => r.EnteredBasis == Basis.Assisted).Select(r => r.EnteredBy).Distinct()], ct);
            await work.Commit(ct);
            string? By(Reading r) => r.EnteredBasis switch
            {
                Basis.Self => null,
                Basis.Assisted => staff.GetValueOrDefault(r.EnteredBy, ""),
                _ => people.GetValueOrDefault(new(r.EnteredBy))?.Name ?? "",
            };
            submitted = new([.. readings.GroupBy(r => r.Measure).Select(g => (Measure: content.Measure(g.Key), Of: g.ToList())).Where(g => g.Measure is not null).OrderBy(g => g.Measure!.Order)
                .Select(g => Part(g.Measure!, g.Of, earlier, plans, last.Find(v => v.Measure == g.Measure!.Id), By, now))], people.GetValueOrDefault(its.Whose));
        }
        await audit.Seen(professional, "measurements.submission.seen", ct, its.Id, its.Whose);
        return submitted;
    }

    /// <summary>Of a colleague.</summary>
    public async Task<string?> NameOf(Professional professional, Guid staff, CancellationToken ct)
    {
        await using var work = db.As(professional);
        return (await login.StaffNames(work, [staff], ct)).GetValueOrDefault(staff);
    }

    ReviewPart Part(Measure measure, List<Reading> of, ILookup<Guid, Reading> earlier, List<Plan> plans, Review? last, Func<Reading, string?> by, DateTimeOffset now)
    {
        List<Reading> summed = of.Exists(r => r.IsUndecided) ? of.FindAll(r => r is { IsUndecided: true, Withdraws: false }) : of.FindAll(r => r.State == ReadingState.Accepted);
        string? TemplateOf(Reading r) => plans.Find(p => p.Id == r.PlanId)?.Template;
        var plan = plans.Where(p => p.Measure == measure.Id && of.Exists(r => r.PlanId == p.Id)).MaxBy(p => p.OrderedAt);
        List<ReviewLine> lines = [.. of.Select(r => new ReviewLine(r, [.. earlier[r.Id]], by(r), last is not null && r.SentAt > last.At) { Danger = dangers.Of(r, TemplateOf(r)) })];
        return new(measure, plan, lines, SeriesSummary.Of(measure, summed, r => plan?.TargetFor(r, content.PlanTemplate(plan.Template)), plan, now.HelsinkiDate()), last) { Summed = summed };
    }
}
