namespace Portal.Platform.Jobs;

static class JobsSetup
{
    public static void AddJobs(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(builder.Configuration.GetSection("Jobs").Get<JobOptions>() ?? new JobOptions());
        builder.Services.AddSingleton<JobSignal>();
        builder.Services.AddSingleton<JobQueue>();
        builder.Services.AddHostedService<JobRunner>();
    }
}
