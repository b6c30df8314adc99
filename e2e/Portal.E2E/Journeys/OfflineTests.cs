using Microsoft.Playwright;

namespace Portal.E2E.Journeys;

/// <summary>Measuring where there is no network: on one's own device, sent once when the network is back, wiped when one leaves.</summary>
public class OfflineTests : Journey
{
    const string Page = "/measurements/offline";

    [Fact(Timeout = Longest)]
    public async Task Two_readings_recorded_without_a_network_are_sent_once_when_it_is_back()
    {
        var hannu = await SwitchedOn("hannu");
        var page = hannu.Page;
        await page.Context.SetOfflineAsync(true);
        await page.ReloadAsync();                                                        // from the device
        await Record(page, "132", "84");
        await Waits(page, 1);
        await hannu.IsAccessible();

        await page.GotoAsync("/fi/my");                                                  // another page leads here instead of failing
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Kirjaa ilman verkkoa");
        await Record(page, "205", "110");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("soita 112");   // at once, before anything is answered or sent
        await Assertions.Expect(page.Locator("#systolic-error")).ToContainTextAsync("epätavallinen");
        await page.Locator("#sure").CheckAsync();
        await page.Locator("offline-readings form button[type=submit]").ClickAsync();
        await Waits(page, 2);
        await Check(hannu);
        Assert.Equal("2 readings, 0 readable, extractable: false, 3 pages, 0 with a name", await Kept(page));

        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("Siirretty portaaliin: 2");
        await Assertions.Expect(page.Locator("#waiting")).ToHaveTextAsync("Mikään ei odota lähetystä.");
        await page.ReloadAsync();
        await Drafts(hannu, 2);
        Forget(hannu);
    }

    [Fact(Timeout = Longest)]
    public async Task Two_tabs_send_each_reading_once()
    {
        var olena = await SwitchedOn("olena");
        var (one, other) = (olena.Page, await olena.Page.Context.NewPageAsync());
        await other.GotoAsync($"/fi{Page}");
        await one.Context.SetOfflineAsync(true);
        foreach (var (systolic, i) in new[] { "131", "132", "133", "134" }.Select((s, i) => (s, i)))
        {
            await Record(i % 2 == 0 ? one : other, systolic, "84");
            await Waits(other, i + 1);
        }
        await one.Context.SetOfflineAsync(false);
        foreach (var page in new[] { one, other }) await Assertions.Expect(page.Locator("#waiting")).ToHaveTextAsync("Mikään ei odota lähetystä.");
        await Drafts(olena, 4);
        Forget(olena);
    }

    [Fact(Timeout = Longest)]
    public async Task What_is_changed_while_it_is_being_sent_is_not_lost()
    {
        var johanna = await SwitchedOn("johanna");
        var page = johanna.Page;
        var (asked, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        await page.RouteAsync("**/api/readings", async route =>
        {
            asked.TrySetResult();
            await go.Task;                                                               // a slow network
            await route.ContinueAsync();
        });
        await Record(page, "132", "84");
        await asked.Task;
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Muuta .*132") }).ClickAsync();
        await page.Locator("#systolic").FillAsync("142");
        await page.Locator("offline-readings form button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=waiting] li")).ToContainTextAsync("142/84");
        go.SetResult();
        await Assertions.Expect(page.Locator("section[aria-labelledby=waiting] .error").First).ToBeVisibleAsync();   // the portal has 132 already: one is asked
        await Assertions.Expect(page.Locator("section[aria-labelledby=waiting] li")).ToContainTextAsync("142/84");
        await johanna.Open("/measurements");
        await Assertions.Expect(johanna.Page.Locator("main .notice h2").First).ToContainTextAsync("Yksi mittaus");
        Forget(johanna);
    }

    /// <summary>The other tab has looked for what waits, found nothing more, and is about to end.</summary>
    [Fact(Timeout = Longest)]
    public async Task What_is_recorded_while_another_tab_is_sending_is_sent_after_it()
    {
        var marita = await SwitchedOn("marita");
        var (page, other) = (marita.Page, await marita.Page.Context.NewPageAsync());
        await other.GotoAsync($"/fi{Page}");
        await other.EvaluateAsync("new Promise(begun => navigator.locks.request('portal-readings-send', () => new Promise(end => { window.end = end; begun(); })))");
        await Record(page, "132", "84");
        await Waits(page, 1);
        await other.EvaluateAsync("window.end()");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("Siirretty portaaliin: 1");
        await marita.Open("/measurements");
        await Assertions.Expect(page.Locator("main .notice h2").First).ToContainTextAsync("Yksi mittaus");
        Forget(marita);
    }

