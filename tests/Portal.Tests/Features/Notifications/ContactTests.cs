using System.Net;
using Portal.Features.Notifications;
using Portal.Platform;

namespace Portal.Tests.Features.Notifications;

public class ContactTests : NotificationsTest
{
    [Fact]
    public async Task A_number_is_used_only_after_its_owner_has_typed_the_code_sent_to_it()
    {
        Assert.Equal(AskContactCode.Outcome.CodeSent, await Ask("+358 (0)40-123 4567"));
        await Host.DoJobs();
        Assert.Equal("+358401234567", Assert.Single(Texts).To);
        var waiting = await Preferences(Aino);
        Assert.Empty(waiting.Person.Contacts);
        Assert.Equal("+358401234567", Assert.Single(waiting.Unproved).Address);

        var code = LatestCode(Channel.Sms);
        Assert.Equal(ProveContact.Outcome.Proved, await Type($" {code[..3]} {code[3..]} "));   // as people copy them
        var proved = await Preferences(Aino);
        Assert.Equal("+358401234567", Assert.Single(proved.Person.Contacts).Address);
        Assert.Empty(proved.Unproved);
        Assert.Equal(ProveContact.Outcome.Gone, await Type(code));
        Assert.Equal(["notifications.contact.given", "notifications.contact.proved"],
            (await Audit.LinesOf(Aino.Self)).Select(l => l.Action).Where(a => a.StartsWith("notifications.contact", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_new_number_does_not_replace_the_old_one_before_it_is_proved()
    {
        await Prove(Aino, Channel.Sms, "040 123 4567");
        await Ask("050 765 4321");
        Assert.Equal("+358401234567", Assert.Single((await Preferences(Aino)).Person.Contacts).Address);
    }

    [Fact]
    public async Task A_code_can_be_tried_five_times()
    {
        await Ask("040 123 4567");
        await Host.DoJobs();
        var right = LatestCode(Channel.Sms);
        var wrong = right == "000000" ? "000001" : "000000";
        for (var i = 0; i < 4; i++) Assert.Equal(ProveContact.Outcome.Wrong, await Type(wrong));
        Assert.Equal(ProveContact.Outcome.Gone, await Type(wrong));
        Assert.Equal(ProveContact.Outcome.Gone, await Type(right));
        Assert.Empty((await Preferences(Aino)).Person.Contacts);
    }

    [Fact]
    public async Task Tries_made_at_once_are_all_counted()
    {
        await Ask("040 123 4567");
        await Host.DoJobs();
        var wrong = LatestCode(Channel.Sms) == "000000" ? "000001" : "000000";
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Type(wrong)));
        Assert.Equal(5, await Db.ReadOne<int>("select tries from notifications.code"));
    }

    [Fact]
    public async Task A_code_is_valid_for_fifteen_minutes_and_only_the_latest_one()
    {
        await Ask("040 123 4567");
        await Host.DoJobs();
        var first = LatestCode(Channel.Sms);
        Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(ProveContact.Outcome.Gone, await Type(first));

        await Ask("040 123 4567");
        await Host.DoJobs();
        var second = LatestCode(Channel.Sms);
        await Ask("040 123 4567");
        await Host.DoJobs();
        if (second != LatestCode(Channel.Sms)) Assert.Equal(ProveContact.Outcome.Wrong, await Type(second));
        Assert.Equal(ProveContact.Outcome.Proved, await Type(LatestCode(Channel.Sms)));
    }

    [Fact]
    public async Task Five_codes_can_be_asked_for_in_an_hour()
    {
        for (var i = 0; i < 5; i++) Assert.Equal(AskContactCode.Outcome.CodeSent, await Ask("040 123 4567"));
        Assert.Equal(AskContactCode.Outcome.TooMany, await Ask("040 123 4567"));
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(AskContactCode.Outcome.CodeSent, await Ask("040 123 4567"));
    }

    [Fact]
    public async Task An_address_that_does_not_take_the_code_is_shown()
    {
        Gateway = _ => HttpStatusCode.BadRequest;
        await Ask("040 123 4567");
        await Host.DoJobs();
        Assert.True(Assert.Single((await Preferences(Aino)).Unproved).CouldNotSend);
    }

    [Fact]
    public async Task Nobody_sees_or_removes_the_number_of_another_and_a_parents_number_stays_the_parents()
    {
        await Prove(Aino, Channel.Sms, "040 123 4567");
        var other = Resident.ForSelf(PersonId.New());
        Assert.Empty((await Preferences(other)).Person.Contacts);
        await Host.Get<RemoveContact>().Handle(other, Channel.Sms, Ct);

        var forChild = Aino with { Subject = other.Self };
        Assert.Equal("+358401234567", Assert.Single((await Preferences(forChild)).Person.Contacts).Address);
        await Host.Get<RemoveContact>().Handle(Aino, Channel.Sms, Ct);
        Assert.Empty((await Preferences(Aino)).Person.Contacts);
    }

    [Fact]
    public async Task The_database_holds_no_readable_address_and_the_log_and_the_jobs_none_at_all()
    {
        await Prove(Aino, Channel.Sms, "040 123 4567");
        var stored = System.Text.Encoding.Latin1.GetString(await Db.ReadOne<byte[]>("select address from notifications.contact"));
        Assert.DoesNotContain("401234567", stored);
        Assert.DoesNotContain(await Db.Read<string>("select payload::text from jobs.job"), p => p.Contains("401234567"));
        Assert.DoesNotContain(Host.Log.All, line => line.Contains("401234567"));
    }

    [Theory]
    [InlineData("040 123 4567", "+358401234567", "040 123 4567")]
    [InlineData("+358 50 123 45", "+3585012345", "050 123 45")]
    [InlineData("00358 457 123 4567", "+3584571234567", "0457 123 4567")]
    [InlineData("+46 70-123 45 67", "+46701234567", "+46 701 234 567")]
    [InlineData("+372 5123 4567", "+37251234567", "+372 512 345 67")]
    [InlineData("+1 (202) 555-0143", "+12025550143", "+1 202 555 0143")]
    public void A_number_is_read_as_people_write_it_and_shown_in_groups(string typed, string kept, string shown)
    {
        Assert.Equal(kept, ContactAddress.Read(Channel.Sms, typed).Address);
        Assert.Equal(shown, ContactAddress.Shown(Channel.Sms, kept));
    }

    [Theory]
    [InlineData(Channel.Sms, "", "Empty")]
    [InlineData(Channel.Sms, "12345", "NotANumber")]
    [InlineData(Channel.Sms, "040 123 4567 ring Aino", "NotANumber")]
    [InlineData(Channel.Sms, "040 12", "NotANumber")]
    [InlineData(Channel.Sms, "09 310 1691", "Landline")]
    [InlineData(Channel.Email, " ", "Empty")]
    [InlineData(Channel.Email, "aino", "NotAnAddress")]
    [InlineData(Channel.Email, "aino@example", "NotAnAddress")]
    [InlineData(Channel.Email, "Aino <aino@example.org>", "NotAnAddress")]
    [InlineData(Channel.Email, "aino@exa mple.org", "NotAnAddress")]
    [InlineData(Channel.Email, "aino@example.org\r\nBcc: all@example.org", "NotAnAddress")]
    public void What_is_no_address_is_refused(Channel channel, string typed, string fault) =>
        Assert.Equal(fault, ContactAddress.Read(channel, typed).Fault?.ToString());

    Task<AskContactCode.Outcome> Ask(string number) => Host.Get<AskContactCode>().Handle(Aino, Channel.Sms, number, Ct);
    Task<ProveContact.Outcome> Type(string code) => Host.Get<ProveContact>().Handle(Aino, Channel.Sms, code, Ct);
}
