using System.Text.RegularExpressions;
using Mono.Cecil;
using Portal.Platform;

namespace Portal.Tests.Architecture;

public partial class CompiledCodeTests
{
    static readonly string PortalAssembly = typeof(Actor).Assembly.Location;

    [Fact]
    public void Time_comes_from_the_injected_clock_and_http_from_the_factory() => Findings.None(ForbiddenCalls.In(PortalAssembly));

    [Fact]
    public void A_forbidden_call_is_found_even_inside_a_lambda()
    {
        var found = ForbiddenCalls.In(typeof(CompiledCodeTests).Assembly.Location).Where(f => f.Contains(nameof(Planted))).ToList();
        Assert.Contains(found, f => f.Contains("DateTimeOffset::get_UtcNow"));
        Assert.Contains(found, f => f.Contains("HttpClient::.ctor"));
        Assert.Equal(2, found.Count);
    }

    [Fact]
    public void Names_say_what_a_thing_is_for()
    {
        using var module = ModuleDefinition.ReadModule(PortalAssembly);
        var names = CompiledReferences.AllTypes(module).Where(t => t.Namespace.StartsWith("Portal", StringComparison.Ordinal)).Select(t => t.Name).ToList();
        Assert.NotEmpty(names);
        Findings.None(names.Where(name => SaysNothing().IsMatch(name)));
    }

    [Theory]
    [InlineData("BookingService"), InlineData("SessionManager"), InlineData("DateHelper"), InlineData("StringUtils"), InlineData("AppointmentDto`1")]
    public void A_name_that_says_nothing_is_found(string name) => Assert.Matches(SaysNothing(), name);

    [Fact]
    public void A_service_of_the_catalogue_may_be_called_so() => Assert.DoesNotMatch(SaysNothing(), "Service");

    [GeneratedRegex(".(Service|Manager|Helpers?|Utils?|Dto)(`|$)")]
    private static partial Regex SaysNothing();

    static class Planted
    {
        public static Func<DateTimeOffset> Clock => () => DateTimeOffset.UtcNow;
        public static async Task Web() { await Task.Yield(); new HttpClient().Dispose(); }
    }
}
