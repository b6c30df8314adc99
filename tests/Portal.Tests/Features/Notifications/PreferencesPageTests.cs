using System.Net;
using Portal.Features.Notifications;
using Portal.Tests.House;

namespace Portal.Tests.Features.Notifications;

/// <summary>The page of preferences, as a person without JavaScript uses it.</summary>
public class PreferencesPageTests : NotificationsTest
{
    const string Address = "/fi/preferences";

    [Fact]
    public async Task A_number_is_given_and_proved_on_the_page()
    {
        var aino = await Host.SignInResident(1);
        var page = await aino.Browser.Open(Address);
        Assert.Contains("emme voi muistuttaa sinua", page.Text);

        page = await page.Fill("Matkapuhelinnumero", "040 123 4567").Press("Lähetä koodi numeroon");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Lähetimme koodin numeroon 040 123 4567.", page.Text);
        await Host.DoJobs();
        page = await page.Fill("Tekstiviestin koodi", LatestCode(Channel.Sms)).Press("Vahvista numero");
        Assert.Contains("Numero on vahvistettu.", page.Text);
        Assert.Contains("040 123 4567, vahvistettu", page.Text);
    }
}
