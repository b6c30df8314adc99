using Portal.Features.Cases;
using Portal.Features.Cases.Worklist;
using Portal.Tests.House;
using Portal.Tests.Platform.Ehr;

namespace Portal.Tests.Features.Cases.Worklist;

/// <summary>One act ends a matter: the resident has the summary, the patient record gets it once.</summary>
public sealed class FinishTests : WorkTest
{
    FakeEhr Ehr { get; } = FakeEhr.Start();

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Ehr:BaseUrl"] = $"{Ehr.Address}/fhir", ["Ehr:TokenUrl"] = $"{Ehr.Address}/oauth2/token", ["Ehr:Timeout"] = "00:00:01",
    };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Host.Outbound.Allow(Ehr.Address);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Ehr.DisposeAsync();
    }

    static readonly Ending Agreed = new(Guid.CreateVersion7(), null, "Sovimme levosta.", "Jos kuume jatkuu.", "self-care");

    async Task Deliver()
    {
        for (var i = 0; i < 12; i++)
        {
            await Host.DoJobs();
            Clock.Advance(TimeSpan.FromMinutes(10));
        }
    }

    [Fact]
    public async Task It_answers_the_resident_keeps_the_summary_closes_and_goes_to_the_record_in_one_act()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Taken(nurse, await Opened(aino.Resident));
        var page = await (await nurse.Browser.Open(PageOf(its.Id))).Follow("Päätä asia");
        page = await page.Press("Päätä ja lähetä");
        Assert.Equal(422, (int)page.Status);
        page.Shows("Kirjoita, mitä sovittiin.");
        page = page.Fill("answer", "Hyvää vointia!").Fill("summary", "Sovimme levosta.").Fill("contactAgain", "Jos kuume jatkuu kolme päivää.");
        (await page.Press("Päätä ja lähetä")).Shows("Valitse, mikä oli tulos.");
        (await page.Choose("Omahoito-ohjeet").Press("Päätä ja lähetä")).Shows("Asia on päätetty.");

        var ended = (await Cases.One(aino.Resident, its.Id, Ct))!;
        Assert.Equal((CaseState.Closed, "self-care", "Sovimme levosta.", "Jos kuume jatkuu kolme päivää."), (ended.State, ended.Outcome, ended.Summary, ended.ContactAgain));
        Assert.Equal("Hyvää vointia!", (await Conversation(aino.Resident, its.Id))[^1].Text);
        await Deliver();
        var encounter = Assert.Single(Ehr.VersionsOf("Encounter", its.Id)).Resource;
        var communication = Assert.Single(Ehr.VersionsOf("Communication", its.Id)).Resource;
        Assert.Equal(("finished", "VR", $"Patient/{aino.Id}"), (Of(encounter, "status"), Of(encounter, "class.code"), Of(encounter, "subject.reference")));
        Assert.Equal(("completed", "Sovimme levosta.", $"Encounter/{its.Id}"), (Of(communication, "status"), Of(communication, "payload.0.contentString"), Of(communication, "encounter.reference")));
        Assert.Equal("self-care", Of(communication, "category.0.coding.0.code"));
        Assert.Contains("delivered", await LedgerOf(its.Id));
        Assert.Contains(await Audit.LinesOf(aino.Id), l => l.Action == "cases.case.delivered" && l.Machine == "ehr-delivery");
    }

    [Fact]
    public async Task It_is_finished_once()
    {
        var nurse = await Host.SignInProfessional();
        var its = await Taken(nurse, await Opened((await Host.SignInResident()).Resident));
        var finish = Host.Get<FinishCase>();
        var both = await Task.WhenAll(finish.Handle(nurse.Professional, its.Id, Agreed, Ct), finish.Handle(nurse.Professional, its.Id, Agreed with { Summary = "Toinen" }, Ct));
        Assert.Single(both, FinishCase.Result.Finished);
        Assert.Single(both, FinishCase.Result.NotYours);
        Assert.Equal(FinishCase.Result.NotYours, await finish.Handle(nurse.Professional, its.Id, Agreed, Ct));
        Assert.Single(await LedgerOf(its.Id), "closed");
        Assert.Equal(1, await Db.ReadOne<int>("select count(*)::int from jobs.job where queue = 'ehr-cases'"));
    }

    [Fact]
    public async Task Only_the_one_who_has_it_finishes_it()
    {
        var (nurse, other, away) = (await Host.SignInProfessional(), await Host.SignInProfessional(subject: "toinen"), await Host.SignInProfessional("rantakyla"));
        var its = await Taken(nurse, await Opened(NewGuest()));
        foreach (var somebody in (SignedInProfessional[])[other, away])
            Assert.Equal(FinishCase.Result.NotYours, await Host.Get<FinishCase>().Handle(somebody.Professional, its.Id, Agreed, Ct));
        Assert.True((await Stored(its.Id)).IsOpen);
        Assert.Equal(404, (int)(await away.Browser.Open($"{PageOf(its.Id)}/finish")).Status);
    }

    [Fact]
    public async Task A_gap_of_a_template_stops_it()
    {
        var nurse = await Host.SignInProfessional();
        var its = await Taken(nurse, await Opened(NewGuest()));
        Assert.Equal(FinishCase.Result.Unfilled, await Host.Get<FinishCase>().Handle(nurse.Professional, its.Id, Agreed with { Summary = "Soitan {when}." }, Ct));
        Assert.Equal(FinishCase.Result.NoOutcome, await Host.Get<FinishCase>().Handle(nurse.Professional, its.Id, Agreed with { Outcome = "keksitty" }, Ct));
        Assert.True((await Stored(its.Id)).IsOpen);
    }

    [Fact]
    public async Task A_guests_summary_stays_in_the_portal()
    {
        var nurse = await Host.SignInProfessional();
        var its = await Taken(nurse, await Opened(NewGuest()));
        await Host.Get<FinishCase>().Handle(nurse.Professional, its.Id, Agreed, Ct);
        Assert.Equal(0, await Db.ReadOne<int>("select count(*)::int from jobs.job where queue = 'ehr-cases'"));
    }

    [Fact]
    public async Task The_record_being_away_delays_it_and_it_is_there_once()
    {
        var nurse = await Host.SignInProfessional();
        var its = await Taken(nurse, await Opened((await Host.SignInResident()).Resident));
        Ehr.FaultsAreFor = r => r.StartsWith("PUT Communication", StringComparison.Ordinal) || r.StartsWith("PUT Encounter", StringComparison.Ordinal);
        foreach (var fault in (Fault[])[new(), new(Applied: true), new(Applied: true, Drop: true)]) Ehr.Faults.Enqueue(fault);
        await Host.Get<FinishCase>().Handle(nurse.Professional, its.Id, Agreed, Ct);
        await Deliver();
        Assert.Single(Ehr.VersionsOf("Encounter", its.Id));
        Assert.Single(Ehr.VersionsOf("Communication", its.Id));
        Assert.Single(await LedgerOf(its.Id), "delivered");
        Assert.Empty(await Db.Read<string>("select state from jobs.job where queue = 'ehr-cases' and state <> 'done'"));
    }

    [Fact]
    public async Task What_the_record_refuses_is_shown_and_can_be_tried_again()
    {
        var nurse = await Host.SignInProfessional();
        var its = await Taken(nurse, await Opened((await Host.SignInResident()).Resident));
        Ehr.FaultsAreFor = r => r.StartsWith("PUT Communication", StringComparison.Ordinal);
        Ehr.Faults.Enqueue(new(422));
        await Host.Get<FinishCase>().Handle(nurse.Professional, its.Id, Agreed, Ct);
        await Host.DoJobs();
        var list = await nurse.Browser.Open(Worklist);
        list.Shows("Potilastietojärjestelmä ei ole ottanut vastaan kaikkia yhteenvetoja (1).");
        var page = await list.Follow("Katso");
        page.Shows("torjuttu");
        var seq = await Db.ReadOne<long>("select seq from jobs.job where queue = 'ehr-cases'");
        var elsewhere = (await Host.SignInProfessional("rantakyla")).Professional;
        Assert.Empty(await Host.Get<ReadSummaries>().Handle(elsewhere, Ct));
        Assert.False(await Host.Get<ReadSummaries>().TryAgain(elsewhere, seq, Ct));
        (await page.Press("Yritä uudelleen")).Shows("Yritetään heti uudelleen.");
        await Host.DoJobs();
        Assert.Single(Ehr.VersionsOf("Communication", its.Id));
        (await nurse.Browser.Open("/fi/staff/summaries")).Shows("Kaikki yhteenvedot ovat potilastiedoissa.");
    }

    static string Of(System.Text.Json.Nodes.JsonNode? node, string path)
    {
        foreach (var part in path.Split('.')) node = int.TryParse(part, out var i) ? node![i] : node![part];
        return node!.ToString();
    }
}
