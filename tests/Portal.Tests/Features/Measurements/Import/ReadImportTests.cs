using System.Text;
using Portal.Features.Content;
using Portal.Features.Measurements;
using Portal.Features.Measurements.Import;

namespace Portal.Tests.Features.Measurements.Import;

/// <summary>Texts and files as devices write them become readings in words; every line that does not is told by its number.</summary>
public sealed class ReadImportTests
{
    static readonly OtherUnit mgdl = new("mg/dl", "mg/dL", 0, 1, 18.0182m), lb = new("lb", "[lb_av]", 0, 0.45359237m, 1);
    static readonly Measure pressure = Made("blood-pressure", "Verenpaine", One("systolic", "Yläpaine", "mmHg", 0), One("diastolic", "Alapaine", "mmHg", 0), One("pulse", "Syke", "/min", 0, true)),
        glucose = Made("glucose", "Verensokeri", One("glucose", "Verensokeri", "mmol/l", 1, others: mgdl)), weight = Made("weight", "Paino", One("weight", "Paino", "kg", 2, others: lb)),
        diary = Made("diary", "Päiväkirja");

    [Fact]
    public void Omron_Connect_is_read() => Reads(
        """
        Date,Time,Systolic (mmHg),Diastolic (mmHg),Pulse (bpm),Symptoms,Notes
        2026-11-22,07:31,132,84,62,,
        2026-11-22,19:04,128,81,,,"after a walk, tired"
        """, "2 2026-11-22 07:31 132 84 62", "3 2026-11-22 19:04 128 81 - after a walk, tired");

    [Fact]
    public void Beurer_is_read_in_its_sections() => Reads(
        "Beurer HealthManager\n\nVerenpaine\nPäivämäärä;Kellonaika;Systolinen (mmHg);Diastolinen (mmHg);Pulssi (bpm)\n22.11.2026;7.31;132;84;62\n\nPaino\nPäivämäärä;Kellonaika;Paino (kg)\n22.11.2026;7.40;82,4\n",
        "5 22.11.2026 7.31 132 84 62 | blood-pressure", "9 22.11.2026 7.40 82.4 | weight");

    [Fact]
    public void Withings_has_day_and_time_in_one() => Reads(
        "Date,\"Heart rate\",Systolic,Diastolic,Comments\n\"2026-11-22 07:31:05\",62,132,84,\n", "2 2026-11-22 07:31:05 132 84 62");

    [Fact]
    public void FreeStyle_Libre_has_three_columns_of_glucose() => Reads(
        """
        Glukoositiedot,Luotu,22-11-2026 09:00 UTC
        Laite,Sarjanumero,Laitteen aikaleima,Tietueen tyyppi,Historiallinen glukoosi mmol/L,Skannattu glukoosi mmol/L,Liuskaglukoosi mmol/L,Ketoni mmol/L
        FreeStyle LibreLink,1A,22-11-2026 07:30,0,"6,1",,,
        FreeStyle LibreLink,1A,22-11-2026 07:41,1,,"6,4",,
        FreeStyle LibreLink,1A,22-11-2026 07:45,6,,,,
        """, "3 2026-11-22 07:30 6.1", "4 2026-11-22 07:41 6.4");

    [Fact]
    public void Lines_without_a_value_are_counted_not_told_as_unread()
    {
        var found = Read("Date;Time;Glucose (mmol/l)\n22.11.2026;7.30;6,1\n22.11.2026;7.45;\n");
        Assert.Equal((1, 1, 0), (found.Readings.Count, found.Empty, found.Unread.Count));
    }

    [Theory]
    [InlineData("Date;Time;Glucose [mg/dL]\n22.11.2026;7.30;119\n")]
    [InlineData("Pvm;Klo;Tulos;Yksikkö\n22.11.2026;7.30;119;mg/dl\n")]
    [InlineData("Datum;Tid;Blodsocker\n22.11.2026;7.30;119 mg/dL\n")]
    public void Another_unit_is_converted_exactly_and_said(string text)
    {
        var one = Assert.Single(Read(text).Readings);
        Assert.Equal(("6.6", "119 mg/dl"), (one.Typed.Values["glucose"], one.Original));
    }

