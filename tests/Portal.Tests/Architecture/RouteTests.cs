using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Portal.Tests.House;

namespace Portal.Tests.Architecture;

/// <summary>Who may open what. Every address is either on the list of those open to all, or asks who you are first.</summary>
public partial class RouteTests : PortalTest
{
    /// <summary>Every address that needs no login. To open another one is a decision: it is made here.</summary>
    static readonly HashSet<string> Open =
    [
        "/{lang}", "/{lang}/search", "/{lang}/accessibility", "/{lang}/privacy", "/{lang}/acting/rules",
        "/{lang}/booking", "/{lang}/booking/{service}", "/{lang}/booking/{service}/month",   // which times are free is no secret
        "/{lang}/chat", "/{lang}/chat/{queue}", "/{lang}/chat/case/{id}", "/{lang}/chat/case/{id}/conversation.html", "/{lang}/cases/{id}/attachments/{file}",   // guests too: the page asks whose it is
        "/{lang}/callback/{queue}", "/{lang}/callback/case/{id}",   // also for somebody known only by the key in their browser
        "/{lang}/measurements/offline",   // the same for everybody, and nothing personal in it: what a device keeps
        "/{lang}/login", "/{lang}/login/problem/{kind}", "/{lang}/signed-out/{state}",
        "/bff/login", "/bff/logout", "/bff/user", "/bff/session/extend", "/bff/signed-out-{scheme}",
        "/bff/front-channel-logout", "/bff/backchannel",
        "/hub/cases", "/hub/cases/negotiate",   // guests too: Entrance decides, and row-level security what they see
        "/.well-known/jwks.json", "/api/{documentName}.json",
        "/{lang}/dev/ui",   // in development only
    ];

    /// <summary>Pages of everybody who has logged in, residents and professionals alike.</summary>
    static readonly HashSet<string> SignedIn =
    [
        "/{lang}/sessions",
        "/_framework/opaque-redirect",   // the framework's own, for pages with JavaScript navigation, which ours do not have
    ];

    [Fact]
    public void The_list_of_open_addresses_is_exactly_what_is_open() =>
        Assert.Equal(Open.Order(), Routes().Where(IsOpen).Select(Address).Distinct().Order());

    [Fact]
    public void Every_other_address_says_for_whom_it_is() => Findings.None(Routes()
        .Where(r => !IsOpen(r) && !SignedIn.Contains(Address(r)) && !Policies(r).Any(p => p is "resident" or "professional" or "staff" || IsArea(p)))
        .Select(r => $"{Address(r)} is neither open nor for residents or professionals"));

    [Fact]
    public async Task A_visitor_is_asked_who_they_are()
    {
        using var visitor = Browser();
        List<string> let = [];
        foreach (var (method, path) in Routes().Where(r => !IsOpen(r)).SelectMany(Requests))
        {
            using var answer = await visitor.Send(method, path, Body(method), ("X-CSRF", "1"));
            var asked = answer.StatusCode == HttpStatusCode.Unauthorized
                || answer.StatusCode == HttpStatusCode.SeeOther && answer.Headers.Location!.OriginalString.StartsWith("/fi/login?", StringComparison.Ordinal);
            if (!asked) let.Add($"{method} {path} answered {(int)answer.StatusCode} {answer.Headers.Location}");
        }
        Findings.None(let);
    }

    [Fact]
    public async Task A_resident_does_not_get_to_the_professionals_pages_nor_the_other_way_round()
    {
        var (resident, professional) = (await Host.SignInResident(), await Host.SignInProfessional());
        List<string> let = [];
        foreach (var (browser, closed) in new[] { (resident.Browser, "professional"), (professional.Browser, "resident") })
            foreach (var (method, path) in Routes().Where(r => !IsOpen(r) && Policies(r).Any(p => p == closed || closed == "resident" && IsArea(p))).SelectMany(Requests))
            {
                using var answer = await browser.Send(method, path, Body(method), ("X-CSRF", "1"));
                if (answer.StatusCode != HttpStatusCode.Forbidden) let.Add($"{method} {path}, for a {closed}, answered {(int)answer.StatusCode}");
            }
        Findings.None(let);
    }

    [Fact]
    public async Task The_api_answers_only_calls_that_another_site_cannot_make()
    {
        var resident = await Host.SignInResident();
        var calls = Routes().Where(r => !IsOpen(r) && Address(r).StartsWith("/api/", StringComparison.Ordinal)).SelectMany(Requests).ToList();
        Assert.NotEmpty(calls);
        foreach (var (method, path) in calls)
        {
            using var answer = await resident.Browser.Send(method, path, Body(method));
            Assert.True((int)answer.StatusCode is 400 or 401 or 403, $"{method} {path} without X-CSRF answered {(int)answer.StatusCode}");
        }
    }

    List<RouteEndpoint> Routes()
    {
        var routes = Host.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().ToList();
        Assert.True(routes.Count > 20, $"Only {routes.Count} addresses were found.");
        return routes;
    }

    static bool IsOpen(RouteEndpoint route) => route.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    static IEnumerable<string> Policies(RouteEndpoint route) => route.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).OfType<string>();

    /// <summary>A person's own matters, also for whoever acts for them: area:act of the access table.</summary>
    static bool IsArea(string policy) => policy.Contains(':');

    static string Address(RouteEndpoint route) => "/" + Constraint().Replace(route.RoutePattern.RawText!.TrimStart('/'), "");

    static IEnumerable<(HttpMethod, string)> Requests(RouteEndpoint route)
    {
        var path = Parameter().Replace("/" + route.RoutePattern.RawText!.TrimStart('/'), m =>
            m.Groups[1].Value == "lang" ? "fi" : m.Groups[2].Value == ":guid" ? Guid.NewGuid().ToString() : "nurse-appointment");
        return (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Where(m => m != "HEAD").Select(m => (new HttpMethod(m), path));
    }

    static HttpContent? Body(HttpMethod method) => method == HttpMethod.Get || method == HttpMethod.Delete ? null : JsonContent();

    static StringContent JsonContent() => new("{}", System.Text.Encoding.UTF8, "application/json");

    [GeneratedRegex(@"(?<=\{\w+):\w+(\([^)]*\))?(?=\??\})")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{\*{0,2}(\w+)(:\w+)?[^}]*\}")]
    private static partial Regex Parameter();
}
