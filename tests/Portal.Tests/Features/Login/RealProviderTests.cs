using System.Net;
using System.Net.Http.Json;
using Portal.Tests.House;

namespace Portal.Tests.Features.Login;

/// <summary>Login and logout against the certified provider packages: they are the judges of the profile.</summary>
public class RealProviderTests : NeighbourTest
{
    [Fact]
    public async Task A_resident_logs_in_and_comes_back_to_where_they_were()
    {
        var browser = await LogIn("aino", "/sv/sessions");
        Assert.Equal("/sv/sessions", browser.Answers[^1].RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Equal(HttpStatusCode.OK, browser.Answers[^1].StatusCode);
        Assert.Single(await Db.Read<string>("select action from audit.event where action = 'login.session.started'"));
    }

    [Theory]
    [InlineData("RSA-OAEP", "A128CBC-HS256")]
    [InlineData("RSA-OAEP-256", "A256GCM")]
    public async Task Each_encryption_of_the_profile_is_read(string algorithm, string encryption)
    {
        await SetClient(new { idTokenAlg = algorithm, idTokenEnc = encryption });
        try
        {
            var browser = await LogIn("mikko", "/fi/sessions");
            Assert.Equal(HttpStatusCode.OK, browser.Answers[^1].StatusCode);
            Assert.Equal("/fi/sessions", browser.Answers[^1].RequestMessage!.RequestUri!.PathAndQuery);
        }
        finally
        {
            await SetClient(null);
        }
    }

    [Fact]
    public async Task A_professional_logs_in_at_the_organisations_own_provider()
    {
        var browser = Browser();
        var page = await browser.Open("/bff/login?scheme=staff&returnUrl=/fi/staff/day");
        page = await page.PressValue("person", "paivi");
        Assert.Equal(("/fi/staff/day", HttpStatusCode.OK), (page.Path, page.Status));
    }

    async Task SetClient(object? settings)
    {
        using var http = new HttpClient();
        var address = $"http://localhost:{Neighbours.Ports.Residents}/control/clients/portal";
        using var answer = settings is null ? await http.DeleteAsync(address, Ct) : await http.PutAsJsonAsync(address, settings, Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}");
    }
}
