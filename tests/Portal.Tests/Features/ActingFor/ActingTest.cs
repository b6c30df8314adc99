using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Tests.Features.Booking;
using Portal.Tests.House;

namespace Portal.Tests.Features.ActingFor;

/// <summary>Families, times to book, and text messages that the test reads.</summary>
public abstract class ActingTest : BookingTest
{
    internal sealed record Sms(string To, string Text);

    internal ConcurrentQueue<Sms> Texts { get; } = new();

    /// <summary>A resident with a phone of this number.</summary>
    internal SignedInResident Aino { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Host.Outbound.Answer("http://sink.test", async (request, ct) =>
        {
            Texts.Enqueue((await request.Content!.ReadFromJsonAsync<Sms>(ct))!);
            return new HttpResponseMessage(HttpStatusCode.Accepted);
        });
        Aino = await Host.SignInResident(1);
    }

    /// <summary>From now on messages reach the person at this number.</summary>
    internal Task HasPhone(PersonId person, string number) =>
        Db.Write("insert into notifications.contact (person, channel, address, verified_at) values (@person, 'sms', @address, now())",
            new { person = person.Value, address = Host.Get<Recipients>().Close(number) });

    internal async Task<List<string>> TextsTo(string number)
    {
        await Host.DoQuietJobs();
        return [.. Texts.Where(t => t.To == number).Select(t => t.Text)];
    }

    /// <summary>Whoever acts books the time by the pages.</summary>
    internal async Task<Page> BookByPages(SignedInResident who, string day = "torstai 26.11. klo 9.00")
    {
        var confirm = await (await who.Browser.Open($"/fi/booking/{Service}")).PressFirst(day);
        var done = await confirm.Press("Vahvista aika");
        done.Shows("Aika on varattu");
        return done;
    }
}

static class QuietJobs
{
    /// <summary>All due jobs but the deliveries to the EHR, which these tests have none of.</summary>
    public static async Task DoQuietJobs(this PortalHost host)
    {
        var runner = host.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<Portal.Platform.Jobs.JobRunner>().Single();
        var handlers = host.Services.GetServices<Portal.Platform.Jobs.IJobHandler>().Where(h => h.Queue != "ehr").ToList();
        for (var taken = 1; taken > 0;)
        {
            taken = 0;
            foreach (var handler in handlers) taken += await runner.RunDue(handler, TestContext.Current.CancellationToken);
        }
    }
}
