using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Features.Cases;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Cases.Home;

/// <summary>The resident's first page says what needs them, and when nothing does, that all is well.</summary>
public sealed class HomeTests : CaseTest
{
    [Fact]
    public async Task With_nothing_to_do_all_is_well()
    {
        var aino = await Host.SignInResident();
        var page = await aino.Browser.Open("/fi/my");
        page.Shows("Kaikki on kunnossa");
        page.DoesNotShow("odottaa sinua");
        page.Shows("Kukaan ei ole avannut tietojasi");
    }

    [Fact]
    public async Task A_matter_tells_how_far_it_is_and_an_unread_answer_needs_the_resident()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Opened(aino.Resident);
        var waiting = await aino.Browser.Open("/fi/my");
        waiting.Shows("Lähetetty tänään klo 8.00.");
        waiting.Shows("Vastaus viimeistään tänään klo");
        waiting.Shows("Kaikki on kunnossa");

        await Cases.Post(nurse.Professional, its, Guid.CreateVersion7(), "Kuinka vanha lapsi on?", Ct);
        var answered = await aino.Browser.Open("/sv/my");
        answered.Shows("En sak väntar på dig");
        Assert.Equal($"/sv/chat/case/{its.Id}", answered.Find(".tasks .button").GetAttribute("href"));
        answered.DoesNotShow("Kuinka vanha");   // what was written is read in the conversation

        await Db.Write("update cases.case set resident_read = last_seq where id = @Id", new { its.Id });
        (await aino.Browser.Open("/en/my")).Shows("All is well");
    }

    [Fact]
    public async Task A_promise_that_was_broken_is_said_to_be()
    {
        var aino = await Host.SignInResident();
        var its = await Opened(aino.Resident);
        await Db.Write("update cases.case set late_at = promised_at where id = @Id", new { its.Id });
        (await aino.Browser.Open("/en/my")).Shows("The answer is late");
    }

    static bool Lists(Page page, Case its) => page.All($"main a[href$='{its.Id}']").Count > 0;

    [Fact]
    public async Task Everybody_sees_their_own_matters_only()
    {
        var (aino, other) = (await Host.SignInResident(1), await Host.SignInResident(2));
        var its = await Opened(aino.Resident);
        Assert.False(Lists(await other.Browser.Open("/fi/my"), its));
        Assert.False(Lists(await other.Browser.Open("/fi/my/cases"), its));
        Assert.True(Lists(await aino.Browser.Open("/fi/my/cases"), its));
        Assert.Contains((await Audit.LinesOf(aino.Id)), l => l.Action == "cases.list.seen");
        Assert.Equal(HttpStatusCode.Forbidden, (await (await Host.SignInProfessional()).Browser.Open("/fi/my")).Status);
    }

    [Fact]
    public async Task A_parent_sees_the_childs_page_while_acting_for_the_child()
    {
        var aino = await Host.SignInResident();
        var own = await Opened(aino.Resident);
        var eevi = await Host.ActFor(aino, TestHetu.Child(4));
        var its = await Opened(eevi.Resident);
        var page = await eevi.Browser.Open("/fi/my");
        Assert.True(Lists(page, its));
        Assert.False(Lists(page, own));
        page.DoesNotShow("Tietojasi on katsottu");
    }

    [Fact]
    public async Task Who_opened_ones_data_outside_a_matter_is_told_with_the_reason()
    {
        var (aino, other, nurse) = (await Host.SignInResident(1), await Host.SignInResident(2), await Host.SignInProfessional());
        await Db.Write("insert into cases.opening values (@id, @StaffId, 'keskusta', @Value, 'phone-call', 'Soitit ja kysyit ajasta', @Now, @Now)",
            new { id = Guid.CreateVersion7(), nurse.Professional.StaffId, aino.Id.Value, Clock.Now });
        var page = await aino.Browser.Open("/fi/my");
        page.Shows("tänään klo 8.00, Hoitaja Malli, Keskustan terveysasema:");
        page.Shows("puhelusi: Soitit ja kysyit ajasta");
        Assert.Contains(await Audit.LinesOf(aino.Id), l => l.Action == "cases.openings.seen");
        (await other.Browser.Open("/fi/my")).DoesNotShow("Hoitaja Malli");
    }

    [Fact]
    public async Task Whoever_logs_in_for_no_page_in_particular_begins_at_their_own()
    {
        var nurse = await Host.SignInProfessional();
        using var answer = await nurse.Browser.Get("/sv/staff");
        Assert.StartsWith("/sv/staff/", answer.Headers.Location!.ToString());
        using var unknown = await nurse.Browser.Get("/xx/staff");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }
}

/// <summary>One room that cannot tell does not take the page with it.</summary>
public sealed class HomeOutageTests : DatabaseTest
{
    [Fact]
    public async Task A_room_that_fails_is_said_to_and_the_rest_is_shown()
    {
        await using var host = await PortalHost.Start(Db, new ManualClock(), services: services => services.AddSingleton<IHomeDuties, Silent>());
        var aino = await host.SignInResident();
        var page = await aino.Browser.Open("/fi/my");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        page.Shows("Mittauksia ei voi näyttää.");
        page.DoesNotShow("Kaikki on kunnossa");   // that would be more than is known
        page.Shows("Sinulla ei ole varattuja aikoja");
    }

    sealed class Silent : IHomeDuties
    {
        public string Area => "measurements";
        public string WhenSilent => "Mittauksia ei voi näyttää.";
        public Task<HomePart> For(Resident resident, CancellationToken ct) => throw new HttpRequestException("away");
    }
}
