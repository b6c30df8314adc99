using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Portal.E2E.Journeys;

/// <summary>
/// A reading is in the patient record, and the clinic changes it there: what the record says holds, the resident sees it so, and
/// the nurse is shown the difference until she has noted it. What the clinic has said was a mistake is not put right over its
/// head: that delivery is refused, and the nurse says why it is let go.
/// </summary>
public class RecordDifferenceTests : Journey
{
    public static TheoryData<Setting, string> Everyone => new()
    {
        { new Setting(Screen.Desktop), "janne" }, { new Setting(Screen.Phone, "sv", JavaScript: false), "viivi" },
    };

    [Theory(Timeout = Longest), MemberData(nameof(Everyone))]
    public async Task What_the_clinic_changes_holds_and_what_it_refuses_is_shown(Setting setting, string person)
    {
        // Brought in as from a meter: the portal looks into the record first when a chart or the results are opened.
        var resident = await LogInAt(setting, person, "/measurements/import");
        await Import(resident);
        var first = await resident.Send(null);
        var reading = Regex.Match(await resident.Page.Locator(".readings a").First.GetAttributeAsync("href") ?? "", "reading/([0-9a-f-]+)").Groups[1].Value;
        var nurse = await LogInAt(setting, OpenQueue.Nurse, "/staff/worklist", "staff");
        await nurse.Take(first);
        await nurse.Accept("Kiitos!");
        await IsInTheRecord(nurse, first);

        await ClinicRecord.Change(reading, o => o["component"]![0]!["valueQuantity"]!["value"] = 123);
        await resident.Open("/measurements/results");
        await resident.Open($"/measurements/reading/{reading}");
        await Assertions.Expect(resident.Page.Locator("main .notice")).ToContainTextAsync("123/84");
        await Check(resident);
        await resident.Look("difference-resident");

        await nurse.Open("/staff/readings");
        var different = nurse.Page.Locator($"section[aria-labelledby=differences] tr:has(a[href$='/staff/cases/{first}'])");
        await Assertions.Expect(different).ToContainTextAsync("132/84");
        await Assertions.Expect(different).ToContainTextAsync("123/84");
        await Check(nurse);
        await nurse.Look("difference-difference");
        await different.Locator("button[name=seen]").ClickAsync();
        await nurse.Page.WaitForURLAsync("**/staff/readings?done=noted");
        await Assertions.Expect(different).ToHaveCountAsync(0);
        await Check(nurse);

        await ClinicRecord.Change(reading, o => o["status"] = "entered-in-error");
        var second = await Correct(resident, reading, first);
        await nurse.Take(second);
        await Check(nurse);
        await nurse.Accept("Kiitos korjauksesta!");
        await IsRefused(nurse, person);
    }

    static async Task Import(Visitor resident)
    {
        var page = resident.Page;
        await page.Locator("#text").FillAsync($"Date,Time,Systolic (mmHg),Diastolic (mmHg),Pulse (bpm)\n{MeasuringSteps.Day(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)},07:31,132,84,62\n");
        await page.Locator("form:has(input[name=_handler][value=read]) .buttons button").ClickAsync();
        await page.Locator("form:has(input[name=_handler][value=take]) .buttons button").First.ClickAsync();
        await Assertions.Expect(page.Locator("main .notice.good")).ToBeVisibleAsync();
    }

    /// <summary>The delivery is a job: the page of the case is looked at until it says so.</summary>
    static async Task IsInTheRecord(Visitor nurse, string id)
    {
        var there = nurse.Page.Locator("main .tag").Filter(new() { HasText = "1/1" });
        for (var looks = 0; looks < 100; looks++)
        {
            await nurse.Open($"/staff/cases/{id}");
            if (await there.CountAsync() > 0) break;
        }
        await Assertions.Expect(there).ToHaveCountAsync(1);
    }

    /// <summary>The resident corrects what was accepted: a new submission.</summary>
    static async Task<string> Correct(Visitor resident, string reading, string first)
    {
        var page = resident.Page;
        await resident.Open($"/measurements/reading/{reading}?what=correct");
        await page.Locator("#systolic").FillAsync("129");
        await page.Locator("form:has(input[name=_handler][value=correct]) .buttons button").ClickAsync();
        await page.WaitForURLAsync("**?done=corrected");
        await Check(resident);
        await resident.Open("/measurements");
        var its = page.Locator($"main a[href*='/measurements/sent/']:not([href$='{first}'])");
        return Regex.Match(await its.GetAttributeAsync("href") ?? "", "sent/([0-9a-f-]+)").Groups[1].Value;
    }

    static async Task IsRefused(Visitor nurse, string person)
    {
        var page = nurse.Page;
        var refused = page.Locator("section[aria-labelledby=failed] tr").Filter(new() { HasText = Registers.Name(person) });
        for (var looks = 0; looks < 100; looks++)                                     // the delivery is a job
        {
            await nurse.Open("/staff/readings");
            if (await refused.CountAsync() > 0) break;
        }
        await Assertions.Expect(refused).ToHaveCountAsync(1);
        await Check(nurse);
        await nurse.Look("difference-refused");
        await refused.Locator("a[href*='/staff/readings/discard']").ClickAsync();
        await page.Locator("form:has([name=reason]) button").First.ClickAsync();         // no reason said: told beside the choices
        await Assertions.Expect(page.Locator(".error-summary li")).ToHaveCountAsync(1);
        await Check(nurse);
        await nurse.Look("difference-discard");
        await page.Locator("input[name=reason][value=not-needed]").CheckAsync();
        await page.Locator("form:has([name=reason]) button").First.ClickAsync();
        await page.WaitForURLAsync("**/staff/readings?done=discarded");
        await Assertions.Expect(refused).ToHaveCountAsync(0);
    }
}
