using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Features.Measurements;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements.Plans;

/// <summary>A portal in which nurses order and residents measure. It is Monday, 8.00; plans begin on Tuesday unless it is said.</summary>
public abstract class PlanTest : MeasurementTest
{
    internal static string OrderFor(Guid caseId, string template = "blood-pressure-week", string language = "fi") => $"/{language}/staff/plans/new?case={caseId}&template={template}";

    /// <summary>The form as the page offers it, ordered with one press.</summary>
    internal static async Task<Page> Ordered(SignedInProfessional nurse, Guid caseId, string template = "blood-pressure-week", Action<Page>? change = null)
    {
        var page = await nurse.Browser.Open(OrderFor(caseId, template));
        change?.Invoke(page);
        return await page.Press("Tilaa");
    }

    /// <summary>The id in the address of a plan's page.</summary>
    internal static Guid IdOf(Page page) => Guid.Parse(page.Path.Split('/', '?')[4]);

    internal Task<Plan> PlanOf(Guid id) => Db.ReadOne<Plan>("select *, each_time::int as each_time, every_days::int as every_days from measurements.plan where id = @id", new { id });

    internal Task<List<Case>> CasesOf(PersonId subject) => Db.Read<Case>("select * from cases.case where subject = @id and channel = 'measurements' order by opened_at", new { id = subject.Value });

    internal Task<List<Message>> MessagesOf(Guid id) => Db.Read<Message>("select * from cases.message where case_id = @id order by seq", new { id });

    /// <summary>The templates of the messages that are planned or have been, about a thing.</summary>
    internal Task<List<string>> Told(Guid about) => Db.Read<string>("select payload ->> 'template' from jobs.job where queue = 'message' and payload ->> 'about' = @about order by seq", new { about = $"{about}" });

    internal Task<List<string>> News(Guid plan) => Db.Read<string>("select payload ->> 'version' from jobs.job where queue = 'ehr-measurements' and key = @plan order by seq", new { plan });

    /// <summary>Both readings of a morning and an evening of the plan's days, from its first one on.</summary>
    internal async Task Measured(Resident resident, Guid plan, params (int Day, int Hour)[] times)
    {
        foreach (var (day, hour) in times)
            await Record(resident, Pressure(132, 84, at: At(hour, day: day), plan: plan), Pressure(130, 82, at: At(hour, 5, day), plan: plan));
    }
}
