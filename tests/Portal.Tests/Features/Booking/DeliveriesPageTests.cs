using Portal.Features.Booking;
using Portal.Tests.House;
using Portal.Tests.Platform.Ehr;

namespace Portal.Tests.Features.Booking;

/// <summary>The staff page of what has not arrived.</summary>
public class DeliveriesPageTests : DeliveryTest
{
    const string Address = "/fi/staff/deliveries";

    static readonly Fault Refusal = new(422, Outcome: """{ "issue": [{ "diagnostics": "serviceType is not known", "expression": ["Appointment.serviceType"] }] }""");

    [Fact]
    public async Task A_refused_delivery_is_shown_with_its_reason_and_goes_when_tried_again()
    {
        var resident = await Host.SignInResident(1);
        Ehr.FaultsAreFor = request => request.StartsWith("PUT Appointment", StringComparison.Ordinal);
        Ehr.Faults.Enqueue(Refusal);
        var id = await Booked(resident, await NewSlot(At(5, 9)));
        await Cancel(resident, id);
        await DoJobsForHours(1);
        Assert.Empty(Told(id));   // the cancellation waits for the booking

        var nurse = await Host.SignInProfessional("keskusta");
        var page = await nurse.Browser.Open(Address);
        Assert.Contains("Ei mennyt läpi (1)", page.Text);
        Assert.Contains("serviceType is not known (Appointment.serviceType)", page.Text);
        Assert.Contains("Testinen", page.Text);
        Assert.Contains("Odottaa, että saman ajan aiempi muutos menee ensin.", page.Text);
        Assert.Contains(await Audit.LinesBy(nurse.Professional.StaffId), l => l.Action == "booking.deliveries.viewed" && l.Subject == resident.Id.Value);

        var after = await page.Press("Yritä uudelleen");   // the one that waits behind it has no button
        Assert.Contains("Yritetään uudelleen nyt.", after.Text);
        await Host.DoJobs();
        Assert.Equal(["booked", "cancelled"], Told(id));
        Assert.Contains("Kaikki on perillä.", (await nurse.Browser.Open(Address)).Text);
        Assert.Contains(await Audit.LinesBy(nurse.Professional.StaffId), l => l.Action == "booking.delivery.retried" && l.Object == id);
    }

    [Fact]
    public async Task What_waits_says_why_and_when_it_is_tried_next()
    {
        Ehr.Down = true;
        await Booked(await Host.SignInResident(1), await NewSlot(At(5, 9)));
        await Host.DoJobs();
        var page = await (await Host.SignInProfessional("keskusta")).Browser.Open(Address);
        Assert.Contains("Odottaa (1)", page.Text);
        Assert.Contains("Järjestelmä ei vastannut ajoissa.", page.Text);
        Assert.Contains("Seuraava yritys klo 8.00.", page.Text);
    }

    [Fact]
    public async Task Another_unit_sees_nothing_of_it_and_cannot_try_it_again()
    {
        Ehr.Down = true;
        await Booked(await Host.SignInResident(1), await NewSlot(At(5, 9)));
        await Host.DoJobs();
        var other = await Host.SignInProfessional("rantakyla");
        Assert.Contains("Kaikki on perillä.", (await other.Browser.Open(Address)).Text);
        var seq = await Db.ReadOne<long>("select seq from jobs.job where queue = 'ehr'");
        Assert.Equal(RetryDelivery.Outcome.NotFound, await Host.Get<RetryDelivery>().Handle(other.Professional, seq, Ct));
    }

    [Fact]
    public async Task A_resident_and_a_visitor_do_not_get_the_page()
    {
        Assert.NotEqual(200, (int)(await (await Host.SignInResident(1)).Browser.Open(Address)).Status);
        Assert.DoesNotContain("Kaikki on perillä", await (await Browser().Get(Address)).Content.ReadAsStringAsync(Ct));
    }

    [Theory]
    [InlineData("fi")]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task Every_reason_has_words_in(string language)
    {
        var texts = Host.Get<DeliveriesTexts>();
        var culture = Portal.Platform.Web.Language.Find(language)!.Culture;
        foreach (var code in new[] { "no-appointment", "no-person", "clinic-has fulfilled", "no-connection", "no-answer", "changed-meanwhile", "no-token 400",
            "answered 403", "answered 500", "refused 422: x", "something else" })
        {
            var fault = DeliveryFault.Of(code)!;
            Assert.NotEmpty(texts.In(culture, fault.Key, fault.Detail));
        }
        await Task.CompletedTask;
    }
}
