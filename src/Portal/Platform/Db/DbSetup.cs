using Npgsql;

namespace Portal.Platform.Db;

static class DbSetup
{
    /// <summary>
    /// The data source, with automatic preparation. A pool a little larger than the cores' worth beats a large one:
    /// waiting for a connection is cheaper than having PostgreSQL switch between too many. Nothing is reset when a
    /// connection goes back to the pool: all that a request sets is local to its transaction (see RowSecurity).
    /// </summary>
    public static void AddPortalDb(this IHostApplicationBuilder builder)
    {
        RowTypes.Register();
        builder.Services.AddSingleton(provider =>
        {
            var text = provider.GetRequiredService<IConfiguration>().GetConnectionString("Portal")
                ?? throw new InvalidOperationException("ConnectionStrings:Portal is not set. Start the stack with: dotnet run --project infra/DevStack");
            var settings = new NpgsqlConnectionStringBuilder(text) { MaxAutoPrepare = 200, AutoPrepareMinUsages = 2, ApplicationName = "portal", NoResetOnClose = true };
            if (!text.Contains("Pool Size", StringComparison.OrdinalIgnoreCase)) settings.MaxPoolSize = 16;
            return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
        });
        builder.Services.AddSingleton<PortalDb>();
        builder.Services.AddSingleton(TimeProvider.System);
    }

    /// <summary><c>Portal migrate</c>: applies the schema as the owner, whose connection string is ConnectionStrings:Owner.</summary>
    public static async Task<int> Migrate()
    {
        var configuration = new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build();
        var owner = configuration.GetConnectionString("Owner") ?? throw new InvalidOperationException("ConnectionStrings:Owner is not set.");
        var applied = await new Migrator(owner).Migrate(default);
        Console.WriteLine(applied.Count == 0 ? "The database is up to date." : $"Applied {string.Join(", ", applied)}.");
        return 0;
    }
}
