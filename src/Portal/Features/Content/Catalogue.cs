namespace Portal.Features.Content;

/// <summary>All that <c>content/</c> says, checked: every id leads somewhere and every text is in three languages.</summary>
public sealed record Catalogue
{
    public required LocalText County { get; init; }
    public required IReadOnlyList<Municipality> Municipalities { get; init; }

    /// <summary>In the order of their ids.</summary>
    public required IReadOnlyList<Unit> Units { get; init; }

    /// <summary>In the order in which groups are shown.</summary>
    public required IReadOnlyList<ServiceGroup> Groups { get; init; }
    public required IReadOnlyList<ProfessionalTitle> Titles { get; init; }

    /// <summary>In the order of their groups, then of their ids.</summary>
    public required IReadOnlyList<Service> Services { get; init; }

    /// <summary>In the order in which residents see them.</summary>
    public required IReadOnlyList<Queue> Queues { get; init; }

    /// <summary>In the order in which a conversation goes.</summary>
    public required IReadOnlyList<Reply> Replies { get; init; }
    public required IReadOnlyList<Measure> Measures { get; init; }
    public required IReadOnlyList<PlanTemplate> PlanTemplates { get; init; }

    /// <summary>Words that call for help at once: one item for each kind.</summary>
    public required IReadOnlyList<CrisisWords> CrisisWords { get; init; }

    /// <summary>The help itself: one item for each kind.</summary>
    public required IReadOnlyList<CrisisHelp> CrisisHelp { get; init; }

    /// <summary>The national code of a way of meeting; there is none for a way whose code is not known.</summary>
    public required IReadOnlyDictionary<VisitMode, Coding> AppointmentTypes { get; init; }
}

/// <summary>Content that cannot be used. The message lists everything that is wrong: file, line, field and what to do.</summary>
public sealed class ContentException(IReadOnlyList<string> problems)
    : Exception($"The content has {problems.Count} {(problems.Count == 1 ? "fault" : "faults")}:\n{string.Join('\n', problems)}")
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
