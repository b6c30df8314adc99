using Portal.Features.Content;

namespace Portal.Features.Cases.Figures;

/// <summary>How many of how many; either is null when it is too small to be shown to this reader.</summary>
readonly record struct Share(int? Part, int? Whole)
{
    /// <summary>Null when there is nothing to compare, or it would tell a small number.</summary>
    public double? Of => Whole > 0 ? (double?)Part / Whole : null;
}

/// <summary>A count of one hour, and how long its contacts waited; null as in <see cref="Share"/>.</summary>
readonly record struct HourFigures(int Hour, int? Received, double? MedianMinutes);

/// <summary>
/// How a day went in some queues. Whoever does not see the patients (<see cref="Exact"/> is false) is not shown numbers from
/// 1 to 4, nor what they could be counted from: behind such a number a person could be recognised.
/// </summary>
sealed record DayFigures(DateOnly Day, DateTimeOffset At, bool IsToday, IReadOnlyList<Queue> Queues, Counted Total, IReadOnlyList<Counted> ByHour, bool Exact)
{
    /// <summary>The smallest number shown to everybody.</summary>
    public const int Smallest = 5;

    /// <summary>The hours that are always shown, contacts or not.</summary>
    const int FirstHour = 8, LastHour = 15;

    public bool Hides(int n) => !Exact && n is > 0 and < Smallest;

    public int? Count(int n) => Hides(n) ? null : n;

    /// <summary>Also what is left over must not be small: 19 of 20 tells of one.</summary>
    public Share Of(int part, int whole) => new(Hides(part) || Hides(whole - part) ? null : part, Count(whole));

    /// <summary>A time that stands for at least as many contacts as may be counted.</summary>
    double? Time(double? minutes, int contacts) => Hides(contacts) ? null : minutes;

    public double? Median => Time(Total.MedianMinutes, Total.Answered);

    /// <summary>Nine in ten were answered sooner.</summary>
    public double? Ninetieth => Time(Total.NinetiethMinutes, Total.Answered);

    /// <summary>From the first hour to the last. With one hour hidden the day's sum would tell it, so the next smallest is hidden too.</summary>
    public IReadOnlyList<HourFigures> Hours
    {
        get
        {
            var busy = ByHour.Select(h => h.Hour!.Value).ToList();
            var hidden = ByHour.Where(h => Hides(h.Received)).Select(h => h.Hour!.Value).ToHashSet();
            if (hidden.Count == 1 && ByHour.Where(h => !hidden.Contains(h.Hour!.Value)).MinBy(h => h.Received) is { } next) hidden.Add(next.Hour!.Value);
            var (first, last) = (busy.Append(FirstHour).Min(), busy.Append(LastHour).Max());
            return [.. Enumerable.Range(first, last - first + 1).Select(hour => ByHour.SingleOrDefault(h => h.Hour == hour) is not { } counted
                ? new HourFigures(hour, 0, null)
                : hidden.Contains(hour) ? new(hour, null, null) : new(hour, counted.Received, Time(counted.MedianMinutes, counted.Answered)))];
        }
    }

    /// <summary>The same for a file, which may travel further than its reader.</summary>
    public DayFigures ForAFile() => this with { Exact = false };
}
