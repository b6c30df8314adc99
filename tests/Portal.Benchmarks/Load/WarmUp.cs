namespace Portal.Benchmarks.Load;

/// <summary>
/// .NET compiles the code it uses most again and better, in the background, for as long as half a minute. What is
/// measured is the server as it runs all day, so it is pressed until its processor time for a request no longer falls.
/// </summary>
static class WarmUp
{
    static readonly TimeSpan longest = TimeSpan.FromSeconds(30);
    const double Steady = 0.95;

    /// <param name="press">Presses for about three seconds and returns the server's processor time for one request.</param>
    public static void Run(Func<double> press)
    {
        var end = DateTime.UtcNow + longest;
        var best = double.MaxValue;
        for (var calm = 0; calm < 2 && DateTime.UtcNow < end;)
        {
            var cost = press();
            calm = cost < best * Steady ? 0 : calm + 1;
            best = Math.Min(best, cost);
        }
    }
}
