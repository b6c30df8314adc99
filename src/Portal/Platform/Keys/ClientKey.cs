using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Portal.Platform.Keys;

/// <summary>What a key of the portal is for.</summary>
enum KeyPurpose
{
    /// <summary>Signs login requests and client assertions to the identity providers (RSA).</summary>
    LoginSignature,

    /// <summary>The identity provider encrypts the ID token to this (RSA).</summary>
    LoginEncryption,

    /// <summary>Signs client assertions to the EHR, SMART Backend Services (P-384).</summary>
    EhrSignature,
}

/// <summary>One key pair of the portal with its place in time. Imported anew for each use: the handles are not shared by threads.</summary>
sealed record ClientKey(string Kid, KeyPurpose Purpose, string PublicJwk, byte[] Pkcs8, DateTimeOffset CreatedAt, DateTimeOffset UseFrom)
{
    public static ClientKey Make(KeyPurpose purpose, int rsaBits, DateTimeOffset now, DateTimeOffset useFrom)
    {
        if (purpose == KeyPurpose.EhrSignature)
        {
            using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP384);
            var q = ec.ExportParameters(false).Q;
            return With(ec.ExportPkcs8PrivateKey(), new JsonObject { ["crv"] = "P-384", ["kty"] = "EC", ["x"] = Base64Url(q.X!), ["y"] = Base64Url(q.Y!) }, "sig", "ES384");
        }
        using var rsa = RSA.Create(rsaBits);
        var p = rsa.ExportParameters(false);
        var jwk = new JsonObject { ["e"] = Base64Url(p.Exponent!), ["kty"] = "RSA", ["n"] = Base64Url(p.Modulus!) };
        return purpose == KeyPurpose.LoginSignature
            ? With(rsa.ExportPkcs8PrivateKey(), jwk, "sig", "RS256")
            : With(rsa.ExportPkcs8PrivateKey(), jwk, "enc", alg: null);   // both RSA-OAEP and RSA-OAEP-256

        ClientKey With(byte[] pkcs8, JsonObject required, string use, string? alg)
        {
            // RFC 7638: the thumbprint is over the required members in alphabetical order, which is how they were added.
            var kid = Base64Url(SHA256.HashData(Encoding.UTF8.GetBytes(required.ToJsonString())));
            (required["kid"], required["use"]) = (kid, use);
            if (alg is not null) required["alg"] = alg;
            return new(kid, purpose, required.ToJsonString(), pkcs8, now, useFrom);
        }
    }

    /// <summary>Signs a compact JWS. The algorithm follows from the key: RS256, or ES384 for the EHR.</summary>
    public string SignJwt(JsonObject claims, string typ)
    {
        var rsaKey = Purpose != KeyPurpose.EhrSignature;
        var header = new JsonObject { ["alg"] = rsaKey ? "RS256" : "ES384", ["typ"] = typ, ["kid"] = Kid };
        var text = $"{Base64Url(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{Base64Url(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{text}.{Base64Url(rsaKey ? Rsa() : Ec())}";

        byte[] Rsa()
        {
            using var rsa = ImportRsa();
            return rsa.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        byte[] Ec()
        {
            using var ec = ECDsa.Create();
            ec.ImportPkcs8PrivateKey(Pkcs8, out _);
            return ec.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA384);
        }
    }

    public RSA ImportRsa()
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(Pkcs8, out _);
        return rsa;
    }

    static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
