using System.Net;
using Portal.Features.Cases;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Chat;

/// <summary>A conversation about somebody one acts for.</summary>
public sealed class ActingChatTests : ChatTest
{
    [Fact]
    public async Task A_guardian_asks_about_a_small_child_and_both_are_known()
    {
        var aino = await Host.SignInResident();
        var child = await Host.ActFor(aino, TestHetu.Child(4));
        (await child.Browser.Open(Start)).Shows("olet huoltaja");
        var page = await Begin(child.Browser);
        var its = await Stored(CaseOf(page));
        Assert.Equal((child.Id, aino.Id.Value, "guardian"), (its.Subject, its.OpenedBy, its.OpenedBasis));
        var line = Assert.Single(await Audit.LinesOf(child.Id), l => l.Action == "cases.case.received");
        Assert.Equal((aino.Id.Value, "guardian"), (line.Self, line.Basis));

        await Host.ActForSelf(child);
        Assert.Equal(HttpStatusCode.NotFound, (await aino.Browser.Open(page.Path)).Status);   // in one's own matters it is not there
    }

    [Theory]
    [InlineData(13), InlineData(16)]
    public async Task A_young_persons_guardian_has_no_leave_until_the_young_person_gives_it(int age)
    {
        var acting = await Host.ActFor(await Host.SignInResident(), TestHetu.Child(age));
        Assert.Equal("/fi/acting/not-allowed", (await acting.Browser.Open(Start)).Path);
    }

    [Fact]
    public async Task A_young_persons_own_conversation_stays_theirs_also_when_guardians_may_chat()
    {
        var hetu = TestHetu.Child(13);
        var young = await Host.SignInResident(hetu);
        var page = await Begin(young.Browser);
        await Db.Write("insert into acting_for.permission (young, area, allowed, decided_at) values (@young, 'chat', true, @now)", new { young = young.Id.Value, now = Clock.Now });
        var guardian = await Host.ActFor(await Host.SignInResident(), hetu);
        Assert.Equal(HttpStatusCode.OK, (await guardian.Browser.Open(Start)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await guardian.Browser.Open(page.Path)).Status);
        (await guardian.Browser.Open("/fi/chat")).DoesNotShow("Sinulla on kesken");
    }

    [Fact]
    public async Task A_health_mandate_is_enough_and_another_is_not()
    {
        var (veikko, tuula) = (await Host.SignInResident(3), await Host.SignInResident(4));
        var acting = await Host.ActFor(tuula, veikko);
        var page = await Begin(acting.Browser);
        (await veikko.Browser.Open(page.Path)).Shows("Puolesta asioiva");
        var other = await Host.ActFor(await Host.SignInResident(5), await Host.SignInResident(6), theme: FakeRegisters.Social);
        Assert.Equal("/fi/acting/not-allowed", (await other.Browser.Open(Start)).Path);
    }

    [Fact]
    public async Task When_the_right_ends_the_conversation_closes_to_them_and_stays_with_the_person()
    {
        var (veikko, tuula) = (await Host.SignInResident(3), await Host.SignInResident(4));
        var acting = await Host.ActFor(tuula, veikko);
        var page = await Begin(acting.Browser);
        await Host.EndRight(acting);
        Assert.StartsWith("/fi/acting/ended", (await acting.Browser.Open(page.Path)).Path);
        Assert.Equal(HttpStatusCode.NotFound, (await (await Host.ActForSelf(acting)).Browser.Open(page.Path)).Status);
        (await veikko.Browser.Open(page.Path)).Shows(Question);
    }

    [Fact]
    public async Task The_person_sees_in_the_mirror_what_was_done()
    {
        var (veikko, tuula) = (await Host.SignInResident(3), await Host.SignInResident(4));
        var page = await Begin((await Host.ActFor(tuula, veikko)).Browser);
        var mirror = await veikko.Browser.Open("/fi/acting/mirror");
        mirror.Shows("otti yhteyttä asiassasi.");
        Assert.Contains(mirror.All("a"), a => a.GetAttribute("href") == page.Address.AbsolutePath);
    }
}
