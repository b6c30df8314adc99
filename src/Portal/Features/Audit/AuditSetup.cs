namespace Portal.Features.Audit;

static class AuditSetup
{
    public static void AddAudit(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AuditFacade>();
        builder.Services.AddSingleton<SeenLines>();
        builder.Services.AddSingleton<VerifyAudit>();
    }

    /// <summary><c>Portal audit verify</c>: exit code 0 when every chain is whole, 1 when not.</summary>
    public static async Task<int> VerifyAudit(this IServiceProvider services)
    {
        var report = await services.GetRequiredService<VerifyAudit>().Handle(default);
        foreach (var fault in report.Faults) Console.WriteLine(fault);
        Console.WriteLine($"{report.Lines} lines in {report.Chains} chains: {(report.Whole ? "whole" : $"{report.Faults.Count} faults")}");
        return report.Whole ? 0 : 1;
    }
}
