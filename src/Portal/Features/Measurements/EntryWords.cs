using System.Globalization;
using Portal.Features.Content;
using Portal.Platform.Db;

namespace Portal.Features.Measurements;

/// <summary>What is asked back about a reading, in words: for the form, for pasted lines, for a device that was offline.</summary>
sealed class EntryWords(MeasurementsTexts texts)
{
    /// <summary>What is wrong, and what to do about it.</summary>
    public string Of(EntryFault fault) => fault switch
    {
        { Kind: EntryFaultKind.Moment } => texts[$"fault-moment-{EnumText.Of(fault.Moment)}"],
        { Kind: EntryFaultKind.TooLong } => texts["fault-too-long", fault.Field == "device" ? EntryCheck.LongestDevice : EntryCheck.LongestWords],
        { Quantity: { } q } => OfNumber(fault, q),
        { Kind: EntryFaultKind.Missing } => texts["fault-words-missing"],
        _ => texts["fault-choice"],
    };

    string OfNumber(EntryFault fault, Quantity q)
    {
        var typed = fault.Typed is { } number ? TypedNumber.Show(number) : "";
        string[] meant = [.. (fault.Suggestions ?? []).Select(s => WithUnit(s.Value, q))];
        var guess = meant.Length == 0 ? null : texts["fault-did-you-mean", string.Join(texts["or"], meant)];
        return fault.Kind switch
        {
            EntryFaultKind.Missing => texts["fault-missing", Small(q)],
            EntryFaultKind.NotANumber => texts["fault-not-a-number", Small(q), q.Unit],
            EntryFaultKind.Both => texts["fault-both"],
            EntryFaultKind.TooManyDecimals => $"{texts[q.Decimals == 0 ? "fault-decimals-none" : "fault-decimals", q.Name, q.Decimals]} {guess}".TrimEnd(),
            EntryFaultKind.Impossible => $"{texts["fault-impossible", typed, Small(q)]} {guess ?? texts["fault-range", TypedNumber.Show(q.Lowest), TypedNumber.Show(q.Highest), q.Unit]}",
            EntryFaultKind.Unusual => $"{texts["fault-unusual", typed]} {guess ?? texts["fault-is-it-right"]}",
            EntryFaultKind.Crossed => texts["fault-crossed"],
            _ => $"{texts["fault-unit", q.Unit]} {guess}".TrimEnd(),
        };
    }

    /// <summary>"11,9 mmol/l", with the number as it was typed when it was another unit: "6,6 mmol/l (119 mg/dl)".</summary>
    public string Of(Suggestion suggestion, EntryFault fault) =>
        WithUnit(suggestion.Value, fault.Quantity!) + (suggestion.From is { } from && fault.Typed is { } typed ? $" ({TypedNumber.Show(typed)} {from.Unit})" : "");

    static string WithUnit(decimal value, Quantity q) => $"{TypedNumber.Show(value)} {q.Unit}";

    static string Small(Quantity q) => q.Name.ToString().ToLower(CultureInfo.CurrentCulture);
}
