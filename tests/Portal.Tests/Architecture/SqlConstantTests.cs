using System.Reflection;
using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Architecture;

/// <summary>
/// Every SQL text of the portal, against a freshly migrated database: it can be prepared, its columns exist, and the
/// portal's role has the rights it needs. A public constant in a …Queries class is a whole statement; fragments are private.
/// </summary>
public partial class SqlConstantTests(SharedDatabase shared) : IClassFixture<SharedDatabase>
{
    /// <summary>Parameters whose type PostgreSQL cannot tell from the statement alone; the portal sends them typed.</summary>
    static readonly Dictionary<string, string> Types = new() { ["now"] = "timestamptz", ["lease"] = "interval", ["idle"] = "interval" };

    [Fact]
    public async Task Every_statement_fits_the_database_and_the_portals_rights()
    {
        var all = Statements().ToList();
        Assert.True(all.Count > 30, $"Only {all.Count} statements were found.");
        List<string> faults = [];
        foreach (var (name, sql) in all)
            if (await Fault(sql) is { } fault) faults.Add($"{name}: {fault}");
        Findings.None(faults);
    }

    [Theory]
    [InlineData("select no_such_column from booking.slot", "42703")]
    [InlineData("select 1 from booking.no_such_table where id = @id", "42P01")]
    [InlineData("update booking.appointment set subject = @subject", "42501")]
    [InlineData("delete from audit.event where seq = @seq", "42501")]
    [InlineData("call audit.append(@at, @action)", "42883")]
    [InlineData("selct 1", "42601")]
    public async Task A_statement_that_does_not_fit_is_found(string sql, string code) => Assert.Contains(code, await Fault(sql));

    [Fact]
    public async Task A_statement_that_fits_is_left_alone() => Assert.Null(await Fault("select id from booking.slot where starts_at > @now limit @limit"));

    static IEnumerable<(string Name, string Sql)> Statements() =>
        from type in typeof(Actor).Assembly.GetTypes()
        where type.Name.EndsWith("Queries", StringComparison.Ordinal)
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where field is { IsLiteral: true, IsPrivate: false } && field.FieldType == typeof(string)
        select ($"{type.FullName}.{field.Name}", (string)field.GetRawConstantValue()!);

    async Task<string?> Fault(string sql)
    {
        var names = Parameter().Matches(sql).Select(m => m.Groups[1].Value).Distinct().ToList();
        await using var connection = await shared.Db.AsApp.OpenConnectionAsync(TestContext.Current.CancellationToken);
        try
        {
            // A plan: making it asks for the rights, and nothing is run. Only calls cannot be explained.
            var explained = Explainable().IsMatch(sql) ? $"explain (generic_plan) {Typed(sql)}" : sql;
            await using var command = new NpgsqlCommand(explained, connection);
            foreach (var name in names) command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Unknown) { Value = DBNull.Value });
            if (explained == sql) await command.PrepareAsync(TestContext.Current.CancellationToken);
            else await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            return null;
        }
        catch (PostgresException e)
        {
            return $"{e.SqlState} {e.MessageText}";
        }
    }

    static string Typed(string sql) => Parameter().Replace(sql, m => Types.TryGetValue(m.Groups[1].Value, out var type) ? $"{m.Value}::{type}" : m.Value);

    [GeneratedRegex(@"(?<![@:\w])@(\w+)")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^\s*(select|insert|update|delete|merge|with|values)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Explainable();
}
