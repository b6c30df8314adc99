using System.Net;
using System.Text.RegularExpressions;
using Portal.Features.ActingFor;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;
using Portal.Tests.Architecture;
using Portal.Tests.House;

namespace Portal.Tests.Features.ActingFor;

/// <summary>The person represented sees what was seen and done for them; a child's guardians see each other's bookings.</summary>
public partial class MirrorTests : ActingTest
{
    [Fact]
    public async Task The_person_sees_who_did_what_on_what_ground_and_can_undo_it()
    {
        var veikko = await Host.SignInResident(3);
        await NewSlot(At(3, 9));
        await BookByPages(await Host.ActFor(Aino, veikko));

        var mirror = await veikko.Browser.Open("/fi/acting/mirror");
        mirror.Shows("Aino 901 Testinen, jonka olet valtuuttanut, varasi ajan.");
        mirror.Shows("Aino 901 Testinen, jonka olet valtuuttanut, alkoi asioida puolestasi.");
        mirror.Shows("maanantai 23. marraskuuta 2026");
        (await mirror.FollowFirst("Aika torstai 26.11. klo 9.00")).Shows("Sairaanhoitajan vastaanotto");
        (await (await mirror.FollowFirst("Peru tämä aika")).Press("Kyllä, peru aika")).Shows("peru");
        Assert.Equal("cancelled", await Db.ReadOne<string>("select status from booking.appointment"));
        (await veikko.Browser.Open("/fi/acting/mirror")).DoesNotShow("Peru tämä aika");
        Assert.Contains(await Audit.LinesOf(veikko.Id), l => l.Action == "acting-for.mirror.viewed" && l.Self == veikko.Id.Value && l.Basis == "self");
    }

    [Fact]
    public async Task What_one_does_oneself_and_what_is_done_for_others_is_not_in_it()
    {
        await NewSlot(At(3, 9));
        await NewSlot(At(3, 10));
        var (veikko, lempi) = (await Host.SignInResident(3), await Host.SignInResident(4));
        await BookByPages(veikko);
        await BookByPages(await Host.ActFor(Aino, lempi), "torstai 26.11. klo 10.00");
        (await veikko.Browser.Open("/fi/acting/mirror")).Shows("Kukaan ei ole asioinut puolestasi");
        await Host.ActForSelf(Aino);
        (await Aino.Browser.Open("/fi/acting/mirror")).Shows("Kukaan ei ole asioinut puolestasi");
    }

    [Fact]
    public async Task The_other_guardian_sees_the_bookings_and_neither_looks_nor_the_childs_own()
    {
        var hetu = TestHetu.Child(14);
        var (young, mikko) = (await Host.SignInResident(hetu), await Host.SignInResident(2));
        await NewSlot(At(3, 9));
        await NewSlot(At(3, 10));
        await BookByPages(young, "torstai 26.11. klo 10.00");
        var aino = await Host.ActFor(Aino, hetu);
        await aino.Browser.Open("/fi/appointments");
        await BookByPages(aino);

        var page = await (await Host.ActFor(mikko, hetu)).Browser.Open("/fi/acting/mirror");
        page.Shows("Aino 901 Testinen, huoltaja, varasi ajan.");
        page.Shows("Aika torstai 26.11. klo 9.00");
        page.DoesNotShow("katsoi");
        page.DoesNotShow("10.00");
        page.DoesNotShow("Kuka voi asioida puolestasi");
        Assert.Single(page.All(".acts > li"));
        var own = await young.Browser.Open("/fi/acting/mirror");
        own.Shows("Aino 901 Testinen, huoltajasi, katsoi ajanvarauksia.");
        own.Shows("Aino 902 Testinen, huoltajasi, katsoi, kuka on asioinut puolestasi.");
    }

