using Portal.Features.Notifications;
using Portal.Platform.Jobs;
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
            typeof(AnswerCase), typeof(SaveDraft), typeof(FillReply), typeof(WriteNote), typeof(ChangeUrgency), typeof(FinishCase), typeof(FhirCase), typeof(ReadSummaries),
            typeof(TakeOver), typeof(TransferCase), typeof(ConsultColleague), typeof(HandOver), typeof(OpenPerson), typeof(ReadOpenings), typeof(ReadColleagues),
        ]) builder.Services.AddSingleton(part);
        builder.Services.AddSingleton<IJobHandler, DeliverCase>();
        builder.Services.AddSingleton<IMessageStillTrue, CaseStillLate>();
        builder.Services.AddTimedWork<CaseWatch>();
        builder.AddNavItem<WorklistTexts>(Audience.Professional, "nav-worklist", "staff/worklist", order: 5, roles: ForRoles.Care);
        builder.AddNavItem<WorklistTexts>(Audience.Professional, "nav-people", "staff/people", order: 30, roles: ForRoles.Care);
    }
}
