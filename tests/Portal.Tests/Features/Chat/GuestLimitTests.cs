using System.Net;
using Portal.Tests.House;

namespace Portal.Tests.Features.Chat;

/// <summary>Too much from one address of those who have not said who they are: said on the page, with what was typed kept.</summary>
public sealed class GuestLimitTests : ChatTest
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["RateLimits:GuestStarts"] = "2", ["RateLimits:GuestMessages"] = "2" };

    [Fact]
    public async Task Starts_are_limited_for_guests_and_not_for_those_who_have_logged_in()
    {
        using var guest = Browser();
        await Begin(guest);
        using var another = Browser();
        await Begin(another);
        using var third = Browser();
        var refused = await Begin(third);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        refused.Shows("Tästä verkosta on aloitettu monta keskustelua.");
        Assert.Equal(Question, refused.Find("#question").TextContent.Trim());
        Assert.Equal(HttpStatusCode.OK, (await Begin((await Host.SignInResident()).Browser)).Status);
    }

    [Fact]
    public async Task Messages_are_limited()
    {
        using var guest = Browser();
        var page = await Begin(guest);
        foreach (var text in new[] { "yksi", "kaksi" }) page = await page.Fill("text", text).Press("Lähetä");
        var refused = await page.Fill("text", "kolme").Press("Lähetä");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal("kolme", refused.Find("#text").TextContent.Trim());
        Assert.Equal(3, (await Stored(CaseOf(page))).LastSeq);
    }
}
