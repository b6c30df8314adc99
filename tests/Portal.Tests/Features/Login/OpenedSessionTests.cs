using System.Net;
using Portal.Features.Login;
using Portal.Features.Login.Sessions;
using Portal.Platform;

namespace Portal.Tests.Features.Login;

public class OpenedSessionTests : LoginTest
{
    [Fact]
    public async Task What_is_remembered_of_a_session_counts_only_for_the_bytes_of_its_row()
    {
        var aino = await LoggedIn();
        Residents.Claims = DemoClaims.Mikko();
        var (ainoIs, mikkoIs) = (await PersonId(aino), await PersonId(await LoggedIn()));
        var sessions = Host.Get<SessionStore>();
        var first = await Opened();
        Assert.Same(first, await Opened());

        var closed = sessions.Close(new ActingNow { Subject = new(mikkoIs), Basis = Basis.Mandate, Name = "Mikko" });
        await Db.Write("update login.session set acting = @closed, acting_for = @mikkoIs where person = @ainoIs", new { closed, mikkoIs, ainoIs });
        Assert.Equal(("Mikko", null), ((await Opened()).Acting?.Name, first.Acting));
        await Db.Write("update login.session set acting = null, acting_for = null where person = @ainoIs", new { ainoIs });
        Assert.Null((await Opened()).Acting);

        await Db.Write("update login.session set ticket = (select ticket from login.session where person = @mikkoIs) where person = @ainoIs", new { mikkoIs, ainoIs });
        Assert.Equal(mikkoIs, await PersonId(aino));
        await Db.Write("update login.session set ended_at = @now, ended_how = 'logout' where person = @ainoIs", new { now = Clock.Now, ainoIs });
        Assert.Equal(HttpStatusCode.Unauthorized, await UserStatus(aino));

        async Task<OpenedSession> Opened() => sessions.Open((await sessions.Find(aino.Cookies.GetCookies(new Uri(PortalUrl))["portal"]!.Value, slide: false, Ct))!);
    }
}
