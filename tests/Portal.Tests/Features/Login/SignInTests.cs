using System.Net;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Tests.House;

namespace Portal.Tests.Features.Login;

public class SignInTests : LoginTest
{
    [Fact]
    public async Task A_resident_logs_in_and_comes_back_to_the_page_they_wanted()
    {
        var browser = Browser();
        var login = await browser.Open("/en/sessions");
        Assert.Equal("/en/login?returnUrl=%2Fen%2Fsessions", login.Path);
        var page = await login.Follow("Log in with Suomi.fi identification");

        Assert.Equal(("/en/sessions", HttpStatusCode.OK), (page.Path, page.Status));
        Assert.Equal("Aino Maria Korpela", await Claim(browser, "name"));
        Assert.Equal("901", await Claim(browser, "portal:municipality"));
        var line = Assert.Single(await Audit.LinesOf(new PersonId(await PersonId(browser))));
        Assert.Equal(("login.session.started", "login"), (line.Action, line.Machine));
    }

    [Fact]
    public async Task The_same_person_is_the_same_in_both_dialects_and_in_two_logins_at_once()
    {
        var browsers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => LoggedIn()));
        var ids = await Task.WhenAll(browsers.Select(PersonId));
        Residents.Claims = new() { ["personal_identity_code"] = DemoClaims.AinoHetu, ["family_name"] = "Korpela", ["given_name"] = "Aino Maria" };
        Assert.Equal(ids[0], await PersonId(await LoggedIn()));
        Assert.Single(ids.Distinct());
        Assert.Equal(1, await Db.ReadOne<long>("select count(*) from login.person"));
    }

    [Fact]
    public async Task A_professional_logs_in_with_the_roles_the_portal_knows()
    {
        var browser = await LoggedIn(scheme: "staff");
        Assert.Equal(("nurse", "keskusta"), (await Claim(browser, "role"), await Claim(browser, "portal:unit")));
    }

    [Fact]
    public async Task A_non_disclosure_order_leaves_no_municipality_behind()
    {
        Residents.Claims["urn:oid:1.2.246.517.2002.2.27"] = "1";
        var browser = await LoggedIn();
        Assert.Equal((true, null), await Db.ReadOne<(bool, string?)>("select turvakielto, municipality from login.person"));
        Assert.DoesNotContain("municipality", await (await browser.Get("/bff/user", ("X-CSRF", "1"))).Content.ReadAsStringAsync(Ct));
    }

    [Theory]
    [InlineData("http://eidas.europa.eu/attributes/naturalperson/PersonIdentifier", "SE/FI/197001019999", "Eidas")]
    [InlineData("urn:oid:1.2.246.517.3002.111.17", "F-900-1", "Ffi")]
    public async Task A_foreigner_is_known_by_the_own_identifier(string claim, string value, string kind)
    {
        Residents.Claims = new() { [claim] = value, ["family_name"] = "Muster", ["given_name"] = "Erika", ["birthdate"] = "1970-01-01" };
        var id = await PersonId(await LoggedIn());
        Assert.Equal(id, await PersonId(await LoggedIn()));
        await using var work = Host.Get<PortalDb>().As(new Machine("test"));
        var patient = await Host.Get<LoginFacade>().Patient(work, new PersonId(id), Ct);
        Assert.Equal((Enum.Parse<IdentityKind>(kind), value, "Erika Muster", new DateOnly(1970, 1, 1)), (patient!.Kind, patient.Identifier, patient.Person.Name, patient.Person.BornOn));
        Assert.DoesNotContain(value, patient.ToString());
    }

    [Fact]
    public async Task Other_rooms_learn_of_a_person_what_the_actor_may_know()
    {
        var aino = new PersonId(await PersonId(await LoggedIn()));
        var login = Host.Get<LoginFacade>();
        var nurse = new Professional(Guid.NewGuid(), "keskusta", new HashSet<string> { "nurse" });
        Assert.Equal("Aino Maria Korpela", (await As(Resident.ForSelf(aino)))?.Name);
        Assert.Null(await As(Resident.ForSelf(global::Portal.Platform.PersonId.New())));
        Assert.Null(await As(nurse));
        Assert.Null(await As(Visitor.Instance));

        await using (var work = Host.Get<PortalDb>().As(Resident.ForSelf(aino)))
        {
            Assert.Null(await login.Patient(work, aino, Ct));   // the national id is for the portal's jobs only
            login.OpenToUnit(work, aino, "keskusta");
            await work.Commit(Ct);
        }
        Assert.Equal("Aino Maria Korpela", (await As(nurse))?.Name);
        Assert.Null(await As(nurse with { Unit = "rantakyla" }));

        async Task<PersonCard?> As(Actor actor)
        {
            await using var work = Host.Get<PortalDb>().As(actor);
            return await login.Person(work, aino, Ct);
        }
    }

    [Fact]
    public async Task Neither_token_nor_national_id_reaches_the_browser_the_log_or_the_database_in_the_clear()
    {
        string? token = null;
        var make = Residents.MakeToken;
        Residents.MakeToken = claims => token = make(claims);
        var browser = await LoggedIn();
        await browser.Open("/en/sessions");

        foreach (var answer in browser.Answers)
        {
            var all = $"{answer.RequestMessage!.RequestUri} {answer.Headers} {await answer.Content.ReadAsStringAsync(Ct)}";
            foreach (var secret in new[] { DemoClaims.AinoHetu, token!, "not-for-browsers", "eyJ" }) Assert.DoesNotContain(secret, all);
        }
        Assert.DoesNotContain(Host.Log.All, line => line.Contains(DemoClaims.AinoHetu) || line.Contains("Korpela") || line.Contains("eyJ"));
        foreach (var table in new[] { "person", "session", "attempt", "kept_form" })
            Assert.DoesNotContain(await Db.Read<string>($"select t::text from login.{table} t"), row => row.Contains(DemoClaims.AinoHetu) || row.Contains("Korpela")
                || row.Contains(Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes("Korpela"))));
    }
}
