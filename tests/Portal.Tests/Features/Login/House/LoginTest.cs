using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Portal.Tests.House;

namespace Portal.Tests.Features.Login;

/// <summary>A test with the portal and two providers of our own, one for residents and one for staff.</summary>
public abstract class LoginTest : PortalTest
{
    readonly int port = FreePort();

    internal FakeProvider Residents { get; private set; } = null!;
    internal FakeProvider Staff { get; private set; } = null!;

    /// <summary>True for a test that is about the making of keys.</summary>
    protected virtual bool OwnKeys => false;
    protected string PortalUrl => $"http://localhost:{port}";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["urls"] = $"http://127.0.0.1:{port}", ["Portal:PublicUrl"] = PortalUrl,
        ["Login:Residents:Authority"] = Residents.Issuer, ["Login:Staff:Authority"] = Staff.Issuer,
    };

    public override async ValueTask InitializeAsync()
    {
        (Residents, Staff) = (await FakeProvider.Start(Clock), await FakeProvider.Start(Clock));
        Staff.MakeToken = Staff.Tokens.Sign;
        Residents.Claims = DemoClaims.Aino();
        Staff.Claims = DemoClaims.Nurse();
        await base.InitializeAsync();
        if (!OwnKeys) await PortalKeys.PutInto(Db);
        foreach (var provider in new[] { Residents, Staff })
        {
            provider.PortalJwks = $"{PortalUrl}/.well-known/jwks.json";
            Host.Outbound.Allow(provider.Issuer);
        }
    }

    /// <summary>A browser in which somebody has logged in.</summary>
    internal async Task<Browser> LoggedIn(string returnUrl = "/en/sessions", string scheme = "suomifi")
    {
        var browser = Browser();
        var page = await browser.Open($"/bff/login?scheme={scheme}&returnUrl={Uri.EscapeDataString(returnUrl)}");
        Assert.Equal(returnUrl, page.Path);
        return browser;
    }

    internal async Task<Guid> PersonId(Browser browser) => Guid.Parse(await Claim(browser, "portal:person"));

    internal static async Task<string> Claim(Browser browser, string type)
    {
        using var answer = await browser.Get("/bff/user", ("X-CSRF", "1"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!.AsArray().Where(c => (string?)c!["type"] == type).Select(c => c!["value"]!.ToString()).Single();
    }

    internal static async Task<HttpStatusCode> UserStatus(Browser browser)
    {
        using var answer = await browser.Get("/bff/user?slide=false", ("X-CSRF", "1"));
        return answer.StatusCode;
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (!OwnKeys) await PortalKeys.TakeFrom(Db);
        await base.DisposeAsync();
        if (Residents is not null) await Residents.DisposeAsync();
        if (Staff is not null) await Staff.DisposeAsync();
    }

    static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}

/// <summary>The portal's own keys, made by the first test and lent to the others: making two RSA keys takes longer than a login.</summary>
static class PortalKeys
{
    static readonly string[] tables = ["platform.data_protection_key", "platform.client_key"];
    static string[]? kept;

    public static async Task PutInto(TestDatabase db)
    {
        if (Volatile.Read(ref kept) is not { } all) return;
        foreach (var (table, rows) in tables.Zip(all))
            await db.Write($"insert into {table} select * from json_populate_recordset(null::{table}, @rows::json) on conflict do nothing", new { rows });
    }

    public static async Task TakeFrom(TestDatabase db)
    {
        if (Volatile.Read(ref kept) is not null || await db.ReadOne<long>("select count(*) from platform.client_key") != 3) return;
        var rows = new string[tables.Length];
        for (var i = 0; i < rows.Length; i++) rows[i] = await db.ReadOne<string>($"select json_agg(t)::text from {tables[i]} t");
        Interlocked.CompareExchange(ref kept, rows, null);
    }
}

/// <summary>Synthetic people as the providers describe them.</summary>
static class DemoClaims
{
    public const string AinoHetu = "120384-9040";

    public static JsonObject Aino() => new()
    {
        ["urn:oid:1.2.246.21"] = AinoHetu, ["urn:oid:2.5.4.4"] = "Korpela", ["urn:oid:1.2.246.575.1.14"] = "Aino Maria",
        ["urn:oid:1.3.6.1.5.5.7.9.1"] = "1984-03-12", ["urn:oid:1.2.246.517.2002.2.18"] = "901",
    };

    public static JsonObject Mikko() => new()
    {
        ["personal_identity_code"] = "300782-913L", ["family_name"] = "Korpela", ["given_name"] = "Mikko Juhani", ["birthdate"] = "1982-07-30",
    };

    public static JsonObject Nurse() => new()
    {
        ["sub"] = "staff-1", ["name"] = "Sari Lehto", ["roles"] = new JsonArray("nurse", "unknown-role"), ["unit"] = "keskusta", ["acr"] = null,
    };
}
