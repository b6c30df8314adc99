using System.Net;
using Portal.Features.Callback;
using Portal.Features.Cases;
using Portal.Features.Cases.Worklist;
using Portal.Tests.House;

namespace Portal.Tests.Features.Callback;

/// <summary>The call on the nurse's page of a case, and what the resident then finds on the own page.</summary>
public class PanelTests : CallTest
{
    async Task<(SignedInResident Aino, SignedInProfessional Nurse, Case Its, Page Page)> Taken()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Asked(aino, window: "Tänään klo 8.00–10.00");
        Assert.Equal(TakeCase.Outcome.Taken, (await Host.Get<TakeCase>().Handle(nurse.Professional, its.Id, Ct)).Outcome);
        return (aino, nurse, its, await nurse.Browser.Open($"/fi/staff/cases/{its.Id}"));
    }

    [Fact]
    public async Task The_nurse_sees_whom_to_call_when_and_what_may_be_left()
    {
        var (_, _, _, page) = await Taken();
        Assert.Equal("tel:+358401234567", page.Find("a[href^='tel:+358401']").GetAttribute("href"));
        foreach (var words in (string[])["040 123 4567", "nyt, viimeistään tänään klo 10.00", "Neutraalin viestin saa jättää", "1/2"]) page.Shows(words);
    }

    [Fact]
    public async Task Nobody_answers_and_the_case_goes_back_to_the_list()
    {
        var (aino, nurse, its, page) = await Taken();
        page = await page.Choose("Ei vastannut").Choose("Jätin neutraalin viestin").Press("Kirjaa soitto");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        page.Shows("tänään klo 8.00: ei vastausta, viesti jätettiin");
        Assert.Equal((null, "second-attempt"), ((await Stored(its.Id)).Holder, (await Stored(its.Id)).Detail));

        await Db.Write("update cases.case set not_before = null");
        await Host.Get<TakeCase>().Handle(nurse.Professional, its.Id, Ct);
        page = await nurse.Browser.Open($"/fi/staff/cases/{its.Id}");
        page.Shows("2/2");
        await page.Choose("Ei vastannut").Press("Kirjaa soitto");
        var home = await aino.Browser.Open("/fi/my");
        home.Shows("Valitse, milloin soitamme uudelleen");
        Assert.Equal(PageOf(its.Id), (await home.Follow("Valitse aika")).Path);
    }

    [Fact]
    public async Task Reached_leads_on_to_finishing()
    {
        var (_, nurse, its, page) = await Taken();
        page = await page.Choose("Tavoitin").Press("Kirjaa soitto");
        Assert.Equal($"/fi/staff/cases/{its.Id}/finish", page.Path);
        page = await nurse.Browser.Open($"/fi/staff/cases/{its.Id}");
        page.Shows("tänään klo 8.00: puhuimme");
        Assert.Empty(page.All("input[name=outcome]"));
        Assert.Equal(CaseState.Answered, (await Stored(its.Id)).State);
    }

    [Fact]
    public async Task Without_a_choice_or_after_a_colleague_nothing_is_noted()
    {
        var (_, nurse, its, page) = await Taken();
        var empty = await page.Press("Kirjaa soitto");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Contains("Valitse, miten soitto meni", Page.Words(empty.Find("#outcome-error")));
        await Host.Get<RecordAttempt>().Handle(nurse.Professional, its.Id, 0, CallOutcome.Missed, false, Ct);
        Assert.Equal(HttpStatusCode.Conflict, (await page.Choose("Tavoitin").Press("Kirjaa soitto")).Status);
        Assert.Equal(1, await Db.ReadOne<int>("select count(*)::int from callback.attempt"));
    }

    [Fact]
    public async Task The_agreed_call_is_on_the_residents_own_page()
    {
        var aino = await Host.SignInResident();
        await Asked(aino);
        var home = await aino.Browser.Open("/fi/my");
        home.Shows("tänään klo 10.00, soitamme sinulle");
        home.Shows("Viimeistään klo 12.00, numeroon 040 123 4567");
        home.Shows("Kaikki on kunnossa");
        (await aino.Browser.Open("/sv/my")).Shows("i dag kl. 10.00, vi ringer dig");
    }
}
