using Portal.Features.Audit;
using Portal.Platform.Db;
using Portal.Platform.Keys;

namespace Portal;

/// <summary>What the program does, by the words after its name: <c>migrate</c>, <c>audit verify</c>, <c>keys rotate</c>; without them it serves.</summary>
static class Commands
{
    public static async Task<int> Run(string[] args)
    {
        if (args is ["migrate"]) return await DbSetup.Migrate();
        await using var app = PortalApp.Create(args);
        if (args is ["audit", "verify"]) return await app.Services.VerifyAudit();
        if (args is ["keys", "rotate"]) return await app.Services.RotateKeys();
        await app.RunAsync();
        return 0;
    }
}
