using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Portal.Features.Booking;
using Portal.Features.Notifications;
using Portal.Tests.House;

namespace Portal.Tests.Features.Booking;

/// <summary>Messages about appointments, from booking to the gateway.</summary>
public class AppointmentMessageTests : BookingTest
{
    readonly ConcurrentQueue<string> texts = new();
    SignedInResident aino = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Host.Outbound.Answer("http://ehr.test", _ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));   // must not matter
        Host.Outbound.Answer("http://sink.test", async (request, ct) =>
        {
            texts.Enqueue((await request.Content!.ReadFromJsonAsync<JsonNode>(ct))!["text"]!.ToString());
            return new HttpResponseMessage(HttpStatusCode.Accepted);
        });
        aino = await Host.SignInResident(1);
        await Host.Get<AskContactCode>().Handle(aino.Resident, Channel.Sms, "040 123 4567", Ct);
        await Host.DoJobs();
        var code = new string([.. texts.Single().Where(char.IsDigit).Take(6)]);
        Assert.Equal(ProveContact.Outcome.Proved, await Host.Get<ProveContact>().Handle(aino.Resident, Channel.Sms, code, Ct));
        texts.Clear();
    }

    string[] Texts()
    {
        string[] all = [.. texts.Select(t => t.Split(" http")[0])];
        texts.Clear();
        return all;
    }

    [Fact]
    public async Task Booking_is_confirmed_and_reminded_of_once()
    {
        await Booked(aino, await NewSlot(At(3, 9)));
        await Host.DoJobs();
        Assert.Equal(["Sinulla on aika to 26.11. klo 9.00. Katso tiedot:"], Texts());
        Clock.Set(At(2, 9));
        await Host.DoJobs();
        await Host.DoJobs();
        Assert.Equal(["Muistutus: sinulla on aika to 26.11. klo 9.00. Katso tiedot:"], Texts());
        Clock.Set(At(4, 9));
        await Host.DoJobs();
        Assert.Empty(Texts());
    }

    [Fact]
    public async Task A_cancelled_appointment_is_not_reminded_of_and_a_restored_one_is()
    {
        var id = await Booked(aino, await NewSlot(At(3, 9)));
        await Host.Get<CancelAppointment>().Handle(aino.Resident, id, Ct);
        await Host.DoJobs();
        Assert.Equal(["Peruit aikasi to 26.11. klo 9.00. Jos et perunut sitä, katso:"], Texts());
        Assert.Equal(UndoCancel.Outcome.Restored, await Host.Get<UndoCancel>().Handle(aino.Resident, id, Ct));
        await Host.DoJobs();
        Assert.Equal(["Sinulla on aika to 26.11. klo 9.00. Katso tiedot:"], Texts());
        Clock.Set(At(2, 9));
        await Host.DoJobs();
        Assert.Equal(["Muistutus: sinulla on aika to 26.11. klo 9.00. Katso tiedot:"], Texts());
    }

    [Fact]
    public async Task A_cancellation_by_the_clinic_is_told_and_its_reminder_never_comes_even_if_it_was_not_withdrawn()
    {
        var id = await Booked(aino, await NewSlot(At(3, 9)));
        await Host.DoJobs();
        Texts();
        var nurse = await Host.SignInProfessional("keskusta");
        await Host.Get<CancelByClinic>().Handle(nurse.Professional, id, "premises", Ct);
        await Host.DoJobs();
        Assert.Equal(["Pahoittelemme, aikasi to 26.11. klo 9.00 on peruttu. Valitse uusi aika:"], Texts());

        // As if the withdrawal had come too late: what the room says just before sending is enough.
        Assert.Equal(1, await Db.Write("update jobs.job set state = 'waiting' where queue = 'message' and state = 'withdrawn' and payload->>'template' = 'booking-reminder'"));
        Clock.Set(At(2, 9));
        await Host.DoJobs();
        Assert.Empty(Texts());
    }

    [Fact]
    public async Task A_resident_whom_no_message_reached_is_marked_on_the_units_list_to_be_called()
    {
        var (told, untold) = (await Booked(aino, await NewSlot(At(3, 9))), await Booked(await Host.SignInResident(2), await NewSlot(At(3, 10))));
        var nurse = await Host.SignInProfessional("keskusta");
        foreach (var id in new[] { told, untold }) await Host.Get<CancelByClinic>().Handle(nurse.Professional, id, "premises", Ct);
        await Host.DoJobs();
        var owed = (await nurse.Browser.Open("/fi/staff/day")).All("section li").Select(li => Page.Words(li)).ToList();
        Assert.Contains("soita", Assert.Single(owed, li => li.Contains("Aino 902")));
        Assert.DoesNotContain("soita", Assert.Single(owed, li => li.Contains("Aino 901")));
    }

    [Fact]
    public async Task A_move_is_told_as_one_message_and_reminded_of_at_the_new_time()
    {
        var before = await Booked(aino, await NewSlot(At(3, 9)));
        await Host.DoJobs();
        Texts();
        var held = await Host.Get<HoldTime>().Handle(aino.Resident, null, Service, await NewSlot(At(4, 10)), before, Ct);
        await Host.Get<ConfirmAppointment>().Handle(aino.Resident, held.Id, null, null, Ct);
        await Host.DoJobs();
        Assert.Equal(["Aikasi on siirretty: pe 27.11. klo 10.00. Katso tiedot:"], Texts());
        Clock.Set(At(2, 9));
        await Host.DoJobs();
        Assert.Empty(Texts());
        Clock.Set(At(3, 10));
        await Host.DoJobs();
        Assert.Equal(["Muistutus: sinulla on aika pe 27.11. klo 10.00. Katso tiedot:"], Texts());
    }
}
