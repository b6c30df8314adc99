namespace Portal.E2E;

/// <summary>
/// A test in a real browser against the whole running stack. A screenshot and the page are kept when it fails, and
/// whatever the browser complained about fails it.
/// </summary>
public abstract class Journey : IAsyncLifetime
{
    /// <summary>
    /// The collection of the journeys that choose the first free time on a page: two at once would meet at the same one,
    /// and one of them would rightly be told that it is taken.
    /// </summary>
    protected const string TakesTimes = "takes times";

    /// <summary>
    /// Milliseconds; of every journey. Much of what a browser is asked has no limit of its own: one that hangs fails with
    /// its name, and the others go on.
    /// </summary>
    internal const int Longest = 8 * 60_000;

    readonly List<Visitor> visitors = [];

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Somebody opens their browser. Nobody is logged in.</summary>
    protected async Task<Visitor> Arrive(Setting setting)
    {
        var visitor = await Visitor.Arrive(setting);
        visitors.Add(visitor);
        return visitor;
    }

    /// <summary>Logs in as a demo person, on the way to a page (without its language). Who has children is asked for whom first.</summary>
    protected async Task<Visitor> LogIn(Setting setting, string person, string path, string scheme = "suomifi")
    {
        var visitor = await Arrive(setting);
        await visitor.Page.GotoAsync($"/bff/login?scheme={scheme}&returnUrl=/{setting.Language}{path}");
        await visitor.LogIn(person);
        return visitor;
    }

    /// <summary>As <see cref="LogIn"/>, and opens the page, whatever was asked on the way.</summary>
    protected async Task<Visitor> LogInAt(Setting setting, string person, string path, string scheme = "suomifi")
    {
        var visitor = await LogIn(setting, person, path, scheme);
        await visitor.Open(path);
        return visitor;
    }

    /// <summary>The page as it is now: no violation by axe, nothing wider than the screen.</summary>
    protected static async Task Check(Visitor visitor)
    {
        await visitor.IsAccessible();
        await visitor.FitsTheScreen();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        List<string> troubles = [];
        foreach (var visitor in visitors)
        {
            troubles.AddRange(visitor.Troubles.Select(trouble => $"{visitor.Setting}: {trouble}"));
            if (failed || visitor.Troubles.Count > 0) await Try("photograph", () => visitor.Photograph($"{TestContext.Current.TestCase?.TestCaseDisplayName}-{visitor.Setting}"));
            await Try("close", () => visitor.DisposeAsync().AsTask());

            // A page that no longer answers hides no trouble of the others.
            async Task Try(string what, Func<Task> act)
            {
                try { await act(); }
                catch (Exception trouble) { troubles.Add($"{visitor.Setting}: could not {what} the page: {trouble.Message}"); }
            }
        }
        Assert.Empty(troubles);
    }
}
