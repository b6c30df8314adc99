using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Portal.DevStack.DemoData;

/// <summary>A fictional professional of demo/professionals.json and when they see people.</summary>
public sealed record Professional
{
    public string Name { get; init; } = "";

    /// <summary>An id of content/titles.yaml: which services they give follows from it and the unit.</summary>
    public string Title { get; init; } = "";

    public string Unit { get; init; } = "";
    public IReadOnlyList<string> Languages { get; init; } = ["fi"];

    /// <summary>Weekdays at work; all when not said.</summary>
    public IReadOnlyList<string> Days { get; init; } = ["mon", "tue", "wed", "thu", "fri"];

    /// <summary>Own hours, where they differ from the unit's opening hours.</summary>
    public TimeOnly? From { get; init; }
    public TimeOnly? To { get; init; }

    /// <summary>Only these of the services that the title gives in the unit; all when not said.</summary>
    public IReadOnlyList<string>? Services { get; init; }

    public Guid Id => DemoId.Of("professional", Unit, Name);

    public static IReadOnlyList<Professional> ReadAll(string file) =>
        JsonSerializer.Deserialize<List<Professional>>(File.ReadAllText(file), JsonSerializerOptions.Web)!;
}

/// <summary>Ids that are the same at every start and on every machine, made from names.</summary>
static class DemoId
{
    public static Guid Of(params ReadOnlySpan<string> parts)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes("portal-demo|" + string.Join('|', parts)))[..16];
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x80); // version 8: of the maker's own making
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
