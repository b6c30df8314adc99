using Portal.Features.Content;
using Portal.Features.Measurements;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements;

/// <summary>A measure over time: what a chart is drawn from.</summary>
public sealed class SeriesTests : MeasurementTest
{
    Task<Series> Read(Resident resident, SeriesRange range) => Host.Get<ReadSeries>().Handle(resident, "blood-pressure", range, Ct);

    [Fact]
    public async Task A_week_has_each_reading_and_a_year_the_means_of_weeks()
    {
        var aino = (await Host.SignInResident()).Resident;
        await Record(aino, Pressure(130, 80, at: At(7)), Pressure(141, 85, at: At(7, day: -1)), Pressure(139, 83, at: At(20, day: -2)), Pressure(120, 70, at: At(7, day: -8)));
        Assert.Equal([139m, 141m, 130m], (await Read(aino, SeriesRange.Week)).Readings.Select(r => r.Value1!.Value));
        Assert.Equal(4, (await Read(aino, SeriesRange.Month)).Readings.Count);

        var year = await Read(aino, SeriesRange.Year);   // today is a Monday: a week of its own
        Assert.Equal([(new(2026, 11, 9), 1, 120m), (new(2026, 11, 16), 2, 140m), (new DateOnly(2026, 11, 23), 1, 130m)], year.Buckets.Select(b => (b.StartsOn, b.Count, b.Mean1!.Value)));
        Assert.Equal((139m, 141m, 84m, 83m, 85m), (year.Buckets[1].Lowest1, year.Buckets[1].Highest1, year.Buckets[1].Mean2, year.Buckets[1].Lowest2, year.Buckets[1].Highest2));
        Assert.Equal(DayOfWeek.Monday, year.From.DayOfWeek);
        Assert.Equal(3, (await Audit.LinesOf(aino.Subject)).Count(l => l.Action == "measurements.series.seen"));
    }

    /// <summary>Half past midnight in Helsinki is still the day before in UTC.</summary>
    [Fact]
    public async Task A_week_begins_at_midnight_in_Helsinki()
    {
        var aino = (await Host.SignInResident()).Resident;
        await Record(aino, Pressure(130, 80, at: At(0, 30)), Pressure(120, 80, at: At(23, 30, day: -1)));
        Assert.Equal([(new(2026, 11, 16), 120m), (new DateOnly(2026, 11, 23), 130m)], (await Read(aino, SeriesRange.Year)).Buckets.Select(b => (b.StartsOn, b.Mean1!.Value)));
    }

    /// <summary>Three blows, of which the best counts: in a year's weeks as in a nurse's review.</summary>
    [Fact]
    public async Task A_years_weeks_of_peak_flow_are_of_the_best_of_each_time()
    {
        var aino = (await Host.SignInResident()).Resident;
        var peakFlow = Host.Get<ContentFacade>().Measure("peak-flow")!;
        await Record(aino, [.. new[] { (-1, 0, 420), (-1, 1, 460), (-1, 2, 440), (-1, 45, 400), (0, 0, 390) }.Select(b => new ReadingEntry(Guid.CreateVersion7(), peakFlow, At(7, b.Item2, b.Item1), [b.Item3]))]);
        var year = await Host.Get<ReadSeries>().Handle(aino, "peak-flow", SeriesRange.Year, Ct);
        Assert.Equal([(new(2026, 11, 16), 2, 430m, 400m, 460m), (new DateOnly(2026, 11, 23), 1, 390m, 390m, 390m)],
            year.Buckets.Select(b => (b.StartsOn, b.Count, b.Mean1!.Value, b.Lowest1!.Value, b.Highest1!.Value)));
    }

    [Fact]
    public async Task Mistakes_and_what_was_not_accepted_are_left_out()
    {
        var aino = (await Host.SignInResident()).Resident;
        var (kept, mistake, refused) = (Pressure(130, 80), Pressure(190, 120), Pressure(180, 110));
        await Record(aino, kept, mistake, refused);
        await Change(aino, mistake.Id, 1, null);
        await Db.Write("update measurements.reading set state = 'refused', case_id = id where id = @id", new { id = refused.Id });
        Assert.Equal([kept.Id], (await Read(aino, SeriesRange.Week)).Readings.Select(r => r.Id));
        Assert.Equal(1, Assert.Single((await Read(aino, SeriesRange.Year)).Buckets).Count);
    }

    [Fact]
    public async Task Somebody_elses_are_not_there()
    {
        await Record((await Host.SignInResident(1)).Resident, Pressure(130, 80));
        Assert.True((await Read((await Host.SignInResident(2)).Resident, SeriesRange.Year)).IsEmpty);
    }

    [Fact]
    public async Task A_unit_sees_what_it_was_sent_and_no_drafts()
    {
        var aino = (await Host.SignInResident()).Resident;
        var (nurse, away) = (await Host.SignInProfessional(), await Host.SignInProfessional("rantakyla"));
        await Sent(aino, Pressure(130, 80));
        await Record(aino, Pressure(150, 90));
        Task<Series> Of(Professional who) => Host.Get<ReadSeries>().Handle(who, aino.Subject, "blood-pressure", SeriesRange.Year, Ct);
        Assert.Equal(130m, Assert.Single((await Of(nurse.Professional)).Buckets).Mean1);
        Assert.True((await Of(away.Professional)).IsEmpty);
        Assert.Contains(await Audit.LinesOf(aino.Subject), l => l.Action == "measurements.series.seen" && l.Staff == nurse.Professional.StaffId);
    }

    /// <summary>One look at the index of the person's readings, not at everybody's.</summary>
    [Fact]
    public async Task A_year_is_read_by_the_index()
    {
        await Db.Write("set enable_seqscan = off");
        var plan = await Db.Read<string>("explain " + SeriesQueries.Buckets.Replace("@unit", "'week'").Replace("@subject", "gen_random_uuid()").Replace("@measure", "'x'").Replace("@from", "now()").Replace("@to", "now()"));
        Assert.Contains(plan, line => line.Contains("reading_series"));
        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan"));
    }
}
