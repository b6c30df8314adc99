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

    internal async Task Send(Resident person, string template, Guid about, string once, DateTimeOffset? at = null, DateTimeOffset? runAt = null, string? unit = null)
    {
        await using var work = Host.Get<PortalDb>().As(person);
        Host.Get<NotificationsFacade>().Send(work, person.Self, template, about, new MessageData(at ?? Clock.Now.AddDays(3)), runAt, once, unit);
        await work.Commit(Ct);
    }

    internal Task<ReadPreferences.Answer> Preferences(Resident person) => Host.Get<ReadPreferences>().Handle(person, Ct);

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex SixDigits();
}
