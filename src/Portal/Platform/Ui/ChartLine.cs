namespace Portal.Platform.Ui;

/// <summary>What is special about a point; each has a shape of its own, so that nobody needs to see a colour.</summary>
public enum PointMark
{
    None,

    /// <summary>Far from the others: a triangle.</summary>
    Outlier,

    /// <summary>Passes a limit: a diamond.</summary>
    Danger,

    /// <summary>From somewhere else, e.g. the patient record: a ring.</summary>
    Other,
}

/// <summary>A value of a <c>LineChart</c>, or the mean of several with their lowest and highest.</summary>
public readonly record struct ChartPoint(DateTimeOffset At, decimal Value, PointMark Mark = PointMark.None, decimal? Lowest = null, decimal? Highest = null);

/// <summary>A line of a <c>LineChart</c>, its points in order of time. A ring stands by itself: the line does not go through it.</summary>
/// <param name="Name">What it shows, for the key.</param>
public sealed record ChartLine(string Name, IReadOnlyList<ChartPoint> Points, bool Dashed = false);

/// <summary>Where values should be.</summary>
/// <param name="From">Open downwards when null.</param>
/// <param name="To">Open upwards when null.</param>
/// <param name="Name">What it is, for the key.</param>
public sealed record ChartBand(decimal? From, decimal? To, string Name);

/// <summary>A row of the table beside a <c>LineChart</c>: the first cell names it.</summary>
public sealed record ChartRow(IReadOnlyList<string> Cells);
