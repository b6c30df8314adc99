using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using NpgsqlTypes;

namespace Portal.Platform.Db;

/// <summary>
/// What a statement and the type of its arguments have in common for ever, worked out once: the SQL with <c>$1</c> in the
/// place of <c>@name</c>, which the driver sends as it is instead of reading it through each time, and which argument
/// goes where.
/// </summary>
sealed partial class SqlShape
{
    static readonly ConcurrentDictionary<(string Sql, Type? Arguments, int Rows), SqlShape> known = new();

    /// <param name="Type">
    /// From the property and not from the value, so that a null does not make another statement of it: statements are
    /// prepared by text and types. Null lets the driver decide by the value.
    /// </param>
    public readonly record struct Slot(PropertyInfo Property, NpgsqlDbType? Type);

    public string Text { get; }

    /// <summary>The arguments of one row, in the order of their first place in the statement.</summary>
    public IReadOnlyList<Slot> Slots { get; }

    /// <param name="rows">How often the row behind <c>values</c> is written.</param>
    public static SqlShape Of(string sql, Type? arguments, int rows = 1) =>
        known.GetOrAdd((sql, arguments, rows), key => new(key.Sql, key.Arguments, key.Rows));

    SqlShape(string sql, Type? arguments, int rows)
    {
        List<Slot> slots = [];
        var one = Token().Replace(sql, token =>
        {
            if (token.Groups["name"] is not { Success: true, Value: var name }) return token.Value;   // a text or a comment
            var place = slots.FindIndex(s => s.Property.Name == name);
            if (place < 0)
            {
                place = slots.Count;
                slots.Add(SlotOf(arguments?.GetProperty(name) ?? throw new ArgumentException($"Nothing was given for @{name} in: {sql}")));
            }
            return $"${place + 1}";
        });
        Text = rows == 1 ? one : Row().Replace(one, row => "values " + string.Join(", ", Enumerable.Range(0, rows).Select(n => Numbered(row.Groups["row"].Value, n * slots.Count))));
        Slots = slots;
    }

    static string Numbered(string row, int from) => Number().Replace(row, number => $"${int.Parse(number.Value[1..]) + from}");

    static Slot SlotOf(PropertyInfo property)
    {
        var plain = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return new(property, types.TryGetValue(plain, out var type) ? type : plain.IsEnum ? NpgsqlDbType.Text : null);
    }

    static readonly Dictionary<Type, NpgsqlDbType> types = new()
    {
        [typeof(Guid)] = NpgsqlDbType.Uuid, [typeof(PersonId)] = NpgsqlDbType.Uuid, [typeof(string)] = NpgsqlDbType.Text,
        [typeof(int)] = NpgsqlDbType.Integer, [typeof(long)] = NpgsqlDbType.Bigint, [typeof(bool)] = NpgsqlDbType.Boolean,
        [typeof(decimal)] = NpgsqlDbType.Numeric,
        [typeof(DateTimeOffset)] = NpgsqlDbType.TimestampTz, [typeof(DateOnly)] = NpgsqlDbType.Date, [typeof(TimeSpan)] = NpgsqlDbType.Interval,
        [typeof(byte[])] = NpgsqlDbType.Bytea, [typeof(string[])] = NpgsqlDbType.Array | NpgsqlDbType.Text,
        [typeof(Guid[])] = NpgsqlDbType.Array | NpgsqlDbType.Uuid, [typeof(Guid?[])] = NpgsqlDbType.Array | NpgsqlDbType.Uuid,
        [typeof(DateTimeOffset[])] = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
    };

    /// <summary>'text', "name", a comment, or a parameter; not the @ of an operator such as @&gt;.</summary>
    [GeneratedRegex("""'[^']*'|"[^"]*"|--[^\n]*|@(?<name>[a-z_][a-z0-9_]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex Token();

    [GeneratedRegex(@"values\s+(?<row>\([^()]*\))")]
    private static partial Regex Row();

    [GeneratedRegex(@"\$\d+")]
    private static partial Regex Number();
}
