using Portal.Platform.Db;

namespace Portal.Features.Cases;

/// <summary>
/// What a room says of its matters on their rows of the worklist: how many readings a submission brings. The list shows nobody,
/// so neither a name nor anything that was typed or measured.
/// </summary>
interface IRowRemark
{
    CaseChannel Channel { get; }

    /// <summary>Asked once for all the rows, in the transaction of the professional who looks; a matter of which there is nothing to say is left out.</summary>
    Task<IReadOnlyDictionary<Guid, string>> Of(Work work, IReadOnlyCollection<Guid> cases, CancellationToken ct);
}
