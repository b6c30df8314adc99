using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Portal.DevStack.DemoData;

/// <summary>What the demo schedule needs to know of content/: who gives which service where, how long, and when units are open.</summary>
public sealed record Catalogue(IReadOnlyList<Catalogue.Service> Services, IReadOnlyDictionary<string, Catalogue.Unit> Units)
{
    public sealed record Service
    {
        public string Id { get; init; } = "";
        public string Who { get; init; } = "";
        public string Booking { get; init; } = "";
        public int DurationMinutes { get; init; }
        public List<string> Units { get; init; } = [];
        public List<string> Modes { get; init; } = [];
    }

    public sealed record Unit
    {
        public string Id { get; init; } = "";
        public bool Remote { get; init; }
        public List<OpeningHours> Hours { get; init; } = [];

        /// <summary>When the unit is open on a weekday; null when it is closed all day.</summary>
        public (TimeOnly From, TimeOnly To)? OpenOn(DayOfWeek day) =>
            Hours.Where(h => h.Days.Contains(Short(day))).Select(h => ((TimeOnly, TimeOnly)?)(TimeOnly.Parse(h.From), TimeOnly.Parse(h.To))).FirstOrDefault();
    }

    public sealed record OpeningHours
    {
        public List<string> Days { get; init; } = [];
        public string From { get; init; } = "";
        public string To { get; init; } = "";
    }

    /// <summary>mon, tue … as the content files write weekdays.</summary>
    public static string Short(DayOfWeek day) => day.ToString()[..3].ToLowerInvariant();

    public static Catalogue Read(string contentFolder) => new(
        [.. ReadAll<Service>(Path.Combine(contentFolder, "services")).OrderBy(s => s.Id, StringComparer.Ordinal)],
        ReadAll<Unit>(Path.Combine(contentFolder, "units")).ToDictionary(unit => unit.Id));

    static IEnumerable<T> ReadAll<T>(string folder)
    {
        var reader = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).IgnoreUnmatchedProperties().Build();
        return Directory.EnumerateFiles(folder, "*.yaml").Select(file => reader.Deserialize<T>(File.ReadAllText(file)));
    }
}
