using System.Text.Json;

namespace Portal.DevStack;

/// <summary>The demo people of demo/people.json, as far as the table at the end of a start needs them.</summary>
public sealed record People(IReadOnlyList<People.Resident> Residents, IReadOnlyList<People.Member> Staff)
{
    public sealed record Resident(string Id, string? Hetu, string FamilyName, string GivenNames, string CallName, DateOnly BirthDate, IReadOnlyList<string> Login, string Purpose);

    public sealed record Member(string Id, string Name, IReadOnlyList<string> Roles, string? Unit, string Purpose);

    public static People Read() => JsonSerializer.Deserialize<People>(File.ReadAllText(Repository.People), JsonSerializerOptions.Web)!;
}
