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
        var session = (await Valtuudet.Register(Hetu("aino"), Ct)).Value!;
        var back = await Choose(session, "onni", state: "a b&c=ä");
        Assert.Equal("a b&c=ä", back["state"]);
        var token = await Valtuudet.Token(back["code"]!, RedirectUri, Ct);
        var people = await Valtuudet.Delegate(session, token.Value!, Ct);
        Assert.Equal([new Principal(Hetu("onni"), "Korpela Onni Elias")], people.Value);
        Assert.Equal(Allowed, await Valtuudet.Authorization(session, token.Value!, people.Value![0].Hetu, Health, Ct));
        Assert.True(await Valtuudet.Unregister(session, Ct));

        Assert.Equal(ReplyKind.Gone, (await Valtuudet.Delegate(session, token.Value!, Ct)).Kind);
        Assert.Equal(Unavailable, await Valtuudet.Authorization(session, token.Value!, people.Value[0].Hetu, Health, Ct));
        Assert.False(await Valtuudet.Unregister(session, Ct));
    }

    [Fact]
    public async Task Cancelling_comes_back_as_such()
    {
        var back = await Choose((await Valtuudet.Register(Hetu("aino"), Ct)).Value!, null);
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
    public async Task A_refused_choice_is_refused()
    {
        var (session, token) = await Chosen("marko", "niko");
        Assert.Equal(Refused, await Valtuudet.Authorization(session, token, Hetu("niko"), Health, Ct));
    }

    [Fact]
    public async Task Every_theme_that_is_asked_must_be_given()
    {
        const string social = "http://valtuusrekisteri.suomi.fi/sosiaalihuollon_asioiden_hoito";
        Assert.Equal(Allowed, await Valtuudet.IsAllowed(Hetu("tuula"), Hetu("lempi"), [.. Health, social], Ct));
        Assert.Equal(Refused, await Valtuudet.IsAllowed(Hetu("tuula"), Hetu("veikko"), [.. Health, social], Ct));
        var (session, token) = await Chosen("tuula", "veikko");
        Assert.Equal(Allowed, await Valtuudet.Authorization(session, token, Hetu("veikko"), Health, Ct));
        Assert.Equal(Refused, await Valtuudet.Authorization(session, token, Hetu("veikko"), [.. Health, social], Ct));
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
        var code = (await Choose((await Valtuudet.Register(Hetu("aino"), Ct)).Value!, "onni"))["code"]!;
        Assert.Equal(ReplyKind.Answered, (await Valtuudet.Token(code, RedirectUri, Ct)).Kind);
        Assert.Equal(ReplyKind.Gone, (await Valtuudet.Token(code, RedirectUri, Ct)).Kind);
    }

    [Fact]
    public async Task A_code_is_good_for_a_minute()
    {
        var code = (await Choose((await Valtuudet.Register(Hetu("aino"), Ct)).Value!, "onni"))["code"]!;
        await Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(ReplyKind.Gone, (await Valtuudet.Token(code, RedirectUri, Ct)).Kind);
    }

    [Theory]
    [InlineData(599), InlineData(3600)]
    public async Task After_the_token_or_the_session_has_ended_one_starts_again(int seconds)
    {
        var (session, token) = await Chosen("aino", "onni");
        await Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(ReplyKind.Gone, (await Valtuudet.Delegate(session, token, Ct)).Kind);
        Assert.Equal(Unavailable, await Valtuudet.Authorization(session, token, Hetu("onni"), Health, Ct));
    }

    [Fact]
    public async Task Codes_with_signs_in_them_are_signed_as_they_are_sent()
    {
        var session = new ValtuudetSession("a/b c+d%ä", "x");   // nobody's, but the checksum is looked at first
        Assert.Equal(ReplyKind.Gone, (await Valtuudet.Delegate(session, new("t"), Ct)).Kind);
        Assert.Equal(Refused, await Valtuudet.IsAllowed("010190+9000", "010190+9001", ["http://x/ä?a=b&c='(d)'"], Ct));
    }
}
