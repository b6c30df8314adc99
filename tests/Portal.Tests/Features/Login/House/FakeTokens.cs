using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Portal.Tests.Features.Login;

/// <summary>Makes tokens, honest and otherwise, by hand: nothing here is shared with the code under test.</summary>
sealed class FakeTokens
{
    // Made once a run: making a key costs more than a test. Providers take turns, so that two never share one.
    static readonly RSA[] keys = [RSA.Create(2048), RSA.Create(2048)];
    static int made;
    readonly RSA key = keys[Interlocked.Increment(ref made) % 2];
    RSA? portalKey;
    string? portalKid;

    public string Kid { get; set; } = "provider-key-1";

    /// <summary>What the provider publishes; another kid than it signs with shows an unknown key.</summary>
    public Func<JsonObject> Jwks { get; set; }
    public string KeyAlgorithm { get; set; } = "RSA-OAEP";
    public string ContentAlgorithm { get; set; } = "A128CBC-HS256";
    public Action<JsonObject> TwistJweHeader { get; set; } = _ => { };

    public FakeTokens() => Jwks = () => Published(key, Kid);

    public static JsonObject Published(RSA key, string kid)
    {
        var p = key.ExportParameters(false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = kid, ["alg"] = "RS256", ["n"] = Encode(p.Modulus!), ["e"] = Encode(p.Exponent!) })
        };
    }

    public string Nested(JsonObject claims) => Encrypt(Sign(claims));

    public string Sign(JsonObject claims) => Sign(claims, key, Kid);

    public string Sign(JsonObject claims, RSA with, string kid, string typ = "JWT")
    {
        var text = $"{Encode(new JsonObject { ["alg"] = "RS256", ["kid"] = kid, ["typ"] = typ })}.{Encode(claims)}";
        return $"{text}.{Encode(with.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public string Unsigned(JsonObject claims) => $"{Encode(new JsonObject { ["alg"] = "none", ["kid"] = Kid })}.{Encode(claims)}.";

    /// <summary>HS256 with the public key as the secret: the classic confusion.</summary>
    public string SignedWithPublicKey(JsonObject claims)
    {
        var text = $"{Encode(new JsonObject { ["alg"] = "HS256", ["kid"] = Kid })}.{Encode(claims)}";
        return $"{text}.{Encode(HMACSHA256.HashData(key.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(text)))}";
    }

    public string Encrypt(string signed) => Encrypt(signed, portalKey!, portalKid!);

    public string Encrypt(string signed, RSA to, string kid)
    {
        var header = new JsonObject { ["alg"] = KeyAlgorithm, ["enc"] = ContentAlgorithm, ["kid"] = kid, ["cty"] = "JWT" };
        TwistJweHeader(header);
        var head = Encode(header);
        var (aad, plain) = (Encoding.ASCII.GetBytes(head), Encoding.ASCII.GetBytes(signed));
        var cek = RandomNumberGenerator.GetBytes(ContentAlgorithm == "A128GCM" ? 16 : 32);
        var wrapped = to.Encrypt(cek, KeyAlgorithm == "RSA-OAEP" ? RSAEncryptionPadding.OaepSHA1 : RSAEncryptionPadding.OaepSHA256);
        byte[] iv, cipher, tag = new byte[16];
        if (ContentAlgorithm.EndsWith("GCM", StringComparison.Ordinal))
        {
            (iv, cipher) = (RandomNumberGenerator.GetBytes(12), new byte[plain.Length]);
            using var gcm = new AesGcm(cek, 16);
            gcm.Encrypt(iv, plain, cipher, tag, aad);
        }
        else
        {
            iv = RandomNumberGenerator.GetBytes(16);
            using var aes = Aes.Create();
            aes.Key = cek[16..];
            cipher = aes.EncryptCbc(plain, iv);
            var length = BitConverter.GetBytes(aad.Length * 8L).Reverse().ToArray();
            byte[] covered = [.. aad, .. iv, .. cipher, .. length];
            tag = HMACSHA256.HashData(cek[..16], covered)[..16];
        }
        return $"{head}.{Encode(wrapped)}.{Encode(iv)}.{Encode(cipher)}.{Encode(tag)}";
    }

    /// <summary>Fetches the portal's encryption key from where it publishes it.</summary>
    public async Task LearnEncryptionKey(string jwksUri, HttpClient http)
    {
        var jwk = await PortalKey(jwksUri, http, k => (string?)k["use"] == "enc");
        (portalKey, portalKid) = (Rsa(jwk), (string?)jwk["kid"]);
    }

    /// <summary>Checks that a JWS is signed RS256 by a published key of the portal; returns its claims.</summary>
    public async Task<JsonObject> Verify(string jws, string jwksUri, HttpClient http)
    {
        var parts = jws.Split('.');
        var header = JsonNode.Parse(WebEncoders.Base64UrlDecode(parts[0]))!;
        Assert.Equal("RS256", (string?)header["alg"]);
        using var rsa = Rsa(await PortalKey(jwksUri, http, k => (string?)k["kid"] == (string?)header["kid"] && (string?)k["use"] == "sig"));
        Assert.True(rsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), WebEncoders.Base64UrlDecode(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return JsonNode.Parse(WebEncoders.Base64UrlDecode(parts[1]))!.AsObject();
    }

    static async Task<JsonObject> PortalKey(string jwksUri, HttpClient http, Func<JsonObject, bool> which) =>
        JsonNode.Parse(await http.GetStringAsync(jwksUri))!["keys"]!.AsArray().Select(k => k!.AsObject()).First(which);

    static RSA Rsa(JsonObject jwk) => RSA.Create(new RSAParameters
    { Modulus = WebEncoders.Base64UrlDecode((string)jwk["n"]!), Exponent = WebEncoders.Base64UrlDecode((string)jwk["e"]!) });

    static string Encode(JsonObject json) => Encode(Encoding.UTF8.GetBytes(json.ToJsonString()));

    static string Encode(byte[] bytes) => WebEncoders.Base64UrlEncode(bytes);
}
