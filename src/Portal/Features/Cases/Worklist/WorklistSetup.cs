using Portal.Platform.Ui;
using Portal.Platform.Web;

namespace Portal.Features.Cases.Worklist;

static class WorklistSetup
{
    public static void AddWorklist(this WebApplicationBuilder builder)
    {
        foreach (var part in (Type[])
        [
            typeof(WorklistTexts), typeof(WorkWords), typeof(ReadWorklist), typeof(ReadWork), typeof(Beat), typeof(TakeCase), typeof(GiveBack),
            typeof(AnswerCase), typeof(SaveDraft), typeof(FillReply), typeof(WriteNote), typeof(ChangeUrgency),
        ]) builder.Services.AddSingleton(part);
        builder.AddNavItem<WorklistTexts>(Audience.Professional, "nav-worklist", "staff/worklist", order: 5, roles: ForRoles.Care);
    }
}