    [Fact]
    public void An_unknown_unit_is_left_for_the_check_to_ask_about() =>
        Assert.Equal("12.9 st", Assert.Single(Read("Date;Time;Weight (st)\n22.11.2026;7.30;12,9\n").Readings).Typed.Values["weight"]);

    [Fact]
    public void More_decimals_than_are_kept_are_rounded_and_said()
    {
        var one = Assert.Single(Read("Date;Weight (kg)\n2026-11-22 07:30;82.456\n").Readings);
        Assert.Equal(("82.46", "82.456 kg"), (one.Typed.Values["weight"], one.Original.Replace(',', '.')));
    }

    [Fact]
    public void Notes_of_ones_own_need_no_headings_when_it_is_said_what_they_are() => Reads(pressure,
        "22.11.2026 7.30 132/84 62\n22.11.2026 klo 19.04 128/81\n2026-11-23; 7:31; 130; 82; 60\nhuomenna uudestaan\n22.11.2026 7.30 132/84 62 kävelyn jälkeen", "1 22.11.2026 7.30 132 84 62", "2 22.11.2026 19.04 128 81 -");

    [Fact]
    public void A_meters_word_stands_for_a_number_where_the_measure_knows_it()
    {
        var knows = glucose with { Limits = [new("high", DangerLevel.Urgent, null, [new(0, 33.3m, null)], new("K", "H", "H"), new("A book", null), "HI")] };
        var found = Read("22.11.2026 7.30 HI ennen aamiaista\n22.11.2026 7.45 LO", knows);
        Assert.Equal(("HI", "ennen aamiaista"), (Assert.Single(found.Readings).Typed.Values["glucose"], found.Readings[0].Typed.Words));
        Assert.Equal([2], found.Unread);
    }

    [Fact]
    public void A_number_too_many_is_not_guessed_at()
    {
        Assert.Equal([1], Read("22.11.2026,7.30,6,1", glucose).Unread);   // 6,1 or 6 and 1?
        Assert.Equal([2], Read("Date,Time,Glucose (mmol/l)\n22.11.2026,7.30,6,1\n").Unread);
        Assert.Equal([1], Read("22.11.2026 7.30 132 84 62 140", pressure).Unread);
    }

    [Fact]
    public void Without_headings_and_without_a_word_it_is_asked_what_was_measured() =>
        Assert.Equal(ImportQuestion.Measure, Read("22.11.2026 7.30 132/84").Ask);

    [Fact]
    public void Whether_the_month_is_first_is_asked_unless_the_file_shows_it()
    {
        var asked = Read("Date;Time;Weight (kg)\n3/4/2026;7:30 AM;82\n");
        Assert.Equal((ImportQuestion.DayOrder, "3/4/2026"), (asked.Ask, asked.Example));
        Assert.Equal(["2026-03-04 07:30:00", "2026-03-25 19:30:00"], Moments(Read("Date;Time;Weight (kg)\n3/4/2026;7:30 AM;82\n3/25/2026;7:30 PM;82\n")));
        Assert.Equal(["2026-04-03 7:30"], Moments(Read("Date;Time;Weight (kg)\n3/4/2026;7:30;82\n", order: DayOrder.DayFirst)));
        Assert.Equal(ImportQuestion.DayOrder, Read("Date;Time;Weight (kg)\n13/4/2026;7:30;82\n4/13/2026;7:30;82\n").Ask);   // it contradicts itself
        Assert.Equal(["3.4.2026 7:30"], Moments(Read("Date;Time;Weight (kg)\n3.4.2026;7:30;82\n")));   // points: the day is first, always
    }

