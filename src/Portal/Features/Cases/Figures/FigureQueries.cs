namespace Portal.Features.Cases.Figures;

/// <summary>The SQL of the figures: one statement for a page.</summary>
static class FigureQueries
{
    public const string OfDay = """
        select hour, received, answered, median_minutes, ninetieth_minutes, due, kept, chats, turned, abandoned, repeated, waiting, late
        from cases.figures(@queues, @units, @from, @to, @now)
        """;
}

/// <summary>What is counted of a day, or of an hour of it.</summary>
sealed record Counted
{
    /// <summary>Of the Helsinki clock; null for the whole day.</summary>
    public int? Hour { get; init; }
    public int Received { get; init; }
    public int Answered { get; init; }
    public double? MedianMinutes { get; init; }
    public double? NinetiethMinutes { get; init; }

    /// <summary>Whose first promise has been kept, or has passed.</summary>
    public int Due { get; init; }
    public int Kept { get; init; }

    /// <summary>That began as chats.</summary>
    public int Chats { get; init; }
    public int Turned { get; init; }
    public int Abandoned { get; init; }
    public int Repeated { get; init; }

    /// <summary>In these queues now, whenever they came.</summary>
    public int Waiting { get; init; }
    public int Late { get; init; }
}
