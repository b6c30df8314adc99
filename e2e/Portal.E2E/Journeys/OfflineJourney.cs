using Microsoft.Playwright;

namespace Portal.E2E.Journeys;

/// <summary>The steps of measuring without a network.</summary>
public abstract class OfflineJourney : Journey
{
    protected const string Page = "/measurements/offline";

    protected async Task<Visitor> SwitchedOn(string person)
    {
        var visitor = await LogInAt(new(Screen.Phone), person, Page);
        await visitor.Page.Locator("#own").CheckAsync();
        await Check(visitor);
        await visitor.Button("Ota käyttöön").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("[role=status]")).ToContainTextAsync("Käytössä.");
        await Check(visitor);
        return visitor;
    }

    /// <summary>Another tab that is in the middle of sending, until it is told to end.</summary>
    protected static async Task<IPage> Sending(Visitor visitor)
    {
        var other = await visitor.Page.Context.NewPageAsync();
        await other.GotoAsync($"/fi{Page}");
        await other.EvaluateAsync("new Promise(begun => navigator.locks.request('portal-readings-send', () => new Promise(end => { window.end = end; begun(); })))");
        return other;
    }

    protected static async Task Record(IPage page, string systolic, string diastolic)
    {
        await page.Locator("#measure").SelectOptionAsync("blood-pressure");
        await page.Locator("#systolic").FillAsync(systolic);
        await page.Locator("#diastolic").FillAsync(diastolic);
        await page.Locator("offline-readings form button[type=submit]").ClickAsync();
    }

    protected static Task Waits(IPage page, int count) => Assertions.Expect(page.Locator("#waiting")).ToHaveTextAsync($"Odottaa lähetystä: {count}");

    protected static async Task Drafts(Visitor visitor, int count)
    {
        await visitor.Open("/measurements");
        await Assertions.Expect(visitor.Page.Locator("main .notice h2").First).ToContainTextAsync($"{count} ");
    }

    /// <summary>What a browser complains of without a network, and of an answer that says that nobody has logged in.</summary>
    protected static void Forget(Visitor visitor) =>
        visitor.Troubles.RemoveAll(t => t.Contains("ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal) || t.StartsWith("401 ", StringComparison.Ordinal));
}
