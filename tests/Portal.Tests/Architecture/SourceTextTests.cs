using System.Text.RegularExpressions;
using static Portal.Tests.Architecture.TextGuards;

namespace Portal.Tests.Architecture;

/// <summary>The guards over the text of the sources, each followed by what it must find and what it must leave.</summary>
public partial class SourceTextTests
{
    const int MostLines = 200;

    /// <summary>Files that may be longer than 200 lines, each with the reason.</summary>
    static readonly Dictionary<string, string> Longer = new()
    {
    };

    static IEnumerable<Source> Portal => Source.Files("src/Portal", ".cs", ".razor");
    static IEnumerable<Source> Schemas => Source.Files("src/Portal", ".sql");

    /// <summary>Which room made which schema, as the schema files say. Platform's schema "platform" is everybody's.</summary>
    internal static Dictionary<string, string> RoomOfSchema() => Schemas
        .SelectMany(file => CreateSchema().Matches(file.Text).Select(m => (Schema: m.Groups[1].Value, file.Room)))
        .Where(s => s.Schema != "platform").Distinct().ToDictionary(s => s.Schema, s => s.Room);

    [Fact]
    public void No_room_names_what_it_may_not_know() => Findings.None(Portal.SelectMany(OtherRooms));

    [Theory]
    [InlineData("Booking", "using Portal.Features.Chat;", true)]
    [InlineData("Booking", "@using Portal.Features.Login.Sessions", true)]
    [InlineData("Booking", "var t = Features.Login.Oidc.Claims.Hetu;", true)]
    [InlineData("Login", "using Portal.Features.Booking;", true)]
    [InlineData("Booking", "sealed class T() : Texts(\"Features.Assessment.Assessment\");", true)]
    [InlineData("Booking", "using Portal.Features.Login;", false)]
    [InlineData("Booking", "using Portal.Features.Booking.Pages;", false)]
    [InlineData("Booking", "using Portal.Features.Audit; // not Portal.Features.Chat", false)]
    [InlineData("Booking", "context.Features.Get<IExceptionHandlerFeature>()", false)]
    public void Naming_another_room_is_found(string room, string text, bool found) =>
        Assert.Equal(found, OtherRooms(new($"src/Portal/Features/{room}/X.cs", text)).Any());

    [Fact]
    public void Platform_naming_a_room_is_found() =>
        Assert.NotEmpty(OtherRooms(new("src/Portal/Platform/Web/X.cs", "using Portal.Features.Content;")));

    [Fact]
    public void SQL_stands_in_queries_and_schemas_only() => Findings.None(Portal.SelectMany(SqlElsewhere));

    [Theory]
    [InlineData("X.cs", "work.Query<int>(\"select 1 from booking.slot\")", true)]
    [InlineData("X.cs", "work.Add(\"\"\"\n    insert into booking.slot values (1)\n    \"\"\")", true)]
    [InlineData("X.cs", "work.Add(\"call audit.append(@at)\")", true)]
    [InlineData("X.razor", "await Db.Query(\"WITH a AS (select 1) select 2\")", true)]
    [InlineData("X.cs", "work.Add($\"update booking.slot set x = {y}\")", true)]
    [InlineData("XQueries.cs", "const string A = \"select 1\";", false)]
    [InlineData("X.cs", "T[\"select-time\"]; \"with you\"; \"call us\"; \"Update your details\"", false)]
    public void SQL_elsewhere_is_found(string name, string text, bool found) =>
        Assert.Equal(found, SqlElsewhere(new($"src/Portal/Features/Booking/{name}", text)).Any());

    [Fact]
    public void A_room_reads_only_its_own_schema()
    {
        var rooms = RoomOfSchema();
        Assert.Equal("Booking", rooms["booking"]);
        Findings.None(Portal.Where(f => f.IsQueries).Concat(Schemas).SelectMany(f => OtherSchemas(f, rooms)));
    }

