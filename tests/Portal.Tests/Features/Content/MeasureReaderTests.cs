using Portal.Features.Content;

namespace Portal.Tests.Features.Content;

/// <summary>What is read of a measure, and every check of it, proved by content that breaks it.</summary>
public sealed class MeasureReaderTests : IDisposable
{
    const string File = "measurements/pressure.yaml";
    readonly SampleContent content = new();

    public MeasureReaderTests() => content.Write(File, """
        id: pressure
        order: 2
        name: { fi: Paine, sv: Tryck, en: Pressure }
        how:
          - { fi: Istu., sv: Sitt., en: Sit. }
          - { fi: Mittaa., sv: Mät., en: Measure. }
        source: A book
        sign_off: pending
        posture: true
        mean: true
        first_day_out: true
        contexts:
          - id: home
            name: { fi: Kotona, sv: Hemma, en: At home }
          - id: work
            name: { fi: Töissä, sv: På jobbet, en: At work }
        code:
          loinc:
            - { code: "85354-9", display: Panel }
          profile: http://example.org/bp
          kanta: http://example.org/kanta
          mean:
            - { code: "96607-7", display: Mean }
        quantities:
          - id: upper
            name: { fi: Ylä, sv: Över, en: Upper }
            unit: mmHg
            ucum: mm[Hg]
            loinc: { code: "8480-6", display: Systolic }
            decimals: 0
            lowest: 50
            highest: 300
            usual_from: 85
            usual_to: 199
            others:
              - { unit: kPa, ucum: kPa, times: 15, divided_by: 2 }
          - id: beat
            name: { fi: Syke, sv: Puls, en: Pulse }
            unit: /min
            ucum: /min
            decimals: 1
            lowest: 20
            highest: 250
            usual_from: 40
            usual_to: 140
            optional: true
        limits:
          - id: soon
            level: today
            any:
              - { quantity: upper, from: 180 }
              - { quantity: beat, under: 39.5 }
            text: { fi: Soita pian., sv: Ring snart., en: Call soon. }
            source: Another book
            sign_off: { by: Lääkäri Testinen, on: 2026-11-20 }
          - id: now
            level: emergency
            any:
              - { quantity: upper, from: 200 }
            text: { fi: Soita., sv: Ring., en: Call. }
            source: Another book
            sign_off: pending
        """);

    public void Dispose() => content.Dispose();

    [Fact]
    public void A_valid_measure_is_read_whole()
    {
        var measure = content.Read().Measures[1];
        Assert.Equal(("pressure", 2, "Tryck"), (measure.Id, measure.Order, measure.Name.Sv));
        Assert.Equal(["Istu.", "Mittaa."], measure.How.Select(step => step.Fi));
        Assert.Equal((true, true, true, false), (measure.Posture, measure.Mean, measure.FirstDayOut, measure.IsWords));
        Assert.Equal([("home", "Hemma"), ("work", "På jobbet")], measure.Contexts.Select(c => (c.Id, c.Name.Sv)));

        var code = measure.Code!;
        Assert.Equal([new Coding("http://loinc.org", "85354-9", "Panel")], code.Codes);
        Assert.Equal([new Coding("http://loinc.org", "96607-7", "Mean")], code.MeanCodes);
        Assert.Equal(("http://example.org/bp", "http://example.org/kanta"), (code.Profile, code.Kanta));

        var (upper, beat) = (measure.Quantities[0], measure.Quantities[1]);
        Assert.Equal(("upper", "Över", "mmHg", "mm[Hg]", 0), (upper.Id, upper.Name.Sv, upper.Unit, upper.Ucum, upper.Decimals));
        Assert.Equal((50m, 85m, 199m, 300m), (upper.Lowest, upper.UsualFrom, upper.UsualTo, upper.Highest));
        Assert.Equal(("8480-6", false), (upper.Loinc!.Code, upper.Optional));
        Assert.Equal(new OtherUnit("kPa", "kPa", 0, 15, 2), upper.Others.Single());
        Assert.Equal((null, true, 1), (beat.Loinc, beat.Optional, beat.Decimals));
    }

    [Fact]
    public void Limits_come_the_most_dangerous_first()
    {
        var limits = content.Read().Measures[1].Limits;
        Assert.Equal([("now", DangerLevel.Emergency), ("soon", DangerLevel.Today)], limits.Select(l => (l.Id, l.Level)));
        Assert.Equal([new Threshold(0, 180, null), new Threshold(1, null, 39.5m)], limits[1].Any);
        Assert.Equal(("Ring snart.", "Another book", "Lääkäri Testinen"), (limits[1].Text.Sv, limits[1].Source.Source, limits[1].Source.SignOff?.By));
        Assert.Null(limits[0].Source.SignOff);
    }

    [Fact]
    public void A_diary_of_words_has_no_quantities()
    {
        content.Write("measurements/words.yaml", """
            id: words
            order: 3
            name: { fi: Sanat, sv: Ord, en: Words }
            how:
              - { fi: Kirjoita., sv: Skriv., en: Write. }
            source: A book
            sign_off: pending
            """);
        var words = content.Read().Measures[2];
        Assert.Equal((true, null, false), (words.IsWords, words.Code, words.Mean));
        Assert.Empty(words.Limits);

        content.Write("measurements/words.yaml", System.IO.File.ReadAllText(Path.Combine(content.Directory, "measurements/words.yaml")) + """

            mean: true
            code: { loinc: [{ code: "1-8", display: Words }] }
            """);
        Assert.Equal(
            ["measurements/words.yaml:1: mean needs quantities: words have none", "measurements/words.yaml:1: code needs quantities: words stay in the portal"],
            Assert.Throws<ContentException>(content.Read).Problems);
    }

