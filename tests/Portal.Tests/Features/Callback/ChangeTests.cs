using System.Net;
using Portal.Features.ActingFor;
using Portal.Features.Callback;
using Portal.Features.Cases;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Callback;

/// <summary>An open case becomes a call, and an agreed call is changed or cancelled.</summary>
public class ChangeTests : CallTest
{
    [Fact]
    public async Task A_chat_becomes_a_call_with_all_that_was_written()
    {
        var aino = await Host.SignInResident();
        var chat = await Opened(aino.Resident, "Korva on kipeä.");
        var page = await aino.Browser.Open(PageOf(chat.Id));
        Assert.Equal("Pyydä soittoa tästä asiasta", page.Heading);
        page.Shows("Korva on kipeä.");
        page = await AskOn(page);

        Assert.Equal("Soitamme sinulle", page.Heading);
        page.Shows("tänään klo 10.00–12.00");
        page.Shows("Korva on kipeä.");
        var its = await Stored(chat.Id);
        Assert.Equal((CaseChannel.Callback, At(10), At(12)), (its.Channel, its.NotBefore!.Value, its.PromisedAt!.Value));
        Assert.NotNull(its.TurnedAt);
        Assert.Equal(["received", "turned"], await LedgerOf(chat.Id));
        Assert.Equal([MessageTemplate.CallbackReceipt], await Planned(chat.Id));
        Assert.Single(await Conversation(aino.Resident, chat.Id));
    }

    [Fact]
    public async Task The_number_given_when_the_chat_began_is_there_already()
    {
        using var browser = Browser();
        var page = await AskOn((await browser.Open(Ask)).Fill("Nimesi", "Veikko"), "+46 70 123 45 67");
        await Db.Write("update cases.case set channel = 'chat'");
        page = await browser.Open(PageOf(IdOf(page)));
        Assert.Equal("+46 701 234 567", page.Find("#number").GetAttribute("value"));
    }

    [Fact]
    public async Task The_number_that_a_resident_has_proved_is_there_already()
    {
        var aino = await Host.SignInResident();
        await Db.Write("insert into notifications.contact (person, channel, address, verified_at) values (@person, 'sms', @address, @now)",
            new { person = aino.Id.Value, address = Host.Get<NotificationsFacade>().Close(PhoneNumber.Read("050 765 4321")!.Value), now = Clock.Now });
        Assert.Equal("050 765 4321", (await aino.Browser.Open(Ask)).Find("#number").GetAttribute("value"));
    }

    [Fact]
    public async Task A_held_chat_that_becomes_a_later_call_is_nobodys_until_then()
    {
        var aino = await Host.SignInResident();
        var chat = await Opened(aino.Resident);
        await Db.Write("update cases.case set holder = @nurse, held_at = @now, lease_until = @until", new { nurse = Guid.NewGuid(), now = Clock.Now, until = Clock.Now.AddMinutes(2) });
        await AskOn(await aino.Browser.Open(PageOf(chat.Id)));
        Assert.Null((await Stored(chat.Id)).Holder);
    }

    [Fact]
    public async Task Number_and_time_can_be_changed()
    {
        var aino = await Host.SignInResident();
        var its = await Asked(aino);
        var page = await (await aino.Browser.Open(PageOf(its.Id))).Follow("Muuta aikaa tai numeroa");
        Assert.Equal("040 123 4567", page.Find("#number").GetAttribute("value"));
        page = await AskOn(page.Clear("Tänään klo 10.00–12.00"), "09 310 1691", "Huomenna klo 8.00–10.00", message: false, button: "Tallenna muutos");

        page.Shows("Muutos on tallennettu");
        page.Shows("09 310 1691");
        page.Shows("huomenna klo 8.00–10.00");
        var changed = await Stored(its.Id);
        Assert.Equal((At(8, day: 1), At(10, day: 1)), (changed.NotBefore!.Value, changed.PromisedAt!.Value));
        Assert.False((await RequestOf(its.Id)).MessageOk);
        Assert.Equal(["received", "scheduled"], await LedgerOf(its.Id));
        Assert.Equal([MessageTemplate.CallbackReceipt], await Planned(its.Id));   // the earlier receipt is withdrawn
    }

