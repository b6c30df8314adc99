using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Platform.Db;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Portal.Features.Content;

/// <summary>Reads and checks the whole of <c>content/</c>. One fault anywhere, and there is no catalogue.</summary>
sealed partial class CatalogueReader
{
    readonly string directory;
    readonly List<string> problems = [];

    CatalogueReader(string directory) => this.directory = directory;

    /// <exception cref="ContentException">Lists every fault with its file, line and field.</exception>
    public static Catalogue Read(string directory) => new CatalogueReader(directory).Read();

    Catalogue Read()
    {
        if (!Directory.Exists(directory)) throw new ContentException([$"{directory}: there is no such directory"]);

        var county = FromFile("county.yaml", f => new CountyFile(f.Local("name"), f.Each("municipalities", Municipality)))
            ?? new(null!, []);
        var groups = FromList("groups.yaml", f => new ServiceGroup(f.Id(), f.Local("name")));
        var titles = FromList("titles.yaml", f => new ProfessionalTitle(f.Id(), f.Local("name")));
        var codes = FromFile("codes.yaml", NationalCodes.Read) ?? new([], []);
        Unique("county.yaml", county.Municipalities.Select(m => m.Code));
        Unique("groups.yaml", groups.Select(g => g.Id));
        Unique("titles.yaml", titles.Select(t => t.Id));
        StopAtFaults();

        var units = FromFolder("units", new UnitReader(county.Municipalities).Read, u => u.Id);
        StopAtFaults();

        var services = FromFolder("services", new ServiceReader(groups, titles, units, codes).Read, s => s.Id);
        StopAtFaults();

        var queues = FromFolder("queues", new QueueReader(units, services).Read, q => q.Id);
        Unique("queues: order", queues.Select(q => q.Order.ToString(CultureInfo.InvariantCulture)));
        StopAtFaults();

        var measures = FromFolder("measurements", MeasureReader.Read, m => m.Id);
        Unique("measurements: order", measures.Select(m => m.Order.ToString(CultureInfo.InvariantCulture)));
        StopAtFaults();

        var plans = FromFolder("plans", new PlanTemplateReader(measures).Read, p => p.Id);
        var replies = FromFolder("replies", new ReplyReader(queues).Read, r => r.Id);
        var crisisWords = FromList("crisis-words.yaml", CrisisReader.Words);
        var crisisHelp = FromList("crisis-help.yaml", CrisisReader.Help);
        OneOfEachKind("crisis-words.yaml", crisisWords.Select(w => w.Kind));
        OneOfEachKind("crisis-help.yaml", crisisHelp.Select(h => h.Kind));
        Unique("crisis-words.yaml", crisisWords.SelectMany(w => w.Phrases).Select(phrase => phrase.Written));
        StopAtFaults();

        return new Catalogue
        {
            County = county.Name,
            Municipalities = county.Municipalities,
            Units = units,
            Groups = groups,
            Titles = titles,
            Services = [.. services.OrderBy(s => groups.IndexOf(s.Group))],
            Queues = [.. queues.OrderBy(q => q.Order)],
            Replies = [.. replies.OrderBy(r => r.Kind)],
            Measures = [.. measures.OrderBy(m => m.Order)],
            PlanTemplates = plans,
            CrisisWords = crisisWords,
            CrisisHelp = crisisHelp,
            AppointmentTypes = codes.AppointmentTypes,
        };
    }

    /// <summary>What comes next refers to what came before: faults there would only echo the ones here.</summary>
    void StopAtFaults()
    {
        if (problems.Count > 0) throw new ContentException(problems);
    }

    sealed record CountyFile(LocalText Name, IReadOnlyList<Municipality> Municipalities);

    static Municipality Municipality(ContentFields f) =>
        new(f.Text("code", MunicipalityCode(), "three digits"), f.Inner("name", ContentTexts.Names), f.At());

