using Mono.Cecil;
using Portal.Platform;

namespace Portal.Tests.Architecture;

/// <summary>The walls between the rooms, read from the compiled portal. What IL does not show is in <see cref="SourceTextTests"/>.</summary>
public class RoomMapTests
{
    static readonly string PortalAssembly = typeof(Actor).Assembly.Location;

    [Fact]
    public void Rooms_meet_only_along_the_map_and_only_at_their_doors() => Findings.None(Breaches(PortalAssembly));

    [Fact]
    public void Every_room_in_the_code_is_on_the_map()
    {
        using var module = ModuleDefinition.ReadModule(PortalAssembly);
        var found = module.Types.Select(t => RoomMap.RoomOf(t.Namespace)).OfType<string>().ToHashSet();
        Assert.Contains("Booking", found);
        Assert.Subset(RoomMap.Rooms.Append(RoomMap.Platform).Append(RoomMap.Entrance).ToHashSet(), found);
    }

    /// <summary>The guard is only worth what it catches: each planted breach in Canaries/ must be found, and nothing that is allowed.</summary>
    [Fact]
    public void Every_planted_breach_is_caught()
    {
        var caught = Breaches(typeof(RoomMapTests).Assembly.Location).Select(b => b.Split(' ')[0]).ToHashSet();
        using var module = ModuleDefinition.ReadModule(typeof(RoomMapTests).Assembly.Location);
        var planted = module.Types.Where(t => t.Namespace.EndsWith(".Canaries", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(planted);
        Assert.Equal(planted.Where(t => t.Name.StartsWith("Breach", StringComparison.Ordinal)).Select(t => t.FullName).Order(), caught.Order());
    }

    static List<string> Breaches(string assembly)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(assembly));
        using var module = ModuleDefinition.ReadModule(assembly, new ReaderParameters { AssemblyResolver = resolver });
        var doors = new Doors(module);
        return [.. from type in CompiledReferences.AllTypes(module)
            let @from = RoomMap.RoomOf(CompiledReferences.NamespaceOf(type))
            where @from is not null
            from use in CompiledReferences.Of(type)
            let to = RoomMap.RoomOf(CompiledReferences.NamespaceOf(use.Used))
            where to is not null && to != @from
            let reason = !RoomMap.MayCall(@from, to) ? $"{@from} may not call {to}"
                : to == RoomMap.Platform || doors.IsOpen(use.Used, @from) ? null
                : $"{@from} may call {to} only at its {(@from == RoomMap.Entrance ? "Setup" : "Facade")}"
            where reason is not null
            group use by $"{Outermost(type).FullName} uses {use.Used.FullName}: {reason}" into breach
            select $"{breach.Key} ({breach.First().Where})"];
    }

    static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
