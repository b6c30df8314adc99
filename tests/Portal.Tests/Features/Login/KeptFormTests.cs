using System.Net;
using Portal.Features.Booking;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Login;

/// <summary>What was typed survives the end of the session, on the real page where a visit's reason is told.</summary>
public class KeptFormTests : LoginTest
{
    const string Typed = "Pistää vasemmalla, \"erityisesti\" <aamuisin> & öisin";

    [Fact]
    public async Task After_a_new_login_the_person_is_back_with_what_was_typed()
    {
        var browser = await LoggedIn();
        var confirm = await Confirm(browser);
        Clock.Advance(TimeSpan.FromMinutes(31));
        var login = await confirm.Fill("reason", Typed).Press("Confirm the appointment");
        Assert.StartsWith("/en/login?", login.Path);
        Assert.Contains("What you typed is kept for one hour", login.Text);

        var back = await login.Follow("Log in with Suomi.fi identification");
        Assert.StartsWith($"{confirm.Address.AbsolutePath}?resume=", back.Path);
        Assert.Equal(Typed, Reason(back));
        Assert.NotEqual(Typed, Reason(await browser.Open(back.Path)));   // once
        Assert.DoesNotContain(Host.Log.All, line => line.Contains("Pistää") || line.Contains("Pist%C3%A4"));
    }

    [Fact]
    public async Task It_is_never_shown_to_somebody_else()
    {
        var browser = await LoggedIn();
        var confirm = await Confirm(browser);
        Clock.Advance(TimeSpan.FromMinutes(31));
        var login = await confirm.Fill("reason", Typed).Press("Confirm the appointment");
        Residents.Claims = DemoClaims.Mikko();
        var back = await login.Follow("Log in with Suomi.fi identification");   // the next user of a shared computer
        Assert.DoesNotContain("Pistää", back.Document.Source.Text);

        Residents.Claims = DemoClaims.Aino();
        var owner = await LoggedIn();   // and its owner still gets it
        Assert.Equal(Typed, Reason(await owner.Open(back.Path)));
    }

    [Fact]
    public async Task After_an_hour_it_is_gone()
    {
        var browser = await LoggedIn();
        var confirm = await Confirm(browser);
        Clock.Advance(TimeSpan.FromMinutes(31));
        var login = await confirm.Fill("reason", Typed).Press("Confirm the appointment");
        Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.DoesNotContain("Pistää", (await login.Follow("Log in with Suomi.fi identification")).Document.Source.Text);
    }

    [Fact]
    public async Task It_survives_a_login_that_failed_once()
    {
        var browser = await LoggedIn();
        var confirm = await Confirm(browser);
        Clock.Advance(TimeSpan.FromMinutes(31));
        var login = await confirm.Fill("reason", Typed).Press("Confirm the appointment");
        Residents.TwistAnswer = answer => answer["error"] = "access_denied";
        var cancelled = await login.Follow("Log in with Suomi.fi identification");
        Residents.TwistAnswer = _ => { };
        Assert.Equal(Typed, Reason(await (await cancelled.Follow("Try again")).Follow("Log in with Suomi.fi identification")));
    }

    [Fact]
    public async Task A_form_sent_before_any_login_belongs_to_the_browser()
    {
        var (browser, address) = (Browser(), (await Confirm(await LoggedIn())).Address.AbsolutePath);
        using var sent = await Send(browser, address, ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        var login = await browser.Open(sent.Headers.Location!.ToString());

        var stranger = Browser();
        Assert.DoesNotContain("Pistää", (await (await stranger.Open(login.Path)).Follow("Log in with Suomi.fi identification")).Document.Source.Text);
        Assert.Equal(Typed, Reason(await login.Follow("Log in with Suomi.fi identification")));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site"), InlineData("Sec-Fetch-Site", "same-site"), InlineData("Origin", "https://evil.example"), InlineData("X-Nothing", "")]
    public async Task Another_site_puts_no_words_into_anybodys_form(string header, string value)
    {
        var (browser, address) = (Browser(), (await Confirm(await LoggedIn())).Address.AbsolutePath);
        using var sent = await Send(browser, address, (header, value));
        Assert.DoesNotContain("resume", sent.Headers.Location!.ToString());
        Assert.Equal(0, await Db.ReadOne<long>("select count(*) from login.kept_form"));
    }

    [Fact]
    public void A_form_object_is_filled_as_far_as_it_fits()
    {
        var form = new KeptForm(new Dictionary<string, string?[]>
        {
            ["Form.Reason"] = ["x"], ["Day"] = ["2026-11-24"], ["Count"] = ["many"], ["Agree"] = ["false", "true"], ["Units"] = ["a", "b"], ["Unknown"] = ["y"],
        }).As<Example>();
        Assert.Equal(("x", new DateOnly(2026, 11, 24), 0, true, "a b"), (form.Reason, form.Day, form.Count, form.Agree, string.Join(' ', form.Units)));
    }

    sealed class Example
    {
        public string? Reason { get; set; }
        public DateOnly? Day { get; set; }
        public int Count { get; set; }
        public bool Agree { get; set; }
        public string[] Units { get; set; } = [];
    }

    static Task<HttpResponseMessage> Send(Browser browser, string address, (string, string) header) => browser.Send(HttpMethod.Post, address,
        new FormUrlEncodedContent([new("reason", Typed), new("_handler", "confirm"), new("do", "confirm")]), header);

    static string? Reason(Page page) => page.Find("textarea[name=reason]").TextContent;

    /// <summary>A time is held and the page to confirm it is open.</summary>
    async Task<Page> Confirm(Browser browser)
    {
        var (nurse, slot) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Db.Write("insert into booking.professional values (@nurse, 'Tiina Testi', 'nurse', '{fi}')", new { nurse });
        await Db.Write("""
            insert into booking.slot (id, unit_id, professional_id, room_id, services, mode, starts_at, ends_at)
            values (@slot, 'keskusta', @nurse, null, '{nurse-appointment}', 'on-site', @at, @at + interval '20 minutes')
            """, new { slot, nurse, at = Clock.Now.AddDays(2) });
        var resident = Resident.ForSelf(new PersonId(await PersonId(browser)));
        var held = await Host.Get<HoldTime>().Handle(resident, null, "nurse-appointment", slot, null, Ct);
        return await browser.Open($"/en/booking/confirm/{held.Id}");
    }
}
