using Microsoft.Playwright;

namespace Portal.E2E.Journeys;

/// <summary>A right ends while it is being used: nothing is done by it any more, and nothing of the person's is lost.</summary>
public class ActingEndsTests : ActingJourney
{
    /// <summary>The portal's clock is real, so the birthday comes to the person: the register learns that she was born 18 years ago today.</summary>
    [Theory(Timeout = Longest), MemberData(nameof(Two))]
    public async Task A_young_person_turns_18_while_a_guardian_books(Setting setting)
    {
        var parent = await LogIn(setting, "aino", "/appointments");
        await Choose(parent, "helmi");
        await TakeTime(parent);
        await Confirm(parent, "helmi");
        await parent.Open("/booking/nurse-appointment");
        var (born, today) = (new DateOnly(2012, 6, 27), DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Europe/Helsinki")).DateTime));
        await Registers.Born("helmi", today.AddYears(-18));
        try
        {
            await parent.Page.Locator(".times button").First.ClickAsync();
            await parent.Page.WaitForURLAsync("**/acting/ended*");
            await Check(parent);
            await parent.Open("/acting");
            await Assertions.Expect(parent.Page.Locator("main")).Not.ToContainTextAsync(Registers.Name("helmi"));

            var young = await LogIn(setting, "helmi", "/appointments");        // her coming appointment stays hers
            await Assertions.Expect(young.Page.Locator("main a[href*='/appointments/']").First).ToBeVisibleAsync();
            await Check(young);
        }
        finally
        {
            await Registers.Born("helmi", born);
        }
    }

    [Theory(Timeout = Longest), MemberData(nameof(Three))]
    public async Task A_mandate_ends_while_the_form_is_open_and_the_draft_is_left_to_the_person(Setting setting)
    {
        var words = $"Isän polvi on kipeä {Guid.NewGuid():N}.";
        var daughter = await LogIn(setting, "tuula", "/appointments");
        await daughter.Open($"/acting?returnUrl=/{setting.Language}/booking/nurse-appointment");
        await ChooseAtSuomiFi(daughter, "veikko");
        await TakeTime(daughter);
        var confirm = daughter.Page;
        await confirm.Locator("textarea").FillAsync(words);
        await Registers.End("veikko", "tuula");
        try
        {
            await confirm.Locator("button[value=confirm]").ClickAsync();
            await confirm.WaitForURLAsync("**/acting/ended*");
            await Check(daughter);
            await Assertions.Expect(confirm.Locator("body")).Not.ToContainTextAsync(words);
            await daughter.Open("/appointments");
            await Assertions.Expect(confirm.Locator("main")).Not.ToContainTextAsync("veikko");

            var father = await LogIn(setting, "veikko", "/acting/mirror");
            await Check(father);
            await father.Page.Locator("button[name=open]").First.ClickAsync();
            await father.Page.WaitForURLAsync("**/booking/confirm/*");
            Assert.Equal(words, await father.Page.Locator("textarea").InputValueAsync());
            await Confirm(father, "veikko");
        }
        finally
        {
            await Registers.Give("veikko", "tuula", Health);
        }
    }
}
