using System.Collections.Concurrent;
using System.Reflection;
using Npgsql;
using NpgsqlTypes;

namespace Portal.Platform.Db;

/// <summary>Turns SQL with <c>@name</c> parameters and an anonymous object of arguments into an Npgsql command.</summary>
static class Sql
{
    static readonly ConcurrentDictionary<Type, PropertyInfo[]> properties = new();

    public static NpgsqlBatchCommand Command(string sql, object? args)
    {
        var command = new NpgsqlBatchCommand(sql);
        if (args is null) return command;
        foreach (var property in properties.GetOrAdd(args.GetType(), t => t.GetProperties()))
            command.Parameters.Add(Parameter(property, property.GetValue(args)));
        return command;
    }

    /// <summary>
    /// The type comes from the property and not from the value, so that a null does not make another statement of it:
    /// statements are prepared by text and types.
    /// </summary>
    static NpgsqlParameter Parameter(PropertyInfo property, object? value)
    {
        var parameter = new NpgsqlParameter { ParameterName = property.Name, Value = Plain(value) };
        if (types.TryGetValue(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, out var type)) parameter.NpgsqlDbType = type;
        return parameter;
    }

    static readonly Dictionary<Type, NpgsqlDbType> types = new()
    {
        [typeof(Guid)] = NpgsqlDbType.Uuid, [typeof(PersonId)] = NpgsqlDbType.Uuid, [typeof(string)] = NpgsqlDbType.Text,
        [typeof(int)] = NpgsqlDbType.Integer, [typeof(long)] = NpgsqlDbType.Bigint, [typeof(bool)] = NpgsqlDbType.Boolean,
        [typeof(DateTimeOffset)] = NpgsqlDbType.TimestampTz, [typeof(DateOnly)] = NpgsqlDbType.Date, [typeof(TimeSpan)] = NpgsqlDbType.Interval,
        [typeof(byte[])] = NpgsqlDbType.Bytea, [typeof(string[])] = NpgsqlDbType.Array | NpgsqlDbType.Text,
        [typeof(Guid[])] = NpgsqlDbType.Array | NpgsqlDbType.Uuid, [typeof(Guid?[])] = NpgsqlDbType.Array | NpgsqlDbType.Uuid,
        [typeof(DateTimeOffset[])] = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
    };

    /// <summary>What PostgreSQL stores for a value of the portal's own types.</summary>
    static object Plain(object? value) => value switch
    {
        null => DBNull.Value,
        PersonId person => person.Value,
        DateTimeOffset at => at.ToUniversalTime(),
        Enum name => EnumText.Of(name),
        _ => value,
    };

    /// <summary>True when the statement failed on the named constraint: rule 6, its name becomes an outcome.</summary>
    public static bool Violates(this PostgresException e, string constraint) => e.ConstraintName == constraint;
}
