using System.Net;
using Portal.Features.ActingFor;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Tests.House;

namespace Portal.Tests.Features.ActingFor;

/// <summary>Birthdays move rights by themselves, to the minute; between them the young person decides.</summary>
public class GrowingUpTests : ActingTest
{
    const string YoungsPhone = "+358401111111", AinosPhone = "+358403333333";

    /// <summary>Midnight, Finnish time, between the first two days of the test.</summary>
    static readonly DateTimeOffset midnight = new(2026, 11, 23, 22, 0, 0, TimeSpan.Zero);

    /// <summary>Has this birthday at that midnight.</summary>
    static string Turning(int age) => TestHetu.Of(new DateOnly(2026, 11, 24).AddYears(-age), 900);

    [Fact]
    public async Task At_midnight_of_the_eighteenth_birthday_a_guardians_open_session_ends()
    {
        await NewSlot(At(3, 9));
        Clock.Set(midnight.AddMinutes(-5));
        var (young, guardian) = (await Host.SignInResident(Turning(18)), await Host.SignInResident(1));
        // The young person has let guardians book, and one has.
        await (await young.Browser.Open("/fi/acting/growing-up")).Choose("varata, siirtää ja perua aikojani").Press("Tallenna");
        var aino = await Host.ActFor(guardian, Turning(18));
        await BookByPages(aino);

        Clock.Set(midnight.AddMinutes(-1));
        (await aino.Browser.Open("/fi/appointments")).Shows("torstai 26.11.");
        Clock.Set(midnight);
        var ended = await aino.Browser.Open("/fi/appointments");
        Assert.StartsWith("/fi/acting/ended", ended.Path);
        Assert.Empty(await SeenInTheDatabase(aino.Resident));
        (await young.Browser.Open("/fi/acting/mirror")).Shows("Kenelläkään ei ole nyt valtuutta tai huoltajan oikeutta");
        (await young.Browser.Open("/fi/appointments")).Shows("torstai 26.11.");
    }

    [Fact]
    public async Task From_eighteen_on_messages_go_to_the_young_person_and_no_more_to_guardians()
    {
        await NewSlot(At(3, 9));
        var (young, aino) = (await Host.SignInResident(Turning(18)), Aino);
        await HasPhone(young.Id, YoungsPhone);
        await HasPhone(aino.Id, AinosPhone);
        await (await young.Browser.Open("/fi/acting/growing-up")).Choose("varata, siirtää ja perua aikojani").Press("Tallenna");
        await BookByPages(await Host.ActFor(aino, Turning(18)));
        await TextsTo(AinosPhone);
        Texts.Clear();

        Clock.Set(At(2, 9, 30));   // the day before the appointment: the reminder is due, and the birthday is past
        Assert.Contains(await TextsTo(YoungsPhone), t => t.Contains("aika", StringComparison.Ordinal));
        Assert.Empty(await TextsTo(AinosPhone));
    }

    [Fact]
    public async Task At_fifteen_a_guardian_sees_but_books_only_with_leave()
    {
        var slot = await NewSlot(At(3, 9));
        Clock.Set(midnight.AddMinutes(-5));
        var aino = await Host.ActFor(await Host.SignInResident(1), Turning(15));
        Clock.Set(midnight.AddMinutes(-1));
        (await aino.Browser.Open($"/fi/booking/{Service}/time/{slot}")).DoesNotShow("ei voi tehdä toisen puolesta");
        Clock.Set(midnight);
        (await aino.Browser.Open($"/fi/booking/{Service}/time/{slot}")).Shows("Tätä ei voi tehdä toisen puolesta");
        Assert.Equal("/fi/appointments", (await aino.Browser.Open("/fi/appointments")).Path);
    }

    [Fact]
    public async Task What_a_young_person_allows_or_takes_back_holds_at_once()
    {
        var hetu = TestHetu.Child(16);
        var slot = await NewSlot(At(3, 9));
        var young = await Host.SignInResident(hetu);
        var aino = await Host.ActFor(Aino, hetu);
        async Task<string> Opens() => (await aino.Browser.Open($"/fi/booking/{Service}/time/{slot}")).Path;
        Assert.Equal("/fi/acting/not-allowed", await Opens());

        var page = await young.Browser.Open("/fi/acting/growing-up");
        (await page.Choose("varata, siirtää ja perua aikojani").Press("Tallenna")).Shows("Valintasi on tallennettu");
        Assert.Equal($"/fi/booking/{Service}/time/{slot}", await Opens());

        await (await young.Browser.Open("/fi/acting/growing-up")).Clear("varata, siirtää ja perua aikojani").Press("Tallenna");
        Assert.False(await MayInTheDatabase(aino.Resident, "booking:do"));
        Assert.Equal("/fi/acting/not-allowed", await Opens());
        Assert.Equal(["acting-for.permission.given", "acting-for.permission.withdrawn"],
            (await Audit.LinesOf(young.Id)).Where(l => l.Self == young.Id.Value && l.Action.Contains("permission")).Select(l => l.Action));
    }

