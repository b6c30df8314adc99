using Npgsql;

namespace Portal.Benchmarks.Limits;

/// <summary>Serves <see cref="BarePage"/>, the limit of <c>page</c>: the same kind of endpoint as the portal's pages.</summary>
static class BarePages
{
    public static WebApplication Create()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRazorComponents();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton(new NpgsqlSlimDataSourceBuilder(BareBooking.Connection).Build());
        var app = builder.Build();
        app.MapRazorComponents<BarePage>().DisableAntiforgery();
        return app;
    }
}
