using Portal.Features.Cases;
using Portal.Features.Cases.Worklist;
using Portal.Tests.House;

namespace Portal.Tests.Features.Cases.Worklist;

/// <summary>What happens to cases by the clock: silence returns them, a broken promise is told of.</summary>
public sealed class WatchTests : WorkTest
{
    CaseWatch Watch => Host.Get<CaseWatch>();

    [Fact]
    public async Task Silence_returns_a_case_to_the_top_of_its_like()
    {
        var nurse = await Host.SignInProfessional();
        var older = await Opened(NewGuest());
        Clock.Advance(TimeSpan.FromMinutes(1));
        var its = await Taken(nurse, await Opened(NewGuest()));
        Clock.Advance(Beat.Lease - TimeSpan.FromSeconds(1));
        await Watch.Handle(Ct);
        Assert.Equal(nurse.Professional.StaffId, (await Stored(its.Id)).Holder);

        Clock.Advance(TimeSpan.FromSeconds(2));
        var early = await (await Host.SignInProfessional(subject: "kolmas")).Browser.Open(Worklist);   // before the watch has looked
        early.Shows("Palautui listalle: yhteys katkesi (Hoitaja Malli)");
        await Task.WhenAll(Watch.Handle(Ct), Watch.Handle(Ct));   // as two processes do
        Assert.Equal((null, Clock.Now), ((await Stored(its.Id)).Holder, (await Stored(its.Id)).ReturnedAt));
        Assert.Single(await LedgerOf(its.Id), "returned");

        var other = await Host.SignInProfessional(subject: "toinen");
        var list = await other.Browser.Open(Worklist);
        Assert.Equal([its.Id, older.Id], RowsOf(list));
        list.Shows("Palautui listalle: yhteys katkesi (Hoitaja Malli)");
        await Taken(other, its);
        Assert.Null((await Stored(its.Id)).ReturnedAt);
    }

    [Fact]
    public async Task A_broken_promise_is_told_of_once()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Opened(aino.Resident);
        await Watch.Handle(Ct);
        Assert.Null((await Stored(its.Id)).LateAt);

        Clock.Set(its.PromisedAt!.Value.AddSeconds(5));
        await Task.WhenAll(Watch.Handle(Ct), Watch.Handle(Ct));
        Clock.Advance(TimeSpan.FromMinutes(3));
        await Watch.Handle(Ct);
        Assert.True((await Stored(its.Id)).IsLate);
        Assert.Single(await LedgerOf(its.Id), "late");
        Assert.Equal([1], await Db.Read<int>("select count(*)::int from jobs.job where payload ->> 'template' = 'case-late' and subject = @Value", new { aino.Id.Value }));
        (await nurse.Browser.Open(Worklist)).Shows("Myöhässä 3 min");
        var estimate = await Db.ReadOne<string>("select detail from cases.event where kind = 'late'");
        Assert.True(DateTimeOffset.Parse(estimate, System.Globalization.CultureInfo.InvariantCulture) > its.PromisedAt);
    }

    [Fact]
    public async Task A_later_promise_is_another_and_an_answer_ends_it()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Opened(aino.Resident);
        Clock.Set(its.PromisedAt!.Value.AddMinutes(1));
        await Watch.Handle(Ct);
        (await aino.Browser.Open("/fi/my")).Shows("myöhässä");
        await Cases.Post(nurse.Professional, its, Guid.CreateVersion7(), "Anteeksi viive. Missä kipu tuntuu?", Ct);
        await Cases.Post(aino.Resident, its, Guid.CreateVersion7(), "Polvessa.", Ct);
        var asked = await Stored(its.Id);
        Assert.False(asked.IsLate);   // a new promise, which is not late
        (await aino.Browser.Open("/fi/my")).DoesNotShow("myöhässä");
        await Watch.Handle(Ct);
        Assert.Single(await LedgerOf(its.Id), "late");
        Clock.Set(asked.PromisedAt!.Value.AddMinutes(1));
        await Watch.Handle(Ct);
        Assert.Equal(2, (await LedgerOf(its.Id)).Count(kind => kind == "late"));
    }

    [Fact]
    public async Task A_guest_has_nobody_to_send_to_and_is_told_on_the_page()
    {
        var its = await Opened(NewGuest());
        Clock.Set(its.PromisedAt!.Value.AddMinutes(1));
        await Watch.Handle(Ct);
        Assert.True((await Stored(its.Id)).IsLate);
        Assert.Equal(0, await Db.ReadOne<int>("select count(*)::int from jobs.job where payload ->> 'template' = 'case-late'"));
    }

    [Fact]
    public async Task Drafts_of_what_has_ended_are_thrown_away()
    {
        var (nurse, other) = (await Host.SignInProfessional(), await Host.SignInProfessional(subject: "toinen"));
        var its = await Taken(nurse, await Opened(NewGuest()));
        await Host.Get<SaveDraft>().Handle(other.Professional, its.Id, "Luonnos", Ct);
        await Host.Get<FinishCase>().Handle(nurse.Professional, its.Id, new(Guid.CreateVersion7(), null, "Sovittiin", null, "advice"), Ct);
        await Watch.Handle(Ct);
        Assert.Equal(0, await Db.ReadOne<int>("select count(*)::int from cases.draft"));
    }
}
