using Microsoft.Playwright;

namespace Portal.E2E.Journeys;

/// <summary>A week from the meter's own file: looked at, one row corrected, taken; once more, and nothing is doubled.</summary>
public class ImportTests : Journey
{
    [Theory(Timeout = Longest), MemberData(nameof(Setting.Ways), MemberType = typeof(Setting))]
    public async Task A_week_is_brought_in_from_a_file(Setting setting)
    {
        var timo = await LogInAt(setting, "timo", "/measurements");
        var page = timo.Page;
        await page.Locator("a[href='/fi/measurements/import']").ClickAsync();
        await Check(timo);

        var mine = (setting.Screen == Screen.Phone ? 1 : 3) * (setting.JavaScript ? 10 : 20);   // each setting its own values
        var today = DateTime.Today;
        var rows = Enumerable.Range(1, 6).Select(i => $"{today.AddDays(-i):yyyy-MM-dd},07:3{i},{110 + mine + i},{70 + i},6{i},");
        var file = "Date,Time,Systolic (mmHg),Diastolic (mmHg),Pulse (bpm),Notes\n" + string.Join('\n', rows) + $"\n{today.AddDays(-7):yyyy-MM-dd},07:37,1{mine}9,77,67,\n";
        await page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "omron.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(file) });
        await Press(page, "Katso rivit");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Valittavissa: 6.");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Tarkistettavia: 1.");
        await Check(timo);

        await page.Locator("[name='r8-0.systolic']").FillAsync($"{117 + mine}");
        await Press(page, "Ota valitut");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("7 mittausta tallennettiin.");
        await Check(timo);

        await timo.Open("/measurements/import");
        await page.Locator("#text").FillAsync(file);
        await Press(page, "Katso rivit");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Jo tallennettu: 6.");
        await Check(timo);
    }

    static Task Press(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}
