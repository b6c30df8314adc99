namespace Portal.Platform.Jobs;

static class JobsSetup
{
    public static void AddJobs(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(builder.Configuration.GetSection("Jobs").Get<JobOptions>() ?? new JobOptions());
        builder.Services.AddSingleton<JobSignal>();
        builder.Services.AddSingleton<JobQueue>();
        builder.Services.AddHostedService<JobRunner>();
        builder.Services.AddHostedService<TimedRunner>();
    }

    public static void AddTimedWork<T>(this IServiceCollection services) where T : TimedWork =>
        services.AddSingleton<T>().AddSingleton<TimedWork>(all => all.GetRequiredService<T>());
}
