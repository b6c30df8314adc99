namespace Portal.Features.Content;

/// <summary>
/// Finds services by a person's own words. Words meet by their beginnings, so that inflected forms match without a
/// dictionary ("verikokeeseen" finds "verikoe"), and one mistyped letter is forgiven. A word that few services have
/// weighs more than one that many have.
/// </summary>
sealed class ServiceSearch
{
    const double SummaryWeight = 0.4;

    /// <summary>Each further keyword weighs a little less: editors write the most telling ones first.</summary>
    const double KeywordStep = 0.02;

    /// <summary>For a whole name, or a whole keyword of several words.</summary>
    const double PhraseBonus = 1.25;

    /// <summary>Results clearly weaker than the best one are left out: a short list is an answer.</summary>
    const double ShareOfBest = 0.45;

    static readonly string[] languages = ["fi", "sv", "en"];

    readonly Dictionary<string, IReadOnlyList<Entry>> entries;

    sealed record Entry(Service Service, IReadOnlyDictionary<string, double> Weights, IReadOnlyList<string[]> Phrases);

    public ServiceSearch(IReadOnlyList<Service> services) =>
        entries = languages.ToDictionary(l => l, l => (IReadOnlyList<Entry>)[.. services.Select(s => Index(s, l))]);

    static Entry Index(Service service, string language)
    {
        string[] name = [.. SearchWords.Of(service.Name.In(language))];
        string[][] keywords = [.. service.Keywords.In(language).Select(k => SearchWords.Of(k).ToArray())];
        var weights = new Dictionary<string, double>();
        void Weigh(IEnumerable<string> words, double weight)
        {
            foreach (var word in words) weights[word] = Math.Max(weight, weights.GetValueOrDefault(word));
        }
        Weigh(SearchWords.Of(service.Summary.In(language)), SummaryWeight);
        for (var i = 0; i < keywords.Length; i++) Weigh(keywords[i], 1 - KeywordStep * i);
        Weigh(name, 1);
        return new(service, weights, [name, .. keywords.Where(k => k.Length > 1)]);
    }

    /// <summary>The services that fit, best first. Tries the other languages when the first has nothing.</summary>
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
            var fits = entries.Select(entry => entry.Weights.Max(w => w.Value * SearchWords.Likeness(word, w.Key))).ToArray();
            var common = fits.Sum();
            if (common == 0) continue;
            var rarity = Math.Log(1 + entries.Count / common);
            for (var i = 0; i < fits.Length; i++) scores[i] += fits[i] * rarity;
        }
        for (var i = 0; i < scores.Length; i++)
            if (entries[i].Phrases.Any(phrase => Covers(asked, phrase))) scores[i] *= PhraseBonus;

        var best = scores.Max();
        if (best == 0) return [];
        return [.. entries
            .Select((entry, i) => (entry.Service, Score: scores[i]))
            .Where(hit => hit.Score >= best * ShareOfBest)
            .OrderByDescending(hit => hit.Score)
            .Select(hit => hit.Service)];
    }

    static bool Covers(IReadOnlyList<string> asked, string[] phrase) =>
        phrase.Length > 0 && phrase.All(known => asked.Any(word => SearchWords.Likeness(word, known) >= 0.8));
}
