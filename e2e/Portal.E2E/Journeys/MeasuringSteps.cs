using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.E2E.Journeys;

/// <summary>What residents and nurses do in more than one journey of measurements, page by page.</summary>
static class MeasuringSteps
{
    /// <summary>One blood pressure, or two in a row; the id of the first.</summary>
    public static async Task<string> Enter(this Visitor resident, int daysAgo, string time, int systolic, int diastolic, int? systolic2 = null, int? diastolic2 = null)
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
        await page.Locator("#day").FillAsync(Day(daysAgo).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.Locator("#time").FillAsync(time);
        await page.Locator("form:has(#systolic) button[type=submit]").First.ClickAsync();
        await page.WaitForURLAsync("**/measurements/blood-pressure?saved=*");
        return id!;
    }

    /// <summary>What is not sent yet, or a plan's; the id of the submission.</summary>
    public static async Task<string> Send(this Visitor resident, Guid? plan)
    {
        await resident.Open(plan is { } id ? $"/measurements/send?plan={id}" : "/measurements/send");
        if (plan is null) await resident.Page.Locator($"input[name=queue][value='{OpenQueue.Id}']").CheckAsync();
        await resident.IsAccessible();
        await resident.FitsTheScreen();
        await resident.Page.Locator("main form:has([name=queue]) button[type=submit]").Last.ClickAsync();
        await resident.Page.WaitForURLAsync("**/measurements/sent/*");
        return Regex.Match(resident.Page.Url, "sent/([0-9a-f-]+)").Groups[1].Value;
    }

    /// <summary>From the worklist to the page of the case.</summary>
    public static async Task Take(this Visitor nurse, string id)
    {
        await nurse.Open("/staff/worklist");
        await nurse.Page.Locator($"tr[data-row='{id}'] button[name=take]").ClickAsync();
        await nurse.Page.WaitForURLAsync($"**/staff/cases/{id}*");
    }

    /// <summary>Accepts what is on the page of the case, answers, and ends the matter.</summary>
    public static async Task Accept(this Visitor nurse, string answer)
    {
        await nurse.Page.Locator("textarea[name=answer]").FillAsync(answer);
        await nurse.Page.Locator("button[name=do][value=finish]").ClickAsync();
        await nurse.Page.WaitForURLAsync("**/staff/worklist?done=finished");
    }

    /// <summary>By the clock of the portal's people.</summary>
    public static DateOnly Day(int ago) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Europe/Helsinki")).DateTime).AddDays(-ago);
}