    [Theory]
    [InlineData("id: pressure", "id: presure", "must be the same as the file's name")]
    [InlineData("order: 2", "order: 1", "measurements: order: '1' is there 2 times")]
    [InlineData("order: 2", "order: first", "pressure.yaml:1: order is 'first', but must be a whole number from 1 to 999")]
    [InlineData("sv: Mät., ", "", "pressure.yaml:6: how[2].sv is missing")]
    [InlineData("sv: Tryck", "sv: Paine", "pressure.yaml:3: name.sv is the same as the Finnish")]
    [InlineData("source: A book\n", "", "pressure.yaml:1: source is missing")]
    [InlineData("posture: true", "posture: sometimes", "posture is 'sometimes', but must be true or false")]
    [InlineData("mean: true\n", "", "pressure.yaml:1: first_day_out says what the mean leaves out, but there is no mean")]
    [InlineData("mean: true\nfirst_day_out: true\n", "", "code.mean says how the mean is told, but there is no mean")]
    [InlineData("first_day_out: true", "best_within_minutes: 30", "best_within_minutes needs one quantity")]
    [InlineData("first_day_out: true", "first_day_out: true\nbest_within_minutes: 30", "best_within_minutes says what the mean is of: it needs a mean, of all the days")]
    [InlineData("first_day_out: true", "best_within_minutes: half", "best_within_minutes is 'half', but must be a whole number from 1 to 120")]
    [InlineData("id: work", "id: home", "contexts has 'home' twice")]
    [InlineData("\"85354-9\"", "85354", "code.loinc[1].code is '85354', but must be a LOINC code")]
    [InlineData("id: beat", "id: upper", "pressure.yaml:1: quantities has 'upper' twice")]
    [InlineData("usual_to: 199\n", "usual_to: 199\n    optional: true\n", "quantities begins with an optional one")]
    [InlineData("decimals: 0", "decimals: 3", "pressure.yaml:25: quantities[1].decimals is '3', but must be a whole number from 0 to 2")]
    [InlineData("highest: 300", "highest: 3O0", "quantities[1].highest is '3O0', but must be a number such as 5.5")]
    [InlineData("highest: 300", "highest: 198", "quantities[1].usual_from must be in order")]
    [InlineData("usual_from: 85", "usual_from: 49.9", "quantities[1].usual_from must be in order")]
    [InlineData("usual_from: 85", "usual_from: \"85,5\"", "quantities[1].usual_from is '85,5'")]
    [InlineData("unit: kPa", "unit: mmHg", "quantities[1].others has 'mmHg' twice")]
    [InlineData("divided_by: 2", "divided_by: 0", "pressure.yaml:36: quantities[1].others[1].times and 'divided_by' must be above 0")]
    [InlineData("times: 15", "time: 15", "others[1].time is not a known field")]
    [InlineData("id: now", "id: soon", "limits has 'soon' twice")]
    [InlineData("level: emergency", "level: emergency\n    meter_shows: HI", "limits 'now' has meter_shows: that is for a measure of one number")]
    [InlineData("level: emergency", "level: panic", "limits[2].level is 'panic', but must be one of today, urgent, emergency")]
    [InlineData("quantity: beat, under: 39.5", "quantity: beats, under: 39.5", "pressure.yaml:52: limits[1].any[2].quantity has 'beats', which does not exist")]
    [InlineData("under: 39.5", "under: 39.5, from: 30", "limits[1].any[2].from or 'under', 'rise'")]
    [InlineData("quantity: beat, under: 39.5", "quantity: beat", "limits[1].any[2].from or 'under', 'rise'")]
    [InlineData("under: 39.5", "rise: 2", "limits[1].any[2].within_days is missing")]
    [InlineData("under: 39.5", "rise: 0, within_days: 3", "limits[1].any[2].rise must be above 0")]
    [InlineData("under: 39.5", "under_best_percent: 100", "limits[1].any[2].under_best_percent is '100'")]
    [InlineData("under: 39.5", "under: 20", "limits[1].any[2].under must be between the quantity's lowest and highest")]
    [InlineData("from: 200", "from: 300.1", "limits[2].any[1].from must be between the quantity's lowest and highest")]
    [InlineData("from: 180", "from: 50", "limits[1].any[1].from must be between the quantity's lowest and highest")]
    [InlineData("en: Call soon. }", "en: Ring snart. }", "limits[1].text.en is the same as the Swedish")]
    [InlineData("sign_off: { by: Lääkäri Testinen, on: 2026-11-20 }", "sign_off: yes", "limits[1].sign_off must have fields of its own")]
    public void A_fault_in_a_measure_is_named(string old, string with, string problem) => content.Refuses(File, old, with, problem);

    [Fact]
    public void More_quantities_than_are_kept_are_refused()
    {
        var third = "quantities:\n" + string.Concat(Enumerable.Range(1, 2).Select(i => $$"""
              - { id: more{{i}}, name: { fi: A, sv: B, en: C }, unit: x, ucum: x, decimals: 0, lowest: 0, highest: 9, usual_from: 0, usual_to: 9 }

            """));
        content.Refuses(File, "quantities:\n", third, "pressure.yaml:1: quantities has more than 3");
    }
}
