namespace Portal.Features.Content;

/// <summary>
/// Finds services by a person's own words. Words meet by their beginnings, so that inflected forms match without a
/// dictionary ("verikokeeseen" finds "verikoe"), and one mistyped letter is forgiven. A word that few services have
/// weighs more than one that many have.
/// </summary>
sealed class ServiceSearch
{
    const double NameWeight = 1, KeywordWeight = 1, SummaryWeight = 0.4;

    /// <summary>Results clearly weaker than the best one are left out: a short list is an answer.</summary>
    const double ShareOfBest = 0.45;

    static readonly string[] languages = ["fi", "sv", "en"];

    readonly Dictionary<string, IReadOnlyList<Entry>> entries;

    sealed record Entry(Service Service, IReadOnlyList<(string Word, double Weight)> Words);

    public ServiceSearch(IReadOnlyList<Service> services) =>
        entries = languages.ToDictionary(l => l, l => (IReadOnlyList<Entry>)[.. services.Select(s => Index(s, l))]);

    static Entry Index(Service service, string language)
    {
        (IEnumerable<string>, double)[] sources =
        [
            (SearchWords.Of(service.Name.In(language)), NameWeight),
            (service.Keywords.In(language).SelectMany(SearchWords.Of), KeywordWeight),
            (SearchWords.Of(service.Summary.In(language)), SummaryWeight),
        ];
        return new(service, [.. sources
            .SelectMany(s => s.Item1.Select(word => (word, s.Item2)))
            .GroupBy(w => w.word)
            .Select(same => (same.Key, same.Max(w => w.Item2)))]);
    }

    public IReadOnlyList<Service> Find(string words, string language)
    {
        var asked = SearchWords.Of(words).Distinct().Take(12).ToList();
        return languages.OrderByDescending(l => l == language)
            .Select(l => Find(asked, entries[l]))
            .FirstOrDefault(found => found.Count > 0) ?? [];
    }

    static IReadOnlyList<Service> Find(IReadOnlyList<string> asked, IReadOnlyList<Entry> entries)
    {
        var scores = new double[entries.Count];
        foreach (var word in asked)
        {
            var fits = entries.Select(entry => entry.Words.Max(w => w.Weight * SearchWords.Likeness(word, w.Word))).ToArray();
            var common = fits.Sum();
            if (common == 0) continue;
            var rarity = Math.Log(1 + entries.Count / common);
            for (var i = 0; i < fits.Length; i++) scores[i] += fits[i] * rarity;
        }
        var best = scores.Max();
        if (best == 0) return [];
        return [.. entries
            .Select((entry, i) => (entry.Service, Score: scores[i]))
            .Where(hit => hit.Score >= best * ShareOfBest)
            .OrderByDescending(hit => hit.Score)
            .Select(hit => hit.Service)];
    }
}
