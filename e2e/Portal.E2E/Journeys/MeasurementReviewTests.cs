using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Npgsql;

namespace Portal.E2E.Journeys;

/// <summary>
/// A week of blood pressures from a nurse's order through the kitchen table to her review, in at most four presses of hers, and
/// her answer; and a reading that she does not accept. Every page on the way is checked with axe, and the drawing with what a screen reader gets of it.
/// </summary>
public class MeasurementReviewTests : Journey
{
    const int MostPresses = 4;
    const string Note = "Mittaa rauhassa, ennen aamukahvia.";

    public static TheoryData<Setting, string> Everyone => new()
    {
        { new Setting(Screen.Desktop), "teemu" }, { new Setting(Screen.Phone, "sv", JavaScript: false), "petri" },
    };

    [Theory(Timeout = Longest), MemberData(nameof(Everyone))]
    public async Task A_week_of_blood_pressures_is_ordered_measured_and_answered_in_at_most_four_presses(Setting setting, string person)
    {
        var resident = await LogInAt(setting, person, "/measurements/blood-pressure");
        await resident.Enter(8, "07:30", 151, 92);
        var first = await resident.Send(null);

        var nurse = await LogInAt(setting, OpenQueue.Nurse, "/staff/worklist", "staff");
        await nurse.Take(first);
        var plan = await Order(nurse);
        await nurse.Accept("Kiitos. Mitataan viikko, niin tiedämme enemmän.");
        await IsAskedFor(resident, plan);

        await AWeekPasses(plan);
        for (var day = 7; day >= 1; day--)
        {
            await resident.Enter(day, "07:30", 128 + day % 3, 79, 127, 78);
            await resident.Enter(day, "20:15", 125 + day % 2, 77, 124, 76);
        }
        var id = await resident.Send(plan);
        Assert.NotEqual(first, id);                                                 // the first matter has been answered

        await nurse.Open("/staff/worklist");
        var presses = 0;
        async Task Press(ILocator button) { presses++; await button.ClickAsync(); }
        await Press(nurse.Page.Locator($"tr[data-row='{id}'] button[name=take]"));
        await nurse.Page.WaitForURLAsync($"**/staff/cases/{id}*");
        await Check(nurse);
        await nurse.Look("week-review");
        await nurse.Page.Locator(".review-part > details > summary").ClickAsync();   // to see what is heard of it; an ordinary week is decided without
        await IsHeard(nurse, readings: 28);
        await Assertions.Expect(nurse.Page.Locator("textarea[name=answer]")).Not.ToBeEmptyAsync();   // in target: begun already
        await Press(nurse.Page.Locator("button[name=do][value=finish]"));
        await nurse.Page.WaitForURLAsync("**/staff/worklist?done=finished");
        await Check(nurse);
        presses++;   // the next row of the list
        Assert.InRange(presses, 1, MostPresses);

        await resident.Open($"/measurements/sent/{id}");
        await Assertions.Expect(resident.Page.Locator(".chat li:not(.me)")).ToHaveCountAsync(1);
        await Check(resident);
        await resident.Look("week-answer");
        await resident.Open("/measurements/blood-pressure?range=month");
        await Assertions.Expect(resident.Page.GetByRole(AriaRole.Img).First).ToBeVisibleAsync();
        await resident.Page.Locator("figure details summary").ClickAsync();
        Assert.True(await resident.Page.Locator("figure table tbody tr").CountAsync() >= 28);
        await Check(resident);
        await resident.Open("/measurements/blood-pressure?range=year");
        await Check(resident);
    }

    [Fact(Timeout = Longest)]
    public async Task A_reading_that_is_not_accepted_is_told_with_its_reason()
    {
        var setting = new Setting(Screen.Phone, JavaScript: false);
        var resident = await LogInAt(setting, "elina", "/measurements/blood-pressure");
        var odd = await resident.Enter(2, "07:30", 171, 101);
        await resident.Enter(1, "07:30", 131, 82);
        var id = await resident.Send(null);

        var nurse = await LogInAt(setting, OpenQueue.Nurse, $"/staff/cases/{id}", "staff");
        await nurse.Page.Locator(".review-part > details > summary").ClickAsync();
        await nurse.Page.Locator($"input[name=leave][value='{odd}']").CheckAsync();
        await nurse.Page.Locator("textarea[name=answer]").FillAsync("Kiitos mittauksista!");
        await Check(nurse);
        await nurse.Page.Locator("button[name=do][value=finish]").ClickAsync();
        await Assertions.Expect(nurse.Page.Locator(".error-summary")).ToContainTextAsync("Valitse syy");
        await Assertions.Expect(nurse.Page.Locator("textarea[name=answer]")).ToHaveValueAsync("Kiitos mittauksista!");
        await Check(nurse);
        await nurse.Page.Locator($"select[name='why-{odd}']").SelectOptionAsync("not-rested");
        await nurse.Page.Locator("button[name=do][value=finish]").ClickAsync();
        await nurse.Page.WaitForURLAsync("**/staff/worklist?done=finished");

        await resident.Open($"/measurements/sent/{id}");
        await Assertions.Expect(resident.Page.Locator(".chat")).ToContainTextAsync("171/101: Mitattu rasituksen jälkeen");
        await resident.Open($"/measurements/reading/{odd}");
        await Assertions.Expect(resident.Page.Locator("main")).ToContainTextAsync("Mitattu rasituksen jälkeen");
        await Check(resident);
    }

