using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;
using Portal.Platform.Web;

namespace Portal.Features.Cases.Worklist;

/// <summary>
/// One list over everything that waits for the unit, in the order that <see cref="WorklistQueries.Rows"/> says. It shows
/// nobody: no name and no text. So reading it leaves no line in anybody's log; opening a case does.
/// </summary>
sealed class ReadWorklist(PortalDb db, LoginFacade people, Beat beat, JobQueue jobs, IEnumerable<IRowRemark> rooms, TimeProvider clock)
{
    /// <param name="Refused">Summaries that the patient record has refused.</param>
    public sealed record Result(IReadOnlyList<WorkRow> Rows, IReadOnlyList<WorkRow> AskedOfMe, DayFigures Today, IReadOnlyList<Colleague> Present,
        IReadOnlyDictionary<Guid, string> Names, int Refused);

    /// <param name="professional">Of the unit. A head nurse sees all that is open, and what is late first.</param>
    /// <param name="queue">Only this queue; all with null.</param>
    public async Task<Result> Handle(Professional professional, Whose whose, string? queue, CancellationToken ct)
    {
        var (now, head) = (clock.GetUtcNow(), professional.Has("head-nurse"));
        await using var work = db.As(professional);
        beat.Into(work, professional);
        var asked = await work.Query<WorkRow>(WorklistQueries.AskedOfMe, new { staff = professional.StaffId, now }, ct);
        var rows = await work.Query<WorkRow>(WorklistQueries.Rows, new
        {
            unit = professional.Unit, staff = professional.StaffId, now, queue, whose, everything = head && whose == Whose.All, late_first = head,
        }, ct);
        var present = await work.Query<Colleague>(WorklistQueries.Colleagues, new { unit = professional.Unit, now, fresh = Promises.Fresh }, ct);
        var today = (await work.QueryOne<DayFigures>(WorklistQueries.Today, new { unit = professional.Unit, now, day = now.HelsinkiDate().StartsAt() }, ct))!;
        var born = await people.BirthDates(work, [.. rows.Concat(asked).Select(r => r.Subject).OfType<PersonId>()], ct);
        var remarks = await Remarks(work, [.. rows, .. asked], ct);
        Guid[] staff = [.. rows.Select(r => r.Holder).OfType<Guid>(), .. present.Select(c => c.Staff), .. rows.Select(r => r.ReturnedFrom).Where(f => f is not null).Select(f => Guid.Parse(f!))];
        var names = await people.StaffNames(work, staff, ct);
        var undelivered = await jobs.Open(work, DeliverCase.QueueName, professional.Unit, ct);
        await work.Commit(ct);
        return new([.. rows.Select(Whole)], [.. asked.Select(Whole)], today,
            [.. present.Select(c => c with { Name = names.GetValueOrDefault(c.Staff, "") }).OrderBy(c => c.Name, StringComparer.CurrentCulture)], names, undelivered.Count(j => j.State == "failed"));

        WorkRow Whole(WorkRow row) => row with
        {
            Age = row.Subject is { } id && born.TryGetValue(id, out var day) ? Age.On(day, now.HelsinkiDate()) : null,
            Remark = remarks.GetValueOrDefault(row.Id),
        };
    }

    /// <summary>What the rooms have to say of their rows: a query a room, and none where it has no rows.</summary>
    async Task<Dictionary<Guid, string>> Remarks(Work work, IReadOnlyList<WorkRow> rows, CancellationToken ct)
    {
        Dictionary<Guid, string> remarks = [];
        foreach (var room in rooms)
        {
            Guid[] its = [.. rows.Where(r => r.Channel == room.Channel).Select(r => r.Id).Distinct()];
            if (its.Length == 0) continue;
            foreach (var (id, words) in await room.Of(work, its, ct)) remarks[id] = words;
        }
        return remarks;
    }

    /// <summary>Colleagues of the unit who are at work now, oneself included.</summary>
    public async Task<IReadOnlyList<Colleague>> Present(Professional professional, CancellationToken ct)
    {
        await using var work = db.As(professional);
        beat.Into(work, professional);
        var present = await work.Query<Colleague>(WorklistQueries.Colleagues, new { unit = professional.Unit, now = clock.GetUtcNow(), fresh = Promises.Fresh }, ct);
        var names = await people.StaffNames(work, [.. present.Select(c => c.Staff)], ct);
        await work.Commit(ct);
        return [.. present.Select(c => c with { Name = names.GetValueOrDefault(c.Staff, "") }).OrderBy(c => c.Name, StringComparer.CurrentCulture)];
    }
}
