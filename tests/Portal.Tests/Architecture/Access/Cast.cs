using Portal.Features.Login.Sessions;
using Portal.Platform;
using Portal.Tests.Features.ActingFor;
using Portal.Tests.House;

namespace Portal.Tests.Architecture.Access;

/// <summary>One column of the matrix: a browser, who acts in it, and whose things it asks about.</summary>
/// <param name="Acts">The resident in the browser; null for visitors and professionals.</param>
/// <param name="Owner">Whose things the requests are about.</param>
/// <param name="For">For whom the forms say that they are; null for those without a subject.</param>
sealed record Role(string Column, Browser Browser, Resident? Acts, Guid Owner, PersonId? For)
{
    /// <summary>A form's token of this browser, and where to get one.</summary>
    public string Token { get; set; } = "";

    /// <summary>The public id of this browser's session, as the pages' own forms give it.</summary>
    public string Session { get; set; } = "";

    public string FormPage => Acts is { Assistant: null } ? "/fi/acting" : Column == "visitor" ? "/fi/booking/nurse-appointment" : "/fi/sessions";
}

/// <summary>The people of the matrix. Nobody is in two columns: a request of one must not change what another may.</summary>
static class Cast
{
    public static async Task<IReadOnlyList<Role>> Gather(PortalHost host)
    {
        var number = 0;
        Task<SignedInResident> Resident() => host.SignInResident(++number);
        async Task<SignedInResident> Guardian(int age) => await host.ActFor(await Resident(), TestHetu.Child(age, 900 + number));

        var (self, stranger) = (await Resident(), await Resident());
        List<Role> roles =
        [
            new("visitor", new Browser(host.Address), null, self.Id.Value, null),
            Own("self", self),
            new("other", (await Resident()) is var other ? other.Browser : null!, other.Resident, stranger.Id.Value, other.Id),
            Own("child", await Guardian(4)), Own("young", await Guardian(13)), Own("teen", await Guardian(16)),
            Own("health", await host.ActFor(await Resident(), await Resident())),
            Own("theme", await host.ActFor(await Resident(), await Resident(), theme: FakeRegisters.Social)),
        ];
        var third = await Guardian(5);
        roles.Add(new("third", third.Browser, third.Resident, stranger.Id.Value, third.Id));
        var mine = await Guardian(6);
        roles.Add(new("mine", mine.Browser, mine.Resident, mine.Resident.Self.Value, mine.Id));
        var ended = await Guardian(7);
        await host.EndRight(ended);
        roles.Add(Own("ended", ended));
        var swap = await Guardian(8);   // the form is one's own, the child is chosen
        roles.Add(new("swap", swap.Browser, swap.Resident, swap.Resident.Self.Value, swap.Resident.Self));
        var back = await Guardian(9);   // the form is the child's, one's own matters are chosen
        roles.Add(new("back", back.Browser, (await host.ActForSelf(back)).Resident, back.Id.Value, back.Id));

        foreach (var (column, unit, name) in new[] { ("nurse", "keskusta", "nurse"), ("away", "rantakyla", "nurse"), ("head", "keskusta", "head-nurse"),
            ("manager", "keskusta", "manager"), ("editor", "keskusta", "editor"), ("admin", "", "admin") })
            roles.Add(new(column, (await host.SignInProfessional(unit, name)).Browser, null, self.Id.Value, null));
        roles.Add(await Desk(host, TestHetu.Of(++number)));
        return roles;
    }

    /// <summary>A nurse beside somebody who cannot identify themselves.</summary>
    static async Task<Role> Desk(PortalHost host, string hetu)
    {
        host.Registers.Knows(hetu, "Veikko Olavi", "Virtanen");
        var nurse = await host.SignInProfessional(subject: "at-the-desk");
        await (await AssistTest.Ask(nurse, hetu)).Press("Kyllä, aloita");
        var session = await host.Get<SessionStore>().Find(nurse.Browser.Cookies.GetCookies(host.Address)["portal"]!.Value, slide: false, TestContext.Current.CancellationToken);
        var subject = host.Get<SessionStore>().Open(session!).Acting!.Subject;
        return new("desk", nurse.Browser, new Resident(subject, subject) { Basis = Basis.Assisted, Assistant = nurse.Professional }, subject.Value, subject);
    }

    static Role Own(string column, SignedInResident resident) => new(column, resident.Browser, resident.Resident, resident.Id.Value, resident.Id);
}
