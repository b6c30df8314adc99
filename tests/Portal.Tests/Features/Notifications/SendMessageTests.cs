using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;
using Portal.Tests.House;

namespace Portal.Tests.Features.Notifications;

public class SendMessageTests : NotificationsTest
{
    readonly Guid appointment = Guid.CreateVersion7();

    /// <summary>Tuesday 24 November 2026 at 9.40 in Helsinki.</summary>
    static readonly DateTimeOffset when = new(2026, 11, 24, 7, 40, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_text_message_tells_day_and_time_and_leads_to_the_portal_and_says_no_more()
    {
        await Prove(Aino, Channel.Sms, "040 123 4567");
        await Send(Aino, MessageTemplate.BookingConfirmed, appointment, "e1", when);
        await Host.DoJobs();

        var sms = Assert.Single(Texts);
        Assert.Equal("+358401234567", sms.To);
        Assert.Equal("Sinulla on aika ti 24.11. klo 9.40. Katso tiedot: http://localhost/fi/appointments", sms.Text);
        Assert.Contains(await Audit.LinesOf(Aino.Self), l => l.Action == "notifications.message.sent" && l.Object == appointment && l.Machine == "messages");
    }

    [Fact]
    public async Task Without_a_proved_address_nothing_is_sent()
    {
        await Host.Get<AskContactCode>().Handle(Aino, Channel.Sms, "040 123 4567", Ct);
        await Host.DoJobs();
        Texts.Clear();
        await Send(Aino, MessageTemplate.BookingConfirmed, appointment, "e1", when);
        await Host.DoJobs();
        Assert.Empty(Texts);
        Assert.Empty(Mail.Mails);
    }

    [Fact]
    public async Task However_many_runners_take_the_same_job_one_message_is_sent()
    {
        await Prove(Aino, Channel.Sms, "040 123 4567");
        var gaveWay = 0;
        GatewayWaits = () => Eventually.Holds("all the others have met the one who sends", () => Task.FromResult(Volatile.Read(ref gaveWay) == 11));
        await Send(Aino, MessageTemplate.BookingConfirmed, appointment, "e1", when);
        var payload = await Db.ReadOne<string>("select payload::text from jobs.job where queue = 'message' and key = @appointment", new { appointment });
        var job = new TakenJob { Queue = "message", Key = appointment, Payload = payload, Attempts = 1 };
        var handler = Host.Services.GetServices<IJobHandler>().Single(h => h.Queue == "message");

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(async () =>
        {
            try { await handler.Do(job, Ct); } catch (RouteUnavailable) { Interlocked.Increment(ref gaveWay); }   // somebody else is sending it
        })));
        await Host.DoJobs();
        Assert.Single(Texts);
        Assert.Equal(1, await Db.ReadOne<int>("select count(*)::int from notifications.message where once = 'e1'"));
    }

    [Fact]
    public async Task A_gateway_that_is_down_delays_the_message_and_it_comes_once()
    {
        await Prove(Aino, Channel.Sms, "040 123 4567");
        List<Guid> references = [];
        Gateway = sms => { references.Add(sms.Reference); return references.Count < 4 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.Accepted; };
        await Send(Aino, MessageTemplate.BookingConfirmed, appointment, "e1", when);
        for (var i = 0; i < 6; i++)
        {
            await Host.DoJobs();
            Clock.Advance(TimeSpan.FromMinutes(10));
        }
        Assert.Single(Texts);
        Assert.Equal(4, references.Count);
        Assert.Single(references.Distinct());   // by which the gateway would have known a repeat
    }

    [Fact]
    public async Task A_process_that_died_while_sending_leaves_the_message_to_the_next_under_the_same_id()
    {
        await Prove(Aino, Channel.Sms, "040 123 4567");
        var id = Guid.CreateVersion7();
        await Db.Write("""
            insert into notifications.message (id, once, channel, person, about, template, state, claimed_at)
            values (@id, 'e1', 'sms', @person, @appointment, 'booking-confirmed', 'sending', @now)
            """, new { id, person = Aino.Self.Value, appointment, now = Clock.Now });
        await Send(Aino, MessageTemplate.BookingConfirmed, appointment, "e1", when);
        await Host.DoJobs();
        Assert.Empty(Texts);   // perhaps it is still at it
        Clock.Advance(TimeSpan.FromMinutes(10));
        await Host.DoJobs();
        Assert.Equal(id, Assert.Single(Texts).Reference);
    }

    [Fact]
    public async Task A_number_that_takes_no_messages_is_shown_and_the_other_channel_is_used()
    {
        await Prove(Aino, Channel.Sms, "040 123 4567");
        await Prove(Aino, Channel.Email, "aino@example.org");
        Gateway = _ => HttpStatusCode.BadRequest;
        await Send(Aino, MessageTemplate.BookingReminder, appointment, "e1", when);
        await Host.DoJobs();

        Assert.Contains("ti 24.11. klo 9.40", PlainText(Assert.Single(Mail.Mails)));
        var preferences = await Preferences(Aino);
        Assert.Equal(Clock.Now, preferences.Person.By(Channel.Sms)!.FailedAt);
        Assert.Null(preferences.Person.By(Channel.Email)!.FailedAt);

        Gateway = _ => HttpStatusCode.Accepted;
        await Send(Aino, MessageTemplate.BookingReminder, appointment, "e2", when);
        await Host.DoJobs();
        Assert.Null((await Preferences(Aino)).Person.By(Channel.Sms)!.FailedAt);
    }

    [Fact]
    public async Task When_nobody_could_be_told_of_the_clinics_change_its_unit_learns_it()
    {
        await Prove(Aino, Channel.Sms, "040 123 4567");
        Gateway = _ => HttpStatusCode.BadRequest;
        await Send(Aino, MessageTemplate.BookingCancelledByClinic, appointment, "e1", when, unit: "keskusta");
        await Host.DoJobs();

        Assert.Equal([appointment], await NotReached("keskusta"));
        Assert.Empty(await NotReached("rantakyla"));
    }

    [Fact]
    public async Task A_mailbox_that_is_refused_fails_and_a_busy_mail_server_is_tried_again()
    {
        await Prove(Aino, Channel.Email, "aino@example.org");
        Mail.Recipient = "450 later";
        await Send(Aino, MessageTemplate.BookingConfirmed, appointment, "e1", when);
        await Host.DoJobs();
        Assert.Null((await Preferences(Aino)).Person.By(Channel.Email)!.FailedAt);
        Mail.Recipient = "250 ok";
        Clock.Advance(TimeSpan.FromMinutes(10));
        await Host.DoJobs();
        Assert.Single(Mail.Mails);

        Mail.Recipient = "550 no such mailbox";
        await Send(Aino, MessageTemplate.BookingConfirmed, appointment, "e2", when);
        await Host.DoJobs();
        Assert.NotNull((await Preferences(Aino)).Person.By(Channel.Email)!.FailedAt);
        Assert.Single(Mail.Mails);
    }

    [Fact]
    public async Task A_reminder_to_come_does_not_hold_up_the_news_and_goes_when_withdrawn()
    {
        await Prove(Aino, Channel.Sms, "040 123 4567");
        await Send(Aino, MessageTemplate.BookingReminder, appointment, "r1", when, runAt: when.AddHours(-24));
        await Send(Aino, MessageTemplate.BookingMoved, appointment, "e1", when);
        await Host.DoJobs();
        Assert.Contains("siirretty", Assert.Single(Texts).Text);

        await using (var work = Host.Get<PortalDb>().As(Aino))
        {
            Host.Get<NotificationsFacade>().Withdraw(work, appointment);
            await work.Commit(Ct);
        }
        Clock.Set(when);
        await Host.DoJobs();
        Assert.Single(Texts);
    }

    [Fact]
    public async Task A_reminder_comes_at_its_time_and_not_before()
    {
        await Prove(Aino, Channel.Sms, "040 123 4567");
        await Send(Aino, MessageTemplate.BookingReminder, appointment, "r1", when, runAt: when.AddHours(-24));
        Clock.Set(when.AddHours(-24).AddSeconds(-1));
        await Host.DoJobs();
        Assert.Empty(Texts);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Host.DoJobs();
        Assert.StartsWith("Muistutus:", Assert.Single(Texts).Text);
    }

    async Task<IReadOnlySet<Guid>> NotReached(string unit)
    {
        await using var work = Host.Get<PortalDb>().As(new Professional(Guid.NewGuid(), unit, new HashSet<string> { "nurse" }));
        return await Host.Get<NotificationsFacade>().NotReached(work, [appointment, Guid.NewGuid()], Ct);
    }
}
