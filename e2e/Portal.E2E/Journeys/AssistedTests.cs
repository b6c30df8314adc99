using Microsoft.Playwright;

namespace Portal.E2E.Journeys;

/// <summary>A nurse books with somebody at the desk who cannot identify themselves, and prints what they take home.</summary>
public class AssistedTests : ActingJourney
{
    [Theory(Timeout = Longest), MemberData(nameof(Three))]
    public async Task A_nurse_books_with_somebody_present_and_prints_the_receipt(Setting setting)
    {
        var visitor = await LogIn(setting, "paivi", "/staff/assist", scheme: "staff");
        var page = visitor.Page;
        await Check(visitor);
        await page.Locator("main form button").ClickAsync();                   // nothing said: told beside each field
        await Assertions.Expect(page.Locator(".error-summary li")).ToHaveCountAsync(4);
        await Check(visitor);

        await page.Locator("#nationalId").FillAsync(Registers.Hetu("marita"));
        await page.Locator("input[value=id-card]").CheckAsync();
        await page.Locator("input[value=no-means]").CheckAsync();
        await page.Locator("#present").CheckAsync();
        await page.Locator("main form button").ClickAsync();
        await page.WaitForURLAsync("**/staff/assist/*");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(Registers.Name("marita"));
        await Check(visitor);

        await page.Locator("main form button").ClickAsync();
        await BannerNames(visitor, "marita");
        await Check(visitor);
        await TakeTime(visitor);
        await Check(visitor);
        await Confirm(visitor, "marita");
        await Check(visitor);

        await page.Locator(".banner-acting button").ClickAsync();
        await page.WaitForURLAsync("**/receipt*");
        await Assertions.Expect(page.Locator(".act")).ToHaveCountAsync(1);
        await Check(visitor);
        await IsOneSheet(page, setting);
        Assert.Equal(403, (await visitor.Open("/appointments")).Status);
    }

    /// <summary>One A4, and on it the receipt alone.</summary>
    static async Task IsOneSheet(IPage page, Setting setting)
    {
        var pdf = await page.PdfAsync(new() { Format = "A4", Path = Environment.GetEnvironmentVariable("PORTAL_RECEIPTS") is { } folder ? Path.Combine(folder, $"receipt-{setting.Language}.pdf") : null });
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(System.Text.Encoding.Latin1.GetString(pdf), @"/Type\s*/Page\b"));
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var around in new[] { ".site-header", ".site-footer", ".sos", ".banner-acting", "print-page" })
            await Assertions.Expect(page.Locator(around).First).ToBeHiddenAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
    }
}
