using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Platform.Keys;
using Portal.Tests.House;

namespace Portal.Tests.Features.Login;

public class KeyTests : LoginTest
{
    protected override bool OwnKeys => true;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings)
    { ["Keys:Refresh"] = "00:00:00", ["Login:Residents:MetadataLife"] = "365.00:00:00", ["Login:Absolute"] = "08:00:00" };

    [Fact]
    public async Task The_published_set_has_a_key_for_each_purpose_and_nothing_private()
    {
        await LoggedIn();
        var keys = await Published();
        Assert.Equal(["EC sig ES384", "RSA enc ", "RSA sig RS256"], keys.Select(k => $"{Text(k, "kty")} {Text(k, "use")} {Text(k, "alg")}").Order());
        Assert.All(keys, k => Assert.DoesNotContain(k.EnumerateObject(), p => p.Name is "d" or "p" or "q" or "dp" or "dq" or "qi" or "k"));
        Assert.DoesNotContain("PRIVATE", await Db.ReadOne<string>("select string_agg(k::text, '') from platform.client_key k"));
    }

    [Fact]
    public async Task A_new_signing_key_is_published_before_it_is_used_and_the_old_one_goes_later()
    {
        await LoggedIn();
        var old = Sig(await Published()).Single();
        await Host.Get<ClientKeys>().Rotate(Ct);
        var two = Sig(await Published());
        Assert.Equal(2, two.Count);
        Assert.Equal(old, await UsedKid());
        Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(two.Single(k => k != old), await UsedKid());
        await LoggedIn();
        Clock.Advance(TimeSpan.FromDays(3));
        await Host.Get<ClientKeys>().Rotate(Ct);
        Assert.DoesNotContain(old, Sig(await Published()));
    }

    [Fact]
    public async Task A_token_encrypted_to_the_replaced_key_still_opens()
    {
        await LoggedIn();
        var before = (await Published()).Single(k => Text(k, "use") == "enc");
        var old = System.Security.Cryptography.RSA.Create(new System.Security.Cryptography.RSAParameters
        { Modulus = Decode(Text(before, "n")), Exponent = Decode(Text(before, "e")) });
        await Host.Get<ClientKeys>().Rotate(Ct);
        Assert.NotEqual(Text(before, "kid"), Text((await Published()).Single(k => Text(k, "use") == "enc"), "kid"));   // only the newest is offered
        Residents.MakeToken = claims => Residents.Tokens.Encrypt(Residents.Tokens.Sign(claims), old, Text(before, "kid"));
        await LoggedIn();
    }

    [Fact]
    public async Task Keys_are_renewed_by_age_and_two_processes_make_one_set()
    {
        await LoggedIn();
        await using var second = await PortalHost.Start(Db, Clock, new Dictionary<string, string>(Settings) { ["urls"] = "http://127.0.0.1:0" });
        Clock.Advance(TimeSpan.FromDays(181));
        await Task.WhenAll(Host.Get<ClientKeys>().Published(Ct), second.Get<ClientKeys>().Published(Ct), Host.Get<ClientKeys>().Published(Ct));
        Assert.Equal(6, await Db.ReadOne<long>("select count(*) from platform.client_key"));
    }

    [Fact]
    public async Task First_keys_made_on_a_clock_ahead_of_ours_are_used_at_once()
    {
        var published = Sig(await Published()).Single();
        var behind = new ManualClock(Clock.Now.AddSeconds(-2));
        await using var second = await PortalHost.Start(Db, behind, new Dictionary<string, string>(Settings) { ["urls"] = "http://127.0.0.1:0" });
        Assert.Equal(3, (await second.Get<ClientKeys>().Published(Ct))["keys"]!.AsArray().Count);
        var jwt = await second.Get<ClientKeys>().SignJwt(KeyPurpose.LoginSignature, [], Ct);
        Assert.Equal(published, Text(JsonElement.Parse(Decode(jwt.Split('.')[0])), "kid"));
    }

    [Fact]
    public async Task The_command_rotates()
    {
        Assert.Equal(0, await PortalCommand.Run(Db, "keys", "rotate"));
        Assert.Equal(0, await PortalCommand.Run(Db, "keys", "rotate"));
        Assert.Equal(6, await Db.ReadOne<long>("select count(*) from platform.client_key"));
    }

    async Task<string> UsedKid()
    {
        var jwt = await Host.Get<ClientKeys>().SignJwt(KeyPurpose.LoginSignature, [], Ct);
        return Text(JsonElement.Parse(Decode(jwt.Split('.')[0])), "kid");
    }

    async Task<List<JsonElement>> Published()
    {
        using var answer = await Browser().Get("/.well-known/jwks.json");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. JsonElement.Parse(await answer.Content.ReadAsStringAsync(Ct)).GetProperty("keys").EnumerateArray()];
    }

    static List<string> Sig(List<JsonElement> keys) => [.. keys.Where(k => Text(k, "alg") == "RS256").Select(k => Text(k, "kid"))];
    static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString()! : "";
    static byte[] Decode(string text) => Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(text);
}

/// <summary>With a master key a copy of the database opens nothing.</summary>
public class MasterKeyTests : LoginTest
{
    protected override bool OwnKeys => true;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings)
    { ["Keys:Master"] = Convert.ToBase64String(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray()) };

    [Fact]
    public async Task The_data_protection_keys_are_encrypted_and_another_process_with_the_master_key_reads_them()
    {
        var browser = await LoggedIn();
        var xml = await Db.ReadOne<string>("select xml from platform.data_protection_key");
        Assert.Contains(nameof(MasterKeyDecryptor), xml);
        Assert.DoesNotContain("<masterKey", xml);

        var cookie = browser.Cookies.GetCookies(new Uri(PortalUrl))["portal"]!.Value;
        await using var second = await PortalHost.Start(Db, Clock, new Dictionary<string, string>(Settings) { ["urls"] = "http://127.0.0.1:0" });
        var elsewhere = new Browser(second.Address);
        elsewhere.Cookies.Add(second.Address, new Cookie("portal", cookie));
        Assert.Equal(HttpStatusCode.OK, await UserStatus(elsewhere));
    }
}
