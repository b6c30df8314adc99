using Microsoft.Playwright;

namespace Portal.E2E.Journeys;

/// <summary>
/// A conversation, with the resident and the nurse at once, on the real stack: live and by forms, in Finnish and Swedish,
/// with the login in the middle; every page on the way is checked with axe. One after another: they share a queue.
/// </summary>
public class ChatTests : Journey
{
    public static TheoryData<Setting> Both => [new Setting(Screen.Desktop), new Setting(Screen.Phone, "sv")];

    [Theory(Timeout = Longest), MemberData(nameof(Both))]
    public async Task A_question_is_answered_while_both_look(Setting setting)
    {
        var nurse = await AtWork(setting);
        var resident = await LogInAt(setting, setting.Language == "sv" ? "karin" : "sanna", $"/chat/{OpenQueue.Id}", "suomifi");
        await Check(resident);
        var page = resident.Page;
        await page.Locator("#question").FillAsync("Korva on kipeä.");
        await page.Locator("button[value=start]").ClickAsync();
        var id = await CaseOf(page);
        await Assertions.Expect(page.Locator("[data-state]").First).ToBeVisibleAsync();
        await Check(resident);

        await nurse.Open("/staff/worklist");
        await Take(nurse, id);
        await Assertions.Expect(page.Locator("[data-live=steps] li")).ToHaveCountAsync(3);            // received, read, taken: without a reload
        await nurse.Page.Locator("[data-send] textarea").FillAsync("Kuinka kauan on särkenyt?");
        await nurse.Page.Locator("[data-send] button").First.ClickAsync();
        await Assertions.Expect(page.Locator(".chat li[data-seq='2']")).ToContainTextAsync("Kuinka kauan on särkenyt?");
        await Assertions.Expect(page.Locator("[data-spoken]")).ToContainTextAsync("Kuinka kauan on särkenyt?");   // said to a screen reader too
        await Assertions.Expect(page.Locator("[data-spoken]")).ToHaveAttributeAsync("role", "status");

        await page.Locator("#text").FillAsync("Eilisestä asti.");
        await page.Locator("[data-send] button[value=send]").ClickAsync();
        await Assertions.Expect(nurse.Page.Locator(".chat li[data-seq='3']")).ToContainTextAsync("Eilisestä asti.");
        await Assertions.Expect(page.Locator(".chat li.me")).ToHaveCountAsync(2);
        await Check(resident);

        await nurse.Open($"/staff/cases/{id}/finish");
        await nurse.Page.Locator("#summary").FillAsync("Särkylääkettä kaksi päivää.");
        await nurse.Page.Locator("#contactAgain").FillAsync("Jos kuume nousee.");
        await nurse.Page.Locator("input[name=outcome][value=advice]").CheckAsync();
        await nurse.Page.Locator("form:has(#summary) button").Last.ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Särkylääkettä kaksi päivää.");       // the resident's page hears of the end
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Jos kuume nousee.");
        await Check(resident);
        await page.Locator("input[name=rating][value='5']").CheckAsync();
        await page.Locator("form:has(input[name=rating]) button").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("5/5");
    }

    [Theory(Timeout = Longest), MemberData(nameof(Setting.Ways), MemberType = typeof(Setting))]
    public async Task A_guest_says_who_they_are_in_the_middle_and_the_conversation_stays(Setting setting)
    {
        var nurse = await AtWork(setting);
        var guest = await Arrive(setting);
        var page = guest.Page;
        await guest.Open("/chat");
        await Check(guest);
        await page.Locator($"a[href$='/chat/{OpenQueue.Id}']").ClickAsync();
        await page.Locator("#question").FillAsync("Mistä saan ajan?");
        await page.Locator("button[value=start]").ClickAsync();
        var id = await CaseOf(page);
        await nurse.Open($"/staff/cases/{id}");
        await Take(nurse, id);
        await nurse.Page.Locator("[data-send] textarea").FillAsync("Tunnistaudu, niin varaan ajan.");
        await nurse.Page.Locator("[data-send] button").First.ClickAsync();
        await Assertions.Expect(nurse.Page.Locator(".chat li")).ToHaveCountAsync(2);

        if (!setting.JavaScript) await page.Locator("button[value=look]").ClickAsync();
        await Assertions.Expect(page.Locator(".chat li")).ToHaveCountAsync(2);
        await Check(guest);
        await page.Locator("#text").FillAsync("Tunnistaudun nyt.");
        await page.Locator("button[value=identify]").ClickAsync();                                  // what is typed comes along
        await page.Locator("main a.button").First.ClickAsync();
        await guest.LogIn("timo");
        await page.WaitForURLAsync("**/identify**");
        await Check(guest);
        await page.Locator("form:has(input[value=identify]) button").First.ClickAsync();
        await page.WaitForURLAsync($"**/chat/case/{id}*");
        await Assertions.Expect(page.Locator(".chat li")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("#text")).ToHaveValueAsync("Tunnistaudun nyt.");
        await page.Locator("button[value=send]").ClickAsync();
        await Assertions.Expect(page.Locator(".chat li")).ToHaveCountAsync(3);
        await Check(guest);

        await nurse.Open($"/staff/cases/{id}");
        await Assertions.Expect(nurse.Page.Locator("main")).ToContainTextAsync(Registers.Name("timo").Split(' ')[^1]);   // she sees as whom
        await guest.Open("/my");
        await Assertions.Expect(page.Locator($"a[href$='/chat/case/{id}']").First).ToBeVisibleAsync();
        await End(guest, id);
    }