    [Fact]
    public void A_moment_with_its_offset_is_that_moment() =>
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 5, 30, 0, TimeSpan.Zero), Assert.Single(Read("Timestamp;Weight (kg)\n2026-11-22T05:30:00Z;82\n").Readings).Typed.At);

    [Fact]
    public void A_diary_line_is_its_words() => Assert.Equal("nukuin huonosti", Assert.Single(Read("22.11.2026 7.30 nukuin huonosti", diary).Readings).Typed.Words);

    [Theory]
    [InlineData("utf-8"), InlineData("utf-16"), InlineData("utf-16BE"), InlineData("latin1")]
    public void Any_writing_of_a_file_is_read(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        const string text = "Päivämäärä;Kellonaika;Yläpaine;Alapaine\n22.11.2026;7.30;132;84\n";
        foreach (var bytes in (byte[][])[encoding.GetBytes(text), [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]])
            Assert.Single(Read(ImportText.Of(bytes)).Readings);
    }

    [Fact]
    public void A_quote_that_never_closes_swallows_no_more_than_its_line()
    {
        var found = Read("Date;Weight (kg);Notes\n22.11.2026 7.30;82;\"rikki\n" + string.Concat(Enumerable.Repeat("23.11.2026 7.30;82;\n", 400)));
        Assert.True(found.Readings.Count > 150, $"{found.Readings.Count} readings");
    }

    /// <summary>Whatever is brought: no error, and each line is a reading, counted as empty, or told by its number.</summary>
    [Fact]
    public void Ten_thousand_hostile_texts_end_in_no_error()
    {
        var random = new Random(5);
        string[] bits = ["22.11.2026", "2026-11-22", "3/4/2026", "7.30", "07:30", "132/84", "132", "6,1", "-5", "NaN", "1e9", "∞", "99999999999999999999", "\"", "\"\"", ";", ",", "\t", " ", "\n", "\r\n", "\0", "\uD800", "Date",
            "Päivämäärä", "Weight (kg)", "Systolic (mmHg)", "Diastolic", "Time", "Glucose [mg/dL]", "=1+1", "<script>", "'; drop table", "30.2.2026", "25:61", "٣٫٥", "🩸", "klo", "/", "T", "Z"];
        for (var i = 0; i < 10_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => bits[random.Next(bits.Length)] + (random.Next(3) == 0 ? ";" : "")));
            var chosen = random.Next(3) switch { 0 => null, 1 => pressure, _ => glucose };
            var found = ReadImport.From(text, [pressure, glucose, weight, diary], chosen, (DayOrder)random.Next(3));
            foreach (var one in found.Readings)
            {
                var (entry, faults) = EntryCheck.Read(one.Typed, one.Measure, new DateTimeOffset(2026, 11, 23, 6, 0, 0, TimeSpan.Zero));
                Assert.True(entry is null != (faults.Count == 0));
                if (entry is not null) Assert.All(one.Measure.Quantities.Zip(entry.Values), q => Assert.True(q.Second is null || q.Second >= q.First.Lowest && q.Second <= q.First.Highest));
            }
        }
    }

    static void Reads(string text, params string[] readings) => Reads(null, text, readings);

    static void Reads(Measure? chosen, string text, params string[] readings)
    {
        var found = Read(text, chosen).Readings;
        string Words(ImportedReading r) => string.Join(' ', new[] { r.Line.ToString(), r.Typed.Day, r.Typed.Time }.Concat(r.Measure.Quantities.Select(q => r.Typed.Values.GetValueOrDefault(q.Id) is { Length: > 0 } v ? v : "-")).Append(r.Typed.Words)).TrimEnd();
        foreach (var (i, expected) in readings.Index())
        {
            Assert.True(i < found.Count, $"only {found.Count} readings");
            Assert.Equal(expected.Split(" | "), expected.Contains(" | ") ? [Words(found[i]), found[i].Measure.Id] : [Words(found[i])]);
        }
    }

    static ImportFindings Read(string text, Measure? chosen = null, DayOrder order = DayOrder.Unknown) => ReadImport.From(text, [pressure, glucose, weight, diary], chosen, order);

    static IEnumerable<string> Moments(ImportFindings found) => found.Readings.Select(r => $"{r.Typed.Day} {r.Typed.Time}");

    static Quantity One(string id, string name, string unit, int decimals, bool optional = false, params OtherUnit[] others) =>
        new(id, new(name, name, name), unit, unit, null, decimals, 0.5m, 300, 1, 299, optional, others);

    static Measure Made(string id, string name, params Quantity[] quantities) => new()
    {
        Id = id, Order = 1, Name = new(name, name, name), How = [], Source = new("A book", null), Quantities = quantities, Contexts = [], Posture = false, Limits = [], Mean = false, FirstDayOut = false,
    };
}