    /// <summary>The drawing is one picture with a name and a sentence; the readings are a table with a name.</summary>
    static async Task IsHeard(Visitor nurse, int readings)
    {
        var svg = nurse.Page.Locator("svg[role=img]");
        var tree = await nurse.Page.Locator("figure.line-chart").AriaSnapshotAsync();
        Assert.Matches("img \".*mmHg.*(Mittauksia 28|Mätningar 28)", tree);
        Assert.Equal(1, await svg.CountAsync());
        var table = nurse.Page.Locator(".review table");
        Assert.Matches("Verenpaine|Blodtryck", await table.Locator("caption").InnerTextAsync());
        await Assertions.Expect(table.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(readings);
    }

    /// <summary>As the nurse orders it on the page of the resident's case: days that are no number are told beside the field, and what was typed stays.</summary>
    static async Task<Guid> Order(Visitor nurse)
    {
        var page = nurse.Page;
        await page.Locator("a[href*='/staff/plans/new?case=']").First.ClickAsync();
        await Check(nurse);
        await page.Locator("main a[href*='template=blood-pressure-week']").ClickAsync();
        await Check(nurse);
        var (today, days) = (MeasuringSteps.Day(0), page.Locator("#days"));
        await page.Locator("#start").FillAsync($"{today.Day}");                    // it offers tomorrow
        await page.Locator("#start-month").FillAsync($"{today.Month}");
        await page.Locator("#start-year").FillAsync($"{today.Year}");
        await page.Locator("textarea[name=note]").FillAsync(Note);
        await page.Locator("select[name=queue]").SelectOptionAsync(OpenQueue.Id);
        await days.FillAsync("viikko");
        await page.Locator("button[name=do][value=order]").ClickAsync();
        await Assertions.Expect(page.Locator(".error-summary li")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".field:has(#days) .error")).ToBeVisibleAsync();
        await Assertions.Expect(days).ToHaveValueAsync("viikko");
        await Assertions.Expect(page.Locator("textarea[name=note]")).ToHaveValueAsync(Note);
        await Check(nurse);
        await nurse.Look("week-order-mend");
        await days.FillAsync("8");                                                 // a week after today
        await page.Locator("button[name=do][value=preview]").ClickAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=preview]")).ToContainTextAsync(Note);
        await nurse.Look("week-order-preview");
        await page.Locator("button[name=do][value=order]").ClickAsync();
        await page.WaitForURLAsync("**/staff/plans/*?done=ordered");
        await Check(nurse);
        await nurse.Look("week-ordered");
        var plan = Guid.Parse(Regex.Match(page.Url, "plans/([0-9a-f-]+)").Groups[1].Value);
        await page.Locator("main a[href*='/staff/cases/']").ClickAsync();          // back to the matter
        return plan;
    }

    /// <summary>On the home page, among the measurements, and on the plan's own page with the nurse's words.</summary>
    static async Task IsAskedFor(Visitor resident, Guid plan)
    {
        await resident.Open("/my");
        await Assertions.Expect(resident.Page.Locator($"main a[href*='{plan}']").First).ToBeVisibleAsync();
        await Check(resident);
        await resident.Look("week-my");
        await resident.Open("/measurements");
        await Assertions.Expect(resident.Page.Locator($"section[aria-labelledby=today] a[href$='/measurements/blood-pressure?plan={plan}']")).ToBeVisibleAsync();
        await Check(resident);
        await resident.Look("week-overview");
        await resident.Page.Locator($"section[aria-labelledby=today] a[href$='/measurements/plan/{plan}']").ClickAsync();
        await Assertions.Expect(resident.Page.Locator("section[aria-labelledby=what]")).ToContainTextAsync(Note);
        await Assertions.Expect(resident.Page.Locator("section[aria-labelledby=today] li")).ToHaveCountAsync(2);   // morning and evening
        await Check(resident);
        await resident.Look("week-plan");
    }

    /// <summary>A browser's days cannot be hurried: only here the database is told that the plan was ordered a week earlier than it was.</summary>
    static async Task AWeekPasses(Guid plan)
    {
        await using var source = NpgsqlDataSource.Create((await Stage.Running()).Environment["ConnectionStrings__Owner"]);
        await using var command = source.CreateCommand("""
            update measurements.plan set ordered_at = ordered_at - interval '7 days', starts_on = starts_on - 7, ends_on = ends_on - 7, look_by = look_by - interval '7 days' where id = $1
            """);
        command.Parameters.Add(new() { Value = plan });
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }
}
