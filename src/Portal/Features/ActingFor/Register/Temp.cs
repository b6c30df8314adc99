namespace Portal.Features.ActingFor.Register;
enum RegisterAnswer { Allowed, Refused, Unavailable }
sealed class ValtuudetClient { public Task<RegisterAnswer> IsAllowed(string d, string p, IReadOnlyCollection<string> issues, CancellationToken ct) => Task.FromResult(RegisterAnswer.Unavailable); }
sealed record PopulationAnswer(RegisterPerson? Person, bool Unavailable);
sealed record RegisterDependant(string Hetu, string FamilyName, string GivenNames, DateOnly BirthDate);
sealed record RegisterPerson { public string Hetu { get; init; } = ""; public string FamilyName { get; init; } = ""; public string GivenNames { get; init; } = ""; public DateOnly BirthDate { get; init; } public DateOnly? DeathDate { get; init; } public string Language { get; init; } = ""; public bool NonDisclosure { get; init; } public string? Municipality { get; init; } public IReadOnlyList<RegisterDependant> Dependants { get; init; } = []; }
sealed class PopulationRegisterClient { public Task<PopulationAnswer> Person(string id, CancellationToken ct) => Task.FromResult(new PopulationAnswer(null, true)); }
static class RegisterSetup { public static void AddRegister(this WebApplicationBuilder b) { b.Services.AddSingleton<ValtuudetClient>().AddSingleton<PopulationRegisterClient>(); } }
