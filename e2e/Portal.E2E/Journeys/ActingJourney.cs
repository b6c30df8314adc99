using Microsoft.Playwright;

namespace Portal.E2E.Journeys;

/// <summary>What the journeys of those who act for somebody else share. They share the registers too, so one follows the other.</summary>
[Collection(TakesTimes)]
public abstract class ActingJourney : Journey
{
    protected const string Health = "http://valtuusrekisteri.suomi.fi/terveydenhuollon_asioiden_hoito";
    static int taken;

    /// <summary>Each language once, each screen, with and without JavaScript: the full grid is that of the single pages.</summary>
    public static TheoryData<Setting> Three => [new Setting(Screen.Phone, JavaScript: false), new Setting(Screen.Desktop, "sv"), new Setting(Screen.Phone, "en")];

    /// <summary>For journeys whose pages the others have seen in all languages.</summary>
    public static TheoryData<Setting> Two => [new Setting(Screen.Phone, JavaScript: false), new Setting(Screen.Desktop)];

    /// <summary>"For whom?": one press.</summary>
    protected static async Task Choose(Visitor visitor, string person)
    {
        await visitor.Button(Registers.Name(person)).ClickAsync();
        await BannerNames(visitor, person);
    }

    protected static Task BannerNames(Visitor visitor, string person) =>
        Assertions.Expect(visitor.Page.Locator(".banner-acting strong")).ToContainTextAsync(Registers.Name(person));

    /// <summary>To the page that asks to confirm a time.</summary>
    protected static async Task TakeTime(Visitor visitor, string service = "nurse-appointment")
    {
        await visitor.Open($"/booking/{service}");
        var times = visitor.Page.Locator(".times button");
        await times.Nth(Interlocked.Add(ref taken, 3) % await times.CountAsync()).ClickAsync();
        await visitor.Page.WaitForURLAsync("**/booking/confirm/*");
    }

    /// <summary>Confirms the time taken. When the person is elsewhere then, by an earlier journey, a later time.</summary>
    protected static async Task Confirm(Visitor visitor, string person)
    {
        var page = visitor.Page;
        for (var attempt = 1; ; attempt++)
        {
            await Assertions.Expect(page.Locator("main .summary dd").First).ToContainTextAsync(Registers.Name(person));   // for whom: said before anything is done
            await page.Locator("button[value=confirm]").ClickAsync();
            await Assertions.Expect(page.Locator(".error-summary, .notice.good")).ToBeVisibleAsync();
            if (attempt == 5 || await page.Locator(".error-summary").CountAsync() == 0) break;
            await TakeTime(visitor);
        }
        Assert.Contains("new=booked", page.Url);
    }

    /// <summary>Suomi.fi's selection page: the person is picked there.</summary>
    protected static async Task ChooseAtSuomiFi(Visitor visitor, string person)
    {
        var page = visitor.Page;
        await page.Locator("a[href^='/bff/valtuudet']").ClickAsync();
        await page.Locator($"input[name=principal][value={person}]").CheckAsync();
        await page.Locator("button[name=act][value=choose]").ClickAsync();
        await page.WaitForURLAsync(url => new Uri(url).Authority == visitor.Portal.Authority);
        await BannerNames(visitor, person);
    }
}