    [Fact]
    public async Task A_call_that_is_not_needed_is_cancelled_and_ends_the_case()
    {
        var aino = await Host.SignInResident();
        var its = await Asked(aino);
        var page = await (await aino.Browser.Open(PageOf(its.Id))).Press("Peru soittopyyntö");
        Assert.Equal("Tämä asia on päättynyt", page.Heading);
        var closed = await Stored(its.Id);
        Assert.Equal((CaseState.Closed, "cancelled", "resident"), (closed.State, closed.Outcome, closed.ClosedBy));
        Assert.Empty(await Planned(its.Id));
        Assert.Equal(ChangeCall.Outcome.Closed, await Host.Get<ChangeCall>().Handle(aino.Resident, its.Id, new(PhoneNumber.Read("0401234567")!.Value, [], true), Ct));
    }

    [Fact]
    public async Task Somebody_elses_call_is_not_found_and_not_changed()
    {
        var its = await Asked(await Host.SignInResident());
        var other = await Host.SignInResident(2);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.Open(PageOf(its.Id))).Status);
        Assert.Equal(ChangeCall.Outcome.NotFound, await Host.Get<ChangeCall>().Handle(other.Resident, its.Id, new(PhoneNumber.Read("0401234567")!.Value, [], true), Ct));
        Assert.Equal(CancelCall.Outcome.NotFound, await Host.Get<CancelCall>().Handle(NewGuest(), its.Id, Ct));
        Assert.Equal(HttpStatusCode.NotFound, (await (await Host.SignInProfessional()).Browser.Open(PageOf(its.Id))).Status);
    }

    [Fact]
    public async Task A_guardian_asks_for_a_call_about_a_child_and_is_the_one_who_is_called()
    {
        var mother = await Host.ActFor(await Host.SignInResident(), TestHetu.Child(5));
        var page = await mother.Browser.Open(Ask);
        page.Shows("Soitamme sinulle.");
        var its = await Stored(IdOf(await AskOn(page)));
        Assert.Equal((mother.Resident.Subject, mother.Resident.Self.Value, "guardian"), (its.Subject!.Value, its.OpenedBy!.Value, its.OpenedBasis));
        Assert.Equal(mother.Resident.Self.Value, await Db.ReadOne<Guid>("select (payload ->> 'person')::uuid from jobs.job where queue = 'message' and payload ->> 'template' = 'callback-receipt'"));
        await (await mother.Browser.Open(PageOf(its.Id))).Press("Peru soittopyyntö");
        Assert.Contains(await Audit.LinesOf(mother.Resident.Subject), l => l.Action == "cases.case.closed" && l.Self == mother.Resident.Self.Value && l.Basis == "guardian");
    }

    [Fact]
    public async Task Who_may_not_do_it_for_another_is_told_so()
    {
        var mother = await Host.ActFor(await Host.SignInResident(), TestHetu.Child(16));   // a young person decides
        Assert.Equal("/fi/acting/not-allowed", (await mother.Browser.Open(Ask)).Path);
        var friend = await Host.ActFor(await Host.SignInResident(5), await Host.SignInResident(6), theme: FakeRegisters.Social);
        Assert.Equal("/fi/acting/not-allowed", (await friend.Browser.Open(Ask)).Path);
        var helper = await Host.ActFor(await Host.SignInResident(7), await Host.SignInResident(8));
        Assert.Equal(HttpStatusCode.OK, (await helper.Browser.Open(Ask)).Status);
    }

    [Fact]
    public async Task A_young_persons_own_call_is_hidden_from_the_guardian_who_may_chat()
    {
        var young = await Host.SignInResident(TestHetu.Child(13));
        var its = await Asked(young);
        var mother = await Host.SignInResident(2);
        var acting = await Host.ActFor(mother, young, Basis.Guardian);
        await Db.Write("update platform.acting set may = may || '{chat:see,chat:do}'");
        Assert.Equal(ChangeCall.Outcome.NotFound, await Host.Get<ChangeCall>().Handle(acting.Resident, its.Id, new(PhoneNumber.Read("0401234567")!.Value, [], true), Ct));
    }

    [Fact]
    public async Task Two_changes_at_once_leave_one_agreement()
    {
        var aino = await Host.SignInResident();
        var chat = await Opened(aino.Resident);
        var offered = CallWindows.Offered(Queue.Callback!, Clock.Now);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Host.Get<ChangeCall>().Handle(aino.Resident, chat.Id, new(PhoneNumber.Read($"040123456{i}")!.Value, [offered[i % 2 + 1]], true), Ct)));
        Assert.All(outcomes, o => Assert.Equal(ChangeCall.Outcome.Agreed, o));
        var (its, request) = (await Stored(chat.Id), await RequestOf(chat.Id));
        Assert.Equal(its.PromisedAt, Assert.Single(request.Windows).To);
        Assert.Single(await LedgerOf(chat.Id), "turned");
        Assert.Single(await Planned(chat.Id));
    }
}
