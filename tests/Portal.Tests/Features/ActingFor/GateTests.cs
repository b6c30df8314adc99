using Portal.Features.ActingFor;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Tests.House;

namespace Portal.Tests.Features.ActingFor;

/// <summary>A form goes nowhere but to the person it was filled in for.</summary>
public class GateTests : GateTest
{
    static readonly string Eevi = TestHetu.Child(4, 904), Onni = TestHetu.Child(11, 911);

    [Fact]
    public async Task A_guardian_books_for_a_child_and_a_delegate_sees_the_principals_list()
    {
        var eevi = await For(Eevi);
        (await (await Confirming(eevi)).Press("Vahvista aika")).Shows("Aika on varattu");
        var row = await Db.ReadOne<(Guid Subject, Guid BookedBy)>("select subject, booked_by from booking.appointment");
        Assert.Equal((eevi.Id.Value, Aino.Resident.Self.Value), row);

        var tuula = await Host.SignInResident(2);
        var veikko = await Host.ActFor(tuula, await Host.SignInResident(3));
        (await veikko.Browser.Open(List)).DoesNotShow("torstai");
        Assert.Equal(Basis.Mandate, veikko.Resident.Basis);
    }

    [Fact]
    public async Task Two_tabs_two_people_the_form_of_one_does_nothing_for_the_other_and_its_words_are_kept()
    {
        var eevi = await For(Eevi);
        var firstTab = await Confirming(eevi);
        await For(Onni);   // the second tab

        var turned = await firstTab.Press("Vahvista aika");
        Assert.StartsWith($"/fi/acting/other/{eevi.Id}", turned.Path);
        turned.Shows("Lapsi 904");
        turned.Shows("Lapsi 911");
        Assert.Equal(0, await BookedNow());

        var again = await turned.Press("Jatka: Lapsi 904");
        Assert.Equal(Words, again.Find("textarea").TextContent.Trim());
        Assert.Equal("Lapsi 904 Testinen", await ActsFor(eevi.Browser));
        (await again.Press("Vahvista aika")).Shows(Words);
        Assert.Equal(eevi.Id.Value, await Db.ReadOne<Guid>("select subject from booking.appointment where status = 'booked'"));
    }

    /// <summary>The page of the first child is kept in the address, and the second is chosen all the same.</summary>
    [Fact]
    public async Task Words_about_one_child_do_not_turn_up_in_the_matters_of_the_other()
    {
        var eevi = await For(Eevi);
        var form = await Confirming(eevi);
        var onni = await For(Onni);
        await form.Press("Vahvista aika");
        var (id, path) = await Db.ReadOne<(Guid Id, string Path)>("select id, path from login.kept_form");
        Assert.Equal(0, await Take(onni.Id));
        Assert.Equal(0, await Take(Aino.Id));
        Assert.Equal(1, await Take(eevi.Id));

        async Task<int> Take(PersonId whom)
        {
            await using var work = Host.Get<PortalDb>().As(Aino.Resident);
            return (await work.CommitWith<byte[]>(LoginQueries.TakeForm, new { id, browser_hash = (byte[]?)null, path, now = Clock.Now, for_whom = whom }, Ct)).Count;
        }
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task Ones_own_form_and_a_childs_do_not_mix(bool ownForm)
    {
        var eevi = await For(Eevi);
        if (ownForm) await Host.ActForSelf(eevi);
        var form = await Confirming(eevi);
        await Host.Choose(eevi, ownForm ? eevi.Id : Aino.Id, ownForm ? Basis.Guardian : Basis.Self);

        var turned = await form.Press("Vahvista aika");
        Assert.StartsWith($"/fi/acting/other/{(ownForm ? Aino.Id : eevi.Id)}", turned.Path);
        Assert.Equal(0, await BookedNow());
        var again = await turned.Press(ownForm ? "Jatka: Aino" : "Jatka: Lapsi");
        Assert.Equal(Words, again.Find("textarea").TextContent.Trim());
    }

    /// <summary>Somebody's id in an address is no way to learn their name.</summary>
    [Fact]
    public async Task The_page_of_the_other_person_names_nobody_whom_one_may_not_know()
    {
        var stranger = await Host.SignInResident(TestHetu.Of(77));
        var page = await Aino.Browser.Open($"/fi/acting/other/{stranger.Id}");
        page.DoesNotShow("977");
        Assert.DoesNotContain(page.All("button"), b => b.GetAttribute("value") == stranger.Id.ToString());
        Assert.Equal(404, (int)(await (await Aino.Browser.Open("/fi/acting")).WithField("who", $"{stranger.Id}").Press("Asioin omasta puolestani")).Status);
    }

    [Fact]
    public async Task A_form_that_names_nobody_is_not_taken_while_acting()
    {
        var eevi = await For(Eevi);
        var form = await Confirming(eevi);
        form.Find("main input[name=_for]").Remove();
        Assert.StartsWith("/fi/acting/other/nobody", (await form.Press("Vahvista aika")).Path);
        Assert.Equal(0, await BookedNow());
    }

    /// <summary>What may be done for a child changes while a form is open: only the form of what may not be done any more goes nowhere.</summary>
    [Fact]
    public async Task A_childs_birthday_between_opening_a_form_and_sending_it_does_not_lose_it()
    {
        var almostTwelve = TestHetu.Of(new DateOnly(2014, 11, 24), 912);
        await EveningBefore(TimeSpan.FromSeconds(30));
        var child = await For(almostTwelve);
        var form = await Confirming(child);
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await form.Press("Vahvista aika")).Shows("Aika on varattu");
        Assert.DoesNotContain("chat:see", (await Host.Ask(Aino.Id, almostTwelve, Basis.Guardian)).Acting!.May);
    }

    [Fact]
    public async Task Choosing_a_person_goes_on_only_to_a_page_of_the_portal()
    {
        var eevi = await For(Eevi);
        foreach (var elsewhere in new[] { "https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)" })
        {
            var page = await Aino.Browser.Open($"/fi/acting?returnUrl={Uri.EscapeDataString(elsewhere)}");
            Assert.Equal("/fi", (await page.PressValue("who", $"{eevi.Id}")).Path);
            Assert.DoesNotContain("elsewhere", (await Aino.Browser.Open($"/fi/acting/unavailable?returnUrl={Uri.EscapeDataString(elsewhere)}")).Find("main").InnerHtml);
        }
    }
}
