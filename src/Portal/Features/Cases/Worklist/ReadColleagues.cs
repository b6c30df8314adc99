using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Worklist;

/// <summary>Colleagues of every unit to whom a case can be given or who can be asked; not oneself.</summary>
sealed class ReadColleagues(PortalDb db, LoginFacade people)
{
    public async Task<IReadOnlyList<StaffCard>> Handle(Professional professional, CancellationToken ct)
    {
        await using var work = db.As(professional);
        var all = await people.InCare(work, ct);
        await work.Commit(ct);
        return [.. all.Where(c => c.Id != professional.StaffId).OrderBy(c => c.Name, StringComparer.CurrentCulture)];
    }
}
