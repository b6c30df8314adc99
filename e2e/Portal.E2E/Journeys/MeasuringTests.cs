using Microsoft.Playwright;

namespace Portal.E2E.Journeys;

/// <summary>Measuring at home: one thumb on a phone, what is asked back, what a dangerous value says, sending, and for somebody else.</summary>
public class MeasuringTests : ActingJourney
{
    [Theory(Timeout = Longest), MemberData(nameof(Three))]
    public async Task A_dangerous_value_says_what_to_do_and_that_nobody_watches(Setting setting)
    {
        var visitor = await LogInAt(setting, "raili", "/measurements");
        var page = visitor.Page;
        await Check(visitor);
        await visitor.Look("measuring-overview");

        await page.Locator("a[href$='/measurements/glucose']").ClickAsync();
        await page.Locator("#glucose").FillAsync("119");
        await page.Locator("#words").FillAsync("e2e");
        await Save(page);
        await Assertions.Expect(page.Locator(".error-summary li")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".error-summary")).ToBeFocusedAsync();
        await Check(visitor);
        await visitor.Look("measuring-asked-back");
        await page.Locator("input[name=glucose-is][value='11.9']").CheckAsync();
        await Save(page);
        await Assertions.Expect(page.Locator(".notice.good")).ToContainTextAsync(setting.Language == "en" ? "11.9 mmol/l" : "11,9 mmol/l");
        await Check(visitor);

        await page.Locator("details:has(input[name=shows]) summary").ClickAsync();
        await page.Locator("input[name=shows][value=HI]").CheckAsync();              // without letters, which a number's keyboard has not
        await Check(visitor);
        await Save(page);
        await Assertions.Expect(page.Locator(".danger-notice")).ToContainTextAsync("HI");
        await Check(visitor);
        await visitor.Look("measuring-meter-shows");

        await visitor.Open("/measurements/blood-pressure");
        await page.Locator("#systolic").FillAsync("185/104/88");
        await page.Locator("#systolic2").FillAsync("190");
        await page.Locator("#diastolic2").FillAsync("106");
        await Check(visitor);
        await visitor.Look("measuring-form");
        await Save(page);
        var danger = page.Locator(".danger-notice");
        await Assertions.Expect(danger).ToBeFocusedAsync();
        await Assertions.Expect(danger.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Assertions.Expect(danger.Locator("a[href='tel:112']")).ToBeVisibleAsync();
        await Assertions.Expect(danger.Locator("a[href='tel:116117']")).ToBeVisibleAsync();
        await Assertions.Expect(danger).ToContainTextAsync(setting.Language switch { "sv" => "Ingen följer det här just nu.", "en" => "Nobody is watching this right now.", _ => "Kukaan ei seuraa tätä juuri nyt." });
        await Check(visitor);
        await visitor.Look("measuring-danger");

        await visitor.Open("/measurements/send");
        await Check(visitor);
        await visitor.Look("measuring-send");
        await Send(page);
        await Assertions.Expect(page.Locator(".readings li")).Not.ToHaveCountAsync(0);
        await Check(visitor);
        await visitor.Look("measuring-sent");
        await page.Locator(".readings a").Last.ClickAsync();
        await Check(visitor);
        await visitor.Look("measuring-reading");
        await page.Locator("a[href$='what=withdraw']").ClickAsync();
        await Check(visitor);
        await page.Locator("section.card button").ClickAsync();
        await Assertions.Expect(page.Locator(".notice.good")).ToBeVisibleAsync();
        await visitor.Open("/my");
        await Check(visitor);
    }

    [Theory(Timeout = Longest), MemberData(nameof(Two))]
    public async Task A_daughter_measures_and_sends_for_her_mother(Setting setting)
    {
        var visitor = await LogIn(setting, "tuula", "/measurements");
        await visitor.Open($"/acting?returnUrl=/{setting.Language}/measurements");
        await ChooseAtSuomiFi(visitor, "lempi");
        var page = visitor.Page;
        await visitor.Open("/measurements/blood-pressure");
        await page.Locator("#systolic").FillAsync("131/77");
        await Save(page);
        await Assertions.Expect(page.Locator(".notice.good")).ToContainTextAsync("131/77 mmHg");
        await BannerNames(visitor, "lempi");
        await Check(visitor);
        await visitor.Open("/measurements/send");
        await Send(page);
        await Check(visitor);

        var mother = await LogInAt(setting, "lempi", "/acting/mirror");
        await Assertions.Expect(mother.Page.Locator("main")).ToContainTextAsync("lähetti mittauksia ammattilaiselle");
        await Check(mother);
    }

    static Task Save(IPage page) => page.Locator("form:has(input[name=_handler][value=record]) .buttons button").ClickAsync();

    static async Task Send(IPage page)
    {
        if (await page.Locator("input[name=queue][value=nurse-advice][type=radio]").CountAsync() > 0) await page.Locator("input[name=queue][value=nurse-advice]").CheckAsync();
        await page.Locator("main form .buttons button").ClickAsync();
        await page.WaitForURLAsync("**/measurements/sent/*");
    }
}
