using Microsoft.Playwright;

namespace Portal.E2E.Journeys;

/// <summary>From choosing a time to having cancelled it, on the real stack; every page on the way is checked with axe.</summary>
[Collection(TakesTimes)]
public class BookingTests : Journey
{
    public static TheoryData<Setting> Everyone =>
        [.. Setting.Ways, new Setting(Screen.Phone, "sv", JavaScript: false), new Setting(Screen.Desktop, "en"), new Setting(Screen.Narrow, "sv")];

    [Theory(Timeout = Longest), MemberData(nameof(Everyone))]
    public async Task A_resident_books_moves_and_cancels(Setting setting)
    {
        var visitor = await Arrive(setting);
        var page = visitor.Page;
        await visitor.Open("/booking");
        await Check(visitor);
        await visitor.Open("/booking/blood-pressure-check");
        await Check(visitor);
        await page.Locator(".times a").First.ClickAsync();                     // a visitor: leads through the login…
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link).First.ClickAsync();
        await visitor.LogIn("timo");
        await Check(visitor);                                                  // …to the same time
        await page.Locator("main form[method=post] button").First.ClickAsync();
        await page.WaitForURLAsync("**/booking/confirm/*");
        await Check(visitor);

        await page.Locator("textarea").FillAsync(new string('x', 2001));       // too long: said, and every word kept
        await page.Locator("button[value=confirm]").ClickAsync();
        await Assertions.Expect(page.Locator(".error-summary")).ToBeVisibleAsync();
        Assert.Equal(2001, (await page.Locator("textarea").InputValueAsync()).Length);
        await Check(visitor);
        await page.Locator("textarea").FillAsync("Verenpaine on ollut koholla.");
        await page.Locator("button[value=confirm]").ClickAsync();
        await page.WaitForURLAsync("**/appointments/*?new=booked");
        await Check(visitor);
        var first = page.Url;

        await page.Locator("a[href*='moves=']").ClickAsync();
        await Check(visitor);
        await page.Locator(".times button").Nth(8).ClickAsync();
        await page.WaitForURLAsync("**/booking/confirm/*");
        Assert.Equal("Verenpaine on ollut koholla.", await page.Locator("textarea").InputValueAsync());
        await page.Locator("button[value=confirm]").ClickAsync();
        await page.WaitForURLAsync("**/appointments/*?new=booked");
        Assert.NotEqual(first, page.Url);

        await visitor.Open("/appointments");
        await Check(visitor);
        await page.Locator(".appointments a").First.ClickAsync();
        await page.Locator("a[href$='/cancel']").ClickAsync();
        await Check(visitor);
        await page.Locator("button.danger").ClickAsync();
        await page.WaitForURLAsync("**/appointments/*?new=cancelled");
        await Check(visitor);
    }

    [Theory(Timeout = Longest), MemberData(nameof(Setting.Languages), MemberType = typeof(Setting))]
    public async Task The_month_and_the_message_choices_are_accessible(Setting setting)
    {
        var visitor = await Arrive(setting);
        await visitor.Open("/booking/nurse-appointment/month");
        await Check(visitor);
        await visitor.Page.GotoAsync($"/bff/login?returnUrl=/{setting.Language}/preferences");
        await visitor.LogIn("hannu");
        await Check(visitor);
    }
}