    [Theory]
    [InlineData("select * from login.person", true)]
    [InlineData("update booking.slot s set x = (select max(seq) from jobs.job)", true)]
    [InlineData("select s.id, platform.subject() from booking.slot s -- not login.person", false)]
    public void SQL_of_another_room_is_found(string sql, bool found)
    {
        var rooms = new Dictionary<string, string> { ["login"] = "Login", ["booking"] = "Booking", ["jobs"] = RoomMap.Platform };
        Assert.Equal(found, OtherSchemas(new("src/Portal/Features/Booking/Schema/20261121_1200_x.sql", sql), rooms).Any());
    }

    [Fact]
    public void Pages_carry_no_script_and_no_style() => Findings.None(Portal.Where(f => f.Path.EndsWith(".razor", StringComparison.Ordinal)).SelectMany(InlineScriptAndStyle));

    [Theory]
    [InlineData("<script>alert(1)</script>", true)]
    [InlineData("<script type=\"speculationrules\">{}</script>", true)]
    [InlineData("<p style=\"color:red\">", true)]
    [InlineData("<p style=@Width>", true)]
    [InlineData("<button onclick=\"go()\">", true)]
    [InlineData("<a href=\"javascript:go()\">", true)]
    [InlineData("<style>p{}</style>", true)]
    [InlineData("<script src=\"/assets/a.js\" type=\"module\"></script>", false)]
    [InlineData("<form @onsubmit=\"Save\" class=\"style\">@* <style> *@", false)]
    public void Inline_script_and_style_are_found(string markup, bool found) =>
        Assert.Equal(found, InlineScriptAndStyle(new("src/Portal/App.razor", markup)).Any());

    /// <summary>A test waits for a condition (House/Eventually), never for a time that is long enough on one machine.</summary>
    [Fact]
    public void No_test_sleeps() => Findings.None(((string[])["tests/Portal.Tests", "e2e"]).SelectMany(f => Source.Files(f, ".cs"))
        .Where(f => !f.Path.EndsWith("/Eventually.cs", StringComparison.Ordinal) && !f.Path.Contains("/Architecture/", StringComparison.Ordinal)).SelectMany(Sleeps));

    [Theory]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(2), Ct);", true)]
    [InlineData("Thread.Sleep(50);", true)]
    [InlineData("await page.WaitForTimeoutAsync(500);", true)]
    [InlineData("await Task.Delay(Timeout.Infinite, ct);", false)]
    [InlineData("for (var clock = Stopwatch.StartNew(); !Done(); await Task.Delay(50))", false)]
    public void A_sleeping_test_is_found(string text, bool found) => Assert.Equal(found, Sleeps(new("tests/Portal.Tests/X.cs", text)).Any());

    [Fact]
    public void Files_are_short_enough_to_read()
    {
        string[] folders = ["src", "client", "infra", "tests", "e2e"];
        var files = folders.SelectMany(f => Source.Files(f, ".cs", ".razor", ".sql", ".ts", ".mjs", ".scss")).ToList();
        Assert.True(files.Count > 100, "The sources were not found.");
        var tooLong = files.Select(f => (f.Path, Lines: f.LineAt(f.Text.Length) - 1)).Where(f => f.Lines > MostLines).ToList();
        Findings.None(tooLong.Where(f => !Longer.ContainsKey(f.Path)).Select(f => $"{f.Path} has {f.Lines} lines, more than {MostLines}"));
        Findings.None(Longer.Keys.Except(tooLong.Select(f => f.Path)));
    }

    static IEnumerable<string> Sleeps(Source file) => Sleep().Matches(file.Text).Select(m => $"{file.Path}:{file.LineAt(m.Index)} sleeps: {m.Value}");

    /// <summary>What hangs until it is cancelled, and the pause of a loop that looks for a condition, are no sleep.</summary>
    [GeneratedRegex(@"Thread\.Sleep\(|WaitForTimeout\w*\(|(?<!; )await Task\.Delay\((?!Timeout\.Infinite)")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"create schema (?:if not exists )?(\w+)")]
    private static partial Regex CreateSchema();
}
