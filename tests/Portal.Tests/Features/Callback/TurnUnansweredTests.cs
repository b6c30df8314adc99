using Portal.Features.Callback;
using Portal.Features.Cases;
using Portal.Features.Notifications;
using Portal.Tests.House;

namespace Portal.Tests.Features.Callback;

/// <summary>Chats that nobody has taken go on as a call, or in writing; nothing that was written is lost.</summary>
public class TurnUnansweredTests : CallTest
{
    Task<int> Look() => Host.Get<TurnUnanswered>().Handle(Ct);

    /// <summary>A nurse who takes chats has been heard of now.</summary>
    Task Present() => Db.Write("""
        insert into cases.presence (staff, unit, takes_chats, seen_at) values ('00000000-0000-0000-0000-000000000001', 'keskusta', true, @now)
        on conflict (staff) do update set seen_at = excluded.seen_at
        """, new { now = Clock.Now });

    Task Proved(SignedInResident person, string number) => Db.Write("insert into notifications.contact (person, channel, address, verified_at) values (@person, 'sms', @address, @now)",
        new { person = person.Resident.Self.Value, address = Host.Get<NotificationsFacade>().Close(PhoneNumber.Read(number)!.Value), now = Clock.Now });

    async Task Minutes(int minutes)
    {
        Clock.Advance(TimeSpan.FromMinutes(minutes));
        await Present();
    }

    Task Here(Guid id) => Db.Write("update cases.case set resident_here_at = @now where id = @id", new { id, now = Clock.Now });

    [Fact]
    public async Task Who_has_gone_is_called_in_the_next_window()
    {
        var aino = await Host.SignInResident();
        await Proved(aino, "050 765 4321");
        var chat = await Opened(aino.Resident, "Korva on kipeä.");
        await Minutes(29);
        Assert.Equal(0, await Look());   // 30 minutes is the queue's time
        await Minutes(1);
        Assert.Equal(1, await Look());

        var its = await Stored(chat.Id);
        Assert.Equal((CaseChannel.Callback, "chat-unanswered", At(10), WaitsFor.Us), (its.Channel, its.Detail, its.PromisedAt!.Value, its.WaitsFor));
        Assert.Equal("+358507654321", Cases.NumberOf(its)!.Value.E164);
        Assert.False((await RequestOf(chat.Id)).MessageOk);   // nobody has said that a message may be left
        Assert.Equal([MessageTemplate.CallbackReceipt], await Planned(chat.Id));
        var said = await Conversation(aino.Resident, chat.Id);
        Assert.Equal(("Korva on kipeä.", "portal"), (said[0].Text, said[1].Side));
        Assert.Contains("klo 8.00–10.00", said[1].Text);
        Assert.Equal(["received", "turned"], await LedgerOf(chat.Id));
        (await (await Host.SignInResident()).Browser.Open("/fi/my")).Shows("Numeroon 050 765 4321");
        Assert.Contains(await Audit.LinesOf(aino.Id), l => l.Action == "cases.case.turned" && l.Machine == "cases");
        Assert.Equal(0, await Look());
    }

    [Fact]
    public async Task Who_is_on_the_page_is_offered_a_call_and_called_when_they_leave()
    {
        var aino = await Host.SignInResident();
        await Proved(aino, "050 765 4321");
        var chat = await Opened(aino.Resident);
        await Minutes(31);
        await Here(chat.Id);
        Assert.Equal(0, await Look());
        Assert.Equal((CaseChannel.Chat, "no-answer-yet"), ((await Stored(chat.Id)).Channel, (await Stored(chat.Id)).Detail));
        Assert.Equal(["received"], await LedgerOf(chat.Id));
        await Minutes(3);
        Assert.Equal(1, await Look());
        Assert.Equal(CaseChannel.Callback, (await Stored(chat.Id)).Channel);
    }

    [Fact]
    public async Task Without_a_number_it_is_answered_in_writing()
    {
        var aino = await Host.SignInResident();
        var chat = await Opened(aino.Resident);
        await Minutes(31);
        Assert.Equal(1, await Look());
        var its = await Stored(chat.Id);
        Assert.Equal((CaseChannel.Written, "chat-unanswered", At(8, 31, day: 2)), (its.Channel, its.Detail, its.PromisedAt!.Value));   // 16 hours of opening time
        Assert.Equal([MessageTemplate.CaseTurned], await Planned(chat.Id));
        Assert.Contains("kirjallisesti", (await Conversation(aino.Resident, chat.Id))[^1].Text);
        Assert.Equal("Pyydä soittoa tästä asiasta", (await (await Host.SignInResident()).Browser.Open(PageOf(chat.Id))).Heading);
    }