    /// <summary>The database by itself, past the page.</summary>
    [Fact]
    public async Task The_log_opens_to_guardians_only_as_far_as_each_others_bookings()
    {
        var hetu = TestHetu.Child(4);
        var mikko = await Host.SignInResident(2);
        await NewSlot(At(3, 9));
        await BookByPages(await Host.ActFor(Aino, hetu));
        var acting = await Host.ActFor(mikko, hetu);
        Assert.Equal(["booking.appointment.booked"], await ActionsSeen(acting.Resident));
        Assert.Empty(await ActionsSeen(new Resident((await Host.SignInResident(5)).Resident.Self, acting.Resident.Subject) { Basis = Basis.Guardian }));
        await Host.EndRight(acting);
        Assert.Empty(await ActionsSeen(acting.Resident));
    }

    [Fact]
    public async Task Whoever_has_a_mandate_does_not_see_who_has_acted()
    {
        var (veikko, tuula) = (await Host.SignInResident(3), await Host.SignInResident(2));
        await Host.ActFor(Aino, veikko);
        var page = await (await Host.ActFor(tuula, veikko)).Browser.Open("/fi/acting/mirror");
        page.Shows("Tämän sivun näkee vain hän itse");
        page.DoesNotShow("Aino 901");
    }

    [Fact]
    public async Task Older_lines_are_on_pages_of_their_own()
    {
        var veikko = await Host.SignInResident(3);
        await Host.ActFor(Aino, veikko);
        Clock.Advance(TimeSpan.FromDays(1));
        var acting = await Host.ActFor(await Host.SignInResident(1), veikko);
        for (var i = 1; i < ReadMirror.PageSize; i++) await Host.Choose(acting, veikko.Id, Basis.Mandate);
        veikko = await Host.SignInResident(3);
        var newest = await veikko.Browser.Open("/fi/acting/mirror");
        newest.Shows($"({ReadMirror.PageSize} kertaa)");
        newest.DoesNotShow("maanantai 23.");
        (await newest.Follow("Näytä vanhemmat")).Shows("maanantai 23. marraskuuta");
    }

    [Fact]
    public void Every_action_that_the_code_records_has_a_sentence()
    {
        var texts = Host.Get<ActingForTexts>();
        var recorded = Source.Files("src/Portal", ".cs", ".razor").Where(f => !f.Path.EndsWith("ActSentences.cs", StringComparison.Ordinal))
            .SelectMany(f => Action().Matches(f.Text).Select(m => m.Groups[1].Value)).Distinct().ToList();
        Assert.True(recorded.Count > 30, $"Only {recorded.Count} were found.");
        Findings.None(recorded.Where(a => !ActSentences.Known.Contains(a) && !ActSentences.NeverForAnother.Contains(a))
            .Select(a => $"{a}: the mirror has no sentence for it (ActSentences.cs, and text act-{a.Replace('.', '-')}), nor is it said that nobody does it for another"));
        foreach (var language in Language.All)
            Findings.None(ActSentences.Known.Select(a => $"act-{ActSentences.KeyOf(a)}").Where(key => !texts.All(language).ContainsKey(key)).Select(key => $"{key} is missing in {language.Code}"));
        Assert.Equal("unknown", ActSentences.KeyOf("chat.message.sent-by-nobody"));
    }

    [Fact]
    public async Task A_line_that_has_no_sentence_yet_is_said_in_general_words()
    {
        var veikko = await Host.SignInResident(3);
        var acting = await Host.ActFor(Aino, veikko);
        await using (var work = Host.Get<PortalDb>().As(acting.Resident))
        {
            Host.Get<Portal.Features.Audit.AuditFacade>().Record(work, "later.thing.happened");
            await work.Commit(Ct);
        }
        (await veikko.Browser.Open("/fi/acting/mirror")).Shows("Aino 901 Testinen, jonka olet valtuuttanut, käsitteli asioitasi.");
        Assert.Equal(HttpStatusCode.OK, (await veikko.Browser.Open("/sv/acting/mirror")).Status);
    }

    async Task<List<string>> ActionsSeen(Resident resident)
    {
        await using var work = Host.Get<PortalDb>().As(resident);
        return await work.Query<string>("select action from audit.event where subject = @subject", new { subject = resident.Subject }, Ct);
    }

    [GeneratedRegex("\"([a-z]+(?:-[a-z]+)*\\.[a-z]+(?:-[a-z]+)*\\.[a-z]+(?:-[a-z]+)*)\"")]
    private static partial Regex Action();
}
