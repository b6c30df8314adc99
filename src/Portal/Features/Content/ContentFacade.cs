using System.Globalization;

namespace Portal.Features.Content;

/// <summary>The county's services, units, queues, reply templates and words of crisis for the other rooms. Read once at start-up; the same for everyone.</summary>
sealed class ContentFacade(Catalogue catalogue)
{
    readonly Dictionary<string, Service> services = catalogue.Services.ToDictionary(s => s.Id);
    readonly Dictionary<string, Unit> units = catalogue.Units.ToDictionary(u => u.Id);
    readonly Dictionary<string, ProfessionalTitle> titles = catalogue.Titles.ToDictionary(t => t.Id);
    readonly Dictionary<string, Queue> queues = catalogue.Queues.ToDictionary(q => q.Id);
    readonly Dictionary<string, Measure> measures = catalogue.Measures.ToDictionary(m => m.Id);
    readonly ServiceSearch search = new(catalogue.Services);

    public LocalText County => catalogue.County;
    public IReadOnlyList<Service> Services => catalogue.Services;
    public IReadOnlyList<Unit> Units => catalogue.Units;

    /// <summary>Whom a resident can contact, in the order in which they are shown.</summary>
    public IReadOnlyList<Queue> Queues => catalogue.Queues;

    /// <summary>Null when there is no such service: the id may come from an address that somebody typed.</summary>
    public Service? Service(string id) => services.GetValueOrDefault(id);

    public Unit? Unit(string id) => units.GetValueOrDefault(id);

    public Queue? Queue(string id) => queues.GetValueOrDefault(id);

    /// <summary>The reply templates of a queue, in the order in which a conversation goes.</summary>
    public IReadOnlyList<Reply> Replies(string queue) => [.. catalogue.Replies.Where(r => r.IsFor(queue))];

    public Reply? Reply(string id) => catalogue.Replies.FirstOrDefault(r => r.Id == id);

    /// <summary>What can be measured at home, in the order in which it is shown.</summary>
    public IReadOnlyList<Measure> Measures => catalogue.Measures;

    /// <summary>Null when there is no such measure.</summary>
    public Measure? Measure(string id) => measures.GetValueOrDefault(id);

    /// <summary>What a professional can order to be measured.</summary>
    public IReadOnlyList<PlanTemplate> PlanTemplates => catalogue.PlanTemplates;

    public PlanTemplate? PlanTemplate(string? id) => catalogue.PlanTemplates.FirstOrDefault(p => p.Id == id);

    /// <summary>
    /// What a person's own words may tell of, in any of the languages; null for most texts. An emergency goes before a
    /// crisis. "Not" is not heard: help that was not needed is better than help that was not shown.
    /// </summary>
    public CrisisKind? CrisisIn(string text)
    {
        var words = PlainWords.Of(text);
        return catalogue.CrisisWords.Where(kind => kind.Phrases.Any(phrase => phrase.IsIn(words))).Max(kind => (CrisisKind?)kind.Kind);
    }

    /// <summary>What is shown at once when words of a kind are met.</summary>
    public CrisisHelp HelpIn(CrisisKind kind) => catalogue.CrisisHelp.Single(help => help.Kind == kind);

    /// <summary>What a professional is called. Null when there is no such title.</summary>
    public ProfessionalTitle? Title(string id) => titles.GetValueOrDefault(id);

    /// <summary>The national code of a way of meeting; null where none is known.</summary>
    public Coding? AppointmentType(VisitMode mode) => catalogue.AppointmentTypes.GetValueOrDefault(mode);

    /// <summary>The services that fit a person's own words, best first; none when the words say nothing we know.</summary>
    /// <param name="language">The page's language. When nothing is found in it, the other two are tried.</param>
    public IReadOnlyList<Service> Find(string words, string language) => search.Find(words, language);

    /// <summary>Groups in their order, each with its services in the order of their names in the language.</summary>
    public IEnumerable<(ServiceGroup Group, IReadOnlyList<Service> Services)> ByGroup(CultureInfo culture) =>
        from service in Services
        group service by service.Group into its
        select (its.Key, (IReadOnlyList<Service>)[.. its.OrderBy(s => s.Name.In(culture), StringComparer.Create(culture, ignoreCase: true))]);

    /// <summary>
    /// All units, the nearest first, remote ones last: they have no distance. Without a known municipality (it is
    /// unknown, elsewhere or not to be disclosed) there are no distances and the order is that of the units' ids.
    /// </summary>
    /// <param name="municipality">The code of the municipality where the person lives.</param>
    public IReadOnlyList<NearUnit> NearestUnits(string? municipality)
    {
        var from = catalogue.Municipalities.FirstOrDefault(m => m.Code == municipality)?.At;
        return [.. Units
            .Select(unit => new NearUnit(unit, from is { } home ? unit.Place?.At.KilometresTo(home) : null))
            .OrderBy(near => near.Unit.Remote)
            .ThenBy(near => near.Kilometres)];
    }
}

/// <summary>A unit and its distance as the crow flies; null when there is none to tell.</summary>
public sealed record NearUnit(Unit Unit, double? Kilometres);
