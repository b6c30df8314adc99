using Microsoft.Playwright;

namespace Portal.E2E.Journeys;

/// <summary>Measuring where there is no network: on one's own device, sent once when the network is back, wiped when one leaves.</summary>
public class OfflineTests : OfflineJourney
{
    [Fact(Timeout = Longest)]
    public async Task Readings_recorded_without_a_network_are_sent_once_when_it_is_back()
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
        Assert.Equal("2 readings, 0 readable, extractable: false, 3 pages, 0 with a name", await DeviceStorage.Kept(page));

        await page.Locator("#measure").SelectOptionAsync("glucose");
        await page.Locator("#shows").SelectOptionAsync("HI");                            // the meter showed no number
        await page.Locator("offline-readings form button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("vaarallisen korkea");
        await Waits(page, 3);
        await Assertions.Expect(page.Locator("section[aria-labelledby=waiting] li").Last).ToContainTextAsync("Verensokeri: HI");
        await hannu.IsAccessible();

        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("Siirretty portaaliin: 3");
        await Assertions.Expect(page.Locator("#waiting")).ToHaveTextAsync("Mikään ei odota lähetystä.");
        await page.ReloadAsync();
        await Drafts(hannu, 3);
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
        var (page, other) = (marita.Page, await Sending(marita));
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
        Assert.NotEqual("{}", await DeviceStorage.Left(janne.Page));
        await janne.Open("/measurements");
        await janne.Page.Locator("a.way-out").ClickAsync();
        await janne.Page.WaitForURLAsync(url => new Uri(url).Authority != janne.Portal.Authority);   // the provider asks whether its own session ends, too
        await janne.Open("/");
        Assert.Equal("{}", await DeviceStorage.Left(janne.Page));
        Forget(janne);
    }

    /// <summary>It does not hold up the logout: one is asked about what waits, as without a network.</summary>
    [Fact(Timeout = Longest)]
    public async Task Another_tab_that_hangs_while_it_is_sending_is_not_waited_for_without_end()
    {
        var marko = await SwitchedOn("marko");
        var page = marko.Page;
        await Sending(marko);
        await Record(page, "132", "84");
        await Waits(page, 1);
        await marko.Open("/measurements");
        var asked = new TaskCompletionSource<string>();
        page.Dialog += async (_, dialog) => { asked.TrySetResult(dialog.Message); await dialog.AcceptAsync(); };
        await page.Locator("a.way-out").ClickAsync();
        Assert.Contains("1", await asked.Task);
        await page.WaitForURLAsync(url => new Uri(url).Authority != marko.Portal.Authority);
        Forget(marko);
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
        await petri.LogIn("olena");                                                      // back on the page, which says so once
        await Assertions.Expect(petri.Page.Locator("[role=status]")).ToContainTextAsync("Joku muu on kirjautunut");
        await Assertions.Expect(petri.Page.Locator("#own")).ToBeVisibleAsync();      // off again
        Assert.Equal("{}", await DeviceStorage.Left(petri.Page));
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
}