    [Fact(Timeout = Longest)]
    public async Task Logging_out_wipes_the_device()
    {
        var janne = await SwitchedOn("janne");
        Assert.NotEqual("{}", await Left(janne.Page));
        await janne.Open("/measurements");
        await janne.Page.Locator("a.way-out").ClickAsync();
        await janne.Page.WaitForURLAsync(url => new Uri(url).Authority != janne.Portal.Authority);   // the provider asks whether its own session ends, too
        await janne.Open("/");
        Assert.Equal("{}", await Left(janne.Page));
        Forget(janne);
    }

    [Fact(Timeout = Longest)]
    public async Task When_the_session_is_over_they_wait_and_in_anothers_session_nothing_of_them_is_left_or_sent()
    {
        var petri = await SwitchedOn("petri");
        await petri.Page.Context.ClearCookiesAsync();
        await Record(petri.Page, "132", "84");
        await Assertions.Expect(petri.Page.Locator("[role=status]")).ToContainTextAsync("Et ole kirjautunut");
        await Waits(petri.Page, 1);

        await petri.Page.GotoAsync($"/bff/login?returnUrl=/fi{Page}");
        await petri.LogIn("olena");
        await petri.Open(Page);
        await Assertions.Expect(petri.Page.Locator("[role=status]")).ToContainTextAsync("Joku muu on kirjautunut");
        await Assertions.Expect(petri.Page.Locator("#own")).ToBeVisibleAsync();      // off again
        Assert.Equal("{}", await Left(petri.Page));
        await petri.Open("/measurements");
        await Assertions.Expect(petri.Page.Locator("main")).Not.ToContainTextAsync("132/84");
        Forget(petri);
    }

    [Fact(Timeout = Longest)]
    public async Task Without_JavaScript_it_is_a_link_to_the_form()
    {
        var visitor = await Arrive(new(Screen.Phone, JavaScript: false));
        await visitor.Open(Page);
        await Check(visitor);
        await Assertions.Expect(visitor.Link("Tavalliseen lomakkeeseen")).ToHaveAttributeAsync("href", "/fi/measurements");
    }

    async Task<Visitor> SwitchedOn(string person)
    {
        var visitor = await LogInAt(new(Screen.Phone), person, Page);
        await visitor.Page.Locator("#own").CheckAsync();
        await Check(visitor);
        await visitor.Button("Ota käyttöön").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("[role=status]")).ToContainTextAsync("Käytössä.");
        await Check(visitor);
        return visitor;
    }

    static async Task Record(IPage page, string systolic, string diastolic)
    {
        await page.Locator("#measure").SelectOptionAsync("blood-pressure");
        await page.Locator("#systolic").FillAsync(systolic);
        await page.Locator("#diastolic").FillAsync(diastolic);
        await page.Locator("offline-readings form button[type=submit]").ClickAsync();
    }

    static Task Waits(IPage page, int count) => Assertions.Expect(page.Locator("#waiting")).ToHaveTextAsync($"Odottaa lähetystä: {count}");

    static async Task Drafts(Visitor visitor, int count)
    {
        await visitor.Open("/measurements");
        await Assertions.Expect(visitor.Page.Locator("main .notice h2").First).ToContainTextAsync($"{count} ");
    }

    /// <summary>All that a browser can keep, by its names.</summary>
    static Task<string> Left(IPage page) => page.EvaluateAsync<string>("""
        async () => {
          const left = {
            databases: (await indexedDB.databases()).map(d => d.name), caches: await caches.keys(),
            workers: (await navigator.serviceWorker.getRegistrations()).length, flags: Object.keys(localStorage),
          };
          return JSON.stringify(Object.fromEntries(Object.entries(left).filter(([, v]) => v.length !== 0 && v !== 0)));
        }
        """);

    /// <summary>What somebody finds who looks at what the browser has stored: sealed readings, a key that cannot be taken out, pages of nobody.</summary>
    static Task<string> Kept(IPage page) => page.EvaluateAsync<string>("""
        async () => {
          const done = request => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = reject; });
          const db = await done(indexedDB.open("portal-readings"));
          const store = name => db.transaction(name).objectStore(name);
          const [queue, own] = [await done(store("queue").getAll()), await done(store("device").get("own"))];
          db.close();
          const readable = queue.filter(item => /"132"|"205"|systolic|blood-pressure/.test(new TextDecoder().decode(item.data) + JSON.stringify({ ...item, data: 0 })));
          const cache = await caches.open((await caches.keys())[0]);
          const pages = (await Promise.all((await cache.keys()).map(async request => (await cache.match(request)).text()))).filter(text => text.startsWith("<!DOCTYPE"));
          return `${queue.length} readings, ${readable.length} readable, extractable: ${own.key.extractable}, ${pages.length} pages, ${pages.filter(text => /Lehto|Hannu/.test(text)).length} with a name`;
        }
        """);

    /// <summary>What a browser complains of without a network, and of an answer that says that nobody has logged in.</summary>
    static void Forget(Visitor visitor) =>
        visitor.Troubles.RemoveAll(t => t.Contains("ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal) || t.StartsWith("401 ", StringComparison.Ordinal));
}