    [Fact]
    public async Task Only_the_young_person_decides_and_only_while_young()
    {
        var hetu = TestHetu.Child(16);
        var aino = await Host.ActFor(Aino, hetu);
        var page = await aino.Browser.Open("/fi/acting/growing-up");
        page.Shows("Asioit henkilön Lapsi 900 Testinen huoltajana");
        page.DoesNotShow("Mitä huoltajasi voivat tehdä");
        var decide = Host.Get<DecideForGuardians>();
        Assert.Equal(DecideForGuardians.Outcome.NotYours, await decide.Handle(aino.Resident, new HashSet<string> { "chat" }, Ct));
        Assert.Equal(DecideForGuardians.Outcome.NotYours, await decide.Handle((await Host.SignInResident(5)).Resident, new HashSet<string> { "chat" }, Ct));
        Assert.Equal(DecideForGuardians.Outcome.NotYours, await decide.Handle((await Host.SignInResident(TestHetu.Child(10))).Resident, new HashSet<string> { "chat" }, Ct));
        Assert.Equal(0, await Db.ReadOne<long>("select count(*) from acting_for.permission"));
    }

    [Theory]
    [InlineData(4, "12 vuotta, 22.11.2034", "15 vuotta, 22.11.2037", "18 vuotta, 22.11.2040")]
    [InlineData(13, null, "15 vuotta, 22.11.2028", "18 vuotta, 22.11.2031")]
    [InlineData(17, null, null, "18 vuotta, 22.11.2027")]
    public async Task The_page_tells_the_days_that_are_still_to_come(int age, string? decides, string? books, string adult)
    {
        var page = await (await Host.ActFor(Aino, TestHetu.Child(age))).Browser.Open("/fi/acting/growing-up");
        Assert.Equal(new[] { decides, books, adult }.OfType<string>(), page.All("section[aria-labelledby=changes] h3").Select(Page.Words));
        Assert.Contains(await Audit.LinesOf((await Host.Ask(Aino.Resident.Self, TestHetu.Child(age), Basis.Guardian)).Acting!.Subject),
            l => l.Action == "acting-for.growing-up.viewed" && l.Self == Aino.Resident.Self.Value && l.Basis == "guardian");
    }

    [Fact]
    public async Task An_adult_reads_it_in_general_words()
    {
        var page = await Aino.Browser.Open("/fi/acting/growing-up");
        Assert.Equal(["12 vuotta", "15 vuotta", "18 vuotta"], page.All("section[aria-labelledby=changes] h3").Select(Page.Words));
        Assert.Equal(HttpStatusCode.OK, (await Aino.Browser.Open("/en/acting/growing-up")).Status);
    }

    [Fact]
    public async Task Three_months_before_both_are_told_once()
    {
        var hetu = TestHetu.Of(new DateOnly(2008, 12, 24).AddMonths(3), 900);   // 18 on 24 March 2027
        var (young, mikko) = (await Host.SignInResident(hetu), await Host.SignInResident(2));
        await HasPhone(young.Id, YoungsPhone);
        await HasPhone(Aino.Id, AinosPhone);
        await Host.ActFor(Aino, hetu);
        await Host.ActFor(mikko, hetu);
        Clock.Set(new(2026, 12, 24, 6, 59, 0, TimeSpan.Zero));
        Assert.Empty(await TextsTo(YoungsPhone));
        Clock.Advance(TimeSpan.FromMinutes(1));
        foreach (var number in new[] { YoungsPhone, AinosPhone })
            Assert.Equal("Oikeudet asioida nuoren puolesta muuttuvat pian. Katso milloin: http://localhost/fi/acting/growing-up", Assert.Single(await TextsTo(number)));
        Clock.Advance(TimeSpan.FromDays(20));
        Assert.Equal(2, (await TextsTo(YoungsPhone)).Count + (await TextsTo(AinosPhone)).Count);
    }

    [Fact]
    public async Task A_guardian_who_is_one_no_more_hears_nothing_of_it()
    {
        var hetu = TestHetu.Of(new DateOnly(2008, 12, 24).AddMonths(3), 900);
        await HasPhone(Aino.Id, AinosPhone);
        await Host.ForgetRight(await Host.ActFor(Aino, hetu));
        Clock.Set(new(2026, 12, 24, 7, 0, 0, TimeSpan.Zero));
        Assert.Empty(await TextsTo(AinosPhone));
    }

    async Task<List<Guid>> SeenInTheDatabase(Resident resident)
    {
        await using var work = Host.Get<PortalDb>().As(resident);
        return await work.Query<Guid>("select id from booking.appointment where subject = @subject", new { subject = resident.Subject }, Ct);
    }

    async Task<bool> MayInTheDatabase(Resident resident, string what)
    {
        await using var work = Host.Get<PortalDb>().As(resident);
        return await work.QueryOne<bool>("select platform.may(@what)", new { what }, Ct);
    }
}
