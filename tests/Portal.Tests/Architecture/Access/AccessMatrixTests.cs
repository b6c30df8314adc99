using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Tests.House;

namespace Portal.Tests.Architecture.Access;

/// <summary>
/// Every address and form of the running application × everybody: what each gets is written in AccessMatrix.txt, and
/// nothing else is. How to add a row stands at the file's top.
/// </summary>
public partial class AccessMatrixTests(AccessMatrixTests.Walked walked) : IClassFixture<AccessMatrixTests.Walked>
{
    /// <summary>One walk serves all the tests of this class.</summary>
    public sealed class Walked : PortalTest
    {
        internal IReadOnlyList<Visit> Visits { get; private set; } = [];
        internal IReadOnlyList<RouteEndpoint> Routes { get; private set; } = [];

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["RateLimits:Forms"] = "100000", ["RateLimits:Lookups"] = "100000", ["RateLimits:Logins"] = "100000" };

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            Host.Outbound.Answer("https://residents.test", _ => new(System.Net.HttpStatusCode.ServiceUnavailable));
            Host.Outbound.Answer("http://ehr.test", _ => new(System.Net.HttpStatusCode.ServiceUnavailable));
            Routes = [.. Host.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()];
            var things = new Things(Db, Clock.Now);
            await things.Begin();
            Visits = await new AccessWalk(Db, things).Go(AccessMatrix.Rows, await Cast.Gather(Host));
        }
    }

    [Fact]
    public void Everybody_gets_what_the_matrix_says() => Findings.None(walked.Visits.GroupBy(v => v.Row)
        .Select(row => (row.Key, Got: AccessMatrix.Columns.ToDictionary(c => c, c => row.FirstOrDefault(v => v.Role.Column == c)?.Got ?? "-")))
        .Where(row => AccessMatrix.Columns.Any(c => row.Key.Cells[c] != row.Got[c]))
        .Select(row => $"{row.Key}\n{row.Key.Print(row.Got)}   <- as it is"));

    /// <summary>A route of the application has a row for GET, or for what else it takes; a page's POSTs are its forms.</summary>
    [Fact]
    public void Every_route_has_a_row_and_every_row_a_route()
    {
        var routes = walked.Routes.SelectMany(r => Methods(r).Select(m => $"{m} {Route(r)}")).Where(r => !IsPageWithoutForm(r)).ToHashSet();
        Findings.None(Unlike(routes));
        Assert.Equal(["GET /{lang}/new has no row in AccessMatrix.txt"], Unlike([.. routes, "GET /{lang}/new"]));   // a new one does not go unnoticed
        Assert.Equal(["GET /{lang}/appointments is no address of the application"], Unlike([.. routes.Where(r => r != "GET /{lang}/appointments")]));
    }

    static IEnumerable<string> Unlike(IReadOnlyCollection<string> routes)
    {
        var rows = AccessMatrix.Rows.Select(r => $"{r.Method} {r.Route}").ToHashSet();
        return routes.Where(r => !rows.Contains(r)).Select(r => $"{r} has no row in AccessMatrix.txt")
            .Concat(rows.Where(r => !routes.Contains(r)).Select(r => $"{r} is no address of the application"));
    }

    [Fact]
    public void Every_form_that_is_shown_has_a_row()
    {
        var known = AccessMatrix.Rows.Select(r => r.Form).OfType<string>().ToHashSet();
        var shown = walked.Visits.SelectMany(v => v.Forms.Select(form => (v.Row.Route, form))).Distinct().ToList();
        Assert.Contains(("/{lang}/appointments/{id}/cancel", "cancel"), shown);
        Findings.None(shown.Where(f => !known.Contains(f.form)).Select(f => $"The form '{f.form}' on {f.Route} has no row in AccessMatrix.txt"));
    }

    [Fact]
    public void Nobody_finds_anothers_words_in_an_answer() => Findings.None(walked.Visits.Where(v => v.Leaked).Select(v => $"{v.Row.Key}, {v.Role.Column}: {v.Got}"));

    /// <summary>Requests about a person's matters that show and change nothing of anybody's.</summary>
    static readonly HashSet<string> OfNobody =
        ["GET /{lang}/booking/{service}/time/{slot}", "GET /api/booking/free-times",   // a free time is nobody's
         "GET /{lang}/measurements/import"];   // an empty form

    [Fact]
    public void Every_read_and_write_for_another_is_audited_with_self_subject_and_basis()
    {
        var done = walked.Visits.Where(v => v.Got is "yes" or "done" && v.Role.Acts is { Basis: not Basis.Self } && IsArea(v.Row) && !OfNobody.Contains(v.Row.Key)).ToList();
        Assert.True(done.Count > 20, $"Only {done.Count} were for another.");
        Findings.None(done.Where(v => v.Audit.Count == 0).Select(v => $"{v.Row.Key}, {v.Role.Column}: left no line")
            .Concat(walked.Visits.Where(v => v.Role.Acts is not null).SelectMany(v => v.Audit.Where(line => !IsRight(line, v.Role))
                .Select(line => $"{v.Row.Key}, {v.Role.Column}: {line.Action} says self {line.Self}, subject {line.Subject}, basis {line.Basis}, machine {line.Machine}"))));
    }

    /// <summary>One's own matters (contact points, sessions) by oneself; another's by who pressed, on the ground on which they act.</summary>
    static bool IsRight(AuditedLine line, Role role) => line.Machine is not null
        // At the desk: a professional, never the person themselves, and only beside the person what is theirs.
        || role.Acts is { Assistant: { } beside } && line.Self is null && line.Staff == beside.StaffId
            && (line.Subject is null || line.Subject != role.Acts.Subject.Value || line.Basis is "assisted" or "care")
        || line.Self == role.Acts!.Self.Value && line.Staff is null
        && (line.Subject == role.Acts.Self.Value ? line.Basis is "self" || line.Action.StartsWith("login.", StringComparison.Ordinal)
            : line.Subject == role.Acts.Subject.Value && line.Basis == EnumText.Of(role.Acts.Basis));

    bool IsArea(AccessRow row) => walked.Routes.Any(r => Route(r) == row.Route && r.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => a.Policy?.Contains(':') == true));

    bool IsPageWithoutForm(string route) => route.StartsWith("POST ", StringComparison.Ordinal)
        && walked.Routes.Any(r => $"POST {Route(r)}" == route && r.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        && !AccessMatrix.Rows.Any(r => r.Form is not null && $"POST {r.Route}" == route);

    static IEnumerable<string> Methods(RouteEndpoint route) => (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Where(m => m != "HEAD");

    static string Route(RouteEndpoint route) => "/" + Constraint().Replace(route.RoutePattern.RawText!.TrimStart('/'), "");

    [GeneratedRegex(@"(?<=\{\w+):\w+(\([^)]*\))?(?=\??\})")]
    private static partial Regex Constraint();
}
