using System.Text;
using System.Text.RegularExpressions;
using Portal.Benchmarks.World;

namespace Portal.Benchmarks.Weight;

/// <summary>
/// What a page costs on a poor network: the bytes of the page and of all it links to, as they travel (compressed, with
/// an empty cache), the requests, and how much of it is JavaScript. The first page may weigh 40 kB, and no script may
/// hold up its drawing: these two are promises, and decide the exit code.
/// </summary>
static partial class WeightBenchmark
{
    const int Allowed = 40_960;
    const string AfterLogin = "appointments_after_login";

    static readonly (string Name, string Path)[] pages =
    [
        ("front", "/fi"), ("login", "/fi/login"), ("services", "/fi/booking"), ("times", "/fi/booking/nurse-appointment"),
        ("month", "/fi/booking/nurse-appointment/month"), (AfterLogin, "/fi/appointments"),
    ];

    /// <summary>The pages that Lighthouse looks at, under its shorter names: each takes it half a minute.</summary>
    static readonly Dictionary<string, string> looked = new() { ["front"] = "front", ["services"] = "services", ["times"] = "times", [AfterLogin] = "appointments" };

    public static async Task<bool> Run()
    {
        await using var county = await County.Start();
        await county.DemoTimes();
        var residents = await Residents.Make(county, 1);
        await Appointments(county, residents.Ids[0]);
        var resident = residents.Cookies.Single();
        await using var portal = await county.StartPortal(settings: ("Jobs__Run", "false"));
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new($"http://localhost:{portal.Port}") };
        var figures = new Figures("weight");
        var kept = true;
        foreach (var (name, path) in pages)
        {
            var page = await Weigh(http, path, Cookie(name));
            figures.Print($"{name}_bytes", page.Bytes, "B", Allowed);
            figures.Print($"{name}_requests", page.Requests, "requests");
            figures.Print($"{name}_javascript", page.Script, "B");
            figures.Print($"{name}_render_blocking_scripts", page.Blocking, "scripts", 0);
            if (name == "front") kept = page.Bytes <= Allowed && page.Blocking == 0;
        }
        await InBrowser.Print(figures, $"http://localhost:{portal.Port}", pages.Where(p => looked.ContainsKey(p.Name)).Select(p => (looked[p.Name], p.Path, Cookie(p.Name))), Allowed);
        return kept;

        string? Cookie(string page) => page == AfterLogin ? resident : null;
    }

    /// <summary>Three coming appointments on three days: what a person with things to do finds on the page.</summary>
    static Task Appointments(County county, Guid resident) => county.Execute("""
        insert into booking.appointment (id, slot_id, subject, booked_by, service, unit_id, professional_id, room_id, mode, period, status, created_at, changed_at)
        select uuidv7(), id, $1, $1, services[1], unit_id, professional_id, room_id, mode, tstzrange(starts_at, ends_at), 'booked', now(), now()
        from (select distinct on (starts_at::date) * from booking.slot where starts_at > now() + interval '2 days' order by starts_at::date, starts_at, id limit 3) slot
        """, resident);

    sealed record Page(int Bytes, int Requests, int Script, int Blocking);

    static async Task<Page> Weigh(HttpClient http, string path, string? cookie)
    {
        var (bytes, html, rules) = await Get(http, path, cookie);
        var scripts = Scripts().Matches(html).Select(m => m.Value).ToList();
        var linked = Links().Matches(html).Select(m => m.Groups[1].Value).Where(l => !l.Contains("rel=\"canonical\"", StringComparison.Ordinal))
            .Concat(scripts.Select(s => Source().Match(s).Groups[1].Value)).Append(rules?.Trim('"') ?? "").Where(l => l.StartsWith('/')).Distinct().ToList();
        var (all, script) = (bytes, 0);
        foreach (var link in linked)
        {
            var (size, _, _) = await Get(http, link, cookie);
            all += size;
            if (link.EndsWith(".js", StringComparison.Ordinal)) script += size;
        }
        var blocking = scripts.Count(s => !s.Contains("module", StringComparison.Ordinal) && !s.Contains("defer", StringComparison.Ordinal) && !s.Contains("async", StringComparison.Ordinal));
        return new(all, 1 + linked.Count, script, blocking);
    }

    /// <summary>The body as it travels, and as it reads.</summary>
    static async Task<(int Bytes, string Text, string? Rules)> Get(HttpClient http, string path, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", "text/html,*/*");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Dest", "document");
        if (cookie is not null) request.Headers.TryAddWithoutValidation("Cookie", cookie);
        using var answer = await http.SendAsync(request);
        if ((int)answer.StatusCode != 200) throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}.");
        var body = await answer.Content.ReadAsByteArrayAsync();
        var rules = answer.Headers.TryGetValues("Speculation-Rules", out var named) ? named.First() : null;
        return (body.Length, Encoding.UTF8.GetString(Unpack(body, answer.Content.Headers.ContentEncoding.FirstOrDefault())), rules);
    }

    static byte[] Unpack(byte[] body, string? encoding)
    {
        using var packed = new MemoryStream(body);
        using Stream stream = encoding switch
        {
            "br" => new System.IO.Compression.BrotliStream(packed, System.IO.Compression.CompressionMode.Decompress),
            "gzip" => new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionMode.Decompress),
            _ => packed,
        };
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        return plain.ToArray();
    }

    [GeneratedRegex("<link\\b[^>]*\\bhref=\"([^\"]+)\"[^>]*>")]
    private static partial Regex Links();
    [GeneratedRegex("<script\\b[^>]*>")]
    private static partial Regex Scripts();
    [GeneratedRegex("\\bsrc=\"([^\"]+)\"")]
    private static partial Regex Source();
}