    [Theory]
    [InlineData("when the chat closes", 15, 50, 11)]       // at 16
    [InlineData("when nobody is at work any more", 10, 0, 6)]
    public async Task It_does_not_wait_for_nobody(string when, int hour, int minute, int after)
    {
        Clock.Set(At(hour, minute));
        var aino = await Host.SignInResident();
        await Proved(aino, "050 765 4321");
        await Present();
        var chat = await Opened(aino.Resident);
        Assert.Equal(0, await Look());
        Clock.Advance(TimeSpan.FromMinutes(after));
        if (when.Contains("closes", StringComparison.Ordinal)) await Present();
        Assert.Equal(1, await Look());
        Assert.Equal(hour == 15 ? At(8, day: 1) : null, (await Stored(chat.Id)).NotBefore);
    }

    [Fact]
    public async Task A_guest_is_called_at_the_number_they_gave_and_without_one_answered_in_writing()
    {
        var (one, two) = (NewGuest(), NewGuest());
        var with = await Cases.Open(one, new(Queue, CaseChannel.Chat, "Hei", "sv") { CallbackNumber = PhoneNumber.Read("+46701234567") }, Ct);
        var without = await Cases.Open(two, new(Queue, CaseChannel.Chat, "Hei", "en"), Ct);
        await Minutes(31);
        Assert.Equal(2, await Look());
        Assert.Equal((CaseChannel.Callback, CaseChannel.Written), ((await Stored(with.Id)).Channel, (await Stored(without.Id)).Channel));
        Assert.StartsWith("Vi hann inte", (await Conversation(one, with.Id))[^1].Text);
        Assert.StartsWith("We did not have time", (await Conversation(two, without.Id))[^1].Text);
        Assert.Empty(await Planned(with.Id));
    }

    [Fact]
    public async Task A_childs_chat_becomes_a_call_to_the_guardian_who_wrote()
    {
        var mother = await Host.ActFor(await Host.SignInResident(), TestHetu.Child(5));
        await Proved(mother, "050 765 4321");
        var chat = await Opened(mother.Resident);
        await Minutes(31);
        await Look();
        Assert.Equal("050 765 4321", Cases.NumberOf(await Stored(chat.Id))!.Value.Shown);
    }

    [Fact]
    public async Task What_is_taken_answered_or_in_danger_is_dealt_with_as_it_should()
    {
        var aino = await Host.SignInResident();
        await Proved(aino, "050 765 4321");
        var (taken, answered, danger) = (await Opened(aino.Resident), await Opened(aino.Resident), await Opened(aino.Resident, "Haluan kuolla."));
        await Db.Write("update cases.case set holder = gen_random_uuid(), lease_until = @until where id = @Id", new { taken.Id, until = Clock.Now.AddHours(1) });
        await Cases.Post((await Host.SignInProfessional()).Professional, answered, Guid.CreateVersion7(), "Hei", Ct);
        Clock.Set(At(16, 5));
        Assert.Equal(1, await Look());
        Assert.Equal((CaseChannel.Callback, null, 1), ((await Stored(danger.Id)).Channel, (await Stored(danger.Id)).NotBefore, (await Stored(danger.Id)).Urgency));
    }

    [Fact]
    public async Task Two_processes_turn_it_once()
    {
        var aino = await Host.SignInResident();
        await Proved(aino, "050 765 4321");
        var chats = new List<Case>();
        for (var i = 0; i < 5; i++) chats.Add(await Opened(aino.Resident));
        await Minutes(31);
        await using var second = await PortalHost.Start(Db, Clock);
        var turned = await Task.WhenAll(Look(), second.Get<TurnUnanswered>().Handle(Ct), Look(), second.Get<TurnUnanswered>().Handle(Ct));
        Assert.Equal(5, turned.Sum());
        foreach (var chat in chats)
        {
            Assert.Equal(["received", "turned"], await LedgerOf(chat.Id));
            Assert.Equal(2, (await Conversation(aino.Resident, chat.Id)).Count);
            Assert.Single(await Planned(chat.Id));
        }
    }
}
