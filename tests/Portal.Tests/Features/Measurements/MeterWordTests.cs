using System.Net;
using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Features.Measurements;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements;

/// <summary>A meter that shows HI or LO: a reading without a number, and the most dangerous of all.</summary>
public sealed class MeterWordTests : MeasurementTest
{
    const string Glucose = "/fi/measurements/glucose";

    Measure glucose => Host.Get<ContentFacade>().Measure("glucose")!;

    Task<List<Reading>> Kept(SignedInResident who) => Db.Read<Reading>("select * from measurements.reading where subject = @id order by measured_at, id, version", new { id = who.Id.Value });

    ReadingEntry Sugar(decimal? value, string? shown = null, DateTimeOffset? at = null) => new(Guid.CreateVersion7(), glucose, at ?? At(7, 30), [value]) { MeterShows = shown };

    [Theory]
    [InlineData("HI", "glucose-very-high", "Verensokerisi on vaarallisen korkea.")]
    [InlineData("lo", "glucose-very-low", "Verensokerisi on vaarallisen matala.")]
    public async Task It_is_kept_with_its_text(string typed, string limit, string told)
    {
        var aino = await Host.SignInResident();
        var page = await (await aino.Browser.Open(Glucose)).Fill("glucose", typed).Press("Tallenna");
        page.Shows(told);
        page.Shows("Tätä ei ole lähetetty kenellekään.");
        Assert.NotEmpty(page.All(".danger-notice [role=alert] a[href='tel:116117']"));
        var r = Assert.Single(await Kept(aino));
        Assert.Equal((typed.ToUpperInvariant(), null, limit, ReadingState.Draft), (r.MeterShows, r.Value1, r.Danger, r.State));
    }

    /// <summary>The keyboard of a number field has no letters on a telephone.</summary>
    [Fact]
    public async Task It_can_be_chosen_without_letters()
    {
        var aino = await Host.SignInResident();
        var page = await (await aino.Browser.Open(Glucose)).Fill("glucose", "12,1").Choose("HI: arvo on suurempi kuin mittari pystyy mittaamaan").Press("Tallenna");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        page.Shows("Kenttä ei ole tyhjä, vaikka valitsit, että mittari näytti HI tai LO.");
        page.Shows("Verensokerisi on vaarallisen korkea.");                          // whatever else is asked back
        Assert.Contains("danger-notice", page.All("[autofocus]")[0].ClassName);      // what to do comes before what to correct
        Assert.Equal("12,1", page.All("input[name=glucose]")[0].GetAttribute("value"));
        await page.Fill("glucose", "").Press("Tallenna");
        Assert.Equal(("HI", null), Assert.Single(await Kept(aino)) is var r ? (r.MeterShows, r.Value1) : default);
        Assert.Empty((await aino.Browser.Open("/fi/measurements/weight")).All("[name=shows]"));
    }

    [Fact]
    public async Task Its_text_does_not_wait_for_what_else_is_asked_back()
    {
        var aino = await Host.SignInResident();
        var page = await (await aino.Browser.Open(Glucose)).Fill("glucose", "LO").Choose("Aikaisemmin").Fill("time", "25.70").Press("Tallenna");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        page.Shows("Verensokerisi on vaarallisen matala.");
        Assert.Empty(await Kept(aino));
    }

    [Fact]
    public async Task The_summary_of_a_review_says_what_is_not_in_its_mean()
    {
        var aino = await Host.SignInResident();
        ReadingEntry[] entries = [Sugar(6.0m, at: At(6)), Sugar(7.0m, at: At(7)), Sugar(null, "HI", At(7, 30))];
        var id = await Sent(aino.Resident, entries);
        var nurse = await Host.SignInProfessional();
        var page = await nurse.Browser.Open($"/fi/staff/cases/{id}");
        page.Shows("6,5 mmol/l");
        var reviewed = await Host.Get<Portal.Features.Measurements.Reviews.ReviewReadings>().Handle(nurse.Professional, id, new(Portal.Features.Measurements.Reviews.ReviewAct.Finish,
            new Dictionary<string, Guid> { ["glucose"] = Guid.CreateVersion7() }, entries.Select(e => (e.Id, 1)).ToHashSet(), new Dictionary<Guid, string>(), null, Guid.CreateVersion7(), "Soitan sinulle."), Ct);
        Assert.Equal(Portal.Features.Measurements.Reviews.ReviewReadings.Outcome.Reviewed, reviewed.Outcome);
        Assert.Equal("Verensokeri: keskiarvo 6,5 mmol/l. Mittauksia 3, päiviä 1. Näistä HI tai LO luvun sijasta: 1.", (await Stored(id)).Summary);
    }

