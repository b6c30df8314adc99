using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Portal.E2E.Journeys;

/// <summary>
/// The nurses' list: one of them disappears in the middle of a matter and a colleague goes on; a matter is finished and its
/// summary is with the resident and in the patient record. Every page on the way is checked with axe.
/// </summary>
public class WorklistTests : Journey
{
    static readonly (Setting Setting, string Person)[] everyone = [(new(Screen.Desktop), "olena"), (new(Screen.Phone, "sv", JavaScript: false), "marita")];

    sealed record Begun(string Id, Visitor Resident, Visitor Colleague)
    {
        public ILocator Row => Colleague.Page.Locator($"tr[data-row='{Id}']");
    }

    /// <summary>Both settings in one go: the two minutes of her silence are waited for once.</summary>
    [Fact(Timeout = Longest)]
    public async Task A_nurse_disappears_and_a_colleague_finishes_what_she_began()
    {
        List<Begun> all = [];
        foreach (var (setting, person) in everyone)
        {
            var resident = await LogInAt(setting, person, "/callback/nurse-advice");
            all.Add(new(await Ask(resident), resident, await Arrive(setting)));
            await Disappear(setting, all[^1].Id);
        }
        foreach (var (begun, (setting, _)) in all.Zip(everyone))
        {
            await begun.Colleague.Page.GotoAsync($"/bff/login?scheme=staff&returnUrl=/{setting.Language}/staff/worklist");
            await begun.Colleague.LogIn("marjatta");
            await Assertions.Expect(begun.Row).ToContainTextAsync("Päivi Heikkilä");      // has it until the lease runs out
            await Assertions.Expect(begun.Row.Locator("button[name=take]")).ToHaveCountAsync(0);
        }
        foreach (var begun in all) await GoOn(begun);
    }

    /// <summary>She takes the matter, begins an answer, and is not heard of any more.</summary>
    async Task Disappear(Setting setting, string id)
    {
        var gone = await LogInAt(setting, "paivi", "/staff/worklist", "staff");
        await Check(gone);
        await gone.Page.Locator($"tr[data-row='{id}'] button[name=take]").ClickAsync();
        await gone.Page.WaitForURLAsync($"**/staff/cases/{id}");
        await gone.Page.Locator("textarea[name=text]").FillAsync("Keskeneräinen vastaus");
        await gone.Page.Locator("button[name=do][value=draft]").ClickAsync();
        await gone.Page.WaitForURLAsync("**?done=draft");
        await Check(gone);
        await gone.Page.GotoAsync("about:blank");
    }

    static async Task GoOn(Begun begun)
    {
        var (id, resident, colleague) = begun;
        // Two minutes later the list says it by itself: live with a script, by its refresh without one.
        await Assertions.Expect(begun.Row.Locator("button[name=take]")).ToHaveCountAsync(1, new() { Timeout = 200_000 });
        await Assertions.Expect(begun.Row).ToContainTextAsync("Päivi Heikkilä");          // and the row says why it is there again
        await Check(colleague);
        await begun.Row.Locator("button[name=take]").ClickAsync();
        await Assertions.Expect(colleague.Page.Locator("textarea[name=text]")).ToHaveValueAsync("Keskeneräinen vastaus");
        await Check(colleague);

        await Finish(colleague, id);
        var delivered = colleague.Page.Locator(".ledger li").Filter(new() { HasText = colleague.Setting.Language == "sv" ? "patientuppgifterna" : "potilastietoihin" });
        for (var looks = 0; looks < 100; looks++)                                         // the delivery to the record is a job
        {
            await colleague.Open($"/staff/cases/{id}");
            if (await delivered.CountAsync() > 0) break;
        }
        await Assertions.Expect(delivered).ToHaveCountAsync(1);
        await Assertions.Expect(colleague.Page.Locator("textarea")).ToHaveCountAsync(0);
        await Check(colleague);
        await resident.Open($"/chat/case/{id}");
        await Assertions.Expect(resident.Page.Locator("main")).ToContainTextAsync("Sovimme levosta.");
        await Check(resident);
    }

    static async Task Finish(Visitor nurse, string id)
    {
        await nurse.Open($"/staff/cases/{id}/finish");
        await nurse.Page.Locator("button[type=submit]:not([name])").Last.ClickAsync();   // nothing said: told beside the fields
        await Assertions.Expect(nurse.Page.Locator(".error-summary li")).ToHaveCountAsync(1);
        await Check(nurse);
        await nurse.Page.Locator("textarea[name=summary]").FillAsync("Sovimme levosta.");
        await nurse.Page.Locator("textarea[name=contactAgain]").FillAsync("Jos kuume jatkuu.");
        await nurse.Page.Locator("input[name=outcome][value=self-care]").CheckAsync();
        await nurse.Page.Locator("form:has([name=summary]) button[type=submit]:not([name])").ClickAsync();
        await nurse.Page.WaitForURLAsync("**/staff/worklist?done=finished");
        await Check(nurse);
    }

    static async Task<string> Ask(Visitor resident)
    {
        var page = resident.Page;
        await page.Locator("textarea").FillAsync("Kuume ei laske.");
        await page.Locator("#number").FillAsync("040 765 4321");
        await page.Locator("input[name=windows]").Nth(1).CheckAsync();
        await page.Locator("input[name=message][value=yes]").CheckAsync();
        await page.Locator("main form button").First.ClickAsync();
        await page.WaitForURLAsync("**/callback/case/*?done=asked");
        return Regex.Match(page.Url, "case/([0-9a-f-]+)").Groups[1].Value;
    }
}
