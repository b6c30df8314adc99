using System.Net;
using Portal.Tests.House;

namespace Portal.Tests.Platform.Web;

/// <summary>A page of another role says who is logged in and what to do.</summary>
public class ForbiddenPageTests : PortalTest
{
    [Theory]
    [InlineData("fi", "Olet kirjautunut asukkaana nimellä Aino 901 Testinen.", "Kirjaudu toisessa roolissa")]
    [InlineData("sv", "Du är inloggad som invånare med namnet Aino 901 Testinen.", "Logga in i en annan roll")]
    [InlineData("en", "You are logged in as a resident, Aino 901 Testinen.", "Log in with another role")]
    public async Task A_resident_on_a_staff_page_reads_who_they_are_and_can_log_in_otherwise(string language, string who, string otherwise)
    {
        var page = await (await Host.SignInResident(1)).Browser.Open($"/{language}/staff/day?date=2026-11-24");
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Contains(who, page.Text);
        var login = await page.Follow(otherwise);
        Assert.Equal($"/{language}/login?returnUrl={Uri.EscapeDataString($"/{language}/staff/day?date=2026-11-24")}", login.Path);
    }

    [Fact]
    public async Task A_professional_on_a_residents_page_reads_who_they_are()
    {
        var page = await (await Host.SignInProfessional()).Browser.Open("/fi/appointments");
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Contains("Olet kirjautunut ammattilaisena nimellä Hoitaja Malli.", page.Text);
    }
}
