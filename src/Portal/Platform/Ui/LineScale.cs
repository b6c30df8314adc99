using System.Globalization;
using System.Text;
using Portal.Platform.Web;

namespace Portal.Platform.Ui;

/// <summary>Where things are in the drawing of a <c>LineChart</c>: moments across, values upwards. The drawing's paths, as short as they can be.</summary>
sealed class LineScale
{
    // In the drawing's own units: on a telephone one of them is about a pixel, so that its letters can be read there too.
    public const double Width = 360, Height = 230, Left = 42, Right = 350, Top = 10, Bottom = 204;

    readonly DateTimeOffset from, to;

    /// <param name="from">At the left edge.</param>
    /// <param name="to">At the right edge.</param>
    public LineScale(DateTimeOffset from, DateTimeOffset to, IEnumerable<ChartLine> lines, ChartBand? band)
    {
        (this.from, this.to) = (from, to > from ? to : from.AddDays(1));
        List<decimal> values = [.. lines.SelectMany(l => l.Points).SelectMany(p => new[] { p.Value, p.Lowest, p.Highest }).Append(band?.From).Append(band?.To).OfType<decimal>()];
        var (low, high) = values.Count == 0 ? (0, 1) : (values.Min(), values.Max());
        if (low == high) (low, high) = (Math.Max(low - Margin(low), Math.Min(low, 0)), high + Margin(high));   // one value lies in the middle
        var step = Step((high - low) / 4);
        (Lowest, Highest) = (Math.Floor(low / step) * step, Math.Ceiling(high / step) * step);
        if (Lowest == Highest) Highest += step;
        for (var at = Lowest; at <= Highest; at += step) Steps.Add(at / 1.0000000000000000000m);   // 5.0 is written 5
    }

    public decimal Lowest { get; }
    public decimal Highest { get; }

    /// <summary>Where the horizontal lines are.</summary>
    public List<decimal> Steps { get; } = [];

    public double Y(decimal value) => Top + (Bottom - Top) * (double)((Highest - value) / (Highest - Lowest));

    public double X(DateTimeOffset at) => Left + (Right - Left) * Math.Clamp((at - from) / (to - from), 0, 1);

    /// <summary>Labels below: days of a week, every seventh day of some months, or every other month.</summary>
    public IEnumerable<(double X, string Text)> Days()
    {
        var (first, last, culture) = (from.HelsinkiDate(), to.AddTicks(-1).HelsinkiDate(), CultureInfo.CurrentCulture);
        var days = last.DayNumber - first.DayNumber + 1;
        var month = first.Day == 1 ? first : new DateOnly(first.Year, first.Month, 1).AddMonths(1);
        return days switch
        {
            <= 10 => Each(first, d => d.AddDays(1), d => d.ToString("ddd", culture), half: true),
            <= 93 => Each(first, d => d.AddDays(days <= 35 ? 7 : 14), d => d.ToString(culture.TwoLetterISOLanguageName == "en" ? "d MMM" : "d.M.", culture), half: true),
            _ => Each(month, d => d.AddMonths(days <= 190 ? 1 : 2), d => culture.DateTimeFormat.AbbreviatedMonthNames[d.Month - 1].TrimEnd('.'), half: false),
        };

        IEnumerable<(double, string)> Each(DateOnly day, Func<DateOnly, DateOnly> next, Func<DateOnly, string> text, bool half)
        {
            for (; day <= last; day = next(day)) yield return (X(day.StartsAt() + (half ? TimeSpan.FromHours(12) : TimeSpan.Zero)), text(day));
        }
    }

    /// <summary>The line through the points, broken where nothing was measured for longer than <paramref name="gap"/>.</summary>
    public string Path(IEnumerable<ChartPoint> points, TimeSpan gap)
    {
        var path = new StringBuilder();
        DateTimeOffset? before = null;
        foreach (var p in points.Where(p => p.Mark != PointMark.Other))
        {
            path.Append(before is { } b && p.At - b <= gap ? 'L' : 'M').Append(N(X(p.At))).Append(' ').Append(N(Y(p.Value)));
            before = p.At;
        }
        return path.ToString();
    }

    /// <summary>All points with a mark as one path: a thousand of them are one element.</summary>
    public string Shapes(IEnumerable<ChartPoint> points, PointMark mark)
    {
        var path = new StringBuilder();
        foreach (var p in points.Where(p => p.Mark == mark))
            path.Append('M').Append(N(X(p.At))).Append(' ').Append(N(Y(p.Value))).Append(mark switch
            {
                PointMark.Outlier => "m0-6l6 10h-12z",
                PointMark.Danger => "m0-7l7 7-7 7-7-7z",
                PointMark.Other => "m-4 0a4 4 0 108 0a4 4 0 10-8 0z",
                _ => "h.01",   // a round dot is a line without length and with round ends
            });
        return path.ToString();
    }

    /// <summary>From the lowest to the highest of what a mean stands for.</summary>
    public string Ranges(IEnumerable<ChartPoint> points)
    {
        var path = new StringBuilder();
        foreach (var p in points)
            if (p is { Lowest: { } low, Highest: { } high } && low < high) path.Append('M').Append(N(X(p.At))).Append(' ').Append(N(Y(low))).Append('V').Append(N(Y(high)));
        return path.ToString();
    }

    /// <summary>As the drawing language writes numbers, whatever the page's language.</summary>
    public static string N(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Around a value that is alone: about a twentieth of it.</summary>
    static decimal Margin(decimal value) => value == 0 ? 1 : Step(Math.Abs(value) / 20);

    /// <summary>1, 2 or 5 times a power of ten, at least so much.</summary>
    static decimal Step(decimal least)
    {
        var power = 0.01m;
        while (power * 10 <= least) power *= 10;
        foreach (var n in (int[])[1, 2, 5]) if (n * power >= least) return n * power;
        return 10 * power;
    }
}
