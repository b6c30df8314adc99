using Portal.Platform;

namespace Portal.Features.ActingFor;

/// <summary>What the page "who has acted for me" shows.</summary>
/// <param name="Next">Where older lines go on; null when there are none.</param>
public sealed record Mirror(IReadOnlyList<ActedLine> Lines, long? Next, IReadOnlyList<ActingRight> Rights, IReadOnlyList<ActingRight> Refused, IReadOnlyList<LeftDraft> Drafts);

/// <summary>One thing that somebody has seen or done for the person.</summary>
/// <param name="Who">Null when the name is not known any more.</param>
/// <param name="ByViewer">It was the reader's own doing.</param>
/// <param name="Times">So often on the same day.</param>
public sealed record ActedLine(DateTimeOffset At, string Action, string? Who, bool ByViewer, Basis Basis, ActedThing? Thing, int Times);

/// <summary>Somebody who may act for the person, or whom they have refused.</summary>
public sealed record ActingRight(PersonId Delegate, string? Name, Basis Basis, DateTimeOffset Since);

/// <summary>A form that a helper was filling in when the right ended.</summary>
public sealed record LeftDraft(Guid Id, string? Who, DateTimeOffset At);
