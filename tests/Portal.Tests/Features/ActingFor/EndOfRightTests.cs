using Portal.Features.ActingFor;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.ActingFor;

/// <summary>A right ends: in the register, by age, by the person represented. From that moment nothing more is seen or done.</summary>
public class EndOfRightTests : GateTest
{
    static readonly string Eevi = TestHetu.Child(4, 904);

    [Fact]
    public async Task A_right_that_ends_mid_form_does_nothing_says_so_and_leaves_the_draft_to_the_person()
    {
        var tuula = await Host.SignInResident(2);
        var veikko = await Host.SignInResident(3);
        var acting = await Host.ActFor(tuula, veikko);
        var form = await Confirming(acting);
        await Host.ForgetRight(acting);
        Clock.Advance(ToDo);

        var ended = await form.Press("Vahvista aika");
        Assert.Equal("/fi/acting/ended", ended.Path);
        ended.Shows("Et voi enää asioida henkilön Lapsi 903");
        Assert.Equal(0, await BookedNow());
        var draft = await Db.ReadOne<(Guid Subject, Guid Delegate, string Path)>("select subject, delegate, path from acting_for.draft");
        Assert.Equal((veikko.Id.Value, tuula.Id.Value), (draft.Subject, draft.Delegate));

        Assert.DoesNotContain(Words, (await tuula.Browser.Open(draft.Path)).Document.Source.Text);
        var own = await veikko.Browser.Open(draft.Path);
        Assert.Equal(Words, own.Find("textarea").TextContent.Trim());
    }

    [Fact]
    public async Task An_ended_right_closes_every_page_until_ones_own_matters_are_chosen()
    {
        var eevi = await For(Eevi);
        await Host.EndRight(eevi, EndedHow.Subject);
        foreach (var path in new[] { List, Times, "/fi", "/fi/preferences", "/sv/sessions" })
            Assert.EndsWith("/acting/ended", (await eevi.Browser.Open(path)).Path.Split('?')[0]);
        var own = await (await eevi.Browser.Open(List)).Press("Asioi omasta puolestasi");
        Assert.Equal("/fi", own.Path);
        Assert.Equal(200, (int)(await eevi.Browser.Open(List)).Status);
        Assert.Null(await ActsFor(eevi.Browser));
    }

    /// <summary>At 0.00 on the 18th birthday in Helsinki, not a second before or after, whatever the register still says.</summary>
    [Fact]
    public async Task A_young_person_comes_of_age_at_midnight_in_the_middle_of_a_session()
    {
        var midnight = await EveningBefore(TimeSpan.FromMinutes(1));
        var viivi = await For(TestHetu.Of(new DateOnly(2008, 11, 24), 918));
        Clock.Set(midnight.AddTicks(-10));
        Assert.Equal(List, (await viivi.Browser.Open(List)).Path);
        Clock.Set(midnight);
        Assert.StartsWith("/fi/acting/ended", (await viivi.Browser.Open(List)).Path);
        Assert.Equal(CheckRight.Outcome.Refused, (await Host.Ask(Aino.Id, TestHetu.Of(new DateOnly(2008, 11, 24), 918), Basis.Guardian)).Outcome);
    }

    [Fact]
    public async Task A_young_person_turning_15_books_for_themselves_from_midnight_on()
    {
        var midnight = await EveningBefore(TimeSpan.FromSeconds(20));
        var kasper = await For(TestHetu.Of(new DateOnly(2011, 11, 24), 915));
        var form = await Confirming(kasper);
        Clock.Set(midnight);
        Assert.Equal("/fi/acting/not-allowed", (await form.Press("Vahvista aika")).Path);
        Assert.Equal(0, await BookedNow());
        Assert.Equal(List, (await kasper.Browser.Open(List)).Path);   // to look is still theirs
    }

    [Fact]
    public async Task Leaving_and_logging_in_again_begins_with_ones_own_matters()
    {
        var eevi = await For(Eevi);
        Assert.Equal("Lapsi 904 Testinen", await ActsFor(eevi.Browser));
        Host.Outbound.Answer("https://residents.test", _ => new(System.Net.HttpStatusCode.ServiceUnavailable));
        await eevi.Browser.Get($"/bff/logout?sid={await Host.SessionOf(eevi.Browser)}");
        Assert.StartsWith("/fi/login", (await eevi.Browser.Open(List)).Path);
        var again = await Host.SignInResident(1);
        Assert.Equal(Aino.Id, again.Id);
        Assert.Null(await ActsFor(again.Browser));
        Assert.Equal(0, await Db.ReadOne<int>("select count(*)::int from login.session where acting_for is not null and ended_at is null"));
    }

    [Fact]
    public async Task One_session_acts_for_a_child_while_the_other_of_the_same_person_does_not()
    {
        var phone = await Host.SignInResident(1);
        var eevi = await For(Eevi);
        Assert.Null(await ActsFor(phone.Browser));
        await Host.EndRight(eevi);
        Assert.Equal(List, (await phone.Browser.Open(List)).Path);
    }
}
