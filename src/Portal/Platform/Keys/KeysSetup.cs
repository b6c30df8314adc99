using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Portal.Platform.Keys;

static class KeysSetup
{
    public static void AddPortalKeys(this IHostApplicationBuilder builder)
    {
        builder.Services.AddChecked<KeyOptions>("Keys");
        builder.Services.AddSingleton<ClientKeys>();
        builder.Services.AddHostedService<KeyRenewal>();
        builder.Services.AddDataProtection().SetApplicationName("portal");
        builder.Services.AddOptions<KeyManagementOptions>().Configure<NpgsqlDataSource, KeyOptions, TimeProvider>((keys, source, options, clock) =>
        {
            keys.XmlRepository = new DataProtectionKeys(source, clock);
            if (options.MasterKey is { } master) keys.XmlEncryptor = new MasterKeyEncryptor(master);
        });
    }

    /// <summary>The public keys, for the identity providers and the EHR.</summary>
    public static void MapPortalKeys(this WebApplication app) =>
        app.MapGet("/.well-known/jwks.json", async (ClientKeys keys, HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "public, max-age=300";
            return Results.Json(await keys.Published(context.RequestAborted));
        }).AllowAnonymous().ExcludeFromDescription();

    /// <summary><c>Portal keys rotate</c>: a new set of client keys.</summary>
    public static async Task<int> RotateKeys(this IServiceProvider services)
    {
        foreach (var key in await services.GetRequiredService<ClientKeys>().Rotate(default))
            Console.WriteLine($"{key.Purpose,-16} {key.Kid} from {key.UseFrom:u}");
        return 0;
    }
}
