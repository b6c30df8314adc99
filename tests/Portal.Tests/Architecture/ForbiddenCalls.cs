using Mono.Cecil;

namespace Portal.Tests.Architecture;

/// <summary>Framework members that the house rules forbid, found in the compiled code.</summary>
static class ForbiddenCalls
{
    static readonly Dictionary<string, string> Members = new()
    {
        ["System.DateTime::get_Now"] = "inject TimeProvider",
        ["System.DateTime::get_UtcNow"] = "inject TimeProvider",
        ["System.DateTime::get_Today"] = "inject TimeProvider",
        ["System.DateTimeOffset::get_Now"] = "inject TimeProvider",
        ["System.DateTimeOffset::get_UtcNow"] = "inject TimeProvider",
        ["System.TimeProvider::get_System"] = "inject TimeProvider",
        ["System.TimeProvider::GetLocalNow"] = "say the time zone: HelsinkiTime",
        ["System.TimeZoneInfo::get_Local"] = "say the time zone: HelsinkiTime",
        ["System.DateTimeOffset::ToLocalTime"] = "say the time zone: HelsinkiTime",
        ["System.DateTime::ToLocalTime"] = "say the time zone: HelsinkiTime",
        ["System.Threading.Thread::Sleep"] = "await",
        ["System.Net.Http.HttpClient::.ctor"] = "inject IHttpClientFactory, so that a test can stand in",
        ["System.Random::get_Shared"] = "use RandomNumberGenerator for what must not be guessed",
    };

    /// <summary>The one place where the real clock is handed out.</summary>
    static readonly HashSet<string> Allowed = ["Portal.Platform.Db.DbSetup System.TimeProvider::get_System"];

    public static List<string> In(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        return [.. from type in CompiledReferences.AllTypes(module)
            from method in type.Methods
            where method.HasBody
            from instruction in method.Body.Instructions
            let called = instruction.Operand as MethodReference
            where called is not null
            let member = $"{called.DeclaringType.FullName}::{called.Name}"
            where Members.ContainsKey(member) && !Allowed.Contains($"{Outermost(type)} {member}")
            select $"{type.FullName}.{method.Name} calls {member}: {Members[member]}"];
    }

    static string Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type.FullName;
}
