using Microsoft.Extensions.DependencyInjection;
using Portal.Features.Login;
using Portal.Tests.House;

namespace Portal.Tests.Features.ActingFor;

/// <summary>The registers do not answer: nothing is done under an unchecked right, one's own matters work, no word is lost.</summary>
public class RegisterDownTests : GateTest
{
    static readonly string Eevi = TestHetu.Child(4, 904);

    [Theory]
    [InlineData(true, false), InlineData(false, true), InlineData(true, true)]
    public async Task A_page_is_not_shown_on_an_old_yes_and_ones_own_matters_work(bool valtuudet, bool population)
    {
        var eevi = await For(Eevi);
        (Host.Registers.ValtuudetDown, Host.Registers.PopulationDown) = (valtuudet, population);
        Clock.Advance(ToSee - TimeSpan.FromSeconds(1));
        Assert.Equal(List, (await eevi.Browser.Open(List)).Path);   // the yes still holds
        Clock.Advance(TimeSpan.FromSeconds(1));

        var page = await eevi.Browser.Open(List);
        Assert.StartsWith("/fi/acting/unavailable", page.Path);
        page.Shows("116117");
        await page.Press("Asioi omasta puolestasi");
        (await (await Confirming(Aino)).Press("Vahvista aika")).Shows("Aika on varattu");
        Assert.Equal(Aino.Id.Value, await Db.ReadOne<Guid>("select subject from booking.appointment where status = 'booked'"));
    }

    [Fact]
    public async Task Nothing_is_done_on_a_yes_of_more_than_a_minute_and_the_words_come_back()
    {
        var eevi = await For(Eevi);
        var form = await Confirming(eevi);
        Host.Registers.Down = true;
        Clock.Advance(ToDo);

        var page = await form.Press("Vahvista aika");
        Assert.StartsWith("/fi/acting/unavailable", page.Path);
        Assert.Equal(0, await BookedNow());

        Host.Registers.Down = false;
        var again = await page.Follow("Yritä uudelleen");
        Assert.Equal(Words, again.Find("textarea").TextContent.Trim());
        (await again.Press("Vahvista aika")).Shows("Aika on varattu");
    }

    [Fact]
    public async Task A_no_while_the_portal_asks_again_is_not_mistaken_for_silence()
    {
        var eevi = await For(Eevi);
        await Host.ForgetRight(eevi);
        Assert.Equal(List, (await eevi.Browser.Open(List)).Path);   // not asked yet
        Clock.Advance(ToSee);
        Assert.StartsWith("/fi/acting/ended", (await eevi.Browser.Open(List)).Path);
        Assert.Equal("register", await Db.ReadOne<string>("select ended_how from acting_for.representation"));
    }

    /// <summary>A login waits for nobody: somebody who acts for others is asked, unless the registers are slow or away.</summary>
    [Fact]
    public async Task After_the_login_one_is_asked_for_whom_only_when_there_is_somebody_and_nobody_waits_for_the_registers()
    {
        Task<string?> Next() => Host.Services.GetServices<IAfterLogin>().Single().Next(Aino.Id, "fi", "/fi/preferences", Ct);
        Assert.Null(await Next());
        Host.Registers.Guardian(await Host.HetuOf(Aino.Id), Eevi);
        Assert.Equal("/fi/acting?returnUrl=%2Ffi%2Fpreferences", await Next());
        Host.Registers.Down = true;
        Assert.Null(await Next());
        Host.Registers.Down = false;

        var answers = new TaskCompletionSource();
        Host.Registers.Slow = answers.Task;
        Assert.Null(await Next());   // the register answers only after this
        answers.SetResult();
    }

    [Fact]
    public async Task Many_requests_at_once_on_an_old_yes_all_get_their_page()
    {
        var eevi = await For(Eevi);
        Clock.Advance(ToSee);
        var pages = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => eevi.Browser.Get(List)));
        Assert.All(pages, p => Assert.Equal(200, (int)p.StatusCode));
        Assert.Equal(1, await Db.ReadOne<int>("select count(*)::int from acting_for.representation"));
        Assert.Equal("Lapsi 904 Testinen", await ActsFor(eevi.Browser));
    }

    [Fact]
    public async Task A_choice_that_the_registers_refuse_or_cannot_answer_chooses_nobody()
    {
        var eevi = await For(Eevi);
        await Host.ActForSelf(eevi);
        var page = await Aino.Browser.Open("/fi/acting");
        Host.Registers.Down = true;
        Assert.StartsWith("/fi/acting/unavailable", (await page.PressValue("who", $"{eevi.Id}")).Path);
        Host.Registers.Down = false;
        await Host.ForgetRight(eevi);
        Assert.StartsWith("/fi/acting/refused", (await page.PressValue("who", $"{eevi.Id}")).Path);
        Assert.Null(await ActsFor(Aino.Browser));
    }
}
