using Portal.Features.Cases;
using Portal.Features.Notifications;
using Portal.Platform.Jobs;
using Portal.Platform.Ui;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Plans;

/// <summary>Plans: ordered by professionals, followed by both, ending by themselves; and own diaries.</summary>
static class PlansSetup
{
    public static void AddPlans(this WebApplicationBuilder builder)
    {
        foreach (var part in (Type[])
        [
            typeof(PlansTexts), typeof(PlanWords), typeof(OrderWhom), typeof(OrderPlan), typeof(StopPlan), typeof(StartDiary), typeof(ReadPlans), typeof(FollowPlans),
        ]) builder.Services.AddSingleton(part);
        builder.Services.AddSingleton<ICareAction, OrderFromCase>();
        builder.Services.AddSingleton<IHomeDuties, HomeTasks>();
        builder.Services.AddSingleton<IMessageStillTrue, PlanStillOn>();
        builder.Services.AddTimedWork<EndPlans>();
        builder.Services.AddTimedWork<RemindMeasuring>();
        builder.AddNavItem<PlansTexts>(Audience.Professional, "nav-plans", "staff/plans", order: 15, roles: ForRoles.Care);
    }
}
