using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Portal.E2E.Journeys;

/// <summary>
/// The chat cannot answer, so a call is agreed; the nurse calls in vain, the resident chooses a new time, the nurse reaches
/// them. Resident and nurse at once; every page on the way is checked with axe.
/// </summary>
public class CallbackTests : Journey
{
    public static TheoryData<Setting, string> Everyone => new()
    {
        { new Setting(Screen.Phone), "maria" }, { new Setting(Screen.Desktop, "sv"), "juha" }, { new Setting(Screen.Phone, "fi", JavaScript: false), "ville" },
        { new Setting(Screen.Narrow, "en", JavaScript: false), "noora" },
    };

    [Theory(Timeout = Longest), MemberData(nameof(Everyone))]
    public async Task A_call_is_agreed_missed_agreed_again_and_answered(Setting setting, string person)
    {
        var resident = await LogInAt(setting, person, "/chat/remote-clinic");
        var page = resident.Page;
        await page.Locator("main a[href$='/callback/remote-clinic']").First.ClickAsync();
        await page.Locator("main form button").Last.ClickAsync();                     // nothing said: told beside each field
        await Assertions.Expect(page.Locator(".error-summary li")).ToHaveCountAsync(3);
        await Check(resident);
        await page.Locator("textarea").FillAsync("Korva on kipeä.");
        await Agree(page, "+358 (0)40-765 4321");
        await page.WaitForURLAsync("**/callback/case/*?done=asked");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("040 765 4321");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Korva on kipeä.");
        await Check(resident);
        var id = Regex.Match(page.Url, "case/([0-9a-f-]+)").Groups[1].Value;

        await resident.Open("/my");
        await Assertions.Expect(page.Locator(".all-well")).ToBeVisibleAsync();        // nothing to do but to answer the phone
        await Assertions.Expect(page.Locator($"a[href$='/callback/case/{id}']").First).ToBeVisibleAsync();
        await Check(resident);
        await resident.Open("/callback/remote-clinic");                               // a second contact is noticed
        await Assertions.Expect(page.Locator($".notice a[href$='/callback/case/{id}']")).ToBeVisibleAsync();
        await Check(resident);

        var nurse = await LogInAt(setting with { Screen = Screen.Desktop }, "anna-stina", $"/staff/cases/{id}", "staff");
        await Miss(nurse, id);
        await Miss(nurse, id);

        await resident.Open("/my");
        await Assertions.Expect(page.Locator(".tasks .button")).ToHaveCountAsync(1);
        await Check(resident);
        await page.Locator(".tasks .button").ClickAsync();
        await Assertions.Expect(page.Locator("#attempts ~ ul li")).ToHaveCountAsync(2);
        await Check(resident);
        await Agree(page, "040 765 4321");
        await page.WaitForURLAsync("**/callback/case/*?done=asked");

        await Take(nurse, id);
        await nurse.Page.Locator("input[name=outcome][value=reached]").CheckAsync();
        await Note(nurse);
        await nurse.Page.WaitForURLAsync("**/finish");                                // reached: what was agreed is written at once
        await nurse.Page.Locator("textarea[name=summary]").FillAsync("Seurataan kotona. Kipulääkettä tarvittaessa.");
        await nurse.Page.Locator("input[name=outcome][value=self-care]").CheckAsync();
        await Check(nurse);
        await nurse.Page.Locator("form:has(textarea[name=summary]) button:not([name=do])").ClickAsync();
        await nurse.Page.WaitForURLAsync("**/staff/worklist?done=finished");

        await resident.Open($"/callback/case/{id}");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Seurataan kotona.");
        await Assertions.Expect(page.Locator("main form")).ToHaveCountAsync(0);       // over, in every channel
        await Check(resident);
        await resident.Open("/my");
        await Assertions.Expect(page.Locator(".tasks .button")).ToHaveCountAsync(0);
    }

    [Theory(Timeout = Longest), MemberData(nameof(Setting.Ways), MemberType = typeof(Setting))]
    public async Task A_visitor_who_is_not_logged_in_asks_for_a_call(Setting setting)
    {
        var visitor = await Arrive(setting);
        await visitor.Open("/chat/child-family");                                     // nobody is there to chat: the call is offered first
        await Assertions.Expect(visitor.Page.Locator("main textarea")).ToHaveCountAsync(0);
        await visitor.Page.Locator("main a[href$='/callback/child-family']").First.ClickAsync();
        await Check(visitor);
        await visitor.Page.Locator("#name").FillAsync("Veikko");
        await Agree(visitor.Page, "09 310 1691");
        await visitor.Page.WaitForURLAsync("**/callback/case/*");
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync("09 310 1691");
        await Check(visitor);
    }

    static async Task Agree(IPage page, string number)
    {
        await page.Locator("#number").FillAsync(number);
        await page.Locator("input[name=windows]").Nth(1).CheckAsync();
        await page.Locator("input[name=message][value=yes]").CheckAsync();
        await page.Locator("main form button").First.ClickAsync();
    }

    static async Task Miss(Visitor nurse, string id)
    {
        await Take(nurse, id);
        await Check(nurse);
        await nurse.Page.Locator("input[name=outcome][value=missed]").CheckAsync();
        await Note(nurse);
        await Assertions.Expect(nurse.Page.Locator("input[name=outcome]")).ToHaveCountAsync(0);   // back on the list, or with the resident
    }

    static async Task Take(Visitor nurse, string id)
    {
        await nurse.Open($"/staff/cases/{id}");
        await nurse.Page.Locator("form:has(input[name=_handler][value=take]) button").ClickAsync();
        await Assertions.Expect(nurse.Page.Locator("a[href^='tel:']").First).ToBeVisibleAsync();
    }

    static Task Note(Visitor nurse) => nurse.Page.Locator("form:has(input[name=outcome]) button").ClickAsync();
}
