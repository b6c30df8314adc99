using System.Globalization;
using System.Text;
using Portal.Features.Content;
using Portal.Features.Measurements;
using Portal.Platform.Web;

namespace Portal.Tests.Features.Measurements;

/// <summary>
/// Ten thousand random and hostile inputs, always the same ones. What is taken is what a careful reader would read: every
/// digit, no sign, the point where it was typed, its own unit or none, in range, unusual only when it was said to be right.
/// </summary>
public sealed class HostileEntryTests
{
    static readonly DateTimeOffset now = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);
    static readonly string[] digits = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９"];
    static readonly string[] bits =
    [
        "", " ", "\u00a0", "\u202f", "\t", "\n", "-", "−", "+", ",", ".", "٫", "'", "/", "e", "E", "x", "NaN", "Infinity", "∞", "½", "²", "mmol/l", "mg/dl", "mmHg", "kg", "lb", "°C", "°F", "%",
        "/min", "\0", "\ud800", "\udc00", "😀", "\u200e", "\u202e", "'; drop table", "<b>", "{0}", "%s", "Ⅷ", "五", "９", "٣", "O", "l",
    ];

    [Theory]
    [InlineData("blood-pressure")]
    [InlineData("glucose")]
    [InlineData("weight")]
    [InlineData("temperature")]
    [InlineData("oxygen-saturation")]
    [InlineData("peak-flow")]
    [InlineData("pain")]
    [InlineData("mood")]
    public void What_is_taken_is_what_a_careful_reader_would_read(string id)
    {
        var measure = MeasureOf(id);
        var random = new Random(measure.Quantities[0].Id.Length * 7919 + id.Length);
        var (taken, refused) = (0, 0);
        for (var i = 0; i < 1_500; i++)
        {
            var spoiled = random.Next(measure.Quantities.Count + 1);   // one of them, or none: so that enough is taken
            var typed = measure.Quantities.Index().ToDictionary(q => q.Item.Id, q => random.Next(10) == 0 && q.Item.Optional ? null : Typed(random, q.Item, q.Index == spoiled));
            var confirmed = random.Next(2) == 0;
            var (entry, faults) = EntryCheck.Read(new() { Id = Guid.NewGuid(), Values = typed, At = now, Confirmed = confirmed }, measure, now);
            Assert.Equal(entry is null, faults.Count > 0);
            if (entry is null) { refused++; continue; }
            taken++;
            var spread = TypedPair.Spread(typed, measure);
            foreach (var (place, q) in measure.Quantities.Index()) Carefully(spread[q.Id], entry.Values[place], q, confirmed);
        }
        Assert.True(taken > 50 && refused > 300, $"{taken} were taken and {refused} refused: the inputs say nothing.");
    }

    /// <summary>A number that could be, in one of its local forms; often spoiled by something in it.</summary>
    static string Typed(Random random, Quantity q, bool spoil)
    {
        var value = (spoil ? random.Next(4) : 3) switch
        {
            0 => (decimal)random.NextDouble() * 2 * q.Highest,
            1 => random.Next(100_000) / 10m,
            _ => q.UsualFrom + (decimal)random.NextDouble() * (q.UsualTo - q.UsualFrom),
        };
        var text = Math.Round(value, spoil ? random.Next(3) : q.Decimals).ToString(CultureInfo.InvariantCulture);
        if (random.Next(2) == 0) text = text.Replace('.', ',');
        var script = digits[random.Next(digits.Length)];
        text = string.Concat(text.Select(c => char.IsAsciiDigit(c) ? script[c - '0'] : c));
        if (!spoil) return text;
        if (random.Next(5) == 0) text += (random.Next(2) == 0 ? " " : "") + (random.Next(2) == 0 ? q.Unit : bits[random.Next(bits.Length)]);
        for (var more = random.Next(6) - 3; more > 0; more--) text = text.Insert(random.Next(text.Length + 1), bits[random.Next(bits.Length)]);
        return random.Next(50) == 0 ? string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => (char)random.Next(char.MaxValue))) : text;
    }

    static void Carefully(string? typed, decimal? read, Quantity q, bool confirmed)
    {
        if (read is not { } value) { Assert.True(q.Optional && string.IsNullOrWhiteSpace(typed), $"'{typed}' was left out"); return; }
        var said = $"'{typed}' was read as {value} {q.Unit}";
        Assert.True(value >= q.Lowest && value <= q.Highest, said);
        Assert.True(confirmed || value >= q.UsualFrom && value <= q.UsualTo, said);

        // By itself: each digit by its value in Unicode; at most one separator, which stands between digits.
        StringBuilder whole = new(), after = new();
        var (separators, rest) = (0, new StringBuilder());
        foreach (var c in typed!)
        {
            var digit = CharUnicodeInfo.GetDecimalDigitValue(c);
            if (digit >= 0) (separators == 0 ? whole : after).Append(digit);
            else if (c is ',' or '.' or '٫' or '，' or '．') separators++;
            else if (!char.IsWhiteSpace(c) && !char.IsControl(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format) rest.Append(c);
        }
        Assert.True(separators <= 1 && whole.Length > 0 && (separators == 0) == (after.Length == 0), said);
        Assert.Equal(decimal.Parse($"{whole}.{(after.Length == 0 ? "0" : after)}", CultureInfo.InvariantCulture), value);
        Assert.True(rest.Length == 0 || string.Equals(rest.ToString(), q.Unit.Replace(" ", ""), StringComparison.OrdinalIgnoreCase)
            || string.Equals(rest.ToString(), q.Ucum, StringComparison.OrdinalIgnoreCase), said);
        Assert.DoesNotContain(typed!, c => c is '-' or '−' or '+');
    }

    [Fact]
    public void Every_minute_around_the_turned_clocks_is_the_moment_that_the_clock_showed()
    {
        var random = new Random(20261123);
        var counts = new Dictionary<MomentFault, int>();
        for (var i = 0; i < 4_000; i++)
        {
            // Half of them in the nights when the clocks are turned, the others on any day, also far away.
            var local = (i % 4) switch
            {
                0 => new DateTime(2026, 3, 29, random.Next(2, 5), random.Next(60), 0),
                1 => new DateTime(2025, 10, 26, random.Next(2, 5), random.Next(60), 0),
                2 => new DateTime(2026, 10, 25, random.Next(2, 5), random.Next(60), 0),
                _ => now.DateTime.AddMinutes(random.Next(-2_000_000, 500_000)),
            };
            bool? second = random.Next(3) switch { 0 => null, 1 => false, _ => true };
            var (at, fault) = TypedMoment.Read(local.ToString(random.Next(2) == 0 ? "yyyy-MM-dd" : "d.M.yyyy", CultureInfo.InvariantCulture), local.ToString(random.Next(2) == 0 ? "HH:mm" : "H.mm", CultureInfo.InvariantCulture), second, now);
            counts[fault] = counts.GetValueOrDefault(fault) + 1;
            var minute = local.AddSeconds(-local.Second).AddTicks(-(local.Ticks % TimeSpan.TicksPerSecond));
            DateTimeOffset[] can = [.. new[] { 3, 2 }.Select(h => new DateTimeOffset(minute, TimeSpan.FromHours(h))).Where(o => o.InHelsinki().DateTime == minute)];   // Finland is two or three hours ahead
            switch (fault)
            {
                case MomentFault.None:
                    Assert.Contains(at, can);
                    Assert.True(can.Length == 1 || second is not null && at == can[second.Value ? 1 : 0]);
                    Assert.True(at <= now + TypedMoment.Ahead && at >= now - TypedMoment.Oldest);
                    break;
                case MomentFault.NoSuchTime: Assert.Empty(can); break;
                case MomentFault.Twice: Assert.True(can.Length == 2 && second is null); break;
                case MomentFault.Future: Assert.Contains(can, c => c > now); break;
                case MomentFault.TooOld: Assert.Contains(can, c => c < now - TypedMoment.Oldest); break;
                default: Assert.Fail($"{local} was not read."); break;
            }
        }
        Assert.All([MomentFault.None, MomentFault.NoSuchTime, MomentFault.Twice, MomentFault.Future, MomentFault.TooOld], f => Assert.True(counts.GetValueOrDefault(f) > 50, $"{f}: {counts.GetValueOrDefault(f)}"));
    }

    static Measure MeasureOf(string id) => content.Value.Measure(id)!;

    static readonly Lazy<ContentFacade> content = new(() => new(CatalogueReader.Read(new ContentOptions().FullPath)));
}
