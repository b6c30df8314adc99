using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Npgsql;

namespace Portal.E2E.Journeys;

/// <summary>
/// A week of blood pressures from the kitchen table to a nurse and back, in at most four presses of hers; and a reading that
/// she does not accept. Every page on the way is checked with axe, and the drawing with what a screen reader gets of it.
/// </summary>
public class MeasurementReviewTests : Journey
{
    const int MostPresses = 4;

    public static TheoryData<Setting, string> Everyone => new()
    {
        { new Setting(Screen.Desktop), "janne" }, { new Setting(Screen.Phone, "sv", JavaScript: false), "petri" },
    };

    [Theory, MemberData(nameof(Everyone))]
    public async Task An_ordinary_week_of_blood_pressures_is_answered_in_at_most_four_presses(Setting setting, string person)
    {
        var resident = await LogInAt(setting, person, "/measurements/blood-pressure");
        var plan = await Order(await Enter(resident, 8, "07:30", 131, 82));   // the first reading tells whose week is ordered
        for (var day = 7; day >= 1; day--)
        {
            await Enter(resident, day, "07:30", 128 + day % 3, 79, 127, 78);
            await Enter(resident, day, "20:15", 125 + day % 2, 77, 124, 76);
        }
        var id = await Send(resident, plan);

        var nurse = await LogInAt(setting, OpenQueue.Nurse, "/staff/worklist", "staff");
        var presses = 0;
        async Task Press(ILocator button) { presses++; await button.ClickAsync(); }
        await Press(nurse.Page.Locator($"tr[data-row='{id}'] button[name=take]"));
        await nurse.Page.WaitForURLAsync($"**/staff/cases/{id}*");
        await Check(nurse);
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
        await resident.Open("/measurements/blood-pressure?range=month");
        await Assertions.Expect(resident.Page.GetByRole(AriaRole.Img).First).ToBeVisibleAsync();
        await resident.Page.Locator("figure details summary").ClickAsync();
        Assert.True(await resident.Page.Locator("figure table tbody tr").CountAsync() >= 28);
        await Check(resident);
        await resident.Open("/measurements/blood-pressure?range=year");
        await Check(resident);
    }

    [Fact]
    public async Task A_reading_that_is_not_accepted_is_told_with_its_reason()
    {
        var setting = new Setting(Screen.Phone, JavaScript: false);
        var resident = await LogInAt(setting, "elina", "/measurements/blood-pressure");
        var odd = await Enter(resident, 2, "07:30", 171, 101);
        await Enter(resident, 1, "07:30", 131, 82);
        var id = await Send(resident, null);

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

    /// <summary>One reading, or two in a row; the id of the first.</summary>
    static async Task<string> Enter(Visitor resident, int daysAgo, string time, int systolic, int diastolic, int? systolic2 = null, int? diastolic2 = null)
    {
        var page = resident.Page;
        await resident.Open("/measurements/blood-pressure");
        var id = await page.Locator("input[name=id]").GetAttributeAsync("value");
        await page.Locator("#systolic").FillAsync($"{systolic}");
        await page.Locator("#diastolic").FillAsync($"{diastolic}");
        if (systolic2 is { } second)
        {
            await page.Locator("#systolic2").FillAsync($"{second}");
            await page.Locator("#diastolic2").FillAsync($"{diastolic2}");
        }
        await page.Locator("input[name=when][value=earlier]").CheckAsync();
        await page.Locator("#day").FillAsync(TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Europe/Helsinki")).AddDays(-daysAgo).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.Locator("#time").FillAsync(time);
        await page.Locator("form:has(#systolic) button[type=submit]").First.ClickAsync();
        await page.WaitForURLAsync("**/measurements/blood-pressure?saved=*");
        return id!;
    }

    static async Task<string> Send(Visitor resident, Guid? plan)
    {
        await resident.Open(plan is { } id ? $"/measurements/send?plan={id}" : "/measurements/send");
        if (plan is null) await resident.Page.Locator($"input[name=queue][value='{OpenQueue.Id}']").CheckAsync();
        await Check(resident);
        await resident.Page.Locator("main form:has([name=queue]) button[type=submit]").Last.ClickAsync();
        await resident.Page.WaitForURLAsync("**/measurements/sent/*");
        return Regex.Match(resident.Page.Url, "sent/([0-9a-f-]+)").Groups[1].Value;
    }

    /// <summary>A week that has been ordered, for whoever entered the reading; ordering has a journey of its own.</summary>
    static async Task<Guid> Order(string reading)
    {
        var plan = Guid.CreateVersion7();
        await using var source = NpgsqlDataSource.Create((await Stage.Running()).Environment["ConnectionStrings__Owner"]);
        await using var command = source.CreateCommand("""
            insert into measurements.plan (id, subject, measure, template, queue, unit, ordered_by, ordered_at, starts_on, ends_on, times, each_time, every_days, target_under, target_under_second, look_by)
            select $1, subject, 'blood-pressure', 'blood-pressure-week', $2, $3, $1, now() - interval '8 days', current_date - 7, current_date + 1, '{morning,evening}', 2, 1, 135, 85, now() + interval '3 days'
            from measurements.reading where id = $4
            """);
        foreach (var value in (object[])[plan, OpenQueue.Id, OpenQueue.Unit, Guid.Parse(reading)]) command.Parameters.Add(new() { Value = value });
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
        return plan;
    }
}
