using Portal.Tests.House;

namespace Portal.Tests.Features.Booking;

/// <summary>The pages as a person without JavaScript meets them.</summary>
public class JourneyTests : BookingTest
{
    [Fact]
    public async Task A_resident_books_moves_cancels_and_takes_it_back()
    {
        await NewSlot(At(3, 9));
        await NewSlot(At(4, 13));
        var resident = await Host.SignInResident(1);

        var times = await resident.Browser.Open("/fi/booking/nurse-appointment");
        times.Shows("Seuraavat kolme lähellä sinua");
        var confirm = await times.PressFirst("torstai 26.11. klo 9.00");
        confirm.Shows("Aika pidetään varattuna klo 8.10 asti.");
        var booked = await confirm.Fill("reason", "Verenpaine on koholla").Press("Vahvista aika");
        booked.Shows("Aika on varattu");
        booked.Shows("Verenpaine on koholla");
        booked.Shows("Matkalla vastaanoton järjestelmään");

        var moving = await booked.Follow("Siirrä aika");
        moving.Shows("Olet siirtämässä aikaa torstai 26.11. klo 9.00");
        var again = await (await moving.PressFirst("perjantai 27.11. klo 13.00")).Press("Vahvista uusi aika");
        again.Shows("Aika on siirretty");
        again.Shows("Aika siirrettiin: se oli torstai 26.11. klo 9.00");

        var cancelled = await (await again.Follow("Peru aika")).Press("Kyllä, peru aika");
        cancelled.Shows("Aika on peruttu");
        (await cancelled.Press("Peru peruutus")).Shows("Aika on varattu");
        (await resident.Browser.Open("/fi/appointments")).Shows("perjantai 27.11. klo 13.00");
    }

    [Fact]
    public async Task A_visitor_sees_the_times_and_logs_in_only_when_choosing()
    {
        await NewSlot(At(3, 9));
        using var visitor = Browser();
        var times = await visitor.Open("/sv/booking/nurse-appointment");
        times.Shows("De tre följande tiderna");
        var login = await times.FollowFirst("torsdag 26 november kl. 9.00");
        Assert.StartsWith("/sv/login?returnUrl=", login.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_that_is_too_long_keeps_every_word()
    {
        await NewSlot(At(3, 9));
        var resident = await Host.SignInResident(1);
        var confirm = await (await resident.Browser.Open("/fi/booking/nurse-appointment")).PressFirst("torstai 26.11. klo 9.00");
        var text = new string('ä', 2003);
        var page = await confirm.Fill("reason", text).Press("Vahvista aika");
        Assert.Equal(422, (int)page.Status);
        page.Shows("Lyhennä sitä 3 merkkiä.");
        Assert.Equal(text, page.Find("textarea").TextContent.Trim());
        Assert.StartsWith("Virhe", page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_that_somebody_took_meanwhile_is_said_and_the_list_is_fresh()
    {
        var slot = await NewSlot(At(3, 9));
        await NewSlot(At(4, 13));
        var (first, second) = (await Host.SignInResident(1), await Host.SignInResident(2));
        var times = await first.Browser.Open("/fi/booking/nurse-appointment");
        await Booked(second, slot);
        var page = await times.PressFirst("torstai 26.11. klo 9.00");
        Assert.Equal(409, (int)page.Status);
        page.Shows("Joku muu ehti varata tämän ajan.");
        page.DoesNotShow("torstai 26.11.");
        page.Shows("perjantai 27.11.");
    }

    [Theory]
    [InlineData("fi"), InlineData("sv"), InlineData("en")]
    public async Task Every_page_shows_in_every_language(string lang)
    {
        var slot = await NewSlot(At(3, 9));
        var resident = await Host.SignInResident(1);
        var id = await Booked(resident, slot);
        var nurse = await Host.SignInProfessional();
        foreach (var path in (string[])["booking", "booking/nurse-appointment", "booking/nurse-appointment/month", "booking/dental-urgent", "appointments",
            $"appointments/{id}", $"appointments/{id}/cancel", $"booking/nurse-appointment?moves={id}"])
            Assert.Equal(200, (int)(await resident.Browser.Open($"/{lang}/{path}")).Status);
        foreach (var path in (string[])["staff/day?date=2026-11-26", $"staff/appointments/{id}/cancel"])
            Assert.Equal(200, (int)(await nurse.Browser.Open($"/{lang}/{path}")).Status);
    }

    [Fact]
    public async Task Someone_elses_appointment_is_not_found_on_any_page()
    {
        var (owner, other) = (await Host.SignInResident(1), await Host.SignInResident(2));
        var id = await Booked(owner, await NewSlot(At(3, 9)));
        foreach (var path in (string[])["", "/cancel", "/calendar.ics"])
            Assert.Equal(404, (int)(await other.Browser.Open($"/fi/appointments/{id}{path}")).Status);
    }

    [Fact]
    public async Task The_calendar_file_has_a_neutral_title_and_no_place_under_a_nondisclosure_order()
    {
        var (open, hidden) = (await Host.SignInResident(1), await Host.SignInResident(2, turvakielto: true));
        var (a, b) = (await Booked(open, await NewSlot(At(3, 9))), await Booked(hidden, await NewSlot(At(3, 10))));
        var file = await (await open.Browser.Get($"/fi/appointments/{a}/calendar.ics")).Content.ReadAsStringAsync(Ct);
        Assert.Contains("SUMMARY:Ajanvaraus\r\n", file);
        Assert.Contains("DTSTART:20261126T070000Z\r\n", file);
        Assert.Contains("LOCATION:", file);
        Assert.All(file.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75));
        Assert.DoesNotContain("LOCATION", await (await hidden.Browser.Get($"/fi/appointments/{b}/calendar.ics")).Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task The_api_does_the_same_and_wants_its_header()
    {
        var slot = await NewSlot(At(3, 9));
        var resident = await Host.SignInResident(1);
        HttpContent Wish() => System.Net.Http.Json.JsonContent.Create(new { slot, service = Service, reason = (string?)null });
        Assert.Equal(403, (int)(await resident.Browser.Send(HttpMethod.Post, "/api/booking/appointments", Wish())).StatusCode);
        Assert.Equal(201, (int)(await resident.Browser.Send(HttpMethod.Post, "/api/booking/appointments", Wish(), ("X-CSRF", "1"))).StatusCode);
        Assert.Equal(409, (int)(await resident.Browser.Send(HttpMethod.Post, "/api/booking/appointments", Wish(), ("X-CSRF", "1"))).StatusCode);
        using var visitor = Browser();
        Assert.Equal(401, (int)(await visitor.Get("/api/booking/appointments", ("X-CSRF", "1"))).StatusCode);
    }
}
