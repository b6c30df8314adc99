namespace Portal.Tests.House;

/// <summary>Waits for what another process or a background job is about to do. Instead of sleeping, always.</summary>
static class Eventually
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(20), Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Returns when the condition holds; fails the test when it does not within the limit.</summary>
    public static Task Holds(string what, Func<Task<bool>> condition, TimeSpan? limit = null) =>
        Value(what, async () => await condition() ? "" : null, limit);

    /// <summary>Returns the first value that is not null; fails the test when none comes within the limit.</summary>
    public static async Task<T> Value<T>(string what, Func<Task<T?>> read, TimeSpan? limit = null) where T : class
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(limit ?? Limit);
        while (true)
        {
            if (await read() is { } value) return value;
            try
            {
                await Task.Delay(Pause, end.Token);
            }
            catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                Assert.Fail($"In {(limit ?? Limit).TotalSeconds:0} seconds this did not come true: {what}");
            }
        }
    }
}
