using Portal.Features.Cases;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Cases;

/// <summary>Words of danger from a resident: help is shown at once, nothing is blocked, and the case is lifted.</summary>
public sealed class CrisisWordsTests : CaseTest
{
    [Theory]
    [InlineData("En jaksa enää elää", "crisis")]
    [InlineData("Rintaa puristaa ja hikoiluttaa", "emergency")]
    public async Task The_message_is_sent_the_writer_is_told_and_the_case_goes_first(string text, string kind)
    {
        foreach (var actor in (Actor[])[(await Host.SignInResident()).Resident, NewGuest()])
        {
            var its = await Opened(actor);
            var sent = await Cases.Post(actor, its, Guid.CreateVersion7(), text, Ct);
            Assert.Equal((PostMessage.Outcome.Sent, kind), (sent.Outcome, sent.Crisis));
            Assert.Equal((1, kind), ((await Stored(its.Id)).Urgency, (await Stored(its.Id)).UrgencyWhy));
            Assert.Equal(text, (await Conversation(actor, its.Id))[^1].Text);
            Assert.Single((await Cases.Whole(actor, its.Id, 0, Ct))!.Value.Events, e => e.Kind == CaseEvents.Lifted && e.Detail == kind);
        }
    }

    [Fact]
    public async Task The_first_message_is_heard_too()
    {
        var opened = await Cases.Open(NewGuest(), new(Queue, CaseChannel.Chat, "I want to kill myself", "en"), Ct);
        Assert.Equal("crisis", opened.Crisis);
        Assert.Equal((1, "crisis"), ((await Stored(opened.Id)).Urgency, (await Stored(opened.Id)).UrgencyWhy));
    }

    [Fact]
    public async Task Sent_again_it_is_told_again_but_lifted_once()
    {
        var aino = await Host.SignInResident();
        var its = await Opened(aino.Resident);
        var id = Guid.CreateVersion7();
        for (var i = 0; i < 2; i++) Assert.Equal("crisis", (await Cases.Post(aino.Resident, its, id, "haluan kuolla", Ct)).Crisis);
        Assert.Single((await Cases.Whole(aino.Resident, its.Id, 0, Ct))!.Value.Events, e => e.Kind == CaseEvents.Lifted);
    }

    [Fact]
    public async Task A_professionals_question_and_ordinary_words_lift_nothing()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Opened(aino.Resident, "Kysyisin hengitysharjoituksesta");
        Assert.Null((await Cases.Post(nurse.Professional, its, Guid.CreateVersion7(), "Oletko ajatellut itsemurhaa?", Ct)).Crisis);
        Assert.Null((await Cases.Post(aino.Resident, its, Guid.CreateVersion7(), "Olen tajuttoman väsynyt", Ct)).Crisis);
        Assert.Equal((Queue.DefaultUrgency, "queue"), ((await Stored(its.Id)).Urgency, (await Stored(its.Id)).UrgencyWhy));
    }

    [Fact]
    public async Task Words_in_a_matter_that_is_not_the_writers_lift_nothing()
    {
        var (aino, other) = (await Host.SignInResident(1), await Host.SignInResident(2));
        var its = await Opened(aino.Resident);
        Assert.Equal(PostMessage.Outcome.Closed, (await Cases.Post(other.Resident, its, Guid.CreateVersion7(), "haluan kuolla", Ct)).Outcome);
        Assert.Equal("queue", (await Stored(its.Id)).UrgencyWhy);
    }
}
