using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Portal.Platform.Ehr;

/// <summary>Pieces of FHIR JSON.</summary>
static class Fhir
{
    public static JsonObject Coding(string system, string code, string? display = null)
    {
        var coding = new JsonObject { ["system"] = system, ["code"] = code };
        if (display is not null) coding["display"] = display;
        return coding;
    }

    public static JsonObject Concept(string system, string code, string? display = null, string? text = null)
    {
        var concept = new JsonObject { ["coding"] = new JsonArray(Coding(system, code, display)) };
        if (text is not null) concept["text"] = text;
        return concept;
    }

    /// <summary>Names what is in the resource, so that it is sent again only when it has changed.</summary>
    public static string Hash(JsonObject resource) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(resource.ToJsonString())));

    public static JsonObject Reference(string reference) => new() { ["reference"] = reference };

    /// <summary>An identifier that is unique in the world: a UUID.</summary>
    public static JsonObject Urn(Guid id) => new() { ["system"] = "urn:ietf:rfc:3986", ["value"] = $"urn:uuid:{id}" };

    /// <summary>Typed text as FHIR allows it: no control characters but those that end a line.</summary>
    public static string Text(string typed) => string.Concat(typed.Where(c => c is '\n' or '\r' or '\t' || !char.IsControl(c) && c is not ('\ufffe' or '\uffff')));

    /// <summary>An id that always comes out the same for a part of a thing: what it names is there once, however often it is sent.</summary>
    public static Guid IdOf(Guid thing, string part)
    {
        var bytes = SHA256.HashData([.. thing.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(part)])[..16];
        (bytes[6], bytes[8]) = ((byte)(bytes[6] & 0x0f | 0x80), (byte)(bytes[8] & 0x3f | 0x80));   // RFC 9562, version 8
        return new(bytes, bigEndian: true);
    }

    /// <summary>A moment as FHIR writes it, by the clocks of Finland at that moment, no less exact than it is.</summary>
    public static string LocalInstant(DateTimeOffset at) => Web.HelsinkiTime.InHelsinki(at).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFzzz", CultureInfo.InvariantCulture);

    /// <summary>A moment as FHIR writes it, in UTC.</summary>
    public static string Instant(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
