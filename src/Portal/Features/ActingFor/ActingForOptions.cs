using System.ComponentModel.DataAnnotations;

namespace Portal.Features.ActingFor;

/// <summary>Section <c>ActingFor</c>: ages and how long an answer of the registers is relied on. The registers' own addresses are in Register/.</summary>
sealed record ActingForOptions : IValidatableObject
{
    /// <summary>From this age what is recorded is the young person's own, unless they show it. The law names no age: each county decides.</summary>
    public int ChildDecidesFrom { get; init; } = 12;

    /// <summary>From this age guardians book only when the young person has let them.</summary>
    public int YoungBooksFrom { get; init; } = 15;

    /// <summary>How long a yes of the registers is enough to look at something.</summary>
    public TimeSpan FreshToSee { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long it is enough to do something.</summary>
    public TimeSpan FreshToDo { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long choosing at Suomi.fi may take.</summary>
    public TimeSpan SelectionLife { get; init; } = TimeSpan.FromMinutes(30);

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (ChildDecidesFrom is < 6 or > 18) yield return new("ActingFor:ChildDecidesFrom must be an age from 6 to 18.");
        if (YoungBooksFrom < ChildDecidesFrom || YoungBooksFrom > 18) yield return new("ActingFor:YoungBooksFrom must be an age from ChildDecidesFrom to 18.");
        if (FreshToSee <= TimeSpan.Zero || FreshToSee > TimeSpan.FromMinutes(10)) yield return new("ActingFor:FreshToSee must be at most 10 minutes.");
        if (FreshToDo <= TimeSpan.Zero || FreshToDo > FreshToSee) yield return new("ActingFor:FreshToDo must be at most FreshToSee.");
        if (SelectionLife <= TimeSpan.Zero || SelectionLife > TimeSpan.FromHours(1)) yield return new("ActingFor:SelectionLife must be at most an hour.");
    }
}
