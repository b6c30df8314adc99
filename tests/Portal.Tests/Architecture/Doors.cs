using Mono.Cecil;

namespace Portal.Tests.Architecture;

/// <summary>
/// The doors of a room: its <c>…Facade</c>, the interfaces it asks other rooms to fill in, and the records and enums
/// that the signatures of these show. Its <c>…Setup</c> is the door of Program.cs only.
/// </summary>
sealed class Doors
{
    readonly HashSet<string> open = [];

    public Doors(ModuleDefinition module)
    {
        foreach (var type in CompiledReferences.AllTypes(module))
        {
            var room = RoomMap.RoomOf(CompiledReferences.NamespaceOf(type));
            if (room is null || !RoomMap.Rooms.Contains(room)) continue;
            if (type.Name == $"{room}Facade" || type is { IsInterface: true, IsNested: false }) Open(type, room);
        }
    }

    public bool IsOpen(TypeReference type, string from) => from == RoomMap.Entrance
        ? type.DeclaringType is null && type.Name == $"{RoomMap.RoomOf(type.Namespace)}Setup"
        : open.Contains(type.FullName);

    void Open(TypeDefinition type, string room)
    {
        if (!open.Add(type.FullName)) return;
        // What a caller needs to speak with it; not what it is itself made of (constructors, fields).
        var shown = type.Methods.Where(m => !m.IsConstructor && !m.IsPrivate).SelectMany(m => m.Parameters.Select(p => p.ParameterType).Append(m.ReturnType))
            .Concat(type.Properties.Select(p => p.PropertyType));
        foreach (var part in shown.SelectMany(CompiledReferences.Parts))
        {
            if (RoomMap.RoomOf(CompiledReferences.NamespaceOf(part)) != room || part.Resolve() is not { } definition) continue;
            if (IsPlainData(definition)) Open(definition, room);
        }
    }

    /// <summary>Enums and records: data that can be handed over. A class with work in it is not, even when a signature shows it.</summary>
    static bool IsPlainData(TypeDefinition type) =>
        type.IsEnum || type.Methods.Any(m => m.Name is "<Clone>$" or "PrintMembers");
}
