using Microsoft.Playwright;

namespace Portal.E2E.Journeys;

/// <summary>Parents, daughters and those who are refused: booking for somebody else on the real stack, every page checked with axe.</summary>
public class ActingTests : ActingJourney
{
    [Theory(Timeout = Longest), MemberData(nameof(Three))]
    public async Task A_parent_books_for_two_children_in_a_row(Setting setting)
    {
        var visitor = await LogIn(setting, "aino", "/appointments");
        await Check(visitor);                                                  // asked at once: for whom?
        await Choose(visitor, "onni");
        await Check(visitor);
        await TakeTime(visitor);
        await Check(visitor);
        await Confirm(visitor, "onni");
        await Check(visitor);

        await visitor.Page.Locator(".banner-acting a").ClickAsync();           // by the banner to the next child
        await visitor.Page.WaitForURLAsync("**/acting?*");
        await Choose(visitor, "eevi");
        await TakeTime(visitor);
        await Confirm(visitor, "eevi");
        await visitor.Open("/appointments");
        await Check(visitor);
        await BannerNames(visitor, "eevi");

        await visitor.Open("/acting");                                         // and back to one's own, where neither is
        await visitor.Page.Locator("main button[name=who]").First.ClickAsync();
        await visitor.Open("/appointments");
        await Assertions.Expect(visitor.Page.Locator(".banner-acting")).ToHaveCountAsync(0);
        await Assertions.Expect(visitor.Page.Locator("main a[href*='/appointments/']")).ToHaveCountAsync(0);
    }

    [Theory(Timeout = Longest), MemberData(nameof(Three))]
    public async Task A_daughter_books_for_her_mother_who_has_given_her_a_mandate(Setting setting)
    {
        var visitor = await LogIn(setting, "tuula", "/appointments");
        await visitor.Open("/acting?returnUrl=/" + setting.Language + "/appointments");
        await Check(visitor);
        await ChooseAtSuomiFi(visitor, "lempi");
        await Check(visitor);
        await TakeTime(visitor);
        await Confirm(visitor, "lempi");
        await Check(visitor);

        var mother = await LogIn(setting, "lempi", "/appointments");           // she sees the time, and who booked it
        await Assertions.Expect(mother.Page.Locator("main a[href*='/appointments/']").First).ToBeVisibleAsync();
        await mother.Open("/acting/mirror");
        await Assertions.Expect(mother.Page.Locator("main")).ToContainTextAsync(Registers.Name("tuula"));
        await Check(mother);
    }

    [Theory(Timeout = Longest), MemberData(nameof(Two))]
    public async Task A_form_from_the_other_tab_goes_nowhere(Setting setting)
    {
        var visitor = await LogIn(setting, "mikko", "/booking/nurse-appointment");
        await Choose(visitor, "onni");
        var second = await visitor.Page.Context.NewPageAsync();                // the same session, another child
        await second.GotoAsync($"/{setting.Language}/acting");
        await second.GetByRole(AriaRole.Button, new() { Name = Registers.Name("eevi"), Exact = true }).ClickAsync();
        await Assertions.Expect(second.Locator(".banner-acting strong")).ToContainTextAsync(Registers.Name("eevi"));

        await visitor.Page.Locator(".times button").First.ClickAsync();        // the first tab still shows Onni's page
        await visitor.Page.WaitForURLAsync("**/acting/other/*");
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync(Registers.Name("onni"));
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync(Registers.Name("eevi"));
        await Check(visitor);
        await visitor.Page.Locator("main form button").First.ClickAsync();     // go on for Onni
        await BannerNames(visitor, "onni");
        await TakeTime(visitor);
        await Confirm(visitor, "onni");
    }

    [Theory(Timeout = Longest), MemberData(nameof(Three))]
    public async Task A_guardian_who_is_refused_is_helped_and_told_no_reason(Setting setting)
    {
        var visitor = await LogIn(setting, "marko", "/appointments");
        await visitor.Open("/acting");
        await Assertions.Expect(visitor.Page.Locator("main")).Not.ToContainTextAsync(Registers.Name("niko"));
        await visitor.Page.Locator("main a[href$='/acting/refused']").ClickAsync();
        await Check(visitor);
        var make = visitor.Page.Locator("section[aria-labelledby=ticket] form button");
        if (await make.CountAsync() > 0) await make.ClickAsync();              // the same number all day: another setting may have made it
        await Assertions.Expect(visitor.Page.Locator("section[aria-labelledby=ticket] .lead b")).ToBeVisibleAsync();   // a number, so as not to explain it again
        await Check(visitor);
    }
}
