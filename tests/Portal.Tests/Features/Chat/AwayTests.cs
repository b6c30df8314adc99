using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Portal.Features.Cases.Away;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Tests.Features.ActingFor;
using Portal.Tests.House;

namespace Portal.Tests.Features.Chat;

/// <summary>Who has left the page is told once, in words that tell nothing; who is there is not.</summary>
public sealed class AwayTests : ChatTest
{
    const string Near = "Vuorosi on pian.", Answered = "Sinulle on vastattu.";

    readonly ConcurrentQueue<(string To, string Text)> texts = new();
    SignedInResident aino = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Host.Outbound.Answer("http://sink.test", async (request, ct) =>
        {
            var sms = (await request.Content!.ReadFromJsonAsync<JsonNode>(ct))!;
            texts.Enqueue((sms["to"]!.ToString(), sms["text"]!.ToString()));
            return new HttpResponseMessage(HttpStatusCode.Accepted);
        });
        aino = await Host.SignInResident();
        await HasPhone(aino.Id, "+358401234567");
    }

    Task HasPhone(PersonId person, string number) =>
        Db.Write("insert into notifications.contact (person, channel, address, verified_at) values (@person, 'sms', @address, now())",
            new { person = person.Value, address = Host.Get<Recipients>().Close(number) });

    /// <summary>Time passes, the portal looks, and what was sent.</summary>
    async Task<string[]> After(double minutes)
    {
        Clock.Advance(TimeSpan.FromMinutes(minutes));
        await AtWork(Nurse);
        await Task.WhenAll(Host.Get<TellAway>().Handle(Ct), Host.Get<TellAway>().Handle(Ct));   // two processes at once
        await Host.DoQuietJobs();
        string[] sent = [.. texts.Select(t => t.Text.Split(" Jatka")[0].Split(" Lue")[0])];
        texts.Clear();
        return sent;
    }

    [Fact]
    public async Task The_turn_is_near_and_the_page_is_closed()
    {
        await Begin(aino.Browser);
        Assert.Empty(await After(1));   // an open page is heard of more often
        Assert.Equal([Near], await After(1));
        Assert.Empty(await After(5));   // once
    }

    [Fact]
    public async Task Far_back_in_the_queue_there_is_nothing_to_tell_nor_when_nobody_is_at_work()
    {
        await Opened(NewGuest());
        await Opened(NewGuest());
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Begin(aino.Browser);
        Assert.Empty(await After(5));
        await Db.Write("update cases.case set state = 'closed', waits_for = 'nobody', closed_at = now() where subject is null");
        Clock.Advance(TimeSpan.FromMinutes(1));
        await NobodyAtWork();
        await Host.Get<TellAway>().Handle(Ct);
        await Host.DoQuietJobs();
        Assert.Empty(texts);
        Assert.Equal([Near], await After(0));
    }

    [Fact]
    public async Task An_answer_is_told_once_however_many_messages_it_is_and_not_to_who_reads_it()
    {
        var id = CaseOf(await Begin(aino.Browser));
        await Answer(id);
        Assert.Empty(await After(1));
        await Answer(id, "Oletko siellä?");
        Assert.Equal([Answered], await After(1));
        Assert.Empty(await After(5));
        await aino.Browser.Open($"/fi/chat/case/{id}");
        await Answer(id, "Palaan vielä.");
        await aino.Browser.Open($"/fi/chat/case/{id}");
        Assert.Empty(await After(10));
    }

    [Fact]
    public async Task Whoever_opened_it_for_a_child_is_told_while_the_right_stands()
    {
        var guardian = await Host.SignInResident(2);
        await HasPhone(guardian.Id, "+358407654321");
        var acting = await Host.ActFor(guardian, TestHetu.Child(4));
        var id = CaseOf(await Begin(acting.Browser));
        await Answer(id);
        Assert.Contains(Answered, await After(3));

        await Answer(id, "Vielä yksi asia.");
        await Host.ForgetRight(acting);
        Assert.DoesNotContain(Answered, await After(3));
    }

    [Fact]
    public async Task A_guest_has_no_address_and_is_not_told()
    {
        using var guest = Browser();
        await Answer(CaseOf(await Begin(guest)));
        Assert.Empty(await After(10));
    }
}
