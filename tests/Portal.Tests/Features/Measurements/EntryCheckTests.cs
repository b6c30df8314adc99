using Portal.Features.Content;
using Portal.Features.Measurements;

namespace Portal.Tests.Features.Measurements;

/// <summary>What was typed becomes a reading, or a question about the field in which something is odd.</summary>
public sealed class EntryCheckTests
{
    static readonly DateTimeOffset now = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);

    static readonly Measure glucose = Made("glucose", new Quantity("glucose", Text("Verensokeri"), "mmol/l", "mmol/L", null, 1, 0.5m, 50, 2.5m, 25, false,
        [new("mg/dl", "mg/dL", 0, 1, 18.0182m)]));

    static readonly Measure pressure = Made("blood-pressure", Whole("systolic", 50, 300, 85, 199), Whole("diastolic", 30, 200, 45, 129), Whole("pulse", 20, 250, 40, 140, optional: true));

    [Fact]
    public void Values_are_kept_exactly_as_typed()
    {
        var entry = Kept(glucose, ("glucose", "6,10 mmol/l"));
        Assert.Equal("6.10", entry.Value(0)!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 5, 30, 0, TimeSpan.Zero), entry.MeasuredAt);
    }

    /// <summary>The issue's own example: the point was left out, or the meter shows the other unit.</summary>
    [Fact]
    public void A_value_that_cannot_be_is_asked_back_with_what_was_perhaps_meant()
    {
        var fault = Asked(glucose, ("glucose", "119"));
        Assert.Equal((EntryFaultKind.Impossible, 119m), (fault.Kind, fault.Typed!.Value));
        Assert.Equal([(11.9m, null), (6.6m, "mg/dl")], fault.Suggestions!.Select(s => (s.Value, s.From?.Unit)));
    }

    [Fact]
    public void Another_unit_is_never_taken_for_ones_own()
    {
        var fault = Asked(glucose, ("glucose", "110 mg/dl"));
        Assert.Equal((EntryFaultKind.Unit, 6.1m), (fault.Kind, Assert.Single(fault.Suggestions!).Value));
        Assert.Equal(EntryFaultKind.Unit, Asked(glucose, ("glucose", "6,1 kg")).Kind);
        Assert.Equal(EntryFaultKind.NotANumber, Asked(glucose, ("glucose", "1e9")).Kind);
    }

    [Fact]
    public void What_is_unusual_is_asked_about_once_and_taken_when_it_is_right()
    {
        Assert.Equal(EntryFaultKind.Unusual, Asked(glucose, ("glucose", "27,5")).Kind);
        Assert.True(Kept(glucose, confirmed: true, ("glucose", "27,5")).Confirmed);
        Assert.Equal(EntryFaultKind.Impossible, Asked(glucose, confirmed: true, ("glucose", "51")).Kind);   // what cannot be is not taken for being said to be right
        Assert.False(Kept(glucose, confirmed: true, ("glucose", "6,1")).Confirmed);
    }

    [Fact]
    public void Too_many_decimals_are_not_rounded_behind_ones_back()
    {
        Assert.Equal(EntryFaultKind.TooManyDecimals, Asked(glucose, ("glucose", "6,15")).Kind);
        Assert.Equal(EntryFaultKind.TooManyDecimals, Asked(pressure, ("systolic", "132,5"), ("diastolic", "84")).Kind);
    }

    [Fact]
    public void The_upper_pressure_is_above_the_lower()
    {
        var fault = Asked(pressure, ("systolic", "90"), ("diastolic", "120"));
        Assert.Equal(("diastolic", EntryFaultKind.Crossed), (fault.Field, fault.Kind));
    }

    [Fact]
    public void Each_faulty_field_is_told_of_and_an_optional_one_may_be_left_out()
    {
        var (entry, faults) = Read(pressure, false, ("systolic", ""), ("diastolic", "x"), ("pulse", "5"));
        Assert.Null(entry);
        Assert.Equal([("systolic", EntryFaultKind.Missing), ("diastolic", EntryFaultKind.NotANumber), ("pulse", EntryFaultKind.Impossible)], faults.Select(f => (f.Field, f.Kind)));
        Assert.Null(Kept(pressure, ("systolic", "132"), ("diastolic", "84")).Value(2));
    }

    [Fact]
    public void Units_are_converted_in_decimal_arithmetic()
    {
        var (mg, pound, fahrenheit) = (new OtherUnit("mg/dl", "mg/dL", 0, 1, 18.0182m), new OtherUnit("lb", "[lb_av]", 0, 0.45359237m, 1), new OtherUnit("°F", "[degF]", 32, 1, 1.8m));
        Assert.Equal(119m / 18.0182m, mg.Convert(119));
        Assert.Equal(90.718474m, pound.Convert(200));
        Assert.Equal(37m, fahrenheit.Convert(98.6m));
    }

    /// <summary>A meter's HI is no number, and no mistake either.</summary>
    [Theory]
    [InlineData("HI", "HI")]
    [InlineData(" hi ", "HI")]
    [InlineData("High", "HI")]
    [InlineData("LO", "LO")]
    [InlineData("low", "LO")]
    [InlineData("hello", null)]
    [InlineData("HI 33", null)]
    public void What_a_meter_shows_instead_of_a_number_is_kept(string typed, string? shown)
    {
        if (shown is null) Assert.Equal(EntryFaultKind.NotANumber, Asked(withWords, ("glucose", typed)).Kind);
        else Assert.Equal((shown, null), Kept(withWords, ("glucose", typed)) is var kept ? (kept.MeterShows, kept.Value(0)) : default);
        Assert.Equal(EntryFaultKind.NotANumber, Asked(glucose, ("glucose", typed)).Kind);   // without such a limit it is only no number
        Assert.Equal(EntryFaultKind.NotANumber, Asked(pressure, ("systolic", typed), ("diastolic", "84")).Kind);
    }

    static readonly Measure withWords = glucose with { Limits = [Limit("high", new(0, 33.3m, null), "HI"), Limit("low", new(0, null, 3m), "LO"), Limit("other", new(0, 20, null), null)] };

    static DangerLimit Limit(string id, Threshold threshold, string? shows) => new(id, DangerLevel.Urgent, null, [threshold], Text(id), new("A book", null), shows);

    /// <summary>Chosen beside the field, where a keyboard has no letters.</summary>
    [Theory]
    [InlineData("", "HI", "HI", null)]
    [InlineData("hi", "HI", "HI", null)]
    [InlineData("6,1", "", null, null)]
    [InlineData("6,1", "HI", null, EntryFaultKind.Both)]
    [InlineData("LO", "HI", null, EntryFaultKind.Both)]
    [InlineData("", "", null, EntryFaultKind.Missing)]
    [InlineData("6,1", "MAYBE", null, EntryFaultKind.Choice)]
    public void What_was_chosen_beside_the_number_does_not_contradict_it(string typed, string chosen, string? shown, EntryFaultKind? asked)
    {
        var (entry, faults) = EntryCheck.Read(new() { Id = Guid.NewGuid(), Values = new Dictionary<string, string?> { ["glucose"] = typed }, MeterShows = chosen, At = now }, withWords, now);
        Assert.Equal((asked, shown), (faults.Select(f => (EntryFaultKind?)f.Kind).SingleOrDefault(), entry?.MeterShows));
    }

    static (ReadingEntry? Entry, IReadOnlyList<EntryFault> Faults) Read(Measure measure, bool confirmed, params (string Field, string Typed)[] typed) =>
        EntryCheck.Read(new() { Id = Guid.CreateVersion7(), Day = "2026-11-23", Time = "7.30", Confirmed = confirmed, Values = typed.ToDictionary(t => t.Field, t => (string?)t.Typed) }, measure, now);

    static ReadingEntry Kept(Measure measure, params (string, string)[] typed) => Kept(measure, false, typed);

    static ReadingEntry Kept(Measure measure, bool confirmed, params (string, string)[] typed)
    {
        var (entry, faults) = Read(measure, confirmed, typed);
        Assert.Empty(faults);
        return entry!;
    }

    static EntryFault Asked(Measure measure, params (string, string)[] typed) => Asked(measure, false, typed);

    static EntryFault Asked(Measure measure, bool confirmed, params (string, string)[] typed)
    {
        var (entry, faults) = Read(measure, confirmed, typed);
        Assert.Null(entry);
        return Assert.Single(faults);
    }

    static Quantity Whole(string id, int lowest, int highest, int from, int to, bool optional = false) =>
        new(id, Text(id), "x", "x", null, 0, lowest, highest, from, to, optional, []);

    static Measure Made(string id, params Quantity[] quantities) => new()
    {
        Id = id, Order = 1, Name = Text(id), How = [], Source = new("A book", null), Quantities = quantities, Contexts = [], Posture = false, Limits = [], Mean = false, FirstDayOut = false,
    };

    static LocalText Text(string text) => new(text, text, text);
}
