using System.Net;
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

    /// <summary>A booking that the EHR has refused for good, with its cancellation behind it.</summary>
    async Task<Guid> RefusedThenCancelled(SignedInResident resident)
    {
        Ehr.FaultsAreFor = request => request.StartsWith("PUT Appointment", StringComparison.Ordinal);
        Ehr.Faults.Enqueue(Refusal);
        var id = await Booked(resident, await NewSlot(At(5, 9)));
        await Cancel(resident, id);
        await DoJobsForHours(1);
        return id;
    }

    [Fact]
    public async Task A_refused_delivery_is_discarded_with_a_reason_and_the_later_change_goes_on()
    {
        var resident = await Host.SignInResident(1);
        var id = await RefusedThenCancelled(resident);
        var nurse = await Host.SignInProfessional("keskusta");
        var ask = await (await nurse.Browser.Open(Address)).Follow("Poista luettelosta");
        Assert.Contains("serviceType is not known", ask.Text);
        var without = await ask.Press("Poista luettelosta");
        Assert.Equal(422, (int)without.Status);
        Assert.Contains("Valitse, miksi siirtoa ei tarvita.", without.Text);
        Assert.Equal("failed", await Db.ReadOne<string>("select state from jobs.job where queue = 'ehr' order by seq limit 1"));

        var after = await without.Choose("Kirjasin muutoksen järjestelmään käsin").Press("Poista luettelosta");
        Assert.Contains("Siirto on poistettu luettelosta.", after.Text);
        Assert.Equal(1, await DeliveredVersion(id));
        await DoJobsForHours(1);
        Assert.Equal(["cancelled"], Told(id));
        Assert.Equal(2, await DeliveredVersion(id));
        Assert.StartsWith("discarded entered-by-hand after refused", await LastError(id));
        Assert.Single(await Audit.LinesOf(resident.Id), l => l.Action == "booking.delivery.discarded" && l.Object == id && l.Staff == nurse.Professional.StaffId);
    }

    [Fact]
    public async Task What_waits_by_itself_and_what_is_another_units_cannot_be_discarded()
    {
        await RefusedThenCancelled(await Host.SignInResident(1));
        var discard = Host.Get<DiscardDelivery>();
        var seqs = await Db.Read<long>("select seq from jobs.job where queue = 'ehr' order by seq");
        var (nurse, other) = (await Host.SignInProfessional("keskusta"), await Host.SignInProfessional("rantakyla"));
        Assert.Equal(DiscardDelivery.Outcome.NotFound, await discard.Handle(other.Professional, seqs[0], "not-needed", Ct));
        Assert.Equal(DiscardDelivery.Outcome.NotFound, await discard.Handle(nurse.Professional, seqs[1], "not-needed", Ct));
        Assert.Equal(404, (int)(await other.Browser.Open($"/fi/staff/deliveries/discard?seq={seqs[0]}")).Status);
        Assert.Equal(404, (int)(await nurse.Browser.Open($"/fi/staff/deliveries/discard?seq={seqs[1]}")).Status);
    }

    [Fact]
    public async Task An_administrator_without_a_unit_sees_every_units_deliveries_and_an_editor_none()
    {
        var resident = await Host.SignInResident(1);
        var id = await RefusedThenCancelled(resident);
        var admin = await Host.SignInProfessional("", "admin");
        var page = await admin.Browser.Open(Address);
        Assert.Contains("Ei mennyt läpi (1)", page.Text);
        Assert.Contains("Keskustan terveysasema", page.Text);
        Assert.Contains(await Audit.LinesBy(admin.Professional.StaffId), l => l is { Action: "booking.deliveries.viewed", Unit: "keskusta" } && l.Subject == resident.Id.Value);
        await page.Press("Yritä uudelleen");
        await DoJobsForHours(1);
        Assert.Equal(["booked", "cancelled"], Told(id));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await Host.SignInProfessional("", "editor")).Browser.Open(Address)).Status);
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
