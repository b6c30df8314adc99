using Portal.Features.ActingFor;
using Portal.Features.Login;
using Portal.Features.Login.Sessions;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Tests.House;

/// <summary>
/// Lets a resident who has signed in act for somebody else: the registers (<see cref="PortalHost.Registers"/>) say yes,
/// the portal asks them and notes the answer as always, and the session acts for the person from the next request on.
/// <code>var eevi = await Host.ActFor(aino, TestHetu.Child(4));     // eevi.Browser is Aino's, eevi.Resident is Aino for Eevi</code>
/// Move the clock for a check to grow old (5 minutes to see, 1 to do); <c>Host.Registers.Down = true</c> for no answer.
/// </summary>
static class Acting
{
    /// <summary>For a child by their national id (<see cref="TestHetu.Child"/>), or as <paramref name="basis"/> says.</summary>
    /// <param name="theme">Of the mandate: <see cref="FakeRegisters.Health"/> or another.</param>
    public static async Task<SignedInResident> ActFor(this PortalHost host, SignedInResident who, string hetu, Basis basis = Basis.Guardian, string theme = FakeRegisters.Health)
    {
        var me = await host.HetuOf(who.Resident.Self);
        if (basis == Basis.Guardian) host.Registers.Guardian(me, hetu);
        else host.Registers.Mandate(me, hetu, theme);
        var asked = await host.Ask(who.Resident.Self, hetu, basis, basis == Basis.Mandate ? theme : null);
        Assert.Equal(CheckRight.Outcome.Allowed, asked.Outcome);
        return await host.Choose(who, asked.Acting!.Subject, basis);
    }

    /// <summary>For somebody who uses the portal too.</summary>
    public static async Task<SignedInResident> ActFor(this PortalHost host, SignedInResident who, SignedInResident other, Basis basis = Basis.Mandate, string theme = FakeRegisters.Health) =>
        await host.ActFor(who, await host.HetuOf(other.Resident.Self), basis, theme);

    /// <summary>For somebody for whom they have acted before: changes whom the session acts for.</summary>
    public static async Task<SignedInResident> Choose(this PortalHost host, SignedInResident who, PersonId subject, Basis basis)
    {
        var self = Resident.ForSelf(who.Resident.Self);
        Assert.Equal(ChooseSubject.Outcome.Chosen, await host.Get<ChooseSubject>().Handle(self, await host.SessionOf(who.Browser), subject, Ct));
        return who with { Resident = subject == self.Self ? self : new Resident(self.Self, subject) { Basis = basis } };
    }

    public static Task<SignedInResident> ActForSelf(this PortalHost host, SignedInResident who) => host.Choose(who, who.Resident.Self, Basis.Self);

    /// <summary>Proves to the database alone that the hand may book for the person: no register, no session.</summary>
    public static async Task MayAct(this PortalHost host, Guid hand, PersonId subject, params string[] may)
    {
        await using var work = host.Get<PortalDb>().As(CheckRight.Me);
        ActingProof.Open(work, hand, subject, may.Length > 0 ? may : ["booking:see", "booking:do"], host.Clock.Now.AddMinutes(5));
        await work.Commit(Ct);
    }

    /// <summary>The registers say no from now on, and the portal has heard it: sessions are told at their next request.</summary>
    public static async Task EndRight(this PortalHost host, SignedInResident acting, EndedHow how = EndedHow.Register)
    {
        await host.ForgetRight(acting);
        Assert.True(await host.Get<EndRight>().Handle(acting.Resident.Self, acting.Resident.Subject, how, Ct), "There was no right to end.");
    }

    /// <summary>The registers say no from now on; the portal has not asked them yet.</summary>
    public static async Task ForgetRight(this PortalHost host, SignedInResident acting) =>
        host.Registers.Ends(await host.HetuOf(acting.Resident.Self), await host.HetuOf(acting.Resident.Subject));

    /// <summary>Asks the registers as the portal does.</summary>
    public static async Task<CheckRight.Result> Ask(this PortalHost host, PersonId self, string subject, Basis basis, string? theme = null)
    {
        await using var work = host.Get<PortalDb>().As(CheckRight.Me);
        var me = await host.Get<LoginFacade>().Patient(work, self, Ct);
        return await host.Get<CheckRight>().Handle(me!, subject, basis, theme, Ct);
    }

    /// <summary>The national id of somebody the portal knows.</summary>
    public static async Task<string> HetuOf(this PortalHost host, PersonId person)
    {
        await using var work = host.Get<PortalDb>().As(CheckRight.Me);
        return (await host.Get<LoginFacade>().Patient(work, person, Ct))!.Identifier;
    }

    /// <summary>The public id of the browser's session.</summary>
    public static async Task<Guid> SessionOf(this PortalHost host, Browser browser)
    {
        var key = browser.Cookies.GetCookies(host.Address)["portal"]!.Value;
        return (await host.Get<SessionStore>().Find(key, slide: false, Ct))!.Id;
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
