using Portal.Features.ActingFor.Register;
using Portal.Tests.House;
using static Portal.Features.ActingFor.Register.RegisterAnswer;
using static Portal.Tests.House.Registers;

namespace Portal.Tests.Features.ActingFor.Register;

/// <summary>The flow with the delegate there, and the question without.</summary>
public class ValtuudetClientTests : RegisterTest
{
    [Fact]
    public async Task From_registering_to_the_end()
    {
        var session = (await Register("aino"))!;
        var back = await Choose(session, "onni", state: "a b&c=ä");
        Assert.Equal("a b&c=ä", back["state"]);
        var selection = await Selected(session, back["code"]!);
        Assert.Equal(Allowed, selection.Answer);
        Assert.Equal([new ValtuudetPrincipal(Hetu("onni"), "Korpela Onni Elias")], selection.Principals);
        Assert.Equal(Allowed, await Authorization(session, selection, "onni"));
        await Valtuudet.Unregister(session.SessionId, "test", Ct);
        Assert.Equal(Unavailable, await Authorization(session, selection, "onni"));
    }

    [Fact]
    public async Task Cancelling_comes_back_as_such()
    {
        var back = await Choose((await Register("aino"))!, null);
        Assert.Equal(("access_denied", null, "s"), (back["error"], back["code"], back["state"]));
    }

    [Theory]
    [InlineData("aino", "eevi", true), InlineData("karin", "kasper", true), InlineData("tuula", "veikko", true), InlineData("noora", "aava", true)]
    [InlineData("karin", "viivi", false), InlineData("ville", "elias", false), InlineData("marko", "niko", false), InlineData("sanna", "leo", false)]
    [InlineData("teemu", "aava", false), InlineData("juha", "saara", false), InlineData("mikko", "raili", false), InlineData("aino", "raili", false)]
    [InlineData("tuula", "aarne", false), InlineData("tuula", "kaarlo", false), InlineData("marita", "kasper", false)]
    public async Task It_is_said_whether_and_never_why(string @delegate, string principal, bool allowed)
    {
        await Registers.Set(new { includeReasons = true });   // even when DVV would tell
        Assert.Equal(allowed ? Allowed : Refused, await IsAllowed(@delegate, principal));
    }

    [Fact]
    public async Task A_refused_choice_is_refused_and_one_not_chosen_is_not_asked_about()
    {
        var (session, selection) = await Chosen("marko", "niko");
        Assert.Equal(Refused, await Authorization(session, selection, "niko"));
        Assert.Equal(Unavailable, await Authorization(session, selection, "eevi"));
    }

    [Fact]
    public async Task Every_theme_that_is_asked_must_be_given()
    {
        const string social = "http://valtuusrekisteri.suomi.fi/sosiaalihuollon_asioiden_hoito";
        Assert.Equal(Allowed, await Valtuudet.IsAllowed(Hetu("tuula"), Hetu("lempi"), [.. Health, social], Ct));
        Assert.Equal(Refused, await Valtuudet.IsAllowed(Hetu("tuula"), Hetu("veikko"), [.. Health, social], Ct));
        var (session, selection) = await Chosen("tuula", "veikko");
        Assert.Equal(Allowed, await Authorization(session, selection, "veikko"));
        Assert.Equal(Refused, await Authorization(session, selection, "veikko", social));
    }

    [Fact]
    public async Task An_ended_mandate_and_a_new_one_are_seen_at_once()
    {
        await Registers.End("veikko", "tuula");
        Assert.Equal(Refused, await IsAllowed("tuula", "veikko"));
        await Registers.Give("veikko", "tuula", Health[0]);
        Assert.Equal(Allowed, await IsAllowed("tuula", "veikko"));
        await Registers.Change("veikko", new { deathDate = "2026-11-20" });
        Assert.Equal(Refused, await IsAllowed("tuula", "veikko"));
    }

    [Fact]
    public async Task A_code_is_good_once()
    {
        var session = (await Register("aino"))!;
        var code = (await Choose(session, "onni"))["code"]!;
        Assert.Equal(Allowed, (await Selected(session, code)).Answer);
        Assert.Same(ValtuudetSelection.Over, await Selected(session, code));
    }

    [Fact]
    public async Task A_code_is_good_for_a_minute()
    {
        var session = (await Register("aino"))!;
        var code = (await Choose(session, "onni"))["code"]!;
        await Advance(TimeSpan.FromSeconds(60));
        Assert.Same(ValtuudetSelection.Over, await Selected(session, code));
    }

    [Fact]
    public async Task A_code_of_another_session_opens_nothing()
    {
        var (mine, theirs) = ((await Register("aino"))!, (await Register("petri"))!);
        Assert.Same(ValtuudetSelection.Over, await Selected(mine, (await Choose(theirs, "leo"))["code"]!));
    }

    [Theory]
    [InlineData(598, true), InlineData(599, false), InlineData(3600, false)]
    public async Task After_the_token_or_the_session_has_ended_one_starts_again(int seconds, bool still)
    {
        var (session, selection) = await Chosen("aino", "onni");
        await Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(still ? Allowed : Unavailable, await Authorization(session, selection, "onni"));
    }

    [Fact]
    public async Task Signs_in_a_path_and_query_are_signed_as_they_are_sent()
    {
        Assert.Equal(Refused, await Valtuudet.IsAllowed("010190+9000", "010190+9001", ["http://x/ä?a=b&c='(d)'*"], Ct));
        var (session, selection) = await Chosen("tuula", "veikko");
        Assert.Equal(Refused, await Authorization(session, selection, "veikko", "http://x/ä?a=b&c='(d)'*"));
    }
}
