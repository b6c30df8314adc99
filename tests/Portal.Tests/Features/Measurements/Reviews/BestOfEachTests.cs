using Portal.Features.Content;
using Portal.Features.Measurements;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements.Reviews;

/// <summary>Peak flow: three blows, of which the best counts. What counts of a series has its tests in <see cref="SeriesSummaryTests"/>.</summary>
public sealed class BestOfEachTests : ReviewTest
{
    [Fact]
    public async Task Of_blows_the_best_of_each_time_is_told_and_kept()
    {
        var aino = await Host.SignInResident();
        var peakFlow = Host.Get<ContentFacade>().Measure("peak-flow")!;
        ReadingEntry Blow(int day, int hour, int minute, decimal value) => new(Guid.CreateVersion7(), peakFlow, At(hour, minute, day), [value]);
        var id = await Sent(aino.Resident, Blow(-1, 7, 0, 420), Blow(-1, 7, 1, 460), Blow(-1, 7, 2, 440), Blow(-1, 20, 0, 430), Blow(-1, 20, 1, 450));
        var nurse = await Host.SignInProfessional();
        var page = await nurse.Browser.Open(PageOf(id));
        page.Shows("455 l/min (2 kertaa, 5 mittausta, 1 päivänä)");
        page.Shows("puhallusarvo 450–460");
        page.Shows("aamulla 460, illalla 450");
        page.Shows("Luvut on laskettu kunkin mittauskerran parhaasta arvosta. Yhteen kertaan kuuluvat 30 minuutin sisällä tehdyt mittaukset.");
        await page.Fill("answer", "Kiitos puhalluksista!").Press("Hyväksy, vastaa ja päätä asia");
        Assert.Equal((5, 455m), Assert.Single(await Reviews()) is var review ? (review.Readings, review.Mean1!.Value) : default);
        Assert.Equal("Puhallusarvo (PEF): keskiarvo 455 l/min. Mittauksia 5, päiviä 1. Kunkin mittauskerran paras arvo on laskettu mukaan.", (await Stored(id)).Summary);
    }
}
