using Portal.DevStack;

namespace Portal.Tests.Architecture.Access;

/// <summary>
/// One row of AccessMatrix.txt: a request, and what each column of people gets for it.
/// </summary>
/// <param name="Method">GET, POST, DELETE…</param>
/// <param name="Address">The route as the application has it, without constraints, and a query when the request needs one.</param>
/// <param name="Form">Name of the form that is posted, null for another request.</param>
/// <param name="Fields">What the form holds, as in a query.</param>
/// <param name="Thing">What the request is about: see <see cref="Things"/>.</param>
sealed record AccessRow(string Method, string Address, string? Form, string Fields, string Thing, IReadOnlyDictionary<string, string> Cells)
{
    public string Route => Address.Split('?')[0];

    /// <summary>By this the application's own table is compared.</summary>
    public string Key => $"{Method} {Route}{(Form is null ? "" : $" {Form}")}";

    public bool Changes => Method != "GET";

    /// <summary>A cell that has no meaning: nobody else's where the row is about nothing of anybody's, no form in a GET.</summary>
    public bool Asks(string column) => column switch
    {
        "other" or "third" or "mine" => Things.OfSomebody(Thing),
        "swap" or "back" => Changes && (Form is not null || Route.StartsWith("/api/", StringComparison.Ordinal)),
        _ => true,
    };

    public override string ToString() => Print(Cells);

    /// <summary>The row as it stands in the file, with these cells.</summary>
    public string Print(IReadOnlyDictionary<string, string> cells) =>
        $"{Method,-6} {Address}{(Form is null ? "" : $" {Form}{(Fields == "" ? "" : $":{Fields}")}")}".PadRight(AccessMatrix.RequestWidth - 1) + " "
        + $"{Thing,-AccessMatrix.ThingWidth}" + string.Concat(AccessMatrix.Columns.Select(c => $"{cells.GetValueOrDefault(c, "?"),-AccessMatrix.CellWidth}")).TrimEnd();
}

/// <summary>The expectation, read from AccessMatrix.txt.</summary>
static class AccessMatrix
{
    public const int RequestWidth = 92, ThingWidth = 10, CellWidth = 8;

    public static readonly IReadOnlyList<string> Columns =
        ["visitor", "self", "other", "child", "young", "teen", "health", "theme", "third", "mine", "ended", "swap", "back",
         "nurse", "away", "head", "manager", "editor", "admin", "desk"];

    public static IReadOnlyList<AccessRow> Rows { get; } =
    [
        .. File.ReadAllLines(Repository.Folder("tests", "Portal.Tests", "Architecture", "Access", "AccessMatrix.txt"))
            .Where(line => line.Length > 0 && line[0] is not ('#' or ' ')).Select(Read),
    ];

    static AccessRow Read(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var form = parts.Length == Columns.Count + 4 ? parts[2].Split(':', 2) : null;
        var rest = parts[(form is null ? 2 : 3)..];
        if (rest.Length != Columns.Count + 1) throw new FormatException($"{Columns.Count + 1} cells were expected, {rest.Length} came: {line}");
        return new(parts[0], parts[1], form?[0], form is [_, var fields] ? fields : "", rest[0],
            Columns.Zip(rest.Skip(1)).ToDictionary(c => c.First, c => c.Second));
    }
}
