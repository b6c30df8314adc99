using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Portal.Tests.House;

namespace Portal.Tests.Features.Login;

/// <summary>Every lie a provider, or somebody between, can tell: refused, said in words, noted with a reason and about nobody.</summary>
public class HostileProviderTests : LoginTest
{
    public static TheoryData<string, string, string> Lies => new()
    {
        { "wrong issuer", "tampered", "issuer" }, { "wrong audience", "tampered", "audience" }, { "also for somebody else", "tampered", "authorized-party" },
        { "wrong nonce", "tampered", "nonce" }, { "no nonce", "tampered", "nonce" }, { "acr too low", "level-too-low", "acr" }, { "no acr", "level-too-low", "acr" },
        { "expired", "expired", "expired" }, { "no expiry", "tampered", "no-expiry" }, { "from the future", "expired", "issued-in-future" },
        { "not yet valid", "expired", "issued-in-future" }, { "no issue time", "tampered", "no-issue-time" }, { "no auth_time", "tampered", "no-auth-time" },
        { "unsigned", "tampered", "algorithm" }, { "signed with our public knowledge", "tampered", "algorithm" }, { "wrong key", "tampered", "signature" },
        { "unknown key", "tampered", "unknown-key" }, { "unencrypted", "tampered", "not-encrypted" }, { "encrypted to another", "tampered", "not-decrypted" },
        { "not a token inside", "tampered", "id-token-unreadable" }, { "zipped", "tampered", "id-token-unreadable" }, { "critical extension", "tampered", "id-token-unreadable" },
        { "content algorithm not allowed", "tampered", "content-algorithm" }, { "not a token", "tampered", "not-encrypted" }, { "no token", "tampered", "no-id-token" },
        { "response issuer", "tampered", "response-issuer" }, { "no response issuer", "tampered", "response-issuer" }, { "state changed", "state-lost", "unknown-state" },
        { "no state", "state-lost", "no-state" }, { "state twice", "tampered", "repeated-parameter" }, { "no code", "tampered", "no-code" },
        { "another code", "replayed", "code-refused" }, { "no identity", "unknown-person", "no-identity" }, { "impossible national id", "unknown-person", "national-id-refused" },
        { "client refused", "other", "client-refused" }, { "token endpoint broken", "provider-down", "provider-status" }, { "not json", "other", "answer-not-json" },
    };

    [Theory, MemberData(nameof(Lies))]
    public async Task Is_refused_with_a_page_in_words_and_an_audit_line(string lie, string kind, string reason)
    {
        Tell(lie);
        var browser = Browser();
        browser.Language = "en";
        var page = await browser.Open("/bff/login?returnUrl=%2Fen%2Fsessions");

        Assert.StartsWith($"/en/login/problem/{kind}?", page.Path);
        Assert.InRange((int)page.Status, 400, 504);
        Assert.False(string.IsNullOrEmpty(page.Heading));
        var line = Assert.Single(await Audit.LinesOfNobody());
        Assert.Equal(("login.attempt.refused", reason), (line.Action, line.Basis));
        Assert.Contains(line.Object!.Value.ToString("N")[^8..], page.Text);   // the number on the page finds the line
        Assert.Equal(HttpStatusCode.Unauthorized, await UserStatus(browser));
        Assert.Equal(0, await Db.ReadOne<long>("select count(*) from login.session"));
        Assert.Equal(0, await Db.ReadOne<long>("select count(*) from login.person"));

        Unsay();   // the way on works: the same browser logs in when nobody lies
        var wanted = reason is "unknown-state" or "no-state" or "repeated-parameter" ? "/en/my" : "/en/sessions";   // without the state nobody knows the page: home
        Assert.Equal(wanted, (await (await page.Follow("Try again")).Follow("Log in with Suomi.fi identification")).Path);
        Assert.Equal(HttpStatusCode.OK, await UserStatus(browser));
    }

