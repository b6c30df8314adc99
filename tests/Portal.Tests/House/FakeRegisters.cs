using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Web;
using Portal.Features.Login;

namespace Portal.Tests.House;

/// <summary>
/// Stands in for Suomi.fi Valtuudet and the population register, scripted by the test: who is whose guardian, who has
/// given whom a mandate, who is protected or dead, and whether the registers answer at all. Everybody else is nobody to
/// them. The real simulators are tested by themselves (Features/ActingFor/Register).
/// </summary>
sealed class FakeRegisters
{
    public const string Valtuudet = "http://valtuudet.test", Population = "http://population.test";
    public const string Health = "http://valtuusrekisteri.suomi.fi/terveydenhuollon_asioiden_hoito", Social = "http://valtuusrekisteri.suomi.fi/sosiaalihuollon_asioiden_hoito";

    readonly ConcurrentDictionary<(string Delegate, string Subject), string?> yes = new();   // theme; null for a guardian
    readonly ConcurrentDictionary<string, Known> people = new();
    readonly ConcurrentDictionary<string, string> sessions = new();   // Web API: session -> delegate

    sealed record Known(string Given, string Family, string Language = "fi", bool Protected = false, DateOnly? Died = null);

    /// <summary>Down: the register does not answer.</summary>
    public bool ValtuudetDown { get; set; }
    public bool PopulationDown { get; set; }
    public bool Down { set => (ValtuudetDown, PopulationDown) = (value, value); }

    /// <summary>While it is not null, no answer comes before the task has ended.</summary>
    public Task? Slow { get; set; }

    /// <summary>Whom the delegate picks on the selection page (national id).</summary>
    public string? Picks { get; set; }

    /// <summary>How often a register was asked.</summary>
    public int Asked => asked;
    int asked;

    public FakeRegisters(Outbound outbound)
    {
        outbound.Answer(Valtuudet, (request, ct) => Answer(request, () => ValtuudetDown, OfValtuudet, ct));
        outbound.Answer(Population, (request, ct) => Answer(request, () => PopulationDown, OfPopulation, ct));
    }

    /// <summary>The population register knows the person. Others are made known by their first right.</summary>
    public void Knows(string hetu, string given = "Lapsi", string family = "Testinen", string language = "fi", bool turvakielto = false, DateOnly? died = null) =>
        people[hetu] = new(given, family, language, turvakielto, died);

    public void Guardian(string guardian, string child) => Says(guardian, child, null);

    public void Mandate(string agent, string principal, string theme = Health) => Says(agent, principal, theme);

    public void Ends(string @delegate, string subject) => yes.TryRemove((@delegate, subject), out _);

    void Says(string @delegate, string subject, string? theme)
    {
        foreach (var hetu in new[] { @delegate, subject }) people.TryAdd(hetu, new($"Lapsi {hetu[7..10]}", "Testinen"));
        yes[(@delegate, subject)] = theme;
    }

    async Task<HttpResponseMessage> Answer(HttpRequestMessage request, Func<bool> down, Func<Uri, HttpResponseMessage> answer, CancellationToken ct)
    {
        Interlocked.Increment(ref asked);
        if (Slow is { } wait) await wait.WaitAsync(ct);
        return down() ? new(HttpStatusCode.ServiceUnavailable) : answer(request.RequestUri!);
    }

    HttpResponseMessage OfValtuudet(Uri uri)
    {
        var query = HttpUtility.ParseQueryString(uri.Query);
        var path = uri.Segments.Select(s => Uri.UnescapeDataString(s.Trim('/'))).ToArray();
        switch (path)
        {
            case ["", "service", "rest", "hpa", "authorization", _, var agent, var subject]: return Allowed(agent, subject, query.GetValues("issue"));
            case ["", "service", "hpa", "user", "register", _, var agent]:
                var id = Guid.NewGuid().ToString("N");
                sessions[id] = agent;
                return Json(new { sessionId = id, userId = $"user-{id}" });
            case ["", "oauth", "token"]: return Json(new { access_token = "token", token_type = "bearer", expires_in = 600 });
            case ["", "service", "hpa", "api", "delegate", _]: return Json(Picks is { } chosen ? [new { personId = chosen, name = $"{people[chosen].Family} {people[chosen].Given}" }] : Array.Empty<object>());
            case ["", "service", "hpa", "api", "authorization", var session, var subject]: return Allowed(sessions[session], subject, query.GetValues("issues"));
            case ["", "service", "hpa", "user", "unregister", var session]: sessions.TryRemove(session, out _); return Json(true);
            default: return new(HttpStatusCode.NotFound);
        }
    }

    HttpResponseMessage Allowed(string agent, string subject, string[]? issues) =>
        Json(new { result = yes.TryGetValue((agent, subject), out var theme) && (theme is null || issues?.Contains(theme) == true) ? "ALLOWED" : "DISALLOWED" });

    HttpResponseMessage OfPopulation(Uri uri)
    {
        var hetu = Uri.UnescapeDataString(uri.Segments[^1]);
        if (!people.TryGetValue(hetu, out var person)) return new(HttpStatusCode.NotFound);
        return Json(new
        {
            hetu, familyName = person.Family, givenNames = person.Given, callName = (string?)null, birthDate = Born(hetu), deathDate = person.Died?.ToString("O", CultureInfo.InvariantCulture),
            language = person.Language, nonDisclosure = person.Protected, municipality = person.Protected ? null : "901", address = (object?)null, custody = (string?)null,
            guardians = yes.Where(y => y.Value is null && y.Key.Subject == hetu)
                .Select(y => new { hetu = y.Key.Delegate, familyName = people[y.Key.Delegate].Family, givenNames = people[y.Key.Delegate].Given, matters = (string[]?)null, both = false }),
            dependants = yes.Where(y => y.Value is null && y.Key.Delegate == hetu)
                .Select(y => new { hetu = y.Key.Subject, familyName = people[y.Key.Subject].Family, givenNames = people[y.Key.Subject].Given, birthDate = Born(y.Key.Subject) }),
        });
    }

    static string Born(string hetu) => Hetu.Parse(hetu)!.Value.BornOn.ToString("O", CultureInfo.InvariantCulture);

    static HttpResponseMessage Json(object body) => new(HttpStatusCode.OK) { Content = JsonContent.Create(body) };
}