    [Fact]
    public async Task In_a_watched_plan_it_is_sent_at_once_and_lifts_the_case()
    {
        var aino = await Host.SignInResident();
        await Db.Write("""
            insert into measurements.plan (id, subject, measure, template, queue, unit, ordered_by, ordered_at, starts_on, ends_on, times, each_time, every_days, look_by)
            values (@id, @subject, 'glucose', 'glucose-type2', 'nurse-advice', 'keskusta', @id, @now, '2026-11-23', '2026-11-29', '{morning}', 1, 1, @now)
            """, new { id = Guid.CreateVersion7(), subject = aino.Id.Value, now = At(8) });
        var page = await (await aino.Browser.Open(Glucose)).Fill("glucose", "HI").Press("Tallenna");
        page.Shows("Tämä lähetettiin heti:");
        var r = Assert.Single(await Kept(aino));
        Assert.Equal(ReadingState.Sent, r.State);
        var its = await Stored(r.CaseId!.Value);
        Assert.Equal((CaseChannel.Measurements, "dangerous-value"), (its.Channel, its.UrgencyWhy));

        var nurse = await Host.SignInProfessional();
        var review = await nurse.Browser.Open($"/fi/staff/cases/{r.CaseId}");   // nothing but HI: there is no mean, and no error
        review.Shows("HI");
        review.Shows("HI tai LO luvun sijasta: 1.");
    }

    [Fact]
    public async Task It_is_corrected_to_the_number_that_was_measured_next()
    {
        var aino = await Host.SignInResident();
        var entry = Sugar(null, "HI");
        await Record(aino.Resident, entry);
        var page = await aino.Browser.Open($"/fi/measurements/reading/{entry.Id}?what=correct");
        Assert.Equal("HI", page.All("input[name=shows][checked]")[0].GetAttribute("value"));
        page = await page.Choose("Luvun").Fill("glucose", "9,2").Press("Tallenna korjaus");
        page.Shows("9,2 mmol/l");
        var now = (await Kept(aino))[^1];
        Assert.Equal((2, null, 9.2m, null), (now.Version, now.MeterShows, now.Value1, now.Danger));
        Assert.Equal(ChangeReading.Outcome.Same, (await Change(aino.Resident, entry.Id, 2, entry with { Values = [9.2m], MeterShows = null })).Outcome);
        Assert.Equal(ChangeReading.Outcome.Changed, (await Change(aino.Resident, entry.Id, 2, entry)).Outcome);
    }

    [Fact]
    public async Task Sent_twice_from_a_device_it_is_one_and_the_same()
    {
        var aino = (await Host.SignInResident()).Resident;
        var entry = Sugar(null, "LO");
        await Record(aino, entry);
        var again = await Record(aino, entry);
        Assert.Equal("glucose-very-low", Assert.Single(again.Dangers).Limit.Id);
        Assert.Single(await Versions(entry.Id));
    }

    [Fact]
    public async Task It_is_no_part_of_a_mean_and_is_seen_in_every_chart()
    {
        var aino = await Host.SignInResident();
        await Record(aino.Resident, Sugar(6.0m, at: At(7, day: -1)), Sugar(null, "HI", At(12, day: -1)), Sugar(7.0m, at: At(20, day: -1)), Sugar(null, "HI", At(7)));
        var year = await Host.Get<ReadSeries>().Handle(aino.Resident, "glucose", SeriesRange.Year, Ct);
        Assert.Equal([(2, 1, 6.5m), (0, 1, null)], year.Buckets.Select(b => (b.Count, b.Beyond, b.Mean1)));
        foreach (var range in (string[])["week", "year"])
        {
            var page = await aino.Browser.Open($"{Glucose}?range={range}");
            page.Shows("HI tai LO luvun sijasta: 2.");
            Assert.Contains("6,5", page.All("svg desc")[0].TextContent);
            Assert.Contains("HI", page.All(".line-chart table")[0].TextContent);
            Assert.Single(page.All("svg path.danger"));
        }
    }
}
