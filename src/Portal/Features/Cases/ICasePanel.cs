namespace Portal.Features.Cases;

/// <summary>
/// What a room adds to the professional's page of a case that goes on in its channel, e.g. the number to call and what came
/// of it. The component has <c>[Parameter] Case Case</c>, and posts its own forms to the page it stands on.
/// </summary>
interface ICasePanel
{
    CaseChannel Channel { get; }
    Type Component { get; }

    /// <summary>Stands above the conversation, and for whoever may see the case, also when it has ended; otherwise beside it for the unit's own open ones.</summary>
    bool Wide => false;
}
