namespace Portal.Tests.Architecture;

/// <summary>
/// Which room may call which. Upper rooms may call the ground floor and never each other; a ground room may call
/// those that stand before it in the list; everybody stands on Platform, which knows no room.
/// A new room is added here, and in the README's map.
/// </summary>
static class RoomMap
{
    public const string Platform = "Platform", Entrance = "Program";

    /// <summary>In order: each may call those before it.</summary>
    public static readonly IReadOnlyList<string> Ground = ["Content", "Audit", "Login", "Notifications", "ActingFor", "Consents", "Cases", "MyData"];

    public static readonly IReadOnlySet<string> Upper = new HashSet<string> { "Booking", "Assessment", "Chat", "Callback", "Measurements", "Front" };

    public static IEnumerable<string> Rooms => Ground.Concat(Upper);

    /// <summary>
    /// Where a namespace belongs: a room, Platform, or the entrance (Program.cs, App.razor). Null when it is not the
    /// portal's own: framework, packages, generated code. "Planted" is the root of the canaries.
    /// </summary>
    public static string? RoomOf(string @namespace) => @namespace.Split('.') switch
    {
        ["Portal", "Tests" or "DevStack", ..] => null,
        ["Portal" or "Planted"] => Entrance,
        ["Portal" or "Planted", "Platform", ..] => Platform,
        ["Portal" or "Planted", "Features", var room, ..] => room,
        ["Portal" or "Planted", ..] => @namespace,
        _ => null,
    };

    /// <summary>May the room use the other at all? At which door is said by <see cref="Doors"/>.</summary>
    public static bool MayCall(string from, string to)
    {
        if (from == to || to == Platform) return true;
        if (from == Platform || to == Entrance) return false;
        if (from == Entrance) return Rooms.Contains(to);
        if (Upper.Contains(from)) return Ground.Contains(to);
        return Ground.Contains(from) && Ground.Contains(to) && Ground.IndexOf(to) < Ground.IndexOf(from);
    }

    static int IndexOf(this IReadOnlyList<string> list, string item) => list.TakeWhile(other => other != item).Count();
}
