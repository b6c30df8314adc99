using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Tests.House;

namespace Portal.Tests.Features.Notifications;

/// <summary>A portal whose text messages and mails the test reads, and whose gateways fail as the test says.</summary>
public abstract partial class NotificationsTest : PortalTest
{
    internal sealed record Sms(string To, string Text, string Language, Guid Reference);

    internal SmtpSink Mail { get; } = new();
    internal ConcurrentQueue<Sms> Texts { get; } = new();

    /// <summary>What the gateway answers to a text message; it has always read it.</summary>
    internal Func<Sms, HttpStatusCode> Gateway { get; set; } = _ => HttpStatusCode.Accepted;

    /// <summary>What the gateway waits for before it answers.</summary>
    internal Func<Task> GatewayWaits { get; set; } = () => Task.CompletedTask;

    internal Resident Aino { get; } = Resident.ForSelf(PersonId.New());

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Notifications:SmtpPort"] = $"{Mail.Port}",
    };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Host.Outbound.Answer("http://sink.test", async (request, ct) =>
        {
            var sms = (await request.Content!.ReadFromJsonAsync<Sms>(ct))!;
            await GatewayWaits();
            var status = Gateway(sms);
            if ((int)status < 300) Texts.Enqueue(sms);
            return new HttpResponseMessage(status);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        Mail.Dispose();
    }

    /// <summary>Gives and proves an address as a person does, then forgets the messages of it.</summary>
    internal async Task Prove(Resident person, Channel channel, string address)
    {
        Assert.Equal(AskContactCode.Outcome.CodeSent, await Host.Get<AskContactCode>().Handle(person, channel, address, Ct));
        await Host.DoJobs();
        Assert.Equal(ProveContact.Outcome.Proved, await Host.Get<ProveContact>().Handle(person, channel, LatestCode(channel), Ct));
        Texts.Clear();
        Mail.Mails.Clear();
    }

    internal string LatestCode(Channel channel) =>
        SixDigits().Match(channel == Channel.Sms ? Texts.Last().Text : PlainText(Mail.Mails.Last())).Value;

    /// <summary>A mail's body; the portal's mails are one part, in base64 where they have letters beyond ASCII.</summary>
    internal static string PlainText(string mail)
    {
        var parts = mail.ReplaceLineEndings("\n").Split("\n\n", 2);
        if (parts[0].Contains("base64", StringComparison.OrdinalIgnoreCase)) return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(parts[1]));
        return parts[0].Contains("quoted-printable", StringComparison.OrdinalIgnoreCase) ? parts[1].Replace("=\n", "") : parts[1];
    }

    /// <summary>Sends what tells of an appointment that is as the message says; without one nothing would be true, and nothing sent.</summary>
    internal async Task Send(Resident person, string template, Guid about, string once, DateTimeOffset? at = null, DateTimeOffset? runAt = null, string? unit = null)
    {
        var startsAt = at ?? Clock.Now.AddDays(3);
        await Appointment(about, person, startsAt, template.Contains("cancelled", StringComparison.Ordinal) ? "cancelled" : "booked");
        await using var work = Host.Get<PortalDb>().As(person);
        Host.Get<NotificationsFacade>().Send(work, person.Self, template, about, new MessageData(startsAt), runAt, once, unit);
        await work.Commit(Ct);
    }

    internal Task Appointment(Guid id, Resident person, DateTimeOffset startsAt, string status) => Db.Write("""
        with nurse as (insert into booking.professional values (gen_random_uuid(), 'Tiina Testi', 'nurse', '{fi}') returning id),
        slot as (
          insert into booking.slot (id, unit_id, professional_id, services, mode, starts_at, ends_at)
          select gen_random_uuid(), 'keskusta', id, '{nurse-appointment}', 'on-site', @startsAt, @startsAt + interval '20 minutes' from nurse returning *)
        insert into booking.appointment (id, slot_id, subject, booked_by, service, unit_id, professional_id, mode, period, status, created_at, changed_at)
        select @id, id, @person, @person, 'nurse-appointment', unit_id, professional_id, mode, tstzrange(starts_at, ends_at), @status, @startsAt, @startsAt from slot
        on conflict (id) do nothing
        """, new { id, person = person.Subject.Value, startsAt, status });

    internal Task<ReadPreferences.Answer> Preferences(Resident person) => Host.Get<ReadPreferences>().Handle(person, Ct);

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex SixDigits();
}