    void Tell(string lie)
    {
        var (p, tokens, now) = (Residents, Residents.Tokens, Clock.Now.ToUnixTimeSeconds());
        switch (lie)
        {
            case "wrong issuer": p.TwistClaims = c => c["iss"] = "https://evil.example"; break;
            case "wrong audience": p.TwistClaims = c => c["aud"] = "another-client"; break;
            case "also for somebody else": p.TwistClaims = c => (c["aud"], c["azp"]) = (new JsonArray("portal", "another-client"), "another-client"); break;
            case "wrong nonce": p.TwistClaims = c => c["nonce"] = new string('a', 43); break;
            case "no nonce": p.TwistClaims = c => c.Remove("nonce"); break;
            case "acr too low": p.TwistClaims = c => c["acr"] = "http://eidas.europa.eu/LoA/low"; break;
            case "no acr": p.TwistClaims = c => c.Remove("acr"); break;
            case "expired": p.TwistClaims = c => (c["iat"], c["exp"]) = (now - 1200, now - 61); break;
            case "no expiry": p.TwistClaims = c => c.Remove("exp"); break;
            case "from the future": p.TwistClaims = c => (c["iat"], c["exp"]) = (now + 61, now + 600); break;
            case "not yet valid": p.TwistClaims = c => c["nbf"] = now + 61; break;
            case "no issue time": p.TwistClaims = c => c.Remove("iat"); break;
            case "no auth_time": p.TwistClaims = c => c.Remove("auth_time"); break;
            case "unsigned": p.MakeToken = c => tokens.Encrypt(tokens.Unsigned(c)); break;
            case "signed with our public knowledge": p.MakeToken = c => tokens.Encrypt(tokens.SignedWithPublicKey(c)); break;
            case "wrong key": p.MakeToken = c => tokens.Encrypt(tokens.Sign(c, RSA.Create(2048), tokens.Kid)); break;
            case "unknown key": p.MakeToken = c => tokens.Encrypt(tokens.Sign(c, RSA.Create(2048), "nobody-knows")); break;
            case "unencrypted": p.MakeToken = tokens.Sign; break;
            case "encrypted to another": p.MakeToken = c => tokens.Encrypt(tokens.Sign(c), RSA.Create(2048), "whose"); break;
            case "not a token inside": p.MakeToken = c => tokens.Encrypt(c.ToJsonString()); break;
            case "zipped": tokens.TwistJweHeader = h => h["zip"] = "DEF"; break;
            case "critical extension": tokens.TwistJweHeader = h => h["crit"] = new JsonArray("exp"); break;
            case "content algorithm not allowed": tokens.TwistJweHeader = h => h["enc"] = "A256CBC-HS512"; break;
            case "not a token": p.MakeToken = _ => "hello"; break;
            case "no token": p.Instead["/token"] = () => Microsoft.AspNetCore.Http.Results.Json(new { access_token = "x" }); break;
            case "response issuer": p.TwistAnswer = a => a["iss"] = "https://evil.example"; break;
            case "no response issuer": p.TwistAnswer = a => a.Remove("iss"); break;
            case "state changed": p.TwistAnswer = a => a["state"] = "somebody-elses-state"; break;
            case "no state": p.TwistAnswer = a => a.Remove("state"); break;
            case "state twice": p.TwistAnswer = a => a["State"] = "again"; break;
            case "no code": p.TwistAnswer = a => a.Remove("code"); break;
            case "another code": p.TwistAnswer = a => a["code"] = "stolen"; break;
            case "no identity": p.Claims = new() { ["given_name"] = "Nobody" }; break;
            case "impossible national id": p.Claims = new() { ["urn:oid:1.2.246.21"] = "120384-9041" }; break;
            case "client refused": p.Instead["/token"] = () => Microsoft.AspNetCore.Http.Results.Json(new { error = "invalid_client" }, statusCode: 401); break;
            case "token endpoint broken": p.Instead["/token"] = () => Microsoft.AspNetCore.Http.Results.StatusCode(500); break;
            case "not json": p.Instead["/token"] = () => Microsoft.AspNetCore.Http.Results.Text("<html>", statusCode: 200); break;
            default: throw new ArgumentOutOfRangeException(nameof(lie), lie, null);
        }
    }

    void Unsay()
    {
        Residents.Instead.Clear();
        (Residents.TwistClaims, Residents.TwistAnswer, Residents.MakeToken) = (_ => { }, _ => { }, Residents.Tokens.Nested);
        Residents.Tokens.TwistJweHeader = _ => { };
        Residents.Claims = DemoClaims.Aino();
    }
}