    /// <summary>A file for each thing, named after its id.</summary>
    List<T> FromFolder<T>(string folder, Func<ContentFields, T> read, Func<T, string> id) where T : class
    {
        var path = Path.Combine(directory, folder);
        if (!Directory.Exists(path))
        {
            problems.Add($"{folder}: there is no such directory");
            return [];
        }
        var things = new List<T>();
        var names = Directory.GetFiles(path).Select(f => $"{folder}/{Path.GetFileName(f)}").Order(StringComparer.Ordinal).ToList();
        if (names.Count == 0) problems.Add($"{folder}: has no files");
        foreach (var name in names)
        {
            if (!name.EndsWith(".yaml", StringComparison.Ordinal)) problems.Add($"{name}: only .yaml files belong here");
            else if (FromFile(name, read) is { } thing)
            {
                things.Add(thing);
                if (id(thing) is var own && own != Path.GetFileNameWithoutExtension(name))
                    problems.Add($"{name}: id is '{own}', but must be the same as the file's name");
            }
        }
        Unique(folder, things.Select(id));
        return things;
    }

    void Unique(string where, IEnumerable<string> ids)
    {
        foreach (var twice in ids.Where(id => id != "").GroupBy(id => id).Where(g => g.Count() > 1))
            problems.Add($"{where}: '{twice.Key}' is there {twice.Count()} times");
    }

    void OneOfEachKind(string name, IEnumerable<CrisisKind> kinds)
    {
        var told = kinds.ToList();
        foreach (var kind in Enum.GetValues<CrisisKind>().Where(kind => told.Count(k => k == kind) != 1))
            problems.Add($"{name}: must have {EnumText.Of(kind)} once");
    }

    List<T> FromList<T>(string name, Func<ContentFields, T> read)
    {
        if (Root(name) is not { } root) return [];
        if (root is YamlSequenceNode { Children.Count: > 0 } list)
            return [.. list.Children.Select((item, i) => ContentFields.Read(item, name, $"[{i + 1}]", problems, read))];
        problems.Add($"{name}: must be a list with at least one item");
        return [];
    }

    T? FromFile<T>(string name, Func<ContentFields, T> read) =>
        Root(name) is { } root ? ContentFields.Read(root, name, "", problems, read) : default;

    YamlNode? Root(string name)
    {
        var path = Path.Combine(directory, name);
        try
        {
            using var text = new StreamReader(path);
            var yaml = new YamlStream();
            yaml.Load(text);
            if (yaml.Documents.Count == 1) return yaml.Documents[0].RootNode;
            problems.Add($"{name}: must hold one YAML document, but holds {yaml.Documents.Count}");
        }
        catch (FileNotFoundException)
        {
            problems.Add($"{name}: there is no such file");
        }
        catch (YamlException e)
        {
            problems.Add($"{name}:{e.Start.Line}: is not valid YAML: {e.Message}");
        }
        catch (InvalidOperationException)
        {
            // What YamlDotNet 16.3 throws for a list or mapping in brackets that is never closed.
            problems.Add($"{name}: is not valid YAML: a bracket is not closed");
        }
        return null;
    }

    [GeneratedRegex("^[0-9]{3}$")]
    private static partial Regex MunicipalityCode();
}

/// <summary>The codes that go to the EHR, from <c>codes.yaml</c>.</summary>
sealed record NationalCodes(Dictionary<string, Coding> ServiceTypes, Dictionary<VisitMode, Coding> AppointmentTypes)
{
    public static NationalCodes Read(ContentFields fields) => new(
        fields.Inner("service_type", f =>
        {
            var system = f.Text("system");
            return f.Inner("codes", codes => codes.Keys.ToDictionary(code => code, code => new Coding(system, code, codes.Text(code))));
        }) ?? [],
        fields.Inner("appointment_type", f =>
        {
            var system = f.Text("system");
            return f.Inner("codes", codes => Enum.GetValues<VisitMode>().Where(mode => codes.Has(EnumText.Of(mode))).ToDictionary(
                mode => mode,
                mode => codes.Inner(EnumText.Of(mode), c => new Coding(system, c.Text("code"), c.Text("display")))));
        }) ?? []);
}
