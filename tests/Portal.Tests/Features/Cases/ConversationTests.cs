using Portal.Features.Cases;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Cases;

/// <summary>What is written into a case is there once, in order, for its parties only.</summary>
public sealed class ConversationTests : CaseTest
{
    [Fact]
    public async Task A_matter_is_opened_with_its_first_message_and_a_promise()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Opened(aino.Resident, "  Lapsella on korvakipua.  ");
        Assert.Equal((CaseState.Received, WaitsFor.Us, "keskusta", 1), (its.State, its.WaitsFor, its.Unit, its.LastSeq));
        Assert.Equal(Queue.Chat!.Calendar.Add(Clock.Now, Queue.Chat.AnswerWithin), its.PromisedAt);
        Assert.Equal(["Lapsella on korvakipua."], (await Conversation(nurse.Professional, its.Id)).Select(m => m.Text));
        Assert.Equal(["cases.case.received", "cases.message.sent"], (await Audit.LinesOf(aino.Id)).Select(l => l.Action).Where(a => !a.EndsWith("seen") && a.StartsWith("cases")));
    }

    [Fact]
    public async Task An_answer_ends_the_promise_and_a_question_makes_a_new_one()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Opened(aino.Resident);
        await Cases.Post(nurse.Professional, its, Guid.CreateVersion7(), "Kuinka vanha lapsi on?", Ct);
        var answered = await Stored(its.Id);
        Assert.Equal((CaseState.Answered, WaitsFor.Resident, null), (answered.State, answered.WaitsFor, answered.PromisedAt));
        Assert.Equal(Clock.Now, answered.AnsweredAt);

        Clock.Advance(TimeSpan.FromMinutes(3));
        await Cases.Post(aino.Resident, its, Guid.CreateVersion7(), "Neljä vuotta.", Ct);
        var asked = await Stored(its.Id);
        Assert.Equal((CaseState.Underway, WaitsFor.Us), (asked.State, asked.WaitsFor));
        Assert.Equal(Queue.Chat!.Calendar.Add(Clock.Now, Queue.Chat.AnswerWithin), asked.PromisedAt);
        Assert.Equal(answered.AnsweredAt, asked.AnsweredAt);
    }

    [Fact]
    public async Task A_form_sent_twice_opens_one_matter_and_nobody_elses_id_opens_anything()
    {
        var (aino, other) = (await Host.SignInResident(), await Host.SignInResident(2));
        var wish = new NewCase(Queue, CaseChannel.Chat, "Mistä saan ajan?", "fi");
        var (first, again) = (await Cases.Open(aino.Resident, wish, Ct), await Cases.Open(aino.Resident, wish, Ct));
        Assert.Equal((first.Id, first.PromisedAt), (again.Id, again.PromisedAt));
        Assert.Equal(1, await Db.ReadOne<long>("select count(*) from cases.event"));
        Assert.Equal(1, (await Stored(first.Id)).LastSeq);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Cases.Open(other.Resident, wish, Ct));
    }

    [Theory]
    [InlineData("  \n "), InlineData(null)]
    public async Task Nothing_is_no_message(string? text)
    {
        var its = await Opened(NewGuest());
        Assert.Equal(PostMessage.Outcome.Empty, (await Cases.Post(new Guest(its.GuestKey!), its, Guid.CreateVersion7(), text, Ct)).Outcome);
        Assert.Equal(PostMessage.Outcome.TooLong, (await Cases.Post(new Guest(its.GuestKey!), its, Guid.CreateVersion7(), new string('a', PostMessage.MaxLength + 1), Ct)).Outcome);
        Assert.Equal(1, (await Stored(its.Id)).LastSeq);
    }

    [Fact]
    public async Task Only_a_party_writes_and_others_do_not_find_it()
    {
        var (aino, other, nurse) = (await Host.SignInResident(1), await Host.SignInResident(2), await Host.SignInProfessional());
        var elsewhere = await Host.SignInProfessional("rantakyla", subject: "other-unit");
        var (hers, guests) = (await Opened(aino.Resident), await Opened(NewGuest()));
        foreach (var stranger in (Actor[])[other.Resident, NewGuest(), elsewhere.Professional, new Resident(other.Id, aino.Id) { Basis = Basis.Mandate }])
            foreach (var its in (Case[])[hers, guests])
            {
                Assert.Null(await Cases.One(stranger, its.Id, Ct));
                Assert.Null(await Cases.Whole(stranger, its.Id, 0, Ct));
                Assert.Equal(PostMessage.Outcome.Closed, (await Cases.Post(stranger, its, Guid.CreateVersion7(), "Hei", Ct)).Outcome);
            }
        Assert.Null(await Cases.One(aino.Resident, guests.Id, Ct));
        Assert.NotNull(await Cases.One(nurse.Professional, guests.Id, Ct));
        Assert.Equal((1, 1), ((await Stored(hers.Id)).LastSeq, (await Stored(guests.Id)).LastSeq));
    }

    [Fact]
    public async Task Sent_twice_it_is_there_once_and_answered_as_it_was()
    {
        var aino = await Host.SignInResident();
        var its = await Opened(aino.Resident, null);
        var id = Guid.CreateVersion7();
        var first = await Cases.Post(aino.Resident, its, id, "Hei", Ct);
        await Cases.Post(aino.Resident, its, Guid.CreateVersion7(), "Vielä yksi asia", Ct);
        Assert.Equal(first with { Crisis = null }, await Cases.Post(aino.Resident, its, id, "Hei", Ct));
        Assert.Equal(["Hei", "Vielä yksi asia"], (await Conversation(aino.Resident, its.Id)).Select(m => m.Text));
    }

    [Fact]
    public async Task An_id_of_somebody_elses_message_tells_nothing()
    {
        var (aino, other) = (await Host.SignInResident(1), await Host.SignInResident(2));
        var (hers, theirs) = (await Opened(aino.Resident, null), await Opened(other.Resident, null));
        var id = Guid.CreateVersion7();
        await Cases.Post(aino.Resident, hers, id, "Hei", Ct);
        Assert.Equal(PostMessage.Outcome.Closed, (await Cases.Post(other.Resident, theirs, id, "Hei", Ct)).Outcome);
        Assert.Empty(await Conversation(other.Resident, theirs.Id));
    }

    [Fact]
    public async Task Forty_at_once_stand_in_one_order_without_gaps()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Opened(aino.Resident, null);
        var sent = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            Cases.Post(i % 2 == 0 ? aino.Resident : nurse.Professional, its, Guid.CreateVersion7(), $"viesti {i}", Ct)));
        Assert.Equal(Enumerable.Range(1, 40), sent.Select(s => s.Seq).Order());
        Assert.Equal(Enumerable.Range(1, 40), (await Conversation(aino.Resident, its.Id)).Select(m => m.Seq));
    }

    [Fact]
    public async Task A_closed_matter_takes_no_more_messages_and_is_closed_in_every_channel()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Opened(aino.Resident);
        await using (var work = Host.Get<Portal.Platform.Db.PortalDb>().As(nurse.Professional))
        {
            Cases.Turn(work, its, CaseChannel.Callback, Clock.Now.AddHours(2), Clock.Now.AddHours(1), null);
            Cases.Close(work, its, "answered", "Sovimme, että lapsi tuodaan päivystykseen.");
            await work.Commit(Ct);
        }
        Assert.Equal(PostMessage.Outcome.Closed, (await Cases.Post(aino.Resident, its, Guid.CreateVersion7(), "Kiitos", Ct)).Outcome);
        var ended = await Stored(its.Id);
        Assert.Equal((CaseState.Closed, "professional", null), (ended.State, ended.ClosedBy, ended.PromisedAt));
        Assert.Null(await Cases.SameMatter(aino.Resident, Queue.Id, Ct));
    }

    [Fact]
    public async Task A_second_contact_about_an_open_matter_is_noticed()
    {
        var (aino, other) = (await Host.SignInResident(1), await Host.SignInResident(2));
        var guest = NewGuest();
        var (hers, guests) = (await Opened(aino.Resident), await Opened(guest));
        Assert.Equal(hers.Id, (await Cases.SameMatter(aino.Resident, Queue.Id, Ct))?.Id);
        Assert.Equal(guests.Id, (await Cases.SameMatter(guest, Queue.Id, Ct))?.Id);
        Assert.Null(await Cases.SameMatter(other.Resident, Queue.Id, Ct));
        Assert.Null(await Cases.SameMatter(aino.Resident, "dental", Ct));
    }
}
