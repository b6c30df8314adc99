using System.Net;
using System.Text.RegularExpressions;
using Portal.Features.ActingFor;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Tests.House;

namespace Portal.Tests.Features.ActingFor;

/// <summary>Denied, but helped: the same page whatever the reason, the ways that work, and a number to say on the phone.</summary>
public partial class RefusedTests : ActingTest
{
    [Fact]
    public async Task Whatever_the_reason_the_answer_is_the_same()
    {
        string[] ids = [TestHetu.Of(21), TestHetu.Of(22), TestHetu.Of(23), TestHetu.Of(24)];
        var dead = ids[2];
        List<PersonId> subjects = [];
        foreach (var id in ids) subjects.Add((await Host.ActFor(Aino, await Host.SignInResident(id))).Resident.Subject);
        await Host.ActForSelf(Aino);

        Host.Registers.Ends(await Host.HetuOf(Aino.Id), ids[0]);
        Host.Registers.Knows(ids[1], turvakielto: true);
        Host.Registers.Knows(dead, died: new DateOnly(2026, 11, 1));
        await Host.Get<EndMandate>().Handle(Resident.ForSelf(subjects[3]), Aino.Id, Ct);
        await Db.Write("update acting_for.representation set ended_at = null, ended_how = null");   // as if each had just begun to be asked about

        List<(string, HttpStatusCode, string)> answers = [];
        foreach (var subject in subjects)
        {
            var choose = await Aino.Browser.Open("/fi/acting/ended");   // a page with a form, whose token serves for this one
            using var request = new HttpRequestMessage(HttpMethod.Post, "/fi/acting")
            {
                Content = new FormUrlEncodedContent([new("_handler", "choose"), new("__RequestVerificationToken", choose.All("input[name=__RequestVerificationToken]")[0].GetAttribute("value")!),
                    new("_for", Aino.Id.ToString()), new("who", subject.ToString())]),
            };
            request.Headers.TryAddWithoutValidation("Origin", Host.Address.GetLeftPart(UriPartial.Authority));
            var answer = await Aino.Browser.Send(request);
            var page = await Aino.Browser.Open(answer.Headers.Location!.OriginalString);
            answers.Add((page.Path, answer.StatusCode, page.Text));
        }
        Assert.Equal("/fi/acting/refused", answers[0].Item1);
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task The_page_lists_all_reasons_and_the_ways_that_work()
    {
        var page = await Aino.Browser.Open("/fi/acting/refused");
        Assert.Equal(12, page.All("section[aria-labelledby=reasons] li").Count);
        page.Shows("12 vuotta täyttänyt päättää itse");
        Assert.Equal("https://www.suomi.fi/valtuudet", page.Find("a[href*='suomi.fi']").GetAttribute("href"));
        Assert.True(page.All("a[href^='tel:']").Count >= 8);
        page.Shows("Päivystysapuun 116117");
    }

    [Fact]
    public async Task A_number_is_made_once_a_day_and_a_professional_sees_who_asked_and_never_why()
    {
        var (number, page) = await Ask(Aino);
        Assert.Equal(number, Number((await Aino.Browser.Open("/fi/acting/refused")).Text));
        Assert.DoesNotContain(page.All("form button"), b => b.TextContent == "Hanki numero");

        var nurse = await Host.SignInProfessional();
        var found = await (await nurse.Browser.Open("/fi/staff/acting-ticket")).Fill("Numero", number).Press("Hae");
        found.Shows("Aino 901 Testinen");
        found.Shows("23.11.2026 klo 8.00");
        found.Shows("Portaali ei tiedä syytä");
        var line = Assert.Single(await Audit.LinesBy(nurse.Professional.StaffId), l => l.Action == "acting-for.ticket.read");
        Assert.Equal((Aino.Id.Value, "care"), (line.Subject, line.Basis));

        Clock.Advance(TimeSpan.FromDays(1));
        Assert.NotEqual(number, (await Ask(await Host.SignInResident(1))).Number);
    }

    [Fact]
    public async Task Asked_twice_at_once_it_is_one_number()
    {
        var numbers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Host.Get<MakeTicket>().Handle(Aino.Resident, Ct)));
        Assert.Single(numbers.Distinct());
        Assert.Equal(1, await Db.ReadOne<long>("select count(*) from acting_for.ticket"));
    }

    [Fact]
    public async Task A_number_misheard_unknown_or_old_tells_nothing()
    {
        var (number, _) = await Ask(Aino);
        var nurse = await Host.SignInProfessional();
        var form = await nurse.Browser.Open("/fi/staff/acting-ticket");
        var wrong = $"{number[..6]}{(number[6] - '0' + 1) % 10}";
        var misheard = await form.Fill("Numero", wrong).Press("Hae");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, misheard.Status);
        misheard.Shows("Numerossa on virhe");
        string other;
        do other = TicketNumber.New(); while (other == number);
        (await form.Fill("Numero", other).Press("Hae")).Shows("Numeroa ei löydy");
        Assert.Single(await Audit.LinesBy(nurse.Professional.StaffId), l => l.Action == "acting-for.ticket.not-found");
        Clock.Advance(TimeSpan.FromDays(31));
        nurse = await Host.SignInProfessional();
        (await (await nurse.Browser.Open("/fi/staff/acting-ticket")).Fill("Numero", number).Press("Hae")).Shows("Numeroa ei löydy");
    }

    [Fact]
    public async Task The_database_gives_tickets_to_professionals_by_their_number_only()
    {
        var (number, _) = await Ask(Aino);
        await using var nurse = Host.Get<PortalDb>().As((await Host.SignInProfessional()).Professional);
        Assert.Empty(await nurse.Query<string>("select number from acting_for.ticket", null, Ct));
        await using var other = Host.Get<PortalDb>().As((await Host.SignInResident(2)).Resident);
        Assert.Empty(await other.Query<Guid>("select id from acting_for.find_ticket(@number, now())", new { number }, Ct));
    }

    [Fact]
    public void A_wrong_digit_or_two_swapped_neighbours_are_noticed()
    {
        for (var i = 0; i < 200; i++)
        {
            var number = TicketNumber.New();
            Assert.Equal(number, TicketNumber.Read($" {TicketNumber.Spaced(number)} "));
            for (var at = 0; at < 7; at++)
            {
                Assert.Null(TicketNumber.Read($"{number[..at]}{(number[at] - '0' + 3) % 10}{number[(at + 1)..]}"));
                if (at < 6 && number[at] != number[at + 1] && $"{number[at]}{number[at + 1]}" is not ("09" or "90"))
                    Assert.Null(TicketNumber.Read($"{number[..at]}{number[at + 1]}{number[at]}{number[(at + 2)..]}"));
            }
        }
    }

    static async Task<(string Number, Page Page)> Ask(SignedInResident who)
    {
        var page = await (await who.Browser.Open("/fi/acting/refused")).Press("Hanki numero");
        page.Shows("Numerosi on");
        return (Number(page.Text), page);
    }

    static string Number(string text) => Spaced().Match(text).Value.Replace(" ", "");

    [GeneratedRegex(@"(?<=Numerosi on )\d{3} \d{2} \d{2}")]
    private static partial Regex Spaced();
}
