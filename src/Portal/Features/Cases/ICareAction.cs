namespace Portal.Features.Cases;

/// <summary>
/// What a professional can begin in another room for somebody whose case, or whom for a reason, they have open: ordering
/// measurements. A link on the page of the case and of the person.
/// </summary>
interface ICareAction
{
    /// <summary>What it is, in the request's language: "Order measurements".</summary>
    string Words { get; }

    /// <summary>Where it begins for the subject of a case.</summary>
    string ForCase(Guid id);

    /// <summary>Where it begins for a person opened outside a case: <c>cases.opening</c>.</summary>
    string ForPerson(Guid opening);
}
