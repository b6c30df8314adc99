using System.Reflection;

namespace Portal.E2E;

/// <summary>One browser that no longer answers must not hold up the whole run.</summary>
public class JourneyLimitTests
{
    [Fact]
    public void Every_journey_has_an_end()
    {
        var journeys = typeof(Journey).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Journey)))
            .SelectMany(t => t.GetMethods()).Select(m => (Method: m, Fact: m.GetCustomAttribute<FactAttribute>())).Where(m => m.Fact is not null).ToList();
        Assert.NotEmpty(journeys);
        Assert.All(journeys, j => Assert.Equal(Journey.Longest, j.Fact!.Timeout));
    }
}
