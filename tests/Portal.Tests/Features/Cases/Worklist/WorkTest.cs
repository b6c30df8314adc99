using Portal.Features.Cases;
using Portal.Features.Cases.Worklist;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Cases.Worklist;

/// <summary>A unit at work: residents' matters on its list.</summary>
public abstract class WorkTest : CaseTest
{
    internal const string Worklist = "/fi/staff/worklist";

    internal static string PageOf(Guid id) => $"/fi/staff/cases/{id}";

    internal async Task<Case> Taken(SignedInProfessional nurse, Case its)
    {
        Assert.Equal(TakeCase.Outcome.Taken, (await Host.Get<TakeCase>().Handle(nurse.Professional, its.Id, Ct)).Outcome);
        return await Stored(its.Id);
    }

    internal Task<List<string>> LedgerOf(Guid id) => Db.Read<string>("select kind from cases.event where case_id = @id order by id", new { id });

    /// <summary>The ids of the list's rows, in its order.</summary>
    internal static IEnumerable<Guid> RowsOf(Page page) => page.All("tr[data-row]").Select(row => Guid.Parse(row.GetAttribute("data-row")!));
}
