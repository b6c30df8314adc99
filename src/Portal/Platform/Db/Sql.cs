using System.Collections.Concurrent;
using System.Reflection;
using Npgsql;

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
            command.Parameters.Add(new NpgsqlParameter(property.Name, Plain(property.GetValue(args))));
        return command;
    }

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