    [Theory(Timeout = Longest), MemberData(nameof(Setting.Ways), MemberType = typeof(Setting))]
    public async Task A_resident_leaves_the_page_and_comes_back_to_an_answer(Setting setting)
    {
        var nurse = await AtWork(setting);
        var guest = await Arrive(setting);
        await guest.Open($"/chat/{OpenQueue.Id}");
        await guest.Page.Locator("button[value=start]").ClickAsync();                               // nothing written: said beside the field
        await Assertions.Expect(guest.Page.Locator(".error-summary li")).ToHaveCountAsync(1);
        await Check(guest);
        await guest.Page.Locator("#question").FillAsync("Saako imetyksen aikana syödä tätä lääkettä?");
        await guest.Page.Locator("button[value=start]").ClickAsync();
        var id = await CaseOf(guest.Page);
        await guest.Open("/");

        await nurse.Open($"/staff/cases/{id}");
        await Take(nurse, id);
        await nurse.Page.Locator("[data-send] textarea").FillAsync("Saa syödä.");
        await nurse.Page.Locator("[data-send] button").First.ClickAsync();
        await Assertions.Expect(nurse.Page.Locator(".chat li[data-seq='2']")).ToContainTextAsync("Saa syödä.");   // stored, not only on its way

        await guest.Open("/chat");
        await Check(guest);
        await guest.Page.Locator($"a[href$='/chat/case/{id}']").ClickAsync();
        await Assertions.Expect(guest.Page.Locator(".chat li[data-seq='2']")).ToContainTextAsync("Saa syödä.");
        Assert.StartsWith("(1 ", await guest.Page.TitleAsync());
        await Check(guest);
        await End(guest, id);
        await Assertions.Expect(guest.Page.Locator("a[href$='/conversation.html']")).ToBeVisibleAsync();
        await Check(guest);
    }

    /// <summary>The nurse of the queue has the worklist open: somebody is there to answer.</summary>
    async Task<Visitor> AtWork(Setting setting)
    {
        var nurse = await LogInAt(new Setting(Screen.Desktop, setting.Language), OpenQueue.Nurse, "/staff/worklist", "staff");
        var probe = await Arrive(setting);
        await probe.Open($"/chat/{OpenQueue.Id}");
        Assert.SkipWhen(await probe.Page.Locator("#question").CountAsync() == 0, "Every chat is closed: a public holiday, or a minute to midnight.");
        return nurse;
    }

    static async Task Take(Visitor nurse, string id)
    {
        if (!nurse.Page.Url.Contains(id)) await nurse.Page.Locator($"button[name=take][value='{id}']").ClickAsync();
        else await nurse.Page.Locator("form:has(input[name=_handler][value=take]) button").ClickAsync();
        await Assertions.Expect(nurse.Page.Locator("[data-send] textarea")).ToBeVisibleAsync();
    }

    static async Task End(Visitor resident, string id)
    {
        await resident.Open($"/chat/case/{id}");
        await resident.Page.Locator("details summary").Last.ClickAsync();
        await resident.Page.Locator("details form button").ClickAsync();
        await Assertions.Expect(resident.Page.Locator("input[name=rating]")).ToHaveCountAsync(5);
    }

    static async Task<string> CaseOf(IPage page)
    {
        await page.WaitForURLAsync("**/chat/case/*");
        return new Uri(page.Url).Segments[^1];
    }
}
