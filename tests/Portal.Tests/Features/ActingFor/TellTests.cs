using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.ActingFor;

/// <summary>Nobody is acted for behind their back: the person represented is told, or the other guardian of a small child.</summary>
public class TellTests : ActingTest
{
    const string VeikkosPhone = "+358401111111", MikkosPhone = "+358402222222", AinosPhone = "+358403333333";

    [Fact]
    public async Task An_adult_is_told_of_each_act_once_and_neutrally()
    {
        var veikko = await Host.SignInResident(3);
        await HasPhone(veikko.Id, VeikkosPhone);
        await NewSlot(At(3, 9));
        var acting = await Host.ActFor(Aino, veikko);
        var done = await BookByPages(acting);

        var acted = await Acted(VeikkosPhone);
        Assert.Equal(["Joku on asioinut puolestasi portaalissa. Katso kuka ja mitä: http://localhost/fi/acting/mirror"], acted);

        await (await done.Follow("Peru aika")).Press("Kyllä, peru aika");
        Assert.Equal(2, (await Acted(VeikkosPhone)).Count);
    }

    [Fact]
    public async Task What_one_does_oneself_is_not_told()
    {
        await HasPhone(Aino.Id, AinosPhone);
        await NewSlot(At(3, 9));
        await BookByPages(Aino);
        Assert.Empty(await Acted(AinosPhone));
    }

    [Fact]
    public async Task A_small_childs_other_guardian_is_told_and_not_the_one_who_acted()
    {
        var mikko = await Host.SignInResident(2);
        var child = TestHetu.Child(4);
        await Host.ActFor(mikko, child);
        await HasPhone(mikko.Id, MikkosPhone);
        await HasPhone(Aino.Id, AinosPhone);
        await NewSlot(At(3, 9));
        await BookByPages(await Host.ActFor(Aino, child));

        Assert.Equal(["Lapsesi puolesta on asioitu portaalissa. Katso kuka ja mitä: http://localhost/fi/acting/mirror"], await Acted(MikkosPhone));
        Assert.Empty(await Acted(AinosPhone));
    }

    [Fact]
    public async Task A_guardian_whose_right_the_registers_no_longer_know_is_not_told()
    {
        var mikko = await Host.SignInResident(2);
        var child = TestHetu.Child(4);
        var former = await Host.ActFor(mikko, child);
        await HasPhone(mikko.Id, MikkosPhone);
        await Host.ForgetRight(former);
        await NewSlot(At(3, 9));
        await BookByPages(await Host.ActFor(Aino, child));
        Assert.Empty(await Acted(MikkosPhone));
    }

    [Fact]
    public async Task While_the_registers_are_silent_the_other_guardian_is_told_later()
    {
        var mikko = await Host.SignInResident(2);
        var child = TestHetu.Child(4);
        await Host.ActFor(mikko, child);
        await HasPhone(mikko.Id, MikkosPhone);
        await NewSlot(At(3, 9));
        await BookByPages(await Host.ActFor(Aino, child));
        Host.Registers.Down = true;
        Assert.Empty(await Acted(MikkosPhone));
        Host.Registers.Down = false;
        Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Single(await Acted(MikkosPhone));
    }

    [Fact]
    public async Task A_young_person_is_told_themselves_by_the_channels_they_chose()
    {
        var hetu = TestHetu.Child(14);
        var young = await Host.SignInResident(hetu);
        await HasPhone(young.Id, VeikkosPhone);
        await NewSlot(At(3, 9));
        await NewSlot(At(3, 10));
        var acting = await Host.ActFor(Aino, hetu);
        await BookByPages(acting);
        Assert.Single(await Acted(VeikkosPhone));

        await (await young.Browser.Open("/fi/preferences")).Clear("Acting").Press("Tallenna valinnat");
        await BookByPages(acting, "torstai 26.11. klo 10.00");
        Assert.Single(await Acted(VeikkosPhone));
    }

    async Task<List<string>> Acted(string number) => [.. (await TextsTo(number)).Where(t => t.Contains("/acting/mirror", StringComparison.Ordinal))];
}
