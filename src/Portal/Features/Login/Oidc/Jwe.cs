using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Portal.Features.Login.Oidc;

/// <summary>
/// Opens a compact JWE (RFC 7516) with RSA-OAEP or RSA-OAEP-256 and A128CBC-HS256, A128GCM or A256GCM (RFC 7518).
/// The library at hand has no AES-GCM for JWE; the ciphers are the framework's.
/// </summary>
static class Jwe
{
    public static readonly IReadOnlySet<string> KeyAlgorithms = new HashSet<string> { "RSA-OAEP", "RSA-OAEP-256" };
    public static readonly IReadOnlySet<string> ContentAlgorithms = new HashSet<string> { "A128CBC-HS256", "A128GCM", "A256GCM" };

    /// <summary>The protected header; what is not understood is refused, as RFC 7516 §5.2 asks.</summary>
    public sealed record Header(string Algorithm, string Encryption, string? Kid);

    public static Header ReadHeader(string compact)
    {
        var fields = JoseHeader.Read(compact);
        if (fields.TryGetProperty("zip", out _)) throw new CryptographicException("zip is refused: a small token could become a huge one.");
        return new(JoseHeader.Text(fields, "alg") ?? "", JoseHeader.Text(fields, "enc") ?? "", JoseHeader.Text(fields, "kid"));
    }

    /// <exception cref="CryptographicException">The token does not open with this key.</exception>
    /// <exception cref="FormatException">It is not a compact JWE.</exception>
    public static byte[] Decrypt(string compact, Header header, RSA key)
    {
        if (!KeyAlgorithms.Contains(header.Algorithm)) throw new CryptographicException("The key algorithm is not supported.");
        var parts = compact.Split('.');
        if (parts.Length != 5) throw new FormatException("A compact JWE has five parts.");
        var contentKey = ContentKey(key, header, Base64Url.DecodeFromChars(parts[1]));
        try
        {
            return Open(header.Encryption, contentKey, iv: Base64Url.DecodeFromChars(parts[2]), Base64Url.DecodeFromChars(parts[3]),
                tag: Base64Url.DecodeFromChars(parts[4]), Encoding.ASCII.GetBytes(parts[0]));
        }
        finally { CryptographicOperations.ZeroMemory(contentKey); }
    }

    /// <summary>A key that does not open is replaced by a random one (RFC 7516 §11.5): the sender learns nothing from the difference.</summary>
    static byte[] ContentKey(RSA key, Header header, byte[] wrapped)
    {
        var size = header.Encryption == "A128GCM" ? 16 : 32;
        try
        {
            var opened = key.Decrypt(wrapped, header.Algorithm == "RSA-OAEP" ? RSAEncryptionPadding.OaepSHA1 : RSAEncryptionPadding.OaepSHA256);
            if (opened.Length == size) return opened;
        }
        catch (CryptographicException) { }
        return RandomNumberGenerator.GetBytes(size);
    }

    public static byte[] Open(string encryption, byte[] key, byte[] iv, byte[] cipher, byte[] tag, byte[] aad) => encryption switch
    {
        "A128GCM" or "A256GCM" => OpenGcm(key, iv, cipher, tag, aad),
        "A128CBC-HS256" => OpenCbc(key, iv, cipher, tag, aad),
        _ => throw new CryptographicException("The content encryption is not supported."),
    };

    static byte[] OpenGcm(byte[] key, byte[] iv, byte[] cipher, byte[] tag, byte[] aad)
    {
        if (iv.Length != 12 || tag.Length != 16) throw new CryptographicException("AES-GCM needs a 96-bit IV and a 128-bit tag.");
        using var aes = new AesGcm(key, 16);
        var plain = new byte[cipher.Length];
        aes.Decrypt(iv, cipher, tag, plain, aad);
        return plain;
    }

    /// <summary>RFC 7518 §5.2: the first half of the key authenticates, the second decrypts; the tag is checked first.</summary>
    static byte[] OpenCbc(byte[] key, byte[] iv, byte[] cipher, byte[] tag, byte[] aad)
    {
        if (iv.Length != 16 || tag.Length != 16) throw new CryptographicException("A128CBC-HS256 needs a 128-bit IV and a 128-bit tag.");
        var bits = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bits, aad.Length * 8L);
        var mac = HMACSHA256.HashData(key.AsSpan(0, 16), [.. aad, .. iv, .. cipher, .. bits]);
        if (!CryptographicOperations.FixedTimeEquals(mac.AsSpan(0, 16), tag)) throw new CryptographicException("The tag does not match.");
        using var aes = Aes.Create();
        aes.Key = key[16..];
        return aes.DecryptCbc(cipher, iv);
    }
}

/// <summary>The first part of a compact JWS or JWE.</summary>
static class JoseHeader
{
    /// <summary>The same name twice could mean one thing to the signer and another to us.</summary>
    public static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static JsonElement Read(string compact)
    {
        var end = compact.IndexOf('.');
        if (end <= 0) throw new FormatException("Not a compact JOSE object.");
        var fields = JsonElement.Parse(Base64Url.DecodeFromChars(compact.AsSpan(0, end)), Strict);
        if (fields.ValueKind != JsonValueKind.Object) throw new FormatException("A JOSE header is an object.");
        if (fields.TryGetProperty("crit", out _)) throw new CryptographicException("crit is refused: no extension is understood.");
        return fields;
    }

    public static string? Text(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
