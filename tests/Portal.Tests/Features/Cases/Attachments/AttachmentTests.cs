using System.Net;
using Portal.Features.Cases;
using Portal.Features.Cases.Attachments;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Cases.Attachments;

/// <summary>A file goes with its message, for the parties of the case only.</summary>
public sealed class AttachmentTests : CaseTest
{
    static readonly Upload picture = new("ihottuma.png", FileKind.Png, SampleFiles.Png), letter = new("lausunto.pdf", FileKind.Pdf, SampleFiles.Pdf);

    async Task<Attachment> Attached(Actor actor, Case its, Upload file)
    {
        var id = Guid.CreateVersion7();
        Assert.Equal(PostMessage.Outcome.Sent, (await Host.Get<PostFiles>().Handle(actor, its, id, "Katso tätä", [file], Ct)).Outcome);
        return (await Host.Get<ReadAttachments>().Of(actor, its.Id, Ct))[id].Single();
    }

    [Fact]
    public async Task The_parties_see_it_and_nobody_else_finds_it()
    {
        var (aino, other) = (await Host.SignInResident(1), await Host.SignInResident(2));
        var (nurse, elsewhere) = (await Host.SignInProfessional(), await Host.SignInProfessional("rantakyla", subject: "other"));
        var its = await Opened(aino.Resident);
        var file = await Attached(aino.Resident, its, picture);
        var address = $"/fi/cases/{its.Id}/attachments/{file.Id}";
        foreach (var party in (Browser[])[aino.Browser, nurse.Browser])
        {
            using var answer = await party.Get(address);
            Assert.Equal((HttpStatusCode.OK, "image/png"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Equal(SampleFiles.Png, await answer.Content.ReadAsByteArrayAsync(Ct));
        }
        foreach (var stranger in (Browser[])[other.Browser, elsewhere.Browser, Browser()])
        {
            using var answer = await stranger.Get(address);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        using var swapped = await aino.Browser.Get($"/fi/cases/{(await Opened(aino.Resident)).Id}/attachments/{file.Id}");
        Assert.Equal(HttpStatusCode.NotFound, swapped.StatusCode);
        Assert.Equal(["cases.attachment.sent", "cases.attachment.seen", "cases.attachment.seen"],
            (await Audit.LinesOf(aino.Id)).Where(l => l.Object == file.Id).Select(l => l.Action));
    }

    [Fact]
    public async Task Nothing_in_it_can_act_and_nothing_is_left_in_the_browser()
    {
        var aino = await Host.SignInResident();
        var its = await Opened(aino.Resident);
        using var answer = await aino.Browser.Get($"/fi/cases/{its.Id}/attachments/{(await Attached(aino.Resident, its, letter)).Id}");
        Assert.Equal("attachment; filename*=UTF-8''lausunto.pdf", answer.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Sent_twice_it_is_there_once_and_without_words_it_says_that_there_is_one()
    {
        var aino = await Host.SignInResident();
        var its = await Opened(aino.Resident, null);
        var id = Guid.CreateVersion7();
        for (var i = 0; i < 2; i++) await Host.Get<PostFiles>().Handle(aino.Resident, its, id, "", [picture, letter], Ct);
        Assert.Equal(2, (await Host.Get<ReadAttachments>().Of(aino.Resident, its.Id, Ct))[id].Count());
        Assert.Equal(["Lähetin liitteen (2)."], (await Conversation(aino.Resident, its.Id)).Select(m => m.Text));
    }

    [Fact]
    public async Task A_closed_matter_takes_none()
    {
        var aino = await Host.SignInResident();
        var its = await Opened(aino.Resident);
        await Db.Write("update cases.case set state = 'closed', closed_at = now() where id = @Id", new { its.Id });
        Assert.Equal(PostMessage.Outcome.Closed, (await Host.Get<PostFiles>().Handle(aino.Resident, its, Guid.CreateVersion7(), "Hei", [picture], Ct)).Outcome);
        Assert.Equal(0, await Db.ReadOne<int>("select count(*)::int from cases.attachment"));
    }
}
