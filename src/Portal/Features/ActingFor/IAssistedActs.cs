using Portal.Platform;

namespace Portal.Features.ActingFor;

/// <summary>Something that was done with a professional's assistance, in the words of the receipt.</summary>
/// <param name="Words">"Aika varattiin: …".</param>
/// <param name="Facts">What it was: service, time, place; each with its label.</param>
/// <param name="Next">How it can be changed or cancelled; null when there is nothing to change.</param>
public sealed record AssistedAct(DateTimeOffset At, string Words, IReadOnlyList<(string Label, string Text)> Facts, string? Next);

/// <summary>A room above tells what was done in it. The receipt itself may call no room above.</summary>
interface IAssistedActs
{
    /// <param name="withPlace">False for a person whose place must not be printed: no unit, no address, no phone of the unit.</param>
    Task<IReadOnlyList<AssistedAct>> Done(Professional professional, PersonId subject, DateTimeOffset from, DateTimeOffset until, bool withPlace, CancellationToken ct);
}
